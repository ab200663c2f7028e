"""Structure (数据库结构): whether the database is of the version that this program is made for.

A program that meets another one would fail here and there, or go on with what it does not know.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import column, inspect, select, table
from sqlalchemy.orm import Session

from registry.errors import ErrorKind, ServiceError

_VERSIONS = Path(__file__).parent / "migrations" / "versions"
_KEPT = table("alembic_version", column("version_num"))


@cache
def needed() -> str:
    """Return the version that this program needs: the number of its last migration."""
    return max(script.name.partition("_")[0] for script in _VERSIONS.glob("[0-9]*.py"))


def found(session: Session) -> str:
    """Return the version of the database; nothing where it was never made."""
    if not inspect(session.connection()).has_table(_KEPT.name):
        return ""
    return str(session.scalar(select(_KEPT.c.version_num)) or "")


def check(session: Session) -> None:
    """Refuse a database of another version than this program's.

    :raises ServiceError: ``store.other_version``.
    """
    version = found(session)
    if version != needed():
        facts = {"found": version or "-", "needed": needed()}
        raise ServiceError(ErrorKind.UNAVAILABLE, "store.other_version", facts)
