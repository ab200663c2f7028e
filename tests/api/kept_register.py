"""A register that is kept (留存的登记库): had as it was, whenever that is needed."""

import shutil
from pathlib import Path

from flask import Flask
from sqlalchemy import make_url

from registry.db import db
from registry.runtime import EXTENSION, Runtime

# What the store writes beside its file while somebody is connected.
BESIDE = ("-wal", "-shm")


class KeptRegister:
    """A copy of the register of a test, on SQLite, as it is now.

    :param app: the application on it, its context open.
    """

    def __init__(self, app: Flask) -> None:
        runtime: Runtime = app.extensions[EXTENSION]
        self._here = Path(str(make_url(runtime.settings.database_url).database))
        self._kept = self._here.with_name("kept.db")
        _let_go()
        shutil.copyfile(self._here, self._kept)

    def restore(self) -> None:
        """Let the register be as it was."""
        _let_go()
        for ending in BESIDE:
            self._here.with_name(self._here.name + ending).unlink(missing_ok=True)
        shutil.copyfile(self._kept, self._here)


def _let_go() -> None:
    # With the last connection what is in the log of the store comes into the file itself.
    db.session.close()
    db.engine.dispose()
