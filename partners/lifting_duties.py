"""Duties of agencies (解除督促): a listing or an order that has ended opens one, which its court
watches over, until every agency that was told has confirmed that it lifted.

No source sets agencies a day; how long they have is policy (``lifting_working_days``). The duty is
reminded of and escalated as every other is, and goes with its case where that is transferred.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from partners.coverage import AgencyCoverage, coverage
from partners.models.streams import Lifting, LiftingWatch
from partners.steps import STEPS, Step
from registry.clock import legal_day
from registry.journal import read
from registry.models.deadlines import Deadline
from registry.models.journal import JournalEntry
from registry.rules.clocks_of_lists import CONFIRM_LIFTING
from registry.services.acts import record_owners
from registry.services.clocks import deadlines
from schemas.codes import DeadlineKind
from schemas.deadline_codes import RecordKind

KIND = DeadlineKind.CONFIRM_LIFTING
_RECORDS = {
    "listing": RecordKind.LISTING,
    "restriction": RecordKind.RESTRICTION,
    "exit_restriction": RecordKind.EXIT_RESTRICTION,
    "prosecution": RecordKind.SANCTION,
}
_ENDS = tuple(kind for kind, step in STEPS.items() if step is Step.ENDS)
_ROW = 1


def open_for_endings(session: Session, *, working_days: int, limit: int) -> int:
    """Open the duties of records that have ended since the last time, and return how many endings
    were looked at.

    :param working_days: how long agencies have, from the day after the record ended.
    """
    watch = _watch(session)
    head = read.head(session).size
    rows = session.execute(
        select(
            JournalEntry.position,
            JournalEntry.kind,
            JournalEntry.record_id,
            JournalEntry.occurred_at,
        )
        .where(
            JournalEntry.position > watch.position,
            JournalEntry.position <= head,
            JournalEntry.kind.in_(_ENDS),
        )
        .order_by(JournalEntry.position)
        .limit(limit)
    ).all()
    for row in rows:
        if all(agency.open_since is None for agency in coverage(session, row.record_id)):
            continue
        case = record_owners.case_of(session, row.record_id)
        if case is None:
            continue
        deadlines.start(
            session,
            CONFIRM_LIFTING,
            row.record_id,
            case,
            on=legal_day(row.occurred_at),
            length=working_days,
            record=_RECORDS[row.kind.partition(".")[0]],
        )
    watch.position = rows[-1].position if len(rows) == limit else head
    return len(rows)


def close_confirmed(session: Session, *, now: datetime, limit: int) -> int:
    """Note which open duties are done by now, and return how many were looked at.

    Those on which an agency's confirmation is known to be missing are passed over; the rest are
    looked at in turn, since an agency may not even have been told yet.
    """
    watch = _watch(session)
    found = _to_look_at(session, watch.looked_at, limit)
    for duty in found:
        if all(agency.open_since is None for agency in coverage(session, duty.record_id)):
            duty.done_on = legal_day(now)
    watch.looked_at = found[-1].id if len(found) == limit else 0
    return len(found)


def due_on(session: Session, record_id: UUID) -> date | None:
    """Return by when agencies are, or were, to confirm; nothing where no record ended."""
    return session.scalars(
        select(Deadline.due_on)
        .where(Deadline.record_id == record_id, Deadline.kind == KIND)
        .order_by(Deadline.id.desc())
        .limit(1)
    ).one_or_none()


def is_late(agency: AgencyCoverage, due_on: date | None, *, on: date) -> bool:
    """Tell whether an agency confirmed, or has not confirmed, later than it was to."""
    if due_on is None or not agency.ended:
        return False
    confirmed_on = on if agency.confirmed_at is None else legal_day(agency.confirmed_at)
    is_owing = agency.open_since is not None or agency.confirmed_at is not None
    return is_owing and confirmed_on > due_on


def _to_look_at(session: Session, after: int, limit: int) -> Sequence[Deadline]:
    is_missing = exists().where(
        Lifting.record_id == Deadline.record_id, Lifting.confirmed_at.is_(None)
    )
    return session.scalars(
        select(Deadline)
        .where(Deadline.kind == KIND, Deadline.done_on.is_(None), Deadline.id > after, ~is_missing)
        .order_by(Deadline.id)
        .limit(limit)
    ).all()


def _watch(session: Session) -> LiftingWatch:
    """Return the one row, locked, so that two that watch at once do so one after the other."""
    chosen = select(LiftingWatch).where(LiftingWatch.id == _ROW).with_for_update()
    found = session.scalars(chosen).one_or_none()
    if found is None:
        found = LiftingWatch(id=_ROW, position=0, looked_at=0)
        session.add(found)
        session.flush()
    return found
