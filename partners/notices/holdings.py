"""Holdings (应有记录): what one agency should hold of subjects at a position."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from partners.measures.audience import missed, standing
from partners.measures.histories import HistoryItem, InForce, concerning, live_records
from partners.measures.steps import STEPS, Step
from partners.measures.triggers import MeasureTerms, triggered
from partners.notices import entries
from partners.notices.among import among
from partners.notices.canonical import Line
from partners.notices.entries import EntryRow
from partners.notices.lines import with_line
from partners.notices.notices import Told
from registry.models.journal import JournalEntry

# How many entries are read at once.
PAGE = 2_000


@dataclass(frozen=True, slots=True)
class Page:
    """The holdings of some subjects, each told by the last entry that says what the record is.

    :ivar last: the last subject of the page; nothing where there are no more subjects.
    """

    told: tuple[Told, ...]
    last: UUID | None


@dataclass(frozen=True, slots=True)
class LinePage:
    """The canonical lines of some subjects' records; ``last`` as in a page."""

    lines: tuple[Line, ...]
    last: UUID | None


@dataclass(slots=True)
class Restated:
    """How records stand: those in force as they are told anew, the others with where they ended."""

    told: list[Told] = field(default_factory=list)
    ended: dict[UUID, int] = field(default_factory=dict)


def page(session: Session, in_force: InForce, *, after: UUID | None, position: int) -> Page:
    """Return the holdings of the next subjects, in the order in which the store has their ids.

    :param after: the subject after which to begin.
    :param position: the entries above it are not looked at.
    """
    rows, last = _rows(session, after, position)
    return Page(tuple(_held(rows, in_force, position)), last)


def line_page(
    session: Session,
    in_force: InForce,
    *,
    after: UUID | None,
    position: int,
    kept: Collection[UUID],
) -> LinePage:
    """Return the canonical lines of the next subjects, in the order in which the store has them;
    none of a subject of whom something is kept back.

    :param kept: the notices that are kept back from the agency.
    """
    rows, last = _rows(session, after, position)
    present = in_force(position)
    lines = [
        line for own in _by_subject(rows).values() for line in _lines_of_subject(own, present, kept)
    ]
    return LinePage(tuple(lines), last)


def not_compared(
    session: Session, records: Collection[UUID], *, position: int, kept: Collection[UUID]
) -> frozenset[UUID]:
    """Return those of some records that have no lines, since something is kept back of whomever
    they are about.

    :param kept: the notices that are kept back from the agency.
    """
    if not kept:
        return frozenset()
    rows = _about_whom(session, records, position)
    found = (own for own in _by_subject(rows).values() if _is_kept(own, _history(own), kept))
    return frozenset(row.record_id for own in found for row in own if row.record_id in records)


def restated(
    session: Session, agency: str, in_force: InForce, records: Collection[UUID], *, position: int
) -> Restated:
    """Return how records stand at a position: what an agency should hold of those that are in
    force, with whatever it may still apply for them and is to lift, and where the others ended.

    :param agency: its code.
    """
    rows = _about_whom(session, records, position)
    found = Restated()
    for own in _by_subject(rows).values():
        history = _history(own)
        present = in_force(position)
        codes = standing(history, present)
        saying, known = _saying(own, history), concerning(history, agency)
        for record, facts in live_records(history).items():
            end = missed(known, record, position, codes, in_force) if record in records else None
            # Nobody is told who has nothing to do about it, whatever records he names.
            if end is not None or (record in records and triggered(present, facts)):
                told = _told(saying[record], codes[record])._replace(ending=end)
                found.told.append(with_line(told, history, present))
        ends = {
            row.record_id: row.position
            for row, item in zip(own, history, strict=True)
            if item.step is Step.ENDS and row.record_id in records
        }
        found.ended |= {r: at for r, at in ends.items() if r is not None and r not in codes}
    found.told.sort(key=lambda told: told.position)
    return found


def lifting_ends(
    session: Session, in_force: InForce, records: Collection[UUID], *, position: int
) -> frozenset[UUID]:
    """Return the records that have ended, of whomever some records are about, for which an agency
    was told to apply what it is to lift by now.
    """
    if not records:
        return frozenset()
    found: set[UUID] = set()
    for own in _by_subject(_about_whom(session, records, position)).values():
        history = _history(own)
        live = standing(history, in_force(position))
        over = {item.record_id for item in history if item.step is Step.ENDS}.difference(live)
        found |= {one for one in over if missed(history, one, position, live, in_force)}
    return frozenset(found)


def _about_whom(session: Session, records: Collection[UUID], position: int) -> Sequence[EntryRow]:
    """Return the entries, up to a position, about everybody whom some records are about."""
    of_records = session.scalars(
        select(JournalEntry.subject_id).where(among(session, JournalEntry.record_id, records))
    )
    subjects = {subject_id for subject_id in of_records if subject_id is not None}
    return session.execute(
        _entries(None, position).where(among(session, JournalEntry.subject_id, subjects))
    ).all()


def _rows(
    session: Session, after: UUID | None, position: int
) -> tuple[Sequence[EntryRow], UUID | None]:
    """Return the entries of the next subjects, and the last of them."""
    rows = session.execute(_entries(after, position).limit(PAGE)).all()
    if not rows:
        return (), None
    last: UUID = rows[-1].subject_id
    if len(rows) == PAGE:
        whole = [row for row in rows if row.subject_id != last]
        if whole:
            rows, last = whole, whole[-1].subject_id
        else:
            rows = session.execute(
                _entries(None, position).where(JournalEntry.subject_id == last)
            ).all()
    return rows, last


def _entries(
    after: UUID | None, position: int
) -> Select[int, UUID, str, str, UUID | None, UUID | None, datetime]:
    chosen = (
        select(*entries.COLUMNS)
        .where(
            JournalEntry.subject_id.is_not(None),
            JournalEntry.position <= position,
            JournalEntry.kind.in_(tuple(STEPS)),
        )
        .order_by(JournalEntry.subject_id, JournalEntry.position)
    )
    return chosen if after is None else chosen.where(JournalEntry.subject_id > after)


def _held(rows: Sequence[EntryRow], in_force: InForce, position: int) -> list[Told]:
    return [
        told for own in _by_subject(rows).values() for told in _of_subject(own, in_force, position)
    ]


def _by_subject(rows: Sequence[EntryRow]) -> dict[UUID, list[EntryRow]]:
    by_subject: dict[UUID, list[EntryRow]] = {}
    for row in rows:
        if row.subject_id is not None:
            by_subject.setdefault(row.subject_id, []).append(row)
    return by_subject


def _of_subject(rows: Sequence[EntryRow], in_force: InForce, position: int) -> list[Told]:
    history, present = _history(rows), in_force(position)
    saying, codes = _saying(rows, history), standing(history, present)
    return [
        _told(saying[record_id], codes[record_id]) for record_id in _concerned(history, present)
    ]


def _concerned(history: Sequence[HistoryItem], present: Sequence[MeasureTerms]) -> list[UUID]:
    """Return the records in force that an agency holds: what is suspended for the time being it
    keeps all the same.
    """
    live = live_records(history)
    return [record_id for record_id, facts in live.items() if triggered(present, facts)]


def _history(rows: Sequence[EntryRow]) -> list[HistoryItem]:
    return [entries.history_item(row) for row in rows]


def _is_kept(
    rows: Sequence[EntryRow], history: Sequence[HistoryItem], kept: Collection[UUID]
) -> bool:
    """Tell whether something is kept back that decides on what an agency holds of a subject: of
    what is in force, or the very end of a record. An end that was told makes up for the rest.

    What was closed stays so: later notices of its record take nothing away that it would have.
    """
    live = live_records(history)
    return any(
        row.id in kept and (row.record_id in live or item.step is Step.ENDS)
        for row, item in zip(rows, history, strict=True)
    )


def _lines_of_subject(
    rows: Sequence[EntryRow], present: Sequence[MeasureTerms], kept: Collection[UUID]
) -> list[Line]:
    history = _history(rows)
    if _is_kept(rows, history, kept):
        # What the agency holds of the others follows from what it was not told too.
        return []
    saying = _saying(rows, history)
    applied = {code for codes in standing(history, present).values() for code in codes}
    return [
        Line(record_id, _subject_of(rows), saying[record_id].id, tuple(sorted(applied)))
        for record_id in _concerned(history, present)
    ]


def _subject_of(rows: Sequence[EntryRow]) -> UUID:
    return cast(UUID, rows[0].subject_id)


def _saying(rows: Sequence[EntryRow], history: Sequence[HistoryItem]) -> dict[UUID, EntryRow]:
    """Return the entry that last said what each record is; changed measures say nothing of that."""
    return {item.record_id: row for row, item in zip(rows, history, strict=True) if item.says}


def _told(row: EntryRow, codes: tuple[str, ...]) -> Told:
    return Told(entries.entry_of(row), codes)
