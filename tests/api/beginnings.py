"""What tests begin with (起点): a register as it was once an act was done in it is kept, and a test
that does the same, in the same register and at the same moment, is given a copy.

Most tests begin as others do: courts with their people, a case, a listing that is published. What
they begin with is done by the program, once a run, and from then on remembered with what it
answered; what a test shows it does itself. A register that anybody has written to since is nobody's
beginning, and there everything is done anew.

On SQLite a register is a file, and each is kept. On PostgreSQL it is rows, and to keep them costs
half of what most acts do; most are done once, so what is done a second time is kept.
"""

import os
import pickle
import shutil
from collections.abc import Callable, Hashable
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from secrets import randbelow
from tempfile import mkdtemp
from typing import Any, Protocol, TypeVar

from flask import Flask
from sqlalchemy import make_url

from registry.db import db
from registry.runtime import EXTENSION, Runtime
from tests.engines.databases import SQLITE, Run
from tests.engines.in_turn import FRESH

Found = TypeVar("Found")
# Registers take room, and tests that begin alike follow each other.
MOST = 150
# What was written to says when: after these nanoseconds, which ended in 2001.
STATES = range(FRESH, 10**18)
REGISTER, ANSWER = "register", "answer"


class Store(Protocol):
    """The store of a register that a test works on."""

    def state(self) -> int | None:
        """Return the number of the state that it is in, if nobody has written to it since."""

    def keep(self, state: int, place: Path) -> bool:
        """Write down what it holds, from now on as this state; tell whether that can be done."""

    def take(self, place: Path) -> None:
        """Hold what was written down."""


class Beginnings:
    """The registers that tests begin with, in a folder that the processes of one run share.

    The state that a register is in is the time at which its file says that it was written last: a
    number that nobody else has drawn, so that what follows on it belongs to this very register.
    """

    def __init__(self, folder: Path, run: Run | None = None, *, most: int = MOST) -> None:
        self._folder = folder
        self._run = run
        self._most = most
        # What this process has kept, the one asked for last at the end.
        self._own: dict[Path, None] = {}

    def after(self, app: Flask, what: Hashable, act: Callable[[], Found]) -> Found:
        """Return what an act answers, with the register as it is after the act.

        :param app: the application, not changed by the test, on the register of the test.
        :param what: says what is done: two acts of which the same is said do the same; it is
            written alike in every process.
        :param act: does it, where that was not done before; its answer can be pickled.
        """
        runtime: Runtime = app.extensions[EXTENSION]
        address = make_url(runtime.settings.database_url)
        on_sqlite = address.drivername.startswith(SQLITE)
        store = self._store(str(address.database), on_sqlite=on_sqlite)
        before = store.state() if store else None
        if store is None or before is None:
            return act()
        moment = (replace(runtime.settings, database_url=""), runtime.now())
        key = (address.drivername, before, *moment, what)
        kept = self._folder / sha256(repr(key).encode()).hexdigest()
        if not kept.exists():
            if not on_sqlite and _is_first(kept):
                return act()
            answer = act()
            if not self._keep(kept, store, answer):
                return answer
        try:
            found: Found = self._taken(kept, store)
        except FileNotFoundError:
            # Another process had no more room for it.
            return act()
        return found

    def _store(self, database: str, *, on_sqlite: bool) -> Store | None:
        if on_sqlite:
            return RegisterFile(Path(database))
        return self._run.in_turn(database) if self._run else None

    def _taken(self, kept: Path, store: Store) -> Any:
        if kept in self._own:
            self._own[kept] = self._own.pop(kept)
        answer = pickle.loads((kept / ANSWER).read_bytes())  # noqa: S301 - we wrote it
        # It stays the session that the test was given.
        db.session.close()
        store.take(kept / REGISTER)
        return answer

    def _keep(self, kept: Path, store: Store, answer: object) -> bool:
        """Keep a register and what was answered; tell whether another process was quicker."""
        db.session.close()
        made = Path(mkdtemp(dir=self._folder))
        if not store.keep(1 + randbelow(STATES.stop - 1), made / REGISTER):
            made.rmdir()
            return False
        (made / ANSWER).write_bytes(pickle.dumps(answer))
        try:
            made.rename(kept)
        except OSError:
            shutil.rmtree(made)
            return True
        self._own[kept] = None
        if len(self._own) > self._most:
            self._forget(next(iter(self._own)))
        return False

    def _forget(self, kept: Path) -> None:
        del self._own[kept]
        gone = Path(mkdtemp(dir=self._folder))
        kept.rename(gone)
        shutil.rmtree(gone)


def after(
    beginnings: Beginnings | None, app: Flask, what: Hashable, act: Callable[[], Found]
) -> Found:
    """Do what a test begins with, or remember it, where beginnings are kept."""
    return act() if beginnings is None else beginnings.after(app, what, act)


def _is_first(kept: Path) -> bool:
    """Tell whether nobody has asked for this before, and note that it was asked for."""
    try:
        kept.with_suffix(".asked").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


class RegisterFile:
    """A register on SQLite: when its file was written last says which state it is in."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def state(self) -> int | None:
        """Return the number of the state that it is in, if nobody has written to it since."""
        log = self._path.with_name(f"{self._path.name}-wal")
        if log.exists() and log.stat().st_size:
            return None
        written = self._path.stat().st_mtime_ns
        return written if written in STATES else None

    def keep(self, state: int, place: Path) -> bool:
        """Copy it, from now on as this state; tell whether nobody reads it meanwhile."""
        with closing(db.engine.raw_connection()) as connection:
            # What is in the log of the store comes into the file itself, unless somebody reads it.
            (is_busy, *_) = (
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            )
        if is_busy:
            return False
        _mark(self._path, state)
        _copy(self._path, place)
        return True

    def take(self, place: Path) -> None:
        """Be a copy of what was kept, once everybody has let go of the file."""
        db.engine.dispose()
        _copy(place, self._path)


def _copy(register: Path, to: Path) -> None:
    """Copy a register with the state that it is in."""
    # In this order: what another process takes away meanwhile leaves the copy as it was.
    state = register.stat().st_mtime_ns
    shutil.copyfile(register, to)
    _mark(to, state)


def _mark(database: Path, state: int) -> None:
    os.utime(database, ns=(state, state))
