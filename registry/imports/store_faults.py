"""Faults of the store (数据库故障) as an import meets them: told apart, and said in words."""

import sqlite3
from enum import Enum, auto

import psycopg
from sqlalchemy.exc import DBAPIError

from registry.errors import ErrorKind, ServiceError

# What the drivers raise, whether SQLAlchemy stood in between or not.
STORE_ERRORS = (DBAPIError, sqlite3.Error, psycopg.Error)


class Fault(Enum):
    """What can be done about it."""

    COLLISION = auto()
    FULL = auto()
    BUSY = auto()
    NO_TABLES = auto()
    READ_ONLY = auto()
    OTHER = auto()


_CODES = {
    Fault.FULL: "import.store_full",
    Fault.BUSY: "import.store_busy",
    Fault.COLLISION: "import.store_busy",
    Fault.NO_TABLES: "import.store_has_no_tables",
    Fault.READ_ONLY: "import.store_read_only",
    Fault.OTHER: "import.store_failed",
}
_SQLITE = {
    "SQLITE_FULL": Fault.FULL,
    # On a full disk the log of changes cannot grow.
    "SQLITE_IOERR_WRITE": Fault.FULL,
    "SQLITE_IOERR_SHMSIZE": Fault.FULL,
    "SQLITE_BUSY": Fault.BUSY,
    "SQLITE_BUSY_SNAPSHOT": Fault.BUSY,
    "SQLITE_READONLY": Fault.READ_ONLY,
    "SQLITE_CANTOPEN": Fault.OTHER,
}
_POSTGRESQL = {
    "23505": Fault.COLLISION,
    "23503": Fault.COLLISION,
    "40001": Fault.COLLISION,
    "40P01": Fault.COLLISION,
    "53100": Fault.FULL,
    "55P03": Fault.BUSY,
    "42P01": Fault.NO_TABLES,
    "25006": Fault.READ_ONLY,
}


def fault_of(error: Exception) -> Fault:
    """Tell faults apart."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, psycopg.Error):
        return _POSTGRESQL.get(cause.sqlstate or "", Fault.OTHER)
    name = getattr(cause, "sqlite_errorname", "")
    if name == "SQLITE_ERROR" and "no such table" in str(cause):
        return Fault.NO_TABLES
    return _SQLITE.get(name, Fault.OTHER)


def in_words(error: Exception) -> ServiceError:
    """Return the error that people are told; what the driver says may hold values and is left
    out.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    facts = {"cause": name or type(cause).__name__}
    return ServiceError(ErrorKind.UNAVAILABLE, _CODES[fault_of(error)], facts)
