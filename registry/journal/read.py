"""Reading the journal (查账): entries after a position, of a record, of a subject."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.models.journal import JournalEntry, JournalHead

# What tells agencies that a listing is in force, and what tells them that it is not any more.
_TELLING = (
    events.LISTING_PUBLISHED.name,
    events.LISTING_REMOVED.name,
    events.LISTING_REVOKED.name,
)


# Made once: every reader begins with it.
_HEAD = select(JournalHead).where(JournalHead.id == 1)


def head(session: Session) -> JournalHead:
    """Return the head: the stream's id, and how many entries there are (the last position)."""
    return session.execute(_HEAD).scalar_one()


def after(session: Session, position: int, *, limit: int) -> Sequence[JournalEntry]:
    """Return the entries above a position in order, ``limit`` at most."""
    return session.scalars(
        select(JournalEntry)
        .where(JournalEntry.position > position)
        .order_by(JournalEntry.position)
        .limit(limit)
    ).all()


def of_record(session: Session, record_id: UUID) -> Sequence[JournalEntry]:
    """Return everything that happened to one record, in order; what was refused did not."""
    return session.scalars(
        select(JournalEntry)
        .where(JournalEntry.record_id == record_id, JournalEntry.kind != events.ACT_REFUSED.name)
        .order_by(JournalEntry.position)
    ).all()


def of_records(
    session: Session, record_ids: Collection[UUID], *, after: int, limit: int
) -> Sequence[JournalEntry]:
    """Return what was done to some records, and what was refused, above a position in order."""
    return session.scalars(
        select(JournalEntry)
        .where(JournalEntry.record_id.in_(record_ids), JournalEntry.position > after)
        .order_by(JournalEntry.position)
        .limit(limit)
    ).all()


def of_subject(session: Session, subject_id: UUID, *, through: int) -> Sequence[JournalEntry]:
    """Return everything about one subject up to a position, in order."""
    return session.scalars(
        select(JournalEntry)
        .where(JournalEntry.subject_id == subject_id, JournalEntry.position <= through)
        .order_by(JournalEntry.position)
    ).all()


def is_told(session: Session, record_id: UUID) -> bool:
    """Tell whether agencies hold a listing in force: it was published to them and not yet ended."""
    last = session.scalars(
        select(JournalEntry.kind)
        .where(JournalEntry.record_id == record_id, JournalEntry.kind.in_(_TELLING))
        .order_by(JournalEntry.position.desc())
        .limit(1)
    ).first()
    return last == events.LISTING_PUBLISHED.name
