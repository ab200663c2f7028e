"""What tests begin with (起点): a register as it was once an act was done in it is kept on SQLite,
and a test that does the same, in the same register and at the same moment, is given a copy.

Most tests begin as others do: courts with their people, a case, a listing that is published. What
they begin with is done by the program, once a run, and from then on remembered with what it
answered; what a test shows it does itself. A register that anybody has written to since is nobody's
beginning, and there everything is done anew.
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
from typing import Any, TypeVar

from flask import Flask
from sqlalchemy import make_url

from registry.db import db
from registry.runtime import EXTENSION, Runtime
from tests.engines.databases import FRESH, SQLITE

Found = TypeVar("Found")
# Registers take room, and tests that begin alike follow each other.
MOST = 150
# What was written to says when: after these nanoseconds, which ended in 2001.
STATES = range(FRESH, 10**18)
REGISTER, ANSWER = "register.db", "answer"


class Beginnings:
    """The registers that tests begin with, in a folder that the processes of one run share.

    The state that a register is in is the time at which its file says that it was written last: a
    number that nobody else has drawn, so that what follows on it belongs to this very register.
    """

    def __init__(self, folder: Path, *, most: int = MOST) -> None:
        self._folder = folder
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
        here = Path(str(address.database))
        before = state_of(here) if address.drivername.startswith(SQLITE) else None
        if before is None:
            return act()
        key = (before, replace(runtime.settings, database_url=""), runtime.now(), what)
        kept = self._folder / sha256(repr(key).encode()).hexdigest()
        if not kept.exists():
            answer = act()
            if not self._keep(kept, here, answer):
                return answer
        try:
            found: Found = self._taken(kept, here)
        except FileNotFoundError:
            # Another process had no more room for it.
            return act()
        return found

    def _taken(self, kept: Path, here: Path) -> Any:
        if kept in self._own:
            self._own[kept] = self._own.pop(kept)
        answer = pickle.loads((kept / ANSWER).read_bytes())  # noqa: S301 - we wrote it
        # It stays the session that the test was given.
        db.session.close()
        db.engine.dispose()
        _copy(kept / REGISTER, here)
        return answer

    def _keep(self, kept: Path, here: Path, answer: object) -> bool:
        """Keep a register and what was answered; tell whether another process was quicker."""
        db.session.close()
        with closing(db.engine.raw_connection()) as connection:
            # What is in the log of the store comes into the file itself, unless somebody reads it.
            (is_busy, *_) = (
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            )
        if is_busy:
            return False
        _mark(here, 1 + randbelow(STATES.stop - 1))
        made = Path(mkdtemp(dir=self._folder))
        _copy(here, made / REGISTER)
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


def state_of(database: Path) -> int | None:
    """Return the number of the state that a register is in, if nobody has written to it since."""
    log = database.with_name(f"{database.name}-wal")
    if log.exists() and log.stat().st_size:
        return None
    written = database.stat().st_mtime_ns
    return written if written in STATES else None


def _copy(register: Path, to: Path) -> None:
    """Copy a register with the state that it is in."""
    # In this order: what another process takes away meanwhile leaves the copy as it was.
    state = register.stat().st_mtime_ns
    shutil.copyfile(register, to)
    _mark(to, state)


def _mark(database: Path, state: int) -> None:
    os.utime(database, ns=(state, state))
