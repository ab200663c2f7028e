"""Naming (身份填写): who subjects are and what courts are called, read for many notices at once."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, select
from sqlalchemy.orm import Session

from partners.notices.writing import court_text
from registry import raw
from registry.identity import Named, Quoted, unseal_named, unseal_quoted
from registry.journal import identities
from registry.models.courts import Court
from registry.vault import Sealed, Vault


class Identities:
    """Identities of subjects, opened when they are asked for.

    :param subjects: the subjects that will be asked for, by their ids as the store gives them.
    """

    def __init__(
        self, session: Session, vault: Vault, subjects: Collection[UUID | str | bytes]
    ) -> None:
        self._vault = vault
        self._sealed: dict[tuple[str, int], tuple[str, bytes]] = {}
        if not subjects:
            return
        connection = session.connection()
        engine = self._engine = connection.dialect.name
        listed = [raw.key_of(subject, engine) for subject in subjects]
        self._sealed = {
            (subject, version): (key_id, text)
            for subject, version, key_id, text, _ in identities.of_subjects(connection, listed)
        }

    def open(self, subject: UUID | str | bytes, version: int) -> Named | None:
        """Return one version of an identity, or nothing where it was erased.

        :raises registry.vault.VaultError: when it is there and cannot be opened.
        """
        found = self._sealed.get((raw.key_of(subject, self._engine), version))
        if found is None:
            return None
        whom = raw.bytes_of(subject)
        return unseal_named(self._vault, Sealed(*found), subject=whom, version=version)

    def quoted(self, wanted: Collection[tuple[UUID | str | bytes, int]]) -> Sequence[Quoted | None]:
        """Return versions of identities as JSON, nothing for those that were erased.

        :raises registry.vault.VaultError: as :meth:`open`.
        """
        if not self._sealed:
            return [None] * len(wanted)
        keys = [(raw.key_of(subject, self._engine), version) for subject, version in wanted]
        known = [one for one in dict.fromkeys(keys) if one in self._sealed]
        rows = [(raw.bytes_of(one[0]), one[1], *self._sealed[one]) for one in known]
        found = dict(zip(known, unseal_quoted(self._vault, rows), strict=True))
        return [found.get(one) for one in keys]


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
        self._texts: dict[bytes, bytes] = {}

    def of(self, session: Session, codes: Collection[str]) -> Mapping[str, str]:
        """Return names, these among them; a court that the register does not know is not."""
        self._forget()
        known = self._known
        unknown = [code for code in codes if code not in known]
        if unknown:
            connection = session.connection()
            engine = connection.dialect.name
            wanted = {"wanted": identities.values(unknown, engine)}
            rows = connection.execute(_courts(engine), wanted)
            known.update(rows.cursor.fetchall())
        return known

    def texts_of(self, session: Session, codes: Collection[bytes]) -> Mapping[bytes, bytes]:
        """Return courts as JSON by their codes in UTF-8, these among them; one that the register
        does not know yet is called by its code.
        """
        self._forget()
        texts = self._texts
        unknown = {code.decode() for code in set(codes) - texts.keys()}
        if unknown:
            names = self.of(session, unknown)
            texts.update(
                (code.encode(), court_text(code, names.get(code, code))) for code in unknown
            )
        return texts

    def _forget(self) -> None:
        now = self._clock()
        if now - self._since > SECONDS:
            self._known, self._texts, self._since = {}, {}, now


# Made once: a statement with a list in it is written anew for every length.
@lru_cache
def _courts(engine: str) -> Select[*tuple[Any, ...]]:
    court = raw.columns_of(Court)
    wanted = identities.is_wanted(court.code, String(), engine)
    return select(court.code, court.name).where(wanted)
