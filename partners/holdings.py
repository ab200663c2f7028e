"""Holdings (应有记录): what one agency should hold of subjects at a position."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from partners import entries
from partners.audience import HistoryItem, InForce, standing
from partners.entries import EntryRow
from partners.notices import Told
from partners.steps import STEPS
from registry.models.journal import JournalEntry
from schemas.codes import NoticeType

# How many entries are read at once.
PAGE = 2_000


@dataclass(frozen=True, slots=True)
class Page:
    """The holdings of some subjects, each told by the last entry that says what the record is.

    :ivar last: the last subject of the page; nothing where there are no more subjects.
    """

    told: tuple[Told, ...]
    last: UUID | None


def page(session: Session, in_force: InForce, *, after: UUID | None, position: int) -> Page:
    """Return the holdings of the next subjects, in the order in which the store has their ids.

    :param after: the subject after which to begin.
    :param position: the entries above it are not looked at.
    """
    rows = session.execute(_entries(after, position).limit(PAGE)).all()
    if not rows:
        return Page((), None)
    last: UUID = rows[-1].subject_id
    if len(rows) == PAGE:
        whole = [row for row in rows if row.subject_id != last]
        if whole:
            rows, last = whole, whole[-1].subject_id
        else:
            rows = session.execute(
                _entries(None, position).where(JournalEntry.subject_id == last)
            ).all()
    return Page(tuple(_held(rows, in_force, position)), last)


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
    by_subject: dict[UUID, list[EntryRow]] = {}
    for row in rows:
        if row.subject_id is not None:
            by_subject.setdefault(row.subject_id, []).append(row)
    return [told for own in by_subject.values() for told in _of_subject(own, in_force, position)]


def _of_subject(rows: Sequence[EntryRow], in_force: InForce, position: int) -> list[Told]:
    history: list[HistoryItem] = [entries.history_item(row) for row in rows]
    saying = {
        row.record_id: row
        for row, item in zip(rows, history, strict=True)
        if item.facts is not None
    }
    return [
        _told(saying[record_id], codes)
        for record_id, codes in standing(history, in_force(position)).items()
        if codes
    ]


def _told(row: EntryRow, codes: tuple[str, ...]) -> Told:
    entry = entries.entry_of(row)
    return Told(
        position=entry.position,
        id=entry.id,
        type=NoticeType(entry.kind),
        occurred_at=entry.occurred_at,
        record_id=entry.record_id,
        subject_id=entry.subject_id,
        body=entry.body,
        apply=codes,
    )
