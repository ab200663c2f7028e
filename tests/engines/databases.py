"""Databases for the tests (测试用数据库): migrated once per engine, copied for every test."""

import fcntl
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from tests.engines import server
from tests.engines.in_turn import FRESH, InTurn
from tests.engines.places import throw_away_place
from tests.engines.server import Server

Migrate = Callable[[str], None]

SQLITE = "sqlite"
POSTGRESQL = "postgresql"
ENGINES = (SQLITE, POSTGRESQL)
GIVEN_SERVER = "TEST_DATABASE_URL"
PREFIX = "registry-tests-"
OURS = "registry_test_"
PAGE_BYTES = 1024


class Run:
    """What the processes of one test run share: a folder, a lock, a server, migrated templates.

    Whichever process needs a thing first makes it; the one that made the run ends it.
    """

    def __init__(self, folder: Path | str, owner: int) -> None:
        self.folder = Path(folder)
        self.owner = owner
        self._in_turn: dict[str, InTurn] = {}

    @classmethod
    def begin(cls) -> "Run":
        """Make the folder of a new run, owned by this process; clear away what killed runs left."""
        for left in Path(throw_away_place()).glob(f"{PREFIX}*-*"):
            owner = left.name.removeprefix(PREFIX).partition("-")[0]
            if not Path("/proc", owner).exists():
                shutil.rmtree(left, ignore_errors=True)
        return cls(
            tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=throw_away_place()), os.getpid()
        )

    def end(self) -> None:
        """Stop what was started, drop what was made on a given server, and remove the folder."""
        self.let_go()
        state = self._read()
        if GIVEN_SERVER in os.environ:
            for name in state.get("template", "").split() + state.get("in turn", "").split():
                _drop(self._server_url(), name)
        if "port" in state:
            _server_from(state).stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def in_turn(self, database: str) -> InTurn | None:
        """Return a database on PostgreSQL that tests of this process use in turn, if it is one."""
        return self._in_turn.get(database.removeprefix(OURS))

    def let_go(self) -> None:
        """Let go of what only this process used."""
        for in_turn in self._in_turn.values():
            in_turn.close()

    def template(self) -> str:
        """Return the name of the migrated database on PostgreSQL that the others are copies of."""
        return self._read()["template"]

    @contextmanager
    def database(
        self, engine: str, migrate: Migrate | None, *, name: str | None = None
    ) -> Iterator[str]:
        """Give a fresh database and take it away afterwards.

        :param engine: ``sqlite`` or ``postgresql``.
        :param migrate: brings a database up to date, once for the run; ``None`` leaves it empty.
        :param name: what it is called, so that its address is known before; invented if not given.
            On PostgreSQL a migrated one that has a name stays, and is emptied for whoever is next.
        """
        if engine == SQLITE:
            make = self._sqlite(migrate, name or uuid4().hex)
        elif migrate is None or name is None:
            make = self._postgresql(migrate, name or uuid4().hex)
        else:
            make = self._postgresql_in_turn(migrate, name)
        with make as url:
            yield url

    @contextmanager
    def _sqlite(self, migrate: Migrate | None, name: str) -> Iterator[str]:
        folder = self.folder / name
        folder.mkdir()
        path = folder / "registry.db"
        if migrate is not None:
            shutil.copyfile(self._sqlite_template(migrate), path)
            # When it says that it was written last.
            os.utime(path, ns=(FRESH, FRESH))
        try:
            yield f"sqlite:///{path}"
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _postgresql(self, migrate: Migrate | None, name: str) -> Iterator[str]:
        template = "template1" if migrate is None else self._postgresql_template(migrate)
        address = self._server_url()
        name = _create(address, template, name)
        try:
            yield address.set(database=name).render_as_string(hide_password=False)
        finally:
            _drop(address, name)

    @contextmanager
    def _postgresql_in_turn(self, migrate: Migrate, name: str) -> Iterator[str]:
        template = self._postgresql_template(migrate)
        address = self._server_url().set(database=f"{OURS}{name}")
        in_turn = self._in_turn.get(name)
        if in_turn is None:
            with self._locked():
                state = self._read()
                state["in turn"] = f"{state.get('in turn', '')} {address.database}"
                self._write(state)
        if in_turn is None or not in_turn.is_as_new_again():
            _drop(self._server_url(), f"{OURS}{name}")
            _create(self._server_url(), template, name)
            self._in_turn[name] = InTurn(_connection(address))
        yield address.render_as_string(hide_password=False)

    def _sqlite_template(self, migrate: Migrate) -> Path:
        with self._locked():
            path = self.folder / "template.db"
            if not path.exists():
                growing = self.folder / "growing.db"
                # Each table and index takes a page at least, and tests copy them all day long.
                with closing(sqlite3.connect(growing)) as store:
                    store.execute(f"PRAGMA page_size = {PAGE_BYTES}")
                    store.execute("VACUUM")
                migrate(f"sqlite:///{growing}")
                growing.rename(path)
            return path

    def _postgresql_template(self, migrate: Migrate) -> str:
        address = self._server_url()
        with self._locked():
            state = self._read()
            if "template" not in state:
                name = _create(address, "template1", uuid4().hex)
                migrate(address.set(database=name).render_as_string(hide_password=False))
                state["template"] = name
                self._write(state)
            return state["template"]

    def _server_url(self) -> URL:
        given = os.environ.get(GIVEN_SERVER)
        if given:
            return make_url(given).set(drivername="postgresql+psycopg")
        with self._locked():
            state = self._read()
            if "port" not in state:
                started = server.start(owner=self.owner)
                state |= {
                    "folder": str(started.folder),
                    "programs": str(started.programs),
                    "port": str(started.port),
                }
                self._write(state)
            return _server_from(state).url

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.folder / "lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _read(self) -> dict[str, str]:
        path = self.folder / "state.json"
        if not path.exists():
            return {}
        state: dict[str, str] = json.loads(path.read_bytes())
        return state

    def _write(self, state: dict[str, str]) -> None:
        (self.folder / "state.json").write_text(json.dumps(state), encoding="utf-8")


def _server_from(state: dict[str, str]) -> Server:
    return Server(Path(state["folder"]), Path(state["programs"]), int(state["port"]))


def _create(address: URL, template: str, name: str) -> str:
    name = f"{OURS}{name}"
    # For templates this small, copying files takes half the time of writing every page to the log.
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
        sql.Identifier(name), sql.Identifier(template)
    )
    _execute(address, statement)
    return name


def _drop(address: URL, name: str) -> None:
    # FORCE ends connections that a test's application still holds in its pool.
    _execute(
        address, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )


def _execute(address: URL, statement: sql.Composed) -> None:
    with _connection(address) as connection:
        connection.execute(statement)


def _connection(address: URL) -> psycopg.Connection:
    plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)
