"""Matches (比对): the records that rows of a list go together with, looked up for thousands of rows
at a time by blind indexes of their numbers and by folded names.

What may be told is what the public may see: the entries are the public ones, masked as they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, Select, select, union_all
from sqlalchemy.orm import Session

from registry.identity import number_index
from registry.models.bound_persons import BoundSubject
from registry.models.cases import Debtor
from registry.models.listings import Listing, RestrictionOrder
from registry.models.publication import PublicEntry
from registry.models.screenings import SubjectNumber
from registry.models.subjects import Subject
from registry.rules import screening as law
from registry.services.parties import subjects
from registry.vault import Vault
from schemas.codes import ListName, SubjectKind
from schemas.names import fold_name
from schemas.screening_codes import Match, RowFault

# So many values are looked up in one statement; both engines take more.
AT_ONCE = 5_000
# A common name has thousands of bearers: so many are shown of one row.
MOST_NAMESAKES = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list: its number in the list, and what it says.

    :ivar numbers: full numbers with the kind of subject whose they may be.
    :ivar shown: the number masked as the public sees it; empty where there is none.
    :ivar fault: why it is not compared, or not by its number.
    """

    row: int
    name: str | None = field(default=None, repr=False)
    kinds: tuple[SubjectKind, ...] = ()
    reference: str = field(default="", repr=False)
    numbers: tuple[tuple[SubjectKind, str], ...] = field(default=(), repr=False)
    shown: str = field(default="", repr=False)
    fault: RowFault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a list: which lists, on which day, and whether namesakes are wanted."""

    lists: frozenset[ListName]
    names: bool
    on: date


@dataclass(frozen=True, slots=True)
class Hit:
    """A row and a record that go together, and how; ``item`` is the public entry."""

    entry: Entry
    how: Match
    list_name: ListName
    record_id: UUID
    item: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Record:
    id: UUID
    list_name: ListName
    kind: SubjectKind
    item: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Known:
    names: frozenset[str]
    birth_on: date | None


def find(
    session: Session, entries: Sequence[Entry], asked: Asked, *, vault: Vault
) -> Sequence[Hit]:
    """Return what rows go together with, row by row."""
    by_subject = _subjects(session, entries, vault=vault)
    wanted = {subject for found in by_subject.values() for subject in found}
    records = _records(session, wanted, asked)
    known = _known(session, records.keys(), vault=vault)
    namesakes = _namesakes(session, entries, asked) if asked.names else {}
    hits: list[Hit] = []
    for entry in entries:
        own = list(_by_number(entry, by_subject.get(entry.row, ()), records, known, asked))
        hits += own
        shown = {hit.record_id for hit in own}
        hits += _by_name(entry, namesakes, asked, besides=shown)
    return hits


def _by_number(
    entry: Entry,
    found: Iterable[int],
    records: Mapping[int, Sequence[_Record]],
    known: Mapping[int, _Known],
    asked: Asked,
) -> Iterator[Hit]:
    for subject in sorted(found):
        for record in records.get(subject, ()):
            who = known[subject]
            how = law.match(
                number_agrees=True, name=entry.name, names=who.names, names_wanted=asked.names
            )
            told = law.may_be_told(
                is_public=True,
                birth_on=who.birth_on,
                age_at_publication=record.item["age"],
                on=asked.on,
            )
            if how is not None and told:
                yield Hit(entry, how, record.list_name, record.id, record.item)


def _by_name(
    entry: Entry, namesakes: Mapping[str, Sequence[_Record]], asked: Asked, *, besides: set[UUID]
) -> Sequence[Hit]:
    if entry.name is None:
        return ()
    hits = []
    for record in namesakes.get(fold_name(entry.name), ()):
        told = law.may_be_told(
            is_public=True, birth_on=None, age_at_publication=record.item["age"], on=asked.on
        )
        shown = record.item["id_number_masked"] or ""
        apart = entry.shown and not law.may_be_one(entry.shown, shown)
        if told and record.kind in entry.kinds and record.id not in besides and not apart:
            hits.append(Hit(entry, Match.NAME_ONLY, record.list_name, record.id, record.item))
    return hits[:MOST_NAMESAKES]


def _subjects(
    session: Session, entries: Sequence[Entry], *, vault: Vault
) -> Mapping[int, set[int]]:
    """Return the keys of the subjects that each row's numbers belong to."""
    rows: dict[bytes, list[int]] = defaultdict(list)
    for entry in entries:
        for kind, number in entry.numbers:
            rows[number_index(vault, kind, number)].append(entry.row)
    found: dict[int, set[int]] = defaultdict(set)
    for some in _pieces(rows):
        chosen = select(SubjectNumber.number_index, SubjectNumber.subject_id)
        for index, subject in session.execute(chosen.where(SubjectNumber.number_index.in_(some))):
            for row in rows[index]:
                found[row].add(subject)
    return found


def _records(
    session: Session, wanted: Iterable[int], asked: Asked
) -> Mapping[int, Sequence[_Record]]:
    found: dict[int, list[_Record]] = defaultdict(list)
    for some in _pieces(wanted):
        own = union_all(*_records_of(some)).subquery()
        chosen = (
            select(own.c.subject_id, PublicEntry)
            .join(PublicEntry, PublicEntry.public_id == own.c.public_id)
            .where(_asked_for(asked))
            .order_by(PublicEntry.id)
        )
        for subject, entry in session.execute(chosen):
            found[subject].append(_record(entry))
    return found


def _records_of(some: Sequence[int]) -> tuple[Select[int, UUID], ...]:
    """Return the ids of what may be public about subjects: listings, orders, and orders that bind
    them for an entity.
    """
    return (
        select(Debtor.subject_id, Listing.public_id)
        .join(Listing, Listing.debtor_id == Debtor.id)
        .where(Debtor.subject_id.in_(some)),
        select(Debtor.subject_id, RestrictionOrder.public_id)
        .join(RestrictionOrder, RestrictionOrder.debtor_id == Debtor.id)
        .where(Debtor.subject_id.in_(some)),
        select(BoundSubject.subject_id, BoundSubject.public_id).where(
            BoundSubject.subject_id.in_(some)
        ),
    )


def _namesakes(
    session: Session, entries: Sequence[Entry], asked: Asked
) -> Mapping[str, Sequence[_Record]]:
    found: dict[str, list[_Record]] = defaultdict(list)
    for some in _pieces({fold_name(entry.name) for entry in entries if entry.name}):
        chosen = select(PublicEntry).where(PublicEntry.name_key.in_(some), _asked_for(asked))
        for entry in session.scalars(chosen.order_by(PublicEntry.id)):
            found[entry.name_key].append(_record(entry))
    return found


def _known(session: Session, wanted: Iterable[int], *, vault: Vault) -> Mapping[int, _Known]:
    found = {}
    for some in _pieces(wanted):
        for subject in session.scalars(select(Subject).where(Subject.id.in_(some))):
            versions = [
                subjects.identity_of(session, subject, version, vault=vault).identity
                for version in range(1, subject.current_version + 1)
            ]
            names = frozenset(identity.name for identity in versions)
            found[subject.id] = _Known(names, versions[-1].birth_on)
    return found


def _asked_for(asked: Asked) -> ColumnElement[bool]:
    on_lists = PublicEntry.list_name.in_(sorted(asked.lists))
    return on_lists & PublicEntry.in_term(asked.on)


def _record(entry: PublicEntry) -> _Record:
    return _Record(
        entry.public_id,
        ListName(entry.list_name),
        SubjectKind(entry.kind),
        orjson.loads(entry.item),
    )


def _pieces(values: Iterable[Any]) -> Iterator[list[Any]]:
    whole = list(values)
    for first in range(0, len(whole), AT_ONCE):
        yield whole[first : first + AT_ONCE]
