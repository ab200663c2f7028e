"""What most tests begin with (起点): courts with their people, opened once a process on SQLite and
copied for every test from then on.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import make_url

from config import Settings
from registry.db import db
from registry.journal import read
from tests.api.desk import Desk
from tests.engines.databases import SQLITE


@dataclass(frozen=True, slots=True)
class Beginning:
    """A register as it was when its desks had been opened, and these desks."""

    file: Path
    desks: tuple[Desk, ...]


class Beginnings:
    """The registers of one process that tests begin with, by settings, moment and courts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[tuple[Settings, datetime, tuple[str, ...]], Beginning] = {}

    def open(
        self, app: Flask, settings: Settings, desks: Sequence[Desk], opened: Callable[[], object]
    ) -> tuple[Desk, ...]:
        """Return the desks with their people, in the register of the test.

        :param desks: the desks, none of them open.
        :param opened: opens all of them, where that was not done before.
        """
        database = make_url(settings.database_url)
        if not database.drivername.startswith(SQLITE) or read.head(db.session()).size:
            opened()
            return tuple(desks)
        here = Path(str(database.database))
        key = (settings, desks[0].now, tuple(desk.court for desk in desks))
        if key in self._kept:
            _let_go()
            shutil.copyfile(self._kept[key].file, here)
        else:
            opened()
            _let_go()
            file = self._folder / f"{len(self._kept)}.db"
            shutil.copyfile(here, file)
            self._kept[key] = Beginning(file, tuple(desks))
        return tuple(replace(desk, app=app, keys=dict(desk.keys)) for desk in self._kept[key].desks)


def _let_go() -> None:
    # The last connection that closes brings everything into the file itself.
    db.session.remove()
    db.engine.dispose()
