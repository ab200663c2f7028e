"""The store (数据库): engine set-up, column types and the one place that opens, commits and rolls
back.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import partial
from threading import Lock
from time import monotonic
from typing import Annotated, Any
from uuid import UUID
from weakref import WeakKeyDictionary

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Connection,
    Date,
    DateTime,
    Dialect,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    Uuid,
    event,
    make_url,
)
from sqlalchemy import types as sqltypes
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.orm import registry as orm_registry
from sqlalchemy.pool import ConnectionPoolEntry

FEN_PER_YUAN = 100
SQLITE_BUSY_SECONDS = 30
# Connections are kept, and the one that was used last is used next: it knows most of what it will
# be asked for.
POOL = {"pool_size": 15, "max_overflow": 0, "pool_use_lifo": True}
# Where a session notes the connection of an open act.
WRITES_ON = "writes on"
_IN_MEMORY = (None, "", ":memory:")
# A connection that rested for so long may be broken, and is tried before it is used.
REST_SECONDS = 1.0
# On SQLite one writes at a time. Those of one process wait for each other here, and wake at once:
# the store itself has them look again after pauses of up to a tenth of a second.
_TURNS: WeakKeyDictionary[Engine, Lock] = WeakKeyDictionary()
_LOCK = re.compile(r"\s+FOR (?:NO KEY )?UPDATE(?: OF [\w, ]+)?\s*\Z")
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(sqltypes.TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in the store; a naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into what the engine keeps."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its offset")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment its zone back, which SQLite drops."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Money(sqltypes.TypeDecorator[Decimal]):
    """An amount in CNY: a decimal in Python, whole fen (分) in the store, exact on both engines."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Turn yuan into fen; a fraction of a fen is refused."""
        if value is None:
            return None
        fen = value * FEN_PER_YUAN
        if fen != fen.to_integral_value():
            raise ValueError("an amount has two decimal places at most")
        return int(fen)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Turn fen into yuan with two places."""
        return None if value is None else (Decimal(value) / FEN_PER_YUAN).quantize(Decimal("0.01"))


def one_of(column: str, codes: type[StrEnum]) -> CheckConstraint:
    """Return the constraint that a column holds a member of a code list."""
    members = ", ".join(f"'{code.value}'" for code in codes)
    return CheckConstraint(f"{column} IN ({members})", name=f"{column}_known")


def two_people(first: str, second: str) -> CheckConstraint:
    """Return the constraint that two steps were not taken by the same person."""
    return CheckConstraint(f"{first} <> {second}", name=f"{first}_is_not_{second}")


BIG = BigInteger().with_variant(Integer, "sqlite")
Key = Annotated[int, mapped_column(BIG, primary_key=True)]
PublicId = Annotated[UUID, mapped_column(Uuid(), unique=True)]
Code = Annotated[str, mapped_column(String(64))]
Line = Annotated[str, mapped_column(String(255))]
Prose = Annotated[str, mapped_column(Text())]


class Base(DeclarativeBase):
    """The base of every table; constraint names and column types are fixed here once."""

    registry = orm_registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: Moment(),
            date: Date(),
            Decimal: Money(),
            int: BIG,
            bytes: LargeBinary(),
            UUID: Uuid(),
            str: String(255),
        },
    )


db = SQLAlchemy(model_class=Base)


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


def _without_lock(
    _connection: Connection,
    _cursor: object,
    statement: str,
    parameters: Any,
    _context: object,
    _many: bool,
) -> tuple[str, Any]:
    # A read-only transaction of PostgreSQL takes no row locks, and needs none.
    return _LOCK.sub("", statement), parameters


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin_mode", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


@contextmanager
def transaction() -> Iterator[Session]:
    """Open the write transaction of one act; commit at the end, roll back on any error.

    Whatever was read before (authentication, say) is released first, so the act sees one state of
    the store.
    On SQLite the write lock is taken at once, so two acts cannot both read and then both fail to
    write.

    :raises RuntimeError: when a transaction is already open in this session; acts do not nest.
    """
    session = db.session()
    if session.info.get("writing"):
        raise RuntimeError("a transaction is open already: only entry points open one")
    session.rollback()
    session.info["writing"] = True
    with _turn(session):
        try:
            options = {"begin_mode": "IMMEDIATE"}
            session.info[WRITES_ON] = session.connection(execution_options=options)
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop("writing", None)
            session.info.pop(WRITES_ON, None)


@contextmanager
def _turn(session: Session) -> Iterator[None]:
    """Wait for one's turn to write, as long as the store would have one wait, and no longer."""
    lock = _TURNS.get(session.get_bind().engine)
    is_ours = lock is not None and lock.acquire(timeout=SQLITE_BUSY_SECONDS)
    try:
        yield
    finally:
        if lock is not None and is_ours:
            lock.release()


@contextmanager
def looking() -> Iterator[Session]:
    """Open a transaction in which nothing can be written, and roll it back at the end.

    The store itself refuses every change. Nothing is locked: what is read for a change is read as
    anything else is.

    :raises RuntimeError: when a transaction is already open in this session.
    """
    session = db.session()
    if session.info.get("writing"):
        raise RuntimeError("a transaction is open already: only entry points open one")
    session.rollback()
    connection = session.connection(execution_options={"begin_mode": "DEFERRED"})
    on_sqlite = connection.dialect.name == "sqlite"
    event.listen(connection, "before_cursor_execute", _without_lock, retval=True)
    connection.exec_driver_sql("PRAGMA query_only=ON" if on_sqlite else "SET TRANSACTION READ ONLY")
    try:
        with session.no_autoflush:
            yield session
    finally:
        if on_sqlite:
            # The connection goes back to those who write.
            connection.exec_driver_sql("PRAGMA query_only=OFF")
        session.rollback()


def connection_of(session: Session) -> Connection:
    """Return the connection of a session; that of an act is known, and need not be asked for."""
    known: Connection | None = session.info.get(WRITES_ON)
    return session.connection() if known is None else known


def end_reading() -> None:
    """Release this session's read transaction, before waiting on a network or a slow client."""
    db.session.rollback()
