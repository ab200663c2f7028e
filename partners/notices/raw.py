"""Raw values (原始值): ids and moments as the store gives them, made into what they mean when
somebody asks.

Making them of every row costs more than reading it, and most are only written out again.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Column, ColumnElement, String, Table, type_coerce
from sqlalchemy import cast as sql_cast
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from registry.clock import SHANGHAI
from registry.db import Base

_WITH_HYPHENS = 36


def columns_of(model: type[Base]) -> ReadOnlyColumnCollection[str, Column[Any]]:
    """Return the columns of a model's table, of which nothing is mapped."""
    return cast(Table, model.__table__).c


def id_column(column: ColumnElement[Any], engine: str) -> ColumnElement[Any]:
    """Return a column of ids as text, under its own name: as SQLite keeps them, 32 hexadecimal
    digits, or as PostgreSQL writes them, with hyphens.
    """
    text = as_text(column) if engine == "sqlite" else sql_cast(column, String)
    return text.label(column.key)


def moment_column(column: ColumnElement[Any], engine: str) -> ColumnElement[Any]:
    """Return a column of moments as the driver gives them, under its own name."""
    return as_text(column).label(column.key) if engine == "sqlite" else column


def as_text(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column as the text that SQLite keeps."""
    return type_coerce(column, String())


def uuid_of(value: UUID | str) -> UUID:
    """Return an id."""
    return UUID(value) if type(value) is str else value  # type: ignore[return-value]


def key_of(value: UUID | str, engine: str) -> str:
    """Return an id as :func:`id_column` gives it; text is that already."""
    if type(value) is str:
        return value
    return value.hex if engine == "sqlite" else str(value)  # type: ignore[union-attr]


def bytes_of(value: UUID | str) -> bytes:
    """Return the 16 bytes of an id."""
    return bytes.fromhex(value.replace("-", "")) if type(value) is str else value.bytes  # type: ignore[union-attr]


def text_of(value: UUID | str) -> str:
    """Return an id as the wire has it."""
    return texts_of([value])[0]


def texts_of(values: Sequence[UUID | str]) -> Sequence[str]:
    """Return ids of one column as the wire has them."""
    if not values or type(values[0]) is not str:
        return list(map(str, values))
    texts = cast(Sequence[str], values)
    if len(texts[0]) == _WITH_HYPHENS:
        return texts
    return [f"{one[:8]}-{one[8:12]}-{one[12:16]}-{one[16:20]}-{one[20:]}" for one in texts]


def moment_of(value: datetime | str) -> datetime:
    """Return a moment."""
    if isinstance(value, datetime):
        return value
    return datetime.fromisoformat(value).replace(tzinfo=UTC)


@lru_cache(maxsize=1024)
def moment_text(value: datetime | str) -> str:
    """Return a moment as the wire has it: in Beijing time, to the second."""
    return moment_of(value).astimezone(SHANGHAI).isoformat(timespec="seconds")
