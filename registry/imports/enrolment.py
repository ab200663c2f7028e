"""Enrolment of many subjects at once (批量登记主体), by their full numbers.

As with one subject, another name on a known number links, as a new version, and flags the subject.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, update

from registry.bulk import insert_rows, reserve_ids
from registry.identity import Identity, number_index, seal, unseal
from registry.imports import lookups, rows
from registry.imports.candidates import Candidate
from registry.imports.rows import Row
from registry.journal.entry import moment_text
from registry.models.subjects import Subject, SubjectIdentity
from registry.vault import Sealed, Vault
from schemas.names import fold_name

_SUBJECT: Table = Subject.__table__  # type: ignore[assignment]
_IDENTITY: Table = SubjectIdentity.__table__  # type: ignore[assignment]
_CHANGE = (
    update(_SUBJECT)
    .where(_SUBJECT.c.id == bindparam("key"))
    .values(current_version=bindparam("latest"), flagged=bindparam("flag"))
)


@dataclass(slots=True)
class _Known:
    key: int
    public_id: UUID
    latest: int
    flagged: bool
    versions: list[tuple[int, Identity, str]] = field(default_factory=list)


class Enrolled(NamedTuple):
    """The subject of a candidate, and the version that says who it is in this record.

    :ivar renamed: the number was known under another name.
    """

    subject_id: int
    public_id: str
    version: int
    digest: str
    renamed: bool


class Enrolment:
    """Finds or makes the subjects of one group of candidates."""

    def __init__(
        self, connection: Connection, vault: Vault, candidates: list[Candidate], *, now: datetime
    ) -> None:
        self._connection = connection
        self._vault = vault
        self._recorded_at = moment_text(now)
        self._indexes = [self._index(candidate.statement.identity) for candidate in candidates]
        self._known = self._load(index for index in self._indexes if index is not None)
        self._keys = iter(reserve_ids(connection, _SUBJECT, len(candidates)))
        self._ids = rows.random_ids()
        self._subjects: list[Row] = []
        self._identities: list[Row] = []
        self._changed: dict[int, _Known] = {}

    def enrol(self, candidates: list[Candidate]) -> Iterator[Enrolled]:
        """Yield the subject of each candidate."""
        for candidate, index in zip(candidates, self._indexes, strict=True):
            known = None if index is None else self._known.get(index)
            if known is None:
                yield self._new(candidate.statement.identity, index)
            else:
                yield self._link(known, candidate)

    def write(self) -> None:
        """Write what is new and what has changed."""
        insert_rows(self._connection, _SUBJECT, rows.SUBJECT, self._subjects)
        insert_rows(self._connection, _IDENTITY, rows.IDENTITY, self._identities)
        if self._changed:
            self._connection.execute(
                _CHANGE,
                [
                    {"key": known.key, "latest": known.latest, "flag": known.flagged}
                    for known in self._changed.values()
                ],
            )

    def _index(self, identity: Identity) -> bytes | None:
        """Return by what a subject is found; a masked number finds nobody."""
        if not identity.documents:
            return None
        return number_index(self._vault, identity.kind, identity.documents[0].number)

    def _load(self, indexes: Iterable[bytes]) -> dict[bytes, _Known]:
        found: dict[bytes, _Known] = {}
        for row in lookups.subjects(self._connection, set(indexes)):
            index, key, public_id, latest, flagged, version, key_id, ciphertext, digest = row
            known = found.get(index)
            if known is None:
                known = found[index] = _Known(key, _uuid(public_id), latest, bool(flagged))
            # A subject may have had all that was known of it erased.
            if version is not None:
                sealed = Sealed(key_id, ciphertext)
                identity = unseal(self._vault, sealed, subject_id=known.public_id, version=version)
                known.versions.append((version, identity, digest.hex()))
        return found

    def _new(self, identity: Identity, index: bytes | None) -> Enrolled:
        public_id = next(self._ids)
        known = _Known(next(self._keys), UUID(public_id), 0, flagged=False)
        if index is not None:
            self._known[index] = known
        self._subjects.append((known.key, public_id, identity.kind.value, index, 1, False))
        return self._add_version(known, identity, renamed=False)

    def _link(self, known: _Known, candidate: Candidate) -> Enrolled:
        identity = candidate.statement.identity
        for version, other, digest in known.versions:
            if is_same(other, identity):
                return Enrolled(known.key, known.public_id.hex, version, digest, False)
        names = {fold_name(other.name) for _, other, _ in known.versions}
        renamed = bool(names) and candidate.statement.name_key not in names
        known.flagged |= renamed
        self._changed[known.key] = known
        return self._add_version(known, identity, renamed=renamed)

    def _add_version(self, known: _Known, identity: Identity, *, renamed: bool) -> Enrolled:
        known.latest += 1
        version = known.latest
        done = seal(self._vault, identity, subject_id=known.public_id, version=version)
        self._identities.append(
            (
                known.key,
                version,
                done.sealed.key_id,
                done.sealed.ciphertext,
                done.salt,
                done.digest,
                self._recorded_at,
            )
        )
        digest = done.digest.hex()
        known.versions.append((version, identity, digest))
        return Enrolled(known.key, known.public_id.hex, version, digest, renamed)


def _uuid(value: UUID | str) -> UUID:
    """Return an id as Python has it; SQLite keeps its digits."""
    return value if isinstance(value, UUID) else UUID(value)


def is_same(one: Identity, other: Identity) -> bool:
    """Tell whether two identities say the same, however the names are spelled."""
    return one == other or (
        one.documents == other.documents
        and one.masked_number == other.masked_number
        and one.sex == other.sex
        and one.birth_on == other.birth_on
        and fold_name(one.name) == fold_name(other.name)
        and fold_name(one.legal_representative or "") == fold_name(other.legal_representative or "")
    )
