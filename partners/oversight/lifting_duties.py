"""Duties of agencies (解除督促): whatever has agencies lift a measure opens one, which the court of
the record watches over, until every agency that was told has confirmed that it lifted. A record
does so that has ended, that restricts less than before, or that is suspended.

No source sets agencies a day; how long they have is policy (``lifting_working_days``). The duty is
reminded of and escalated as every other is, and goes with its case where that is transferred.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.deliveries.batches import Recipient, told_of
from partners.measures.steps import RESUMED, STEPS, Step
from partners.measures.versions import measures_in_force
from partners.models.agencies import Agency
from partners.models.streams import LiftingWatch
from partners.notices import entries
from partners.notices.among import among
from partners.notices.entry import Entry
from partners.oversight import lateness, lifting_waits
from partners.oversight.coverage import coverage
from partners.oversight.lateness import Days
from partners.oversight.standings import Standing, standings
from partners.receipts import liftings
from registry.clock import legal_day
from registry.confirmations import AgencyTold
from registry.journal import read
from registry.models.deadlines import Deadline
from registry.models.journal import JournalEntry
from registry.rules.clocks_of_lists import CONFIRM_LIFTING
from registry.services.acts import record_owners
from registry.services.clocks import calendars, deadlines
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
_KINDS = (*(kind for kind, step in STEPS.items() if step in _LIFTING), *RESUMED)
_ROW = 1


def read_on(session: Session, *, limit: int) -> int:
    """Have the records looked at of which something may have to be lifted, or not any more, since
    the journal was read last; return how many entries were looked at.
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
    found = [entries.entry_of(row) for row in rows]
    lifting_waits.enter(session, {entry.record for entry in _lifting(session, found)})
    liftings.wake(session, {entry.record for entry in found if entry.kind in RESUMED})
    watch.position = rows[-1].position if len(rows) == limit else head
    return len(rows)


def look(session: Session, *, working_days: int, now: datetime, limit: int) -> int:
    """Open the duties of records of which something is to be lifted, note which are done, and
    return how many records were looked at: those of which something has changed since.

    A record has one duty at a time. Where all that it was opened for is confirmed by now, and more
    is to be lifted, it is done, and the next one runs from the day on which that was asked.

    :param working_days: how long agencies have, from the day after the lifting was asked for.
    """
    _watch(session)
    records = lifting_waits.woken(session, limit)
    longest = _longest_open(session, records)
    running = _running(session, records)
    done = []
    for record in records:
        standing, duty = longest.get(record), running.get(record)
        if standing is not None and _run(session, standing, duty, working_days, now=now):
            lifting_waits.wait_for(session, record, standing)
            continue
        if duty is not None:
            duty.done_on = legal_day(now)
        done.append(record)
    lifting_waits.end(session, done)
    return len(records)


def _run(
    session: Session, standing: Standing, duty: Deadline | None, working_days: int, *, now: datetime
) -> bool:
    """Have a duty run since the day on which what is owed was asked first, where some court watches
    over it; one that runs since an earlier day is done, since what it was opened for is confirmed.
    """
    since = legal_day(_since(standing))
    if duty is not None and duty.opened_on >= since:
        return True
    case = record_owners.case_of(session, standing.record)
    if case is None:
        return False
    if duty is not None:
        duty.done_on = legal_day(now)
        session.flush()
    deadlines.start(
        session,
        CONFIRM_LIFTING,
        standing.record,
        case,
        on=since,
        length=working_days,
        record=_record_kind(standing.notices[-1].entry),
    )
    return True


def due_on(session: Session, record_id: UUID) -> date | None:
    """Return by when agencies are, or were, to confirm; nothing where nothing was to be lifted."""
    return session.scalars(
        select(Deadline.due_on)
        .where(Deadline.record_id == record_id, Deadline.kind == KIND)
        .order_by(Deadline.id.desc())
        .limit(1)
    ).one_or_none()


def days_of(session: Session, record_id: UUID, *, working_days: int) -> Days:
    """Return by when the agencies of a record are to lift what was asked for at any moment.

    :param working_days: how long they have; what runs already keeps its day.
    """
    known = session.execute(
        select(Deadline.opened_on, Deadline.due_on).where(
            Deadline.record_id == record_id, Deadline.kind == KIND
        )
    )
    running = {since: due_on for since, due_on in known if due_on is not None}
    return Days(running, calendars.current(session), working_days)


def told(
    session: Session, record_id: UUID, *, working_days: int, now: datetime
) -> tuple[AgencyTold, ...]:
    """Return the agencies of a record in as many words as the person concerned needs.

    :param working_days: how long they have to lift what they are asked to.
    """
    days, on = days_of(session, record_id, working_days=working_days), legal_day(now)
    return tuple(
        AgencyTold(
            agency=found.agency,
            name_zh=found.name_zh,
            name_en=found.name_en,
            told_at=found.told_at,
            since=found.open_since,
            confirmed_at=found.confirmed_at,
            due_on=lateness.due_on(found, days),
            is_late=lateness.is_late(found, days, on=on),
        )
        for found in coverage(session, record_id)
    )


def _longest_open(session: Session, records: Sequence[UUID]) -> dict[UUID, Standing]:
    """Return, of each record of which something is not confirmed, whose lifting has been owed for
    longest.
    """
    found: dict[UUID, Standing] = {}
    for standing in standings(session, records):
        if standing.open_since is not None:
            known = found.get(standing.record)
            if known is None or _since(standing) < _since(known):
                found[standing.record] = standing
    return found


def _since(standing: Standing) -> datetime:
    return standing.open_since or standing.notices[-1].occurred_at


def _running(session: Session, records: Sequence[UUID]) -> dict[UUID, Deadline]:
    found = session.scalars(
        select(Deadline).where(
            among(session, Deadline.record_id, records),
            Deadline.kind == KIND,
            Deadline.done_on.is_(None),
        )
    )
    return {duty.record_id: duty for duty in found}


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


def _record_kind(entry: Entry) -> RecordKind:
    # What adjusts a record says what its last entry said.
    kind: str = entry.body.get("record_kind", entry.kind)
    return _RECORDS[kind.partition(".")[0]]


def _watch(session: Session) -> LiftingWatch:
    """Return the one row, locked, so that two that watch at once do so one after the other."""
    chosen = select(LiftingWatch).where(LiftingWatch.id == _ROW).with_for_update()
    found = session.scalars(chosen).one_or_none()
    if found is None:
        found = LiftingWatch(id=_ROW, position=0)
        session.add(found)
        session.flush()
    return found
