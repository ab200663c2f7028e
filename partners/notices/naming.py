"""Naming (身份填写): who subjects are and what courts are called, read for many notices at once."""

import time
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import (
    ARRAY,
    ColumnElement,
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
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from partners.notices import raw
from registry.identity import Named, Quoted, unseal_named, unseal_quoted
from registry.models.courts import Court
from registry.models.subjects import Subject, SubjectIdentity
from registry.vault import Sealed, Vault


class Identities:
    """Identities of subjects, opened when they are asked for.

    :param subjects: the subjects that will be asked for, by their ids as the store gives them.
    """

    def __init__(self, session: Session, vault: Vault, subjects: Collection[UUID | str]) -> None:
        self._vault = vault
        self._sealed: dict[tuple[str, int], tuple[str, bytes]] = {}
        if not subjects:
            return
        connection = session.connection()
        engine = self._engine = connection.dialect.name
        listed = [raw.key_of(subject, engine) for subject in subjects]
        wanted = {"wanted": _values(listed, engine)}
        # The rows of the driver itself, of which nothing is made.
        rows = connection.execute(_identities(engine), wanted).cursor.fetchall()
        self._sealed = {
            (subject, version): (key_id, text) for subject, version, key_id, text in rows
        }

    def open(self, subject: UUID | str, version: int) -> Named | None:
        """Return one version of an identity, or nothing where it was erased.

        :raises registry.vault.VaultError: when it is there and cannot be opened.
        """
        found = self._sealed.get((raw.key_of(subject, self._engine), version))
        if found is None:
            return None
        whom = raw.bytes_of(subject)
        return unseal_named(self._vault, Sealed(*found), subject=whom, version=version)

    def quoted(self, wanted: Collection[tuple[str, int]]) -> Mapping[tuple[str, int], Quoted]:
        """Return versions of identities as JSON, without those that were erased.

        :raises registry.vault.VaultError: as :meth:`open`.
        """
        known = [one for one in wanted if one in self._sealed]
        ids = bytes.fromhex("".join([subject for subject, _ in known]).replace("-", ""))
        rows = [
            (ids[16 * place : 16 * place + 16], one[1], *self._sealed[one])
            for place, one in enumerate(known)
        ]
        return dict(zip(known, unseal_quoted(self._vault, rows), strict=True))


# What was read of identities and courts is told for so long, and read anew after that.
SECONDS = 5.0


class CourtNames:
    """Names of courts by their codes, as they were read a moment ago.

    :param clock: gives seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = 0.0
        self._known: dict[str, str] = {}

    def of(self, session: Session, codes: Collection[str]) -> Mapping[str, str]:
        """Return names, these among them; a court that the register does not know is not."""
        now = self._clock()
        if now - self._since > SECONDS:
            self._known, self._since = {}, now
        known = self._known
        unknown = [code for code in codes if code not in known]
        if unknown:
            connection = session.connection()
            engine = connection.dialect.name
            rows = connection.execute(_courts(engine), {"wanted": _values(unknown, engine)})
            known.update(rows.cursor.fetchall())
        return known


# Made once: a statement with a list in it is written anew for every length.
@lru_cache
def _identities(engine: str) -> Select[*tuple[Any, ...]]:
    subject, identity = raw.columns_of(Subject), raw.columns_of(SubjectIdentity)
    sealed = identity.version, identity.key_id, identity.ciphertext
    if engine == "sqlite":
        return (
            select(raw.id_column(subject.public_id, engine), *sealed)
            .where(identity.subject_id == subject.id)
            .where(_is_wanted(subject.public_id, Uuid(), engine))
        )
    # One after the other by its keys. Joined to a list, PostgreSQL reads the whole table of
    # identities for every batch until that has grown large.
    listed = sql_cast(bindparam("wanted", type_=ARRAY(String())), ARRAY(Uuid()))
    wanted = func.unnest(listed).table_valued(column("id", Uuid())).render_derived()
    one = (
        select(subject.public_id, *sealed)
        .join_from(
            subject.public_id.table, identity.version.table, identity.subject_id == subject.id
        )
        .where(subject.public_id == wanted.c.id)
        .offset(0)
        .lateral()
    )
    found = raw.id_column(one.c.public_id, engine), one.c.version, one.c.key_id, one.c.ciphertext
    return select(*found).select_from(wanted.join(one, true()))


@lru_cache
def _courts(engine: str) -> Select[*tuple[Any, ...]]:
    court = raw.columns_of(Court)
    return select(court.code, court.name).where(_is_wanted(court.code, String(), engine))


def _is_wanted(
    column: ColumnElement[Any], kind: TypeEngine[Any], engine: str
) -> ColumnElement[bool]:
    if engine == "sqlite":
        listed = func.json_each(bindparam("wanted", type_=String())).table_valued("value")
        return raw.as_text(column).in_(select(listed.c.value))
    wanted = bindparam("wanted", type_=ARRAY(String()))
    return column == any_(sql_cast(wanted, ARRAY(kind)))


def _values(wanted: Collection[str], engine: str) -> object:
    return orjson.dumps(list(wanted)).decode() if engine == "sqlite" else list(wanted)
