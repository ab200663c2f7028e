"""Deadlines (期限): duties with a day, opened by what makes them due and done by the act itself.

A duty is opened from the clock of the law that begins to run, in one line::

    deadlines.start(session, clocks_of_cases.CLUE, clue.public_id, matter.case, on=day)

A record has a duty of one kind once at a time.
"""

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID, uuid4

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from registry.models.cases import EnforcementCase
from registry.models.deadlines import Deadline
from registry.rules import deadlines
from registry.rules.articles import Article
from registry.rules.calendar import Calendar, Due
from registry.rules.clock import Clock, Reckoning
from registry.services.clocks import calendars
from schemas.codes import Bearer, DeadlineKind
from schemas.deadline_codes import RecordKind

_RECORDS = MappingProxyType(
    {
        DeadlineKind.ISSUE_ENFORCEMENT_NOTICE: RecordKind.CASE,
        DeadlineKind.FINISH_CASE: RecordKind.CASE,
        DeadlineKind.RUN_INQUIRY: RecordKind.CASE,
        DeadlineKind.TELL_CREDITOR: RecordKind.INQUIRY,
        DeadlineKind.ANSWER_INQUIRY: RecordKind.INQUIRY,
        DeadlineKind.RESUME_ENFORCEMENT: RecordKind.CASE,
        DeadlineKind.DECIDE_RESUMPTION: RecordKind.CASE,
        DeadlineKind.RESUME_AFTER_SETTLEMENT: RecordKind.CASE,
        DeadlineKind.DECIDE_LISTING_APPLICATION: RecordKind.LISTING_APPLICATION,
        DeadlineKind.RESUME_RESTRICTION: RecordKind.RESTRICTION,
        DeadlineKind.LIFT_RESTRICTION: RecordKind.RESTRICTION,
        DeadlineKind.LIFT_EXIT_RESTRICTION: RecordKind.EXIT_RESTRICTION,
        DeadlineKind.EXAMINE_MISSING_REPORT: RecordKind.PROPERTY_REPORT,
        DeadlineKind.SUPPLEMENT_REPORT: RecordKind.REPORT_SUPPLEMENT,
        DeadlineKind.REVIEW_CAPACITY: RecordKind.CAPACITY_ASSESSMENT,
        DeadlineKind.VERIFY_CLUE: RecordKind.CLUE,
        DeadlineKind.EXAMINE_OBJECTION: RecordKind.OBJECTION,
        DeadlineKind.CARRY_OUT_CORRECTION: RecordKind.OBJECTION,
        DeadlineKind.APPLY_FOR_REVIEW: RecordKind.OBJECTION,
        DeadlineKind.DECIDE_ENFORCEMENT_OBJECTION: RecordKind.OBJECTION,
        DeadlineKind.APPLY_FOR_ENFORCEMENT_REVIEW: RecordKind.OBJECTION,
        DeadlineKind.DECIDE_REVIEW: RecordKind.REVIEW,
        DeadlineKind.DECIDE_REPAIR: RecordKind.REPAIR,
        DeadlineKind.RENEW_WATCH: RecordKind.WATCH,
    }
)
# Made once: every act asks for the duties that it does.
_OPEN = select(Deadline).where(
    Deadline.record_id == bindparam("record"),
    Deadline.kind == bindparam("kind"),
    Deadline.done_on.is_(None),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What a court has to do about one record, since when and by when."""

    kind: DeadlineKind
    court_code: str
    record_id: UUID
    basis: Article
    opened_on: date
    due: Due


def start(
    session: Session,
    clock: Clock,
    record_id: UUID,
    case: EnforcementCase | None,
    *,
    on: date,
    length: int | None = None,
    due: Due | None = None,
    basis: Article | None = None,
    court_code: str | None = None,
    record: RecordKind | None = None,
) -> Deadline:
    """Return the open deadline of a clock that begins to run, entered unless the record has it.

    :param case: the case that the record hangs on; a record of none needs ``court_code``.
    :param on: the day that is not counted.
    :param length: how long, where the clock leaves a choice.
    :param due: the last day where it was fixed by a person and not by the clock.
    :param basis: the article, where it is not the clock's.
    :param court_code: the court whose duty it is, where that is not the case's.
    :param record: what kind of record it is, where the duty alone does not say.
    """
    if clock.kind is None:
        raise ValueError(f"the clock {clock.name} opens no duty")
    owner = court_code or (case and case.court_code)
    if owner is None:
        raise ValueError("a duty is some court's, or a court watches over it")
    known = find_open(session, record_id, clock.kind)
    if known is not None:
        return known
    computed = deadlines.due(clock, on, calendars.current(session), length=length)
    due = due or computed
    # A day of its own does not move with holidays.
    runs = due == computed or clock.reckoning is Reckoning.FIXED
    deadline = Deadline(
        public_id=uuid4(),
        kind=clock.kind,
        clock=clock.name if runs else None,
        bearer=clock.bearer,
        court_code=owner,
        case_id=case and case.id,
        record_kind=record or record_of(clock.kind),
        record_id=record_id,
        basis=str(basis or clock.article),
        opened_on=on,
        length=length,
        due_on=due.on,
        provisional=due.provisional,
        remind_on=on,
    )
    session.add(deadline)
    return deadline


def open_duty(session: Session, duty: Duty) -> Deadline:
    """Return the open deadline of a duty whose last day is known, entered unless it is there."""
    known = find_open(session, duty.record_id, duty.kind)
    if known is not None:
        return known
    clock = _clock_of(duty, calendars.current(session))
    deadline = Deadline(
        public_id=uuid4(),
        kind=duty.kind,
        clock=None if clock is None else clock.name,
        bearer=Bearer.COURT if clock is None else clock.bearer,
        court_code=duty.court_code,
        record_kind=record_of(duty.kind),
        record_id=duty.record_id,
        basis=str(duty.basis),
        opened_on=duty.opened_on,
        due_on=duty.due.on,
        provisional=duty.due.provisional,
        remind_on=duty.opened_on,
    )
    session.add(deadline)
    return deadline


def prolong(session: Session, running: Deadline, length: int) -> None:
    """Let the clock of a duty run for another length, from where it began."""
    if running.clock is None:
        raise ValueError("no clock runs for this duty")
    clock, days = deadlines.BY_NAME[running.clock], calendars.current(session)
    due = deadlines.due(clock, running.opened_on, days, length=length)
    running.length, running.due_on, running.provisional = length, due.on, due.provisional
    # The days of its reminders are found anew.
    running.remind_on = running.opened_on


def close(session: Session, record_id: UUID, kind: DeadlineKind, *, on: date) -> None:
    """Note that a duty about a record is done, if it had one."""
    known = find_open(session, record_id, kind)
    if known is not None:
        known.done_on = on


def find_open(session: Session, record_id: UUID, kind: DeadlineKind) -> Deadline | None:
    """Return the open duty of one kind about a record, if there is one."""
    return session.scalars(_OPEN, {"record": record_id, "kind": kind}).first()


def record_of(kind: DeadlineKind) -> RecordKind:
    """Return what kind of record a duty is about."""
    return _RECORDS.get(kind, RecordKind.LISTING)


def _clock_of(duty: Duty, calendar: Calendar) -> Clock | None:
    for clock in deadlines.of_kind(duty.kind):
        if deadlines.due(clock, duty.opened_on, calendar) == duty.due:
            return clock
    return None
