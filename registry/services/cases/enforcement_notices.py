"""Enforcement notices (执行通知): that the notice of a case was issued is recorded once, with its
warning and the time that it gives; the duty to issue it is done by it.

One that does not warn is followed by one that does, which takes its place; the journal keeps both.
"""

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
from registry.models.enforcement_notices import EnforcementNotice
from registry.rules import enforcement_notice
from registry.rules.authority import Act
from registry.rules.enforcement_notice import NoticeFacts
from registry.rules.procedure import not_in_future
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Matter, Sought
from registry.services.cases import case_journal
from registry.services.clocks import deadlines
from schemas.codes import DeadlineKind

Issued = tuple[EnforcementNotice, EnforcementCase]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueNotice:
    """A notice that was issued: on which day, whether it warned, and until when to perform."""

    case_id: UUID
    issued_on: date
    warned: bool
    perform_until: date


def issue(session: Session, order: IssueNotice, *, actor: CourtActor, now: datetime) -> Issued:
    """Record that the notice of a case was issued.

    :raises ServiceError: ``case.not_found``, ``case.wrong_state``, ``enforcement_notice.issued``,
        ``enforcement_notice.ineligible``.
    """
    sought = Sought(id=order.case_id, court_code=actor.court_code, to_change=True)
    case = records.case(session, sought)
    moves.require(case, Act.ISSUE_ENFORCEMENT_NOTICE)
    on, known = legal_day(now), _of(session, case)
    facts = NoticeFacts(order.issued_on, order.warned, order.perform_until)
    if not enforcement_notice.may_follow(facts_of(session, case), facts):
        raise ServiceError(ErrorKind.CONFLICT, "enforcement_notice.issued", {"state": "issued"})
    eligibility.require(
        "enforcement_notice.ineligible",
        (
            *eligibility.authority(Act.ISSUE_ENFORCEMENT_NOTICE, actor, court_code=case.court_code),
            not_in_future({"issued_on": order.issued_on}, on=on),
            *enforcement_notice.issue_findings(facts),
        ),
    )
    made = known or EnforcementNotice(public_id=uuid4(), case_id=case.id, version=0)
    made.issued_on, made.warned = order.issued_on, order.warned
    made.perform_until = order.perform_until
    made.recorded_by, made.recorded_at = actor.staff_id, now
    made.version += 1
    session.add(made)
    kind = DeadlineKind.ISSUE_ENFORCEMENT_NOTICE
    deadlines.close(session, case.public_id, kind, on=order.issued_on)
    entered = case_journal.Act(
        kind=events.ENFORCEMENT_NOTICE_ISSUED,
        body={
            "issued_on": order.issued_on.isoformat(),
            "warned": order.warned,
            "perform_until": order.perform_until.isoformat(),
        },
        reason="发出执行通知",
        basis=str(enforcement_notice.DUE.article),
    )
    case_journal.enter(session, case, entered, actor=actor.journal, now=now)
    return made, case


def of_case(session: Session, sought: Sought) -> Issued:
    """Return the notice of a case.

    :raises ServiceError: ``case.not_found``, ``enforcement_notice.not_found``.
    """
    case = records.case(session, sought)
    found = _of(session, case)
    if found is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "enforcement_notice.not_found")
    return found, case


def facts_of(session: Session, case: EnforcementCase) -> NoticeFacts | None:
    """Return what the notice of a case says, None where nobody has recorded it."""
    known = _of(session, case)
    if known is None:
        return None
    return NoticeFacts(known.issued_on, known.warned, known.perform_until)


def performance_due_on(session: Session, matter: Matter) -> date | None:
    """Return the last day that a debtor was given to perform, as far as it is known: the later one
    where the notice of the case and what was entered with the debtor differ.
    """
    notice = _of(session, matter.case)
    days = (matter.debtor.performance_due_on, notice.perform_until if notice else None)
    return max((day for day in days if day is not None), default=None)


def _of(session: Session, case: EnforcementCase) -> EnforcementNotice | None:
    chosen = select(EnforcementNotice).where(EnforcementNotice.case_id == case.id)
    return session.execute(chosen).scalar_one_or_none()
