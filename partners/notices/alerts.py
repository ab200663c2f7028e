"""Alerts of watched lists (资格审查提示) in the journal: which of them still say how things are."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.notices import entries
from partners.notices.among import among
from registry.models.journal import JournalEntry


def outdated(session: Session, positions: Collection[int], *, through: int) -> frozenset[int]:
    """Return which of certain positions hold alerts that another one followed up to a position."""
    of_alerts = select(JournalEntry.record_id, JournalEntry.position).where(
        JournalEntry.kind == entries.ALERT, JournalEntry.position <= through
    )
    chosen = session.execute(of_alerts.where(JournalEntry.position.in_(positions)))
    found = {row.position: row.record_id for row in chosen if row.record_id is not None}
    if not found:
        return frozenset()
    last: dict[UUID | None, int] = {}
    of_records = of_alerts.where(among(session, JournalEntry.record_id, set(found.values())))
    for record, position in session.execute(of_records.order_by(JournalEntry.position)):
        last[record] = position
    return frozenset(position for position, record in found.items() if position < last[record])
