"""Duties of other bodies (其他单位的期限): recorded, so that a court knows what it may expect and
when. Nobody in the court owes them, and nobody is reminded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.cases import EnforcementCase
from registry.models.other_duties import OtherDuty
from registry.rules import deadlines, duties
from registry.rules.authority import Act
from registry.rules.procedure import not_in_future
from registry.services.acts import eligibility, records
from registry.services.acts.records import FRESH, Sought
from registry.services.cases import case_journal
from registry.services.clocks import calendars
from schemas.deadline_codes import OthersClock
from schemas.free_text import mask_numbers_in_text

Recorded = tuple[OtherDuty, EnforcementCase]
DECEMBER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOther:
    """What another body has to do about a case, since the day that is not counted."""

    case_id: UUID
    clock: OthersClock
    body: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseOther:
    """That another body did what it had to do, and when."""

    duty_id: UUID
    done_on: date


def record(session: Session, order: RecordOther, *, actor: CourtActor, now: datetime) -> Recorded:
    """Record a duty of another body.

    :raises ServiceError: ``case.not_found``, ``deadline.ineligible``.
    """
    sought = Sought(id=order.case_id, court_code=actor.court_code, to_change=True)
    case = records.case(session, sought)
    since = not_in_future({"since": order.since}, on=legal_day(now))
    authority = eligibility.authority(Act.RECORD_DUTY, actor, court_code=case.court_code)
    eligibility.require("deadline.ineligible", (*authority, since))
    clock = deadlines.BY_NAME[order.clock]
    due = deadlines.due(clock, order.since, calendars.current(session))
    made = OtherDuty(
        public_id=uuid4(),
        case_id=case.id,
        clock=order.clock,
        body=mask_numbers_in_text(order.body),
        opened_on=order.since,
        due_on=due.on,
        provisional=due.provisional,
        recorded_by=actor.staff_id,
        recorded_at=now,
        version=1,
    )
    session.add(made)
    _journal(session, made, case, events.OTHER_DUTY_RECORDED, actor=actor, now=now)
    return made, case


def close(session: Session, order: CloseOther, *, actor: CourtActor, now: datetime) -> Recorded:
    """Record that another body did what it had to do.

    :raises ServiceError: ``other_duty.not_found``, ``other_duty.is_done``, ``deadline.ineligible``.
    """
    known = session.scalars(
        select(OtherDuty.case_id).where(OtherDuty.public_id == order.duty_id)
    ).one_or_none()
    case = None if known is None else session.get(EnforcementCase, known)
    if case is None or case.court_code != actor.court_code:
        raise ServiceError(ErrorKind.NOT_FOUND, "other_duty.not_found")
    sought = Sought(id=case.public_id, court_code=actor.court_code, to_change=True)
    case = records.case(session, sought)
    chosen = select(OtherDuty).where(OtherDuty.public_id == order.duty_id)
    found = session.execute(chosen, execution_options=FRESH).scalar_one()
    if found.done_on is not None:
        raise ServiceError(ErrorKind.CONFLICT, "other_duty.is_done", {"state": "done"})
    eligibility.require(
        "deadline.ineligible",
        (
            *eligibility.authority(Act.CLOSE_DUTY, actor, court_code=case.court_code),
            not_in_future({"done_on": order.done_on}, on=legal_day(now)),
            *duties.closing_findings(found.opened_on, order.done_on),
        ),
    )
    found.done_on = order.done_on
    found.version += 1
    _journal(session, found, case, events.OTHER_DUTY_CLOSED, actor=actor, now=now)
    return found, case


def of_court(
    session: Session,
    court_code: str,
    *,
    is_open: bool | None,
    case_id: UUID | None,
    after: int,
    limit: int,
) -> Sequence[Recorded]:
    """Return duties of other bodies in cases of a court, in the order in which they came."""
    chosen = (
        select(OtherDuty, EnforcementCase)
        .join(EnforcementCase, EnforcementCase.id == OtherDuty.case_id)
        .where(EnforcementCase.court_code == court_code, OtherDuty.id > after)
    )
    if is_open is not None:
        done = OtherDuty.done_on
        chosen = chosen.where(done.is_(None) if is_open else done.is_not(None))
    if case_id is not None:
        chosen = chosen.where(EnforcementCase.public_id == case_id)
    rows = session.execute(chosen.order_by(OtherDuty.id).limit(limit))
    return [(duty, case) for duty, case in rows]


def recompute(session: Session, *, after: int, limit: int) -> tuple[int, int]:
    """Compute provisional days anew that lie in a year which is arranged by now.

    :return: the key of the last that was looked at, and how many there were.
    """
    days = calendars.current(session)
    last = date(max(days.years), DECEMBER, 31)
    found = session.scalars(
        select(OtherDuty)
        .where(OtherDuty.provisional, OtherDuty.due_on <= last, OtherDuty.id > after)
        .order_by(OtherDuty.id)
        .limit(limit)
    ).all()
    for duty in found:
        due = deadlines.due(deadlines.BY_NAME[duty.clock], duty.opened_on, days)
        duty.due_on, duty.provisional = due.on, due.provisional
        duty.version += 1
    return (found[-1].id if found else after), len(found)


def _journal(
    session: Session,
    duty: OtherDuty,
    case: EnforcementCase,
    kind: events.Kind,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    entered = case_journal.Act(
        kind=kind,
        body={
            "clock": duty.clock,
            "opened_on": duty.opened_on.isoformat(),
            "due_on": duty.due_on.isoformat(),
            "done_on": duty.done_on.isoformat() if duty.done_on else None,
        },
        reason="记录其他单位的期限",
        basis=str(deadlines.BY_NAME[duty.clock].article),
        record_id=duty.public_id,
    )
    case_journal.enter(session, case, entered, actor=actor.journal, now=now)
