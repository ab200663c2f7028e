"""Engines (数据库引擎): how connections of each are set up, kept and tried, and who writes when."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Lock
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Dialect, Engine, event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

SQLITE_BUSY_SECONDS = 30
# Connections are kept, and the one that was used last is used next: it knows most of what it will
# be asked for.
POOL = {"pool_size": 15, "max_overflow": 0, "pool_use_lifo": True}
_IN_MEMORY = (None, "", ":memory:")
# A connection that rested for so long may be broken, and is tried before it is used.
REST_SECONDS = 1.0
# On SQLite one writes at a time. Those of one process wait for each other here, and wake at once:
# the store itself has them look again after pauses of up to a tenth of a second.
_TURNS: WeakKeyDictionary[Engine, Lock] = WeakKeyDictionary()


def configure_engine(engine: Engine) -> None:
    """Set an engine up: on SQLite WAL, foreign keys and explicit transactions; on PostgreSQL
    bounded waits.
    """
    if engine.dialect.name == "sqlite":
        _TURNS[engine] = Lock()
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "checkin", _note_rest)
        event.listen(engine, "checkout", partial(_look_after_rest, engine.dialect))


def engine_options(url: str) -> dict[str, Any]:
    """Return the engine options for a database URL."""
    # Errors of the store would repeat the values of the statement, names among them.
    always = {"hide_parameters": True}
    if url.startswith("sqlite"):
        # A database in memory is one connection, and there is no pool of it.
        pool = {} if make_url(url).database in _IN_MEMORY else POOL
        return {**always, **pool, "connect_args": {"timeout": SQLITE_BUSY_SECONDS}}
    # The journal's head row is locked for the commit alone: a holder that stalls is ended, a
    # waiter gives up.
    bounds = "-c lock_timeout=30s -c idle_in_transaction_session_timeout=60s -c timezone=UTC"
    # Statements are short and asked by their keys. Where nothing is known of a large table yet, as
    # after an import, the server would compile them anew each time, for longer than they take.
    return {**always, **POOL, "connect_args": {"options": f"{bounds} -c jit=off"}}


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    #  The driver's own implicit BEGIN comes too late and is never IMMEDIATE; SQLAlchemy's event
    # begins instead.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA cache_size=-65536")
    connection.execute("PRAGMA temp_store=MEMORY")


def _note_rest(_driver: object, record: ConnectionPoolEntry) -> None:
    record.info["rests_since"] = monotonic()


def _look_after_rest(
    dialect: Dialect, driver: Any, record: ConnectionPoolEntry, _handed_out: object
) -> None:
    since = record.info.get("rests_since")
    if since is None or monotonic() - since < REST_SECONDS:
        return
    try:
        dialect.do_ping(driver)
    except dialect.loaded_dbapi.Error as error:
        # The pool gives another one, and none that is older.
        raise DisconnectionError from error


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin_mode", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


@contextmanager
def turn_to_write(engine: Engine) -> Iterator[None]:
    """Wait for one's turn to write, as long as the store would have one wait, and no longer."""
    lock = _TURNS.get(engine)
    is_ours = lock is not None and lock.acquire(timeout=SQLITE_BUSY_SECONDS)
    try:
        yield
    finally:
        if lock is not None and is_ours:
            lock.release()
