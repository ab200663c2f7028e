"""What tests begin with (起点): a register as it was once an act was done in it is kept on SQLite,
and a test that does the same, in the same register and at the same moment, is given a copy.

Most tests begin as others do: courts with their people, a case, a listing that is published. What
they begin with is done by the program, once a process, and from then on remembered with what it
answered; what a test shows it does itself. A register that anybody has written to since is nobody's
beginning, and there everything is done anew.
"""

import os
import pickle
import shutil
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TypeVar

from flask import Flask
from sqlalchemy import make_url

from registry.db import db
from registry.runtime import EXTENSION, Runtime
from tests.engines.databases import FRESH, SQLITE

Found = TypeVar("Found")
# Registers take room, and tests that begin alike follow each other.
MOST = 150
# What was written to says when: long after these few nanoseconds.
STATES = range(FRESH, 1_000_000_000)


@dataclass(frozen=True, slots=True)
class Beginning:
    """A register as it was then, the number of this state, and what was answered."""

    file: Path
    state: int
    answer: bytes


class Beginnings:
    """The registers of one process that tests begin with.

    The state that a register is in is the time at which its file says that it was written last.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: OrderedDict[Hashable, Beginning] = OrderedDict()
        self._states = count(FRESH + 1)

    def after(self, app: Flask, what: Hashable, act: Callable[[], Found]) -> Found:
        """Return what an act answers, with the register as it is after the act.

        :param app: the application, not changed by the test, on the register of the test.
        :param what: says what is done: two acts of which the same is said do the same.
        :param act: does it, where that was not done before; its answer can be pickled.
        """
        runtime: Runtime = app.extensions[EXTENSION]
        address = make_url(runtime.settings.database_url)
        here = Path(str(address.database))
        before = state_of(here) if address.drivername.startswith(SQLITE) else None
        if before is None:
            return act()
        key = (before, runtime.settings, runtime.now(), what)
        if key not in self._kept:
            answer = act()
            self._keep(key, here, answer)
            return answer
        self._kept.move_to_end(key)
        beginning = self._kept[key]
        # It stays the session that the test was given.
        db.session.close()
        db.engine.dispose()
        shutil.copyfile(beginning.file, here)
        _mark(here, beginning.state)
        found: Found = pickle.loads(beginning.answer)  # noqa: S301 - this process wrote it
        return found

    def _keep(self, key: Hashable, here: Path, answer: object) -> None:
        db.session.close()
        with closing(db.engine.raw_connection()) as connection:
            # What is in the log of the store comes into the file itself, unless somebody reads it.
            (is_busy, *_) = (
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            )
        if is_busy:
            return
        state = next(self._states)
        file = self._folder / f"{state}.db"
        shutil.copyfile(here, file)
        _mark(here, state)
        self._kept[key] = Beginning(file, state, pickle.dumps(answer))
        if len(self._kept) > MOST:
            _, oldest = self._kept.popitem(last=False)
            oldest.file.unlink()


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


def _mark(database: Path, state: int) -> None:
    os.utime(database, ns=(state, state))
