"""The store (数据库): column types and the one place that opens, commits and rolls back."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Connection,
    Date,
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    Uuid,
    event,
)
from sqlalchemy import types as sqltypes
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.orm import registry as orm_registry

from registry.engines import turn_to_write

FEN_PER_YUAN = 100
# Where a session notes the connection of an open act.
WRITES_ON = "writes on"
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


def _nothing() -> None:
    """Do nothing: most go on from one transaction to the next."""


# What is asked before a transaction begins, where work of many of them may be told to end.
BEFORE_EACH: ContextVar[Callable[[], None]] = ContextVar("before each", default=_nothing)


@contextmanager
def transaction() -> Iterator[Session]:
    """Open the write transaction of one act; commit at the end, roll back on any error.

    Whatever was read before (authentication, say) is released first, so the act sees one state of
    the store.
    On SQLite the write lock is taken at once, so two acts cannot both read and then both fail to
    write.

    :raises RuntimeError: when a transaction is already open in this session; acts do not nest.
    """
    BEFORE_EACH.get()()
    session = db.session()
    if session.info.get("writing"):
        raise RuntimeError("a transaction is open already: only entry points open one")
    session.rollback()
    session.info["writing"] = True
    with turn_to_write(session.get_bind().engine):
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


@contextmanager
def reading() -> Iterator[Session]:
    """Give the session for reading alone, and let go of what it read at the end.

    On PostgreSQL each statement reads by itself, as it would in a transaction there, and no
    transaction is begun and ended around it. What waits in the session is not written.
    """
    session = db.session()
    if session.get_bind().dialect.name == "postgresql" and not session.in_transaction():
        session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
    try:
        with session.no_autoflush:
            yield session
    finally:
        session.rollback()


def connection_of(session: Session) -> Connection:
    """Return the connection of a session; that of an act is known, and need not be asked for."""
    known: Connection | None = session.info.get(WRITES_ON)
    return session.connection() if known is None else known


def end_reading() -> None:
    """Release this session's read transaction, before waiting on a network or a slow client."""
    db.session.rollback()
