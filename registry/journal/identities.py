"""Sealed identities (封存的身份) of many subjects, found at once by their public ids."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Select,
    String,
    Uuid,
    any_,
    bindparam,
    column,
    func,
    select,
    true,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.types import TypeEngine

from registry import raw
from registry.models.subjects import Subject, SubjectIdentity


def of_subjects(connection: Connection, subjects: Collection[str]) -> Sequence[Any]:
    """Return all versions of the identities of subjects: the subject's public id, the version, the
    key id, the ciphertext, and the key of the subject's row.

    :param subjects: ids as :func:`registry.raw.key_of` writes them, and so they are returned.
    """
    engine = connection.dialect.name
    wanted = {"wanted": values(subjects, engine)}
    # The rows of the driver itself, of which nothing is made.
    return connection.execute(_identities(engine), wanted).cursor.fetchall()


# Made once: a statement with a list in it is written anew for every length.
@lru_cache
def _identities(engine: str) -> Select[*tuple[Any, ...]]:
    subject, identity = raw.columns_of(Subject), raw.columns_of(SubjectIdentity)
    sealed = identity.version, identity.key_id, identity.ciphertext
    if engine == "sqlite":
        return (
            select(raw.id_column(subject.public_id, engine), *sealed, identity.subject_id)
            .where(identity.subject_id == subject.id)
            .where(is_wanted(subject.public_id, Uuid(), engine))
        )
    # One after the other by its keys. Joined to a list, PostgreSQL reads the whole table of
    # identities for every batch until that has grown large.
    listed = sql_cast(bindparam("wanted", type_=ARRAY(String())), ARRAY(Uuid()))
    wanted = func.unnest(listed).table_valued(column("id", Uuid())).render_derived()
    one = (
        select(subject.public_id, *sealed, identity.subject_id)
        .join_from(
            subject.public_id.table, identity.version.table, identity.subject_id == subject.id
        )
        .where(subject.public_id == wanted.c.id)
        .offset(0)
        .lateral()
    )
    found = one.c.version, one.c.key_id, one.c.ciphertext, one.c.subject_id
    return select(raw.id_column(one.c.public_id, engine), *found).select_from(
        wanted.join(one, true())
    )


def is_wanted(
    column: ColumnElement[Any], kind: TypeEngine[Any], engine: str
) -> ColumnElement[bool]:
    """Return the condition that a column holds one of the values of the parameter ``wanted``."""
    if engine == "sqlite":
        listed = func.json_each(bindparam("wanted", type_=String())).table_valued("value")
        return raw.as_text(column).in_(select(listed.c.value))
    wanted = bindparam("wanted", type_=ARRAY(String()))
    return column == any_(sql_cast(wanted, ARRAY(kind)))


def values(wanted: Collection[str], engine: str) -> object:
    """Return values as the parameter ``wanted`` takes them."""
    return orjson.dumps(list(wanted)).decode() if engine == "sqlite" else list(wanted)
