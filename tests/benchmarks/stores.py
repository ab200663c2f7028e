"""Stores of the measurements (测量用的库): what tests make small for the sake of speed has here the
size that it has in use.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import make_url

from tests.engines.databases import SQLITE, Run
from tests.engines.migrated import upgrade

# What SQLite makes of a store unless it is told otherwise.
PAGE_BYTES = 4096


@contextmanager
def fresh(run: Run, engine: str) -> Iterator[str]:
    """Give a migrated database with pages of the usual size, and take it away afterwards.

    :param engine: ``sqlite`` or ``postgresql``.
    """
    with run.database(engine, upgrade) as url:
        if engine == SQLITE:
            with closing(sqlite3.connect(str(make_url(url).database))) as store:
                # Pages keep their size for as long as there is a log beside them.
                store.execute("PRAGMA journal_mode = DELETE")
                store.execute(f"PRAGMA page_size = {PAGE_BYTES}")
                store.execute("VACUUM")
        yield url
