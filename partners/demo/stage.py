"""The stage (演示环境): sets everything up by the same commands that an operator would use."""

import base64
import json
import os
import secrets
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from flask import Flask

from config import Settings
from partners import component
from partners.demo.agency import SECRETS
from partners.demo.cast import AGENCIES, COURT_CODE, PEOPLE, DemoAgency
from partners.demo.ports import Ports
from partners.demo.processes import LOOPBACK, CommandError, Processes
from partners.demo.telling import StoryError, Telling
from registry.app import create_app
from registry.db import db

KEYS = ("SECRET_KEY", "INDEX_KEY", "JOURNAL_KEY")
# What lets tests fail a process must not reach the demo by accident.
FOR_TESTS = frozenset({"CLOCK_OFFSET", "CLOCK_OFFSET_FILE", "FAULT_AT"})
WEB_PORT = 8000
LOGGING = ("--config", "python:registry.logs")
# Long only where a machine has much else to do: what has fallen meanwhile is told of at once.
READY_SECONDS = 90.0
PROBE_SECONDS = 2.0


@dataclass
class Stage:
    """The demo's installation.

    :param folder: where database, stores and logs of this demo lie.
    :param database_url: a database elsewhere, instead of a file in the folder.
    """

    folder: Path
    telling: Telling
    database_url: str = ""
    processes: Processes = field(init=False)
    web: str = field(init=False)
    agencies: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    _app: Flask = field(init=False)
    _ports: Ports = field(default_factory=Ports)
    _secrets: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Choose addresses and keys."""
        port = self._ports.take(WEB_PORT)
        self.web = f"http://{LOOPBACK}:{port}"
        environment = self._environment()
        self.processes = Processes(environment, self.folder)
        self._app = create_app(Settings.from_env(environment), component.init_app)

    def _environment(self) -> dict[str, str]:
        fresh = {name: base64.b64encode(secrets.token_bytes(32)).decode() for name in KEYS}
        ring = "demo:" + base64.b64encode(secrets.token_bytes(32)).decode()
        inherited = {key: value for key, value in os.environ.items() if key not in FOR_TESTS}
        return {
            **inherited,
            **fresh,
            "IDENTITY_KEYS": ring,
            "REGISTRY_ENV": "development",
            "DATABASE_URL": self.database_url or f"sqlite:///{self.folder / 'register.db'}",
            "PUBLIC_URL": self.web,
            "FLASK_APP": "wsgi",
            "PYTHONUNBUFFERED": "1",
        }

    def flask(self, *arguments: str) -> str:
        """Run one of the register's own commands in this process and return what it printed.

        A process for each would take longer than all that they do.

        :raises CommandError: when it fails.
        """
        done = self._app.test_cli_runner().invoke(args=arguments)
        if done.exit_code != 0:
            # What nobody expected is in no output.
            why = "" if isinstance(done.exception, SystemExit) else f"{done.exception!r}\n"
            raise CommandError(f"flask {' '.join(arguments)}\n{why}{done.output}")
        return done.stdout.strip()

    def flask_process(self, *arguments: str) -> str:
        """Run one of the register's commands in a process of its own; return what it printed."""
        return self.processes.command(program("flask"), *arguments).strip()

    def streams(self) -> dict[str, dict[str, Any]]:
        """Return how the register says every agency's stream stands."""
        rows: list[dict[str, Any]] = json.loads(self.flask("partners", "status", "--json"))
        return {str(row["agency"]): row for row in rows}

    def coverage(self, record: str) -> dict[str, Any]:
        """Return which agencies the register has told of a record, and what they confirmed."""
        found: dict[str, Any] = json.loads(self.flask("partners", "coverage", record, "--json"))
        return found

    def prepare(self, *, records: int = 0) -> None:
        """Make the database, court, people, keys, catalogue and agencies, and import records.

        Each command is an operator's own.

        :param records: how many invented records to import.
        """
        with ThreadPoolExecutor(1) as pool:
            written = pool.submit(self._write_records, records)
            self.flask_process("db", "upgrade")
            self.flask("registry", "court", "load")
            for person in PEOPLE:
                self._take_on(*person)
            self.flask("partners", "catalogue", "load")
            for agency in AGENCIES:
                self._take_in(agency)
            file = written.result()
        if file is not None:
            self.flask_process("registry", "import", str(file))

    def _write_records(self, count: int) -> Path | None:
        if not count:
            return None
        file = self.folder / "demo-records.jsonl"
        self.flask_process(
            *("registry", "demo-records", "--count", str(count), "--seed", "1"),
            *("--output", str(file)),
        )
        return file

    def _take_on(self, login: str, name: str, role: str) -> None:
        self.flask("registry", "staff", "add", COURT_CODE, login, "--name", name, "--role", role)
        self.keys[login] = self.flask(
            "registry", "key", "add", "--staff", f"{COURT_CODE}/{login}", "--days", "1"
        )

    def _take_in(self, agency: DemoAgency) -> None:
        port = self._ports.take(agency.port)
        self.agencies[agency.code] = f"http://{LOOPBACK}:{port}"
        self._secrets[agency.code] = self.flask(
            *("partners", "agency", "add", agency.code),
            *("--name-zh", agency.name_zh, "--name-en", agency.name_en),
            *("--endpoint", f"{self.agencies[agency.code]}/notices"),
            *("--measures", ",".join(agency.measures), "--every", "1", "--endings-at-once"),
        )
        if agency.kinds:
            kinds = ",".join(agency.kinds)
            self.flask("partners", "agency", "inquiries", agency.code, "--kinds", kinds)
            self.keys[agency.code] = self.flask(
                "partners", "agency", "key", agency.code, "--days", "1"
            )

    def open(self) -> None:
        """Start the agencies, the web service and the scheduler, and wait until all of them answer.

        :raises StoryError: when one of them does not come up.
        """
        for code in self.agencies:
            self.start_agency(code)
        self.start_web()
        self.start_scheduler()
        self.wait()

    def close(self) -> None:
        """End every process, give the ports back and let the database go."""
        self.processes.stop()
        self._ports.release()
        with self._app.app_context():
            db.engine.dispose()

    def start_agency(self, code: str) -> None:
        """Start one agency on its address and store."""
        port = self.agencies[code].rsplit(":", 1)[1]
        self.processes.start(
            code,
            (
                *(sys.executable, "-m", "partners.demo.agency", "--code", code),
                *("--port", port, "--store", str(self.folder / f"{code}.db")),
            ),
            {SECRETS: self._secrets[code]},
        )

    def start_web(self) -> None:
        """Start the web service."""
        address = self.web.removeprefix("http://")
        self.processes.start(
            "web",
            (
                program("gunicorn"),
                *LOGGING,
                # What the workers share is imported once.
                "--preload",
                "--workers",
                "2",
                "--threads",
                "4",
                "--bind",
                address,
                "wsgi:app",
            ),
        )

    def start_scheduler(self) -> None:
        """Start the scheduler."""
        self.processes.start("scheduler", (program("flask"), "scheduler", "run"))

    def wait(self) -> None:
        """Wait until the web service and every agency answers."""
        for name, base in (("web", f"{self.web}/api/v1"), *self.agencies.items()):
            self._wait_for(name, f"{base}/health")

    def _wait_for(self, name: str, address: str) -> None:
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            if name in self.processes.fallen():
                break
            if answers(address):
                return
            time.sleep(0.05)
        ended = self.processes.end_of(name)
        how = f"no answer in {READY_SECONDS:.0f} s" if ended is None else f"ended with {ended}"
        log = self.processes.log_of(name)
        raise StoryError(f"{name} 未能启动 did not come up at {address}: {how}\n{log}")


def program(name: str) -> str:
    """Return the path of a program installed beside this interpreter.

    :raises CommandError: when it is not there.
    """
    path = Path(sys.executable).parent / name
    if not path.exists():
        raise CommandError(f"{name} is not installed beside {sys.executable}: run make install")
    return str(path)


def answers(address: str) -> bool:
    """Tell whether a server answers at an address."""
    try:
        return requests.get(address, timeout=PROBE_SECONDS).ok
    except requests.RequestException:
        return False
