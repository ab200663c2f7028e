"""Duties of agencies (解除督促): whatever has agencies lift a measure opens one, which the court of
the record watches over, until every agency that was told has confirmed that it lifted. A record
does so that has ended, that restricts less than before, or that is suspended.

No source sets agencies a day; how long they have is policy (``lifting_working_days``). The duty is
reminded of and escalated as every other is, and goes with its case where that is transferred.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from partners.deliveries.batches import Recipient, told_of
from partners.measures.steps import STEPS, Step
from partners.measures.versions import measures_in_force
from partners.models.agencies import Agency
from partners.models.streams import Lifting, LiftingWatch
from partners.notices import entries
from partners.notices.entry import Entry
from partners.oversight.coverage import AgencyCoverage, coverage
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
# What may have a measure lifted.
_LIFTING = frozenset({Step.ENDS, Step.CHANGES, Step.SUSPENDS})
_KINDS = tuple(kind for kind, step in STEPS.items() if step in _LIFTING)
_ROW = 1


def open_for_liftings(session: Session, *, working_days: int, now: datetime, limit: int) -> int:
    """Open the duties of records of which something is to be lifted since the last time, and return
    how many entries were looked at.

    A record has one duty at a time. Where all that it was opened for is confirmed by now, and more
    is to be lifted, it is done, and the next one runs from the day on which that was asked.

    :param working_days: how long agencies have, from the day after the lifting was asked for.
    """
    watch = _watch(session)
    head = read.head(session).size
    rows = session.execute(
        select(*entries.COLUMNS)
        .where(
            JournalEntry.position > watch.position,
            JournalEntry.position <= head,
            JournalEntry.kind.in_(_KINDS),
            JournalEntry.record_id.is_not(None),
        )
        .order_by(JournalEntry.position)
        .limit(limit)
    ).all()
    for entry in _lifting(session, [entries.entry_of(row) for row in rows]):
        since = _open_since(session, entry.record)
        case = None if since is None else record_owners.case_of(session, entry.record)
        if since is None or case is None:
            continue
        running = deadlines.find_open(session, entry.record, KIND)
        if running is not None and running.opened_on < since:
            running.done_on = legal_day(now)
            session.flush()
        deadlines.start(
            session,
            CONFIRM_LIFTING,
            entry.record,
            case,
            on=since,
            length=working_days,
            record=_record_kind(entry),
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
        if _open_since(session, duty.record_id) is None:
            duty.done_on = legal_day(now)
    watch.looked_at = found[-1].id if len(found) == limit else 0
    return len(found)


def due_on(session: Session, record_id: UUID) -> date | None:
    """Return by when agencies are, or were, to confirm; nothing where nothing was to be lifted."""
    return session.scalars(
        select(Deadline.due_on)
        .where(Deadline.record_id == record_id, Deadline.kind == KIND)
        .order_by(Deadline.id.desc())
        .limit(1)
    ).one_or_none()


def is_late(agency: AgencyCoverage, due_on: date | None, *, on: date) -> bool:
    """Tell whether an agency confirmed, or has not confirmed, later than it was to."""
    if due_on is None:
        return False
    confirmed_on = on if agency.confirmed_at is None else legal_day(agency.confirmed_at)
    is_owing = agency.open_since is not None or agency.confirmed_at is not None
    return is_owing and confirmed_on > due_on


def _lifting(session: Session, found: Sequence[Entry]) -> list[Entry]:
    """Return the entries by which a measure may have to be lifted: each end, and of what changes
    or suspends a record those that ask some agency to lift.
    """
    asking = _asking(session, [one for one in found if STEPS[one.kind] is not Step.ENDS])
    return [one for one in found if STEPS[one.kind] is Step.ENDS or one.position in asking]


def _asking(session: Session, found: Sequence[Entry]) -> set[int]:
    """Return the positions of entries that ask an agency to lift something."""
    if not found:
        return set()
    agencies = {row.id: row.code for row in session.execute(select(Agency.id, Agency.code))}
    in_force = measures_in_force(session, list(agencies))
    recipients = (Recipient(code=code, in_force=in_force[key]) for key, code in agencies.items())
    return {
        told.position
        for recipient in recipients
        for told in told_of(session, recipient, found)
        if told.ending is not None and told.ending.lift
    }


def _open_since(session: Session, record_id: UUID) -> date | None:
    """Return since when something of a record is to be lifted that is not confirmed."""
    return _earliest(agency.open_since for agency in coverage(session, record_id))


def _earliest(moments: Iterable[datetime | None]) -> date | None:
    found = [moment for moment in moments if moment is not None]
    return legal_day(min(found)) if found else None


def _record_kind(entry: Entry) -> RecordKind:
    # What adjusts a record says what its last entry said.
    kind: str = entry.body.get("record_kind", entry.kind)
    return _RECORDS[kind.partition(".")[0]]


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
