"""Among (集合条件): whether a column holds one of many ids, asked with one value however many.

A list of parameters is written into the statement anew for every length, which costs more than the
query.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ARRAY, ColumnElement, Uuid, any_, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session


def among(
    session: Session, column: InstrumentedAttribute[Any], ids: Collection[UUID]
) -> ColumnElement[bool]:
    """Return the condition that a column of public ids holds one of these.

    :param session: says which engine the condition is for.
    """
    if session.get_bind().dialect.name == "sqlite":
        text = orjson.dumps([public_id.hex for public_id in ids]).decode()
        listed = func.json_each(text).table_valued("value")
        return column.in_(select(listed.c.value))
    return column == any_(literal(list(ids), ARRAY(Uuid())))
