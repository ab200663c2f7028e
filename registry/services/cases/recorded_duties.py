"""Recorded duties (录入的期限): duties whose clocks begin outside of the register, opened by who
learns of it and done by who records that; and naming the person who is to do one.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.journal import append
from registry.journal.entry import Entry
from registry.models.cases import EnforcementCase
from registry.models.courts import Staff
from registry.models.deadlines import Deadline
from registry.rules import after_round, duties
from registry.rules import deadlines as rules
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.rules.procedure import not_in_future
from registry.services.acts import eligibility, records
from registry.services.acts.records import FRESH, Sought
from registry.services.cases import case_states
from registry.services.clocks import deadline_lists, deadlines
from schemas.codes import DeadlineKind, Role
from schemas.deadline_codes import RecordedClock
from schemas.free_text import mask_numbers_in_text

# The notice and the end of a case are recorded by acts of their own.
_NAMES = frozenset(RecordedClock) - {RecordedClock.ENFORCEMENT_NOTICE, RecordedClock.CASE_FINISH}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDuty:
    """A clock that has begun to run in a case, and the day that is not counted."""

    case_id: UUID
    clock: RecordedClock
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDuty:
    """A recorded duty that was done, when, and why so where that is to be said."""

    deadline_id: UUID
    done_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignDuty:
    """A duty and the person of the court who is to do it."""

    deadline_id: UUID
    staff_id: UUID


def record(session: Session, order: RecordDuty, *, actor: CourtActor, now: datetime) -> Deadline:
    """Record a duty of a court or a party, of whose beginning one has learnt.

    :raises ServiceError: ``case.not_found``, ``deadline.ineligible``, ``deadline.is_open``.
    """
    sought = Sought(id=order.case_id, court_code=actor.court_code, to_change=True)
    case = records.case(session, sought)
    since = not_in_future({"since": order.since}, on=legal_day(now))
    authority = eligibility.authority(Act.RECORD_DUTY, actor, court_code=case.court_code)
    law = _law(session, order, case)
    eligibility.require("deadline.ineligible", (*authority, since, *law))
    clock = rules.BY_NAME[order.clock]
    if clock.kind is not None and deadlines.find_open(session, case.public_id, clock.kind):
        raise ServiceError(ErrorKind.CONFLICT, "deadline.is_open", {"state": "open"})
    made = deadlines.start(session, clock, case.public_id, case, on=order.since)
    # What was learnt of late is told at once.
    made.remind_on = legal_day(now)
    _journal(session, events.DEADLINE_RECORDED, made, "录入期限事项", actor=actor, now=now)
    return made


def close(session: Session, order: CloseDuty, *, actor: CourtActor, now: datetime) -> Deadline:
    """Record that a recorded duty was done; what an act of the register does is done by it alone.

    :raises ServiceError: ``deadline.not_found``, ``deadline.is_done``,
        ``deadline.done_by_its_act``, ``deadline.ineligible``.
    """
    found = _to_change(session, order.deadline_id, actor)
    if found.done_on is not None:
        raise ServiceError(ErrorKind.CONFLICT, "deadline.is_done", {"state": "done"})
    if found.clock not in _NAMES:
        facts = {"act": duties.ACTS.get(DeadlineKind(found.kind), "")}
        raise ServiceError(ErrorKind.CONFLICT, "deadline.done_by_its_act", facts)
    eligibility.require(
        "deadline.ineligible",
        (
            *eligibility.authority(Act.CLOSE_DUTY, actor, court_code=found.court_code),
            not_in_future({"done_on": order.done_on}, on=legal_day(now)),
            *duties.closing_findings(found.opened_on, order.done_on),
            *_law_of_answer(found, order, actor),
        ),
    )
    found.done_on = order.done_on
    reason = mask_numbers_in_text(order.reason) or "期限事项已办理"
    _journal(session, events.DEADLINE_CLOSED, found, reason, actor=actor, now=now)
    return found


def assign(session: Session, order: AssignDuty, *, actor: CourtActor, now: datetime) -> Deadline:
    """Name the person who is to do an open duty of one's court.

    :raises ServiceError: ``deadline.not_found``, ``deadline.is_done``, ``deadline.ineligible``,
        ``request.invalid`` for nobody of the court.
    """
    found = _to_change(session, order.deadline_id, actor)
    if found.done_on is not None:
        raise ServiceError(ErrorKind.CONFLICT, "deadline.is_done", {"state": "done"})
    authority = eligibility.authority(Act.ASSIGN_DUTY, actor, court_code=found.court_code)
    eligibility.require("deadline.ineligible", authority)
    person = session.scalars(
        select(Staff).where(
            Staff.public_id == order.staff_id,
            Staff.court_code == found.court_code,
            Staff.active,
        )
    ).one_or_none()
    if person is None:
        raise eligibility.invalid("/staff", "not_in_list")
    owes = duties.owner_findings(DeadlineKind(found.kind), Role(person.role))
    eligibility.require("deadline.ineligible", owes)
    found.assigned_to = person.id
    _journal(session, events.DEADLINE_ASSIGNED, found, "指定责任人", actor=actor, now=now)
    return found


def _law(session: Session, order: RecordDuty, case: EnforcementCase) -> tuple[Finding, ...]:
    if order.clock is not RecordedClock.RESUMPTION_APPLICATION:
        return ()
    closing = case_states.last_closing(session, case)
    return after_round.application_findings(
        closing.ruled_on if closing else None, applied_on=order.since
    )


def _law_of_answer(found: Deadline, order: CloseDuty, actor: CourtActor) -> tuple[Finding, ...]:
    # Whether enforcement is resumed is decided here; the other duties are only recorded.
    if found.clock != RecordedClock.RESUMPTION_APPLICATION:
        return ()
    owed = duties.owner_findings(DeadlineKind(found.kind), actor.role)
    return (*owed, *after_round.answer_findings(order.reason))


def _to_change(session: Session, deadline_id: UUID, actor: CourtActor) -> Deadline:
    found = deadline_lists.one(session, actor.court_code, deadline_id)
    if found.court_code != actor.court_code:
        raise ServiceError(ErrorKind.NOT_FOUND, "deadline.not_found")
    case = None if found.case_id is None else session.get(EnforcementCase, found.case_id)
    if case is not None:
        sought = Sought(id=case.public_id, court_code=case.court_code, to_change=True)
        records.case(session, sought)
    chosen = select(Deadline).where(Deadline.id == found.id)
    return session.execute(chosen, execution_options=FRESH).scalar_one()


def _journal(
    session: Session,
    kind: events.Kind,
    deadline: Deadline,
    reason: str,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    append.record(
        session,
        Entry(
            kind=kind,
            body={
                "deadline": str(deadline.public_id),
                "duty": deadline.kind,
                "opened_on": deadline.opened_on.isoformat(),
                "due_on": deadline.due_on.isoformat() if deadline.due_on else None,
                "done_on": deadline.done_on.isoformat() if deadline.done_on else None,
            },
            actor=actor.journal,
            reason=reason,
            basis=deadline.basis,
            occurred_at=now,
            record_id=deadline.record_id,
        ),
    )
