"""Deploying by the document (按文档部署): the sample units and the sample proxy name commands that
there are, and the limits that the register keeps.
"""

import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask
from gunicorn.config import Config

from config import Settings
from partners import component
from registry import engines
from registry.app import create_app
from registry.scheduler_commands import commands
from registry.screening import lists
from tests.architecture.source import ROOT
from tests.engines.migrated import settings_for

EXAMPLES, DOCUMENT = ROOT / "docs" / "examples", ROOT / "docs" / "howto" / "deploy.md"
WEB, SCHEDULER = "register-web.service", "register-scheduler.service"
NGINX = EXAMPLES / "nginx.conf"
PLACE, BINARIES = "/opt/register", ".venv/bin/"
UNIT = {"B": 1, "K": 1024, "M": 1024**2}


def unit(name: str) -> Mapping[str, str]:
    """Return what a unit sets; of what is set twice the last."""
    lines = (EXAMPLES / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def words_of(name: str) -> list[str]:
    """Return the command that a unit starts, without the folder of its program."""
    program, *arguments = shlex.split(unit(name)["ExecStart"])
    assert program.startswith(f"{PLACE}/{BINARIES}")
    return [Path(program).name, *arguments]


def sizes() -> list[int]:
    """Return the limits of bodies that the proxy states, in their order, in bytes."""
    text = NGINX.read_text(encoding="utf-8")
    stated = re.findall(r"client_max_body_size (\d+)([kmg]?);", text)
    return [int(number) * UNIT[letter.upper() or "B"] for number, letter in stated]


@pytest.fixture(scope="module")
def built() -> Flask:
    return create_app(settings_for("sqlite://"), component.init_app)


@pytest.mark.parametrize("name", [WEB, SCHEDULER])
def test_a_unit_starts_what_the_document_says(name: str) -> None:
    words = words_of(name)
    document = DOCUMENT.read_text(encoding="utf-8")
    assert f"{BINARIES}{shlex.join(words)}" in re.sub(r"\s+#.*", "", document)


def test_the_web_server_takes_the_options_that_its_unit_gives() -> None:
    program, *arguments = words_of(WEB)
    taken = Config().parser().parse_args(arguments)
    assert (program, taken.args) == ("gunicorn", ["wsgi:app"])
    assert (ROOT / "wsgi.py").is_file()
    # What waits to end is waited for before it is killed.
    assert int(unit(WEB)["TimeoutStopSec"]) > Config().graceful_timeout


def test_the_scheduler_is_a_command_that_there_is(built: Flask) -> None:
    assert words_of(SCHEDULER) == ["flask", "scheduler", "run"]
    assert "run" in commands.commands
    assert "scheduler" in built.cli.commands


@pytest.mark.parametrize("name", [WEB, SCHEDULER])
def test_a_unit_reads_the_file_that_the_document_makes_and_shuts(name: str) -> None:
    file = unit(name)["EnvironmentFile"]
    document = DOCUMENT.read_text(encoding="utf-8")
    assert f"install -m 0600 -o {unit(name)['User']} -g {unit(name)['Group']} /dev/null {file}" in (
        document
    )
    assert unit(name)["RestartPreventExitStatus"] == "3"
    assert unit(name)["LimitCORE"] == "0"


def test_the_proxy_goes_to_where_the_web_service_listens() -> None:
    arguments = Config().parser().parse_args(words_of(WEB)[1:])
    [listening] = arguments.bind
    text = NGINX.read_text(encoding="utf-8")
    assert f"server {listening};" in text
    assert "PROXIES=1" in text


def test_the_proxy_takes_the_bodies_that_the_register_takes() -> None:
    usual, lists_ = sizes()
    assert usual == Settings.from_env({}).max_body_bytes
    assert lists_ > lists.LARGEST
    # All of a body is in memory, or it would be in a file.
    assert f"client_body_buffer_size {usual};" in NGINX.read_text(encoding="utf-8")


def test_the_proxy_lets_lists_through_where_lists_are_handed_in_and_nowhere_else(
    built: Flask,
) -> None:
    text = NGINX.read_text(encoding="utf-8")
    [pattern] = re.findall(r"location ~ (\S+) \{", text)
    names = ("hand_in", "add_rows", "drop_rows", "open_one")
    for rule in built.url_map.iter_rules():
        blueprint, _, name = rule.endpoint.rpartition(".")
        takes_list = name in names and ("screening" in blueprint or "watch" in blueprint)
        path = re.sub(r"<uuid:\w+>", "0b6cfd5e-1c9a-4f0e-9d57-0f6f2f6f3f10", rule.rule)
        is_let = re.search(pattern, path) is not None and "POST" in (rule.methods or ())
        assert is_let == takes_list, rule


def test_the_proxy_waits_longer_than_a_writer_waits_for_its_turn() -> None:
    stated = re.findall(r"proxy_read_timeout (\d+)s;", NGINX.read_text(encoding="utf-8"))
    assert min(map(int, stated)) > 2 * engines.SQLITE_BUSY_SECONDS


def test_what_is_said_of_a_caller_is_passed_on() -> None:
    text = NGINX.read_text(encoding="utf-8")
    for header in ("X-Forwarded-For $proxy_add_x_forwarded_for", "X-Forwarded-Proto $scheme"):
        assert f"proxy_set_header {header};" in text
    assert "access_log off;" in text


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a program of this machine, and return what it said."""
    return subprocess.run(  # noqa: S603 - our own words
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def faults_by_systemd(name: str, folder: Path) -> list[str]:
    """Return what systemd says of a unit whose programs are those of this folder and which names no
    account, there being none of that name here.
    """
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    text = text.replace(f"{PLACE}/.venv", str(ROOT / ".venv")).replace(PLACE, str(ROOT))
    copy = folder / name
    copy.write_text(re.sub(r"(User|Group)=register\n", "", text), encoding="utf-8")
    said = run("systemd-analyze", "verify", "--man=no", str(copy))
    return [line for line in said.stderr.splitlines() if name in line]


def faults_by_nginx(folder: Path) -> list[str]:
    """Return what nginx says of the sample, with a certificate and folders of its own."""
    key, certificate = f"{folder}/register.key", f"{folder}/register.crt"
    made = run(
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
        *("-subj", "/CN=register.example", "-keyout", key, "-out", certificate),
    )
    assert made.returncode == 0
    text = NGINX.read_text(encoding="utf-8").replace("/etc/nginx/", f"{folder}/")
    text = text.replace("/var/log/nginx/", f"{folder}/")
    places = " ".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = folder / "nginx.conf"
    whole.write_text(
        f"pid {folder}/pid; error_log {folder}/log; events {{}} http {{ {places} {text} }}",
        encoding="utf-8",
    )
    done = run("nginx", "-t", "-q", "-e", f"{folder}/log", "-p", str(folder), "-c", str(whole))
    return [*done.stderr.splitlines(), *(["failed"] if done.returncode else [])]


@pytest.mark.parametrize("name", [WEB, SCHEDULER])
def test_nothing_is_wrong_with_a_unit(name: str, tmp_path: Path) -> None:
    """Every line is a section or a setting; systemd looks too, where there is one."""
    lines = (EXAMPLES / name).read_text(encoding="utf-8").splitlines()
    form = re.compile(r"(#.*|\[(Unit|Service|Install)\]|[A-Z][A-Za-z]+=.*|)\Z")
    faults = [line for line in lines if form.match(line) is None]
    if shutil.which("systemd-analyze"):
        faults += faults_by_systemd(name, tmp_path)
    assert faults == []


def test_nothing_is_wrong_with_the_proxy(tmp_path: Path) -> None:
    """Every line opens, closes or ends a setting; nginx looks too, where there is one."""
    lines = NGINX.read_text(encoding="utf-8").splitlines()
    faults = [line for line in lines if re.match(r"\s*(#.*|.*[;{}]|)\Z", line) is None]
    if shutil.which("nginx"):
        faults += faults_by_nginx(tmp_path)
    assert faults == []
