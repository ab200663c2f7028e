"""Notices of watched lists (持续审查通知) in the journal: which of them still say how it is."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.notices import entries
from partners.notices.among import among
from registry import events
from registry.models.journal import JournalEntry

# An alert is followed by another one of the same row and record; a reminder by whatever becomes of
# its watch.
_FOLLOWING = (
    *entries.OF_WATCHES,
    events.WATCH_RENEWED.name,
    events.WATCH_ENDED.name,
    events.SCREENING_CANCELLED.name,
)


def outdated(session: Session, positions: Collection[int], *, through: int) -> frozenset[int]:
    """Return which of certain positions hold notices of watched lists that something followed up to
    a position.
    """
    chosen = session.execute(
        select(JournalEntry.record_id, JournalEntry.position).where(
            JournalEntry.position.in_(positions),
            JournalEntry.position <= through,
            JournalEntry.kind.in_(entries.OF_WATCHES),
        )
    )
    found = {row.position: row.record_id for row in chosen if row.record_id is not None}
    if not found:
        return frozenset()
    last: dict[UUID | None, int] = {}
    of_records = select(JournalEntry.record_id, JournalEntry.position).where(
        JournalEntry.kind.in_(_FOLLOWING),
        JournalEntry.position <= through,
        among(session, JournalEntry.record_id, set(found.values())),
    )
    for record, position in session.execute(of_records.order_by(JournalEntry.position)):
        last[record] = position
    return frozenset(position for position, record in found.items() if position < last[record])
