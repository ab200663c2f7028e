"""Raw values (原始值): ids and moments as the store gives them, made into what they mean when
somebody asks.

Making them of every row costs more than reading it, and most are only written out again.
"""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Column, ColumnElement, String, Table, func, type_coerce
from sqlalchemy import cast as sql_cast
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from registry.clock import SHANGHAI
from registry.db import Base


def columns_of(model: type[Base]) -> ReadOnlyColumnCollection[str, Column[Any]]:
    """Return the columns of a model's table, of which nothing is mapped."""
    return cast(Table, model.__table__).c


def hex_column(column: ColumnElement[Any], engine: str) -> ColumnElement[Any]:
    """Return a column of ids as 32 hexadecimal digits, under its own name."""
    if engine == "sqlite":
        return as_text(column).label(column.key)
    return func.replace(sql_cast(column, String), "-", "").label(column.key)


def moment_column(column: ColumnElement[Any], engine: str) -> ColumnElement[Any]:
    """Return a column of moments as the driver gives them, under its own name."""
    return as_text(column).label(column.key) if engine == "sqlite" else column


def as_text(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column as the text that SQLite keeps."""
    return type_coerce(column, String())


def uuid_of(value: UUID | str) -> UUID:
    """Return an id."""
    return UUID(value) if type(value) is str else value  # type: ignore[return-value]


def hex_of(value: UUID | str) -> str:
    """Return an id as 32 hexadecimal digits."""
    return value if type(value) is str else value.hex  # type: ignore[union-attr]


def text_of(value: UUID | str) -> str:
    """Return an id as the wire has it."""
    if type(value) is not str:
        return str(value)
    return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"


def moment_of(value: datetime | str) -> datetime:
    """Return a moment."""
    if isinstance(value, datetime):
        return value
    return datetime.fromisoformat(value).replace(tzinfo=UTC)


@lru_cache(maxsize=1024)
def moment_text(value: datetime | str) -> str:
    """Return a moment as the wire has it: in Beijing time, to the second."""
    return moment_of(value).astimezone(SHANGHAI).isoformat(timespec="seconds")
