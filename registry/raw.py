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
# An id as a store, or a text, gives it.
Raw = UUID | str | bytes


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


def uuid_of(value: Raw) -> UUID:
    """Return an id."""
    return value if isinstance(value, UUID) else UUID(text_of(value))


def key_of(value: Raw, engine: str) -> str:
    """Return an id as :func:`id_column` gives it."""
    text = text_of(value)
    return text.replace("-", "") if engine == "sqlite" else text


def bytes_of(value: Raw) -> bytes:
    """Return the 16 bytes of an id."""
    return uuid_of(value).bytes


def text_of(value: Raw) -> str:
    """Return an id as the wire has it."""
    return texts_of([value])[0].decode()


def texts_of(values: Sequence[Raw]) -> Sequence[bytes]:
    """Return ids as the wire has them, in UTF-8; bytes are that already."""
    if set(map(type, values)) == {bytes}:
        return cast(Sequence[bytes], values)
    return [one if type(one) is bytes else hyphened(str(one)).encode() for one in values]


def hyphened(text: str) -> str:
    """Return the text of an id as the wire has it."""
    if len(text) == _WITH_HYPHENS:
        return text
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def moment_of(value: datetime | str | bytes) -> datetime:
    """Return a moment."""
    if isinstance(value, datetime):
        return value
    text = value if isinstance(value, str) else value.decode()
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@lru_cache(maxsize=1024)
def moment_text(value: datetime | str | bytes) -> str:
    """Return a moment as the wire has it: in Beijing time, to the second."""
    return moment_of(value).astimezone(SHANGHAI).isoformat(timespec="seconds")
