"""Keeping receipts (收录反馈), however they came: what was said before is not kept again, and what
an agency takes back is open again.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from partners.models.streams import Lifting
from partners.notices.among import among
from partners.receipts import kept_receipts, repeated
from partners.receipts.receipts import ReceiptSaid
from registry.models.journal import JournalEntry
from schemas.codes import Outcome

_STEP = timedelta(microseconds=1)


def keep(session: Session, agency_id: int, said: Collection[ReceiptSaid], *, now: datetime) -> None:
    """Keep receipts, said at once by call or answer, of notices that the agency was sent."""
    keep_new(session, agency_id, repeated.anew(session, agency_id, said), now=now)


def keep_new(
    session: Session, agency_id: int, said: Sequence[ReceiptSaid], *, now: datetime
) -> None:
    """Keep receipts that repeat nothing.

    A measure that is said to be applied because of a record, after it was said to be lifted when
    that record ended, is not lifted: its lifting is open again.
    """
    fresh = dated(said, now=now)
    kept_receipts.store(session, agency_id, fresh, now=now)
    applied: dict[tuple[UUID, str], datetime] = {}
    for one in fresh:
        if one.outcome is Outcome.APPLIED:
            key, stated_at = (one.notice_id, one.measure), min(one.stated_at or now, now)
            applied[key] = max(stated_at, applied.get(key, stated_at))
    if not applied:
        return
    found = session.execute(_confirmed(session, agency_id, {notice_id for notice_id, _ in applied}))
    for notice_id, lifting in found:
        at = applied.get((notice_id, lifting.measure_code))
        if at is not None and kept_receipts.is_taken_back(session, lifting, at=at):
            lifting.confirmed_at = None


def dated(said: Sequence[ReceiptSaid], *, now: datetime) -> Sequence[ReceiptSaid]:
    """Return words of which those that say several things of one measure without a moment have
    moments in the order in which they stand, the last of them now. Pure.
    """
    undated = [one for one in said if one.stated_at is None]
    outcomes: dict[str, set[Outcome]] = {}
    for one in undated:
        outcomes.setdefault(one.measure, set()).add(one.outcome)
    if all(len(several) == 1 for several in outcomes.values()):
        return said
    at = now - _STEP * len(undated)
    found = []
    for one in said:
        at += _STEP * (one.stated_at is None)
        found.append(one if one.stated_at is not None else replace(one, stated_at=at))
    return found


def _confirmed(
    session: Session, agency_id: int, notice_ids: Collection[UUID]
) -> Select[UUID, Lifting]:
    """Return the liftings that were confirmed of the records of notices."""
    return (
        select(JournalEntry.id, Lifting)
        .join(Lifting, Lifting.record_id == JournalEntry.record_id)
        .where(
            among(session, JournalEntry.id, notice_ids),
            Lifting.agency_id == agency_id,
            Lifting.confirmed_at.is_not(None),
        )
    )
