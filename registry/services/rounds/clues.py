"""Clues to property (财产线索): received from anybody, verified within seven or three days, and
found effective or not. One that is still to be verified keeps a listing from being removed under
Listing Rules Art. 10(4).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.cases import EnforcementCase
from registry.models.proceedings import PropertyClue
from registry.rules import property_search
from registry.rules.findings import Finding
from registry.rules.procedure import not_in_future
from registry.services.acts import eligibility, records
from registry.services.acts.records import Sought
from registry.services.capacity import capacity_flags
from registry.services.cases import case_journal, case_states, proceedings
from registry.services.clocks import deadlines
from registry.services.rounds import case_duties
from schemas.act_codes import Act
from schemas.case_codes import ClueSource, EnforcementState
from schemas.codes import DeadlineKind
from schemas.free_text import mask_numbers_in_text

Given = tuple[PropertyClue, EnforcementCase]
_BASIS = str(property_search.CLUE_CLOCK.article)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordClue:
    """A clue to be recorded."""

    case_id: UUID
    source: ClueSource
    received_on: date
    content: str
    concrete: bool = False
    urgent: bool = False
    debtor_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyClue:
    """What the verification of a clue came to, in the version that was seen."""

    clue_id: UUID
    version: int
    effective: bool
    verified_on: date
    outcome: str


def record(session: Session, order: RecordClue, *, actor: CourtActor, now: datetime) -> Given:
    """Record a clue, from whose receipt its verification has seven or three days.

    :raises ServiceError: ``case.not_found``, ``debtor.not_found``, ``case.wrong_state``,
        ``clue.ineligible``.
    """
    sought = Sought(id=order.case_id, court_code=actor.court_code, to_change=True)
    case = records.case(session, sought)
    about = proceedings.debtor(session, case, order.debtor_id)
    case_states.require(EnforcementState(case.state), Act.RECORD_CLUE)
    given = PropertyClue(
        public_id=uuid4(),
        case_id=case.id,
        debtor_id=about.debtor.id if about else None,
        source=order.source,
        received_on=order.received_on,
        concrete=order.concrete,
        urgent=order.urgent,
        content=mask_numbers_in_text(order.content),
        entered_by=actor.staff_id,
        entered_at=now,
        version=1,
    )
    _require(Act.RECORD_CLUE, given, case, actor=actor, on=legal_day(now))
    session.add(given)
    session.flush()
    clock = property_search.clue_clock(concrete=order.concrete, urgent=order.urgent)
    if clock is not None:
        deadlines.start(session, clock, given.public_id, case, on=order.received_on)
    _journal(session, events.CLUE_RECORDED, given, case, "收到财产线索", actor=actor, now=now)
    case_duties.refresh(session, case, on=legal_day(now))
    return given, case


def verify(session: Session, order: VerifyClue, *, actor: CourtActor, now: datetime) -> Given:
    """Enter what the verification of a clue came to; an effective one has the case resumed.

    :raises ServiceError: ``clue.not_found``, ``record.stale``, ``case.wrong_state``,
        ``clue.verified``, ``clue.ineligible``.
    """
    sought = Sought(id=order.clue_id, court_code=actor.court_code, to_change=True)
    given, case = proceedings.clue(session, sought)
    proceedings.expect(given, order.version)
    case_states.require(EnforcementState(case.state), Act.VERIFY_CLUE)
    if given.effective is not None:
        raise ServiceError(ErrorKind.CONFLICT, "clue.verified")
    given.effective, given.verified_on = order.effective, order.verified_on
    given.outcome = mask_numbers_in_text(order.outcome)
    given.verified_by, given.verified_at = actor.staff_id, now
    _require(Act.VERIFY_CLUE, given, case, actor=actor, on=legal_day(now))
    given.version += 1
    session.flush()
    deadlines.close(session, given.public_id, DeadlineKind.VERIFY_CLUE, on=legal_day(now))
    _journal(session, events.CLUE_VERIFIED, given, case, given.outcome, actor=actor, now=now)
    if order.effective:
        capacity_flags.after_search(session, case, given.debtor_id, actor=actor, now=now)
    case_duties.refresh(session, case, on=legal_day(now))
    return given, case


def _require(
    act: Act, given: PropertyClue, case: EnforcementCase, *, actor: CourtActor, on: date
) -> None:
    authority = eligibility.authority(act, actor, court_code=case.court_code)
    eligibility.require("clue.ineligible", (*authority, *_law(given, case, on=on)))


def _law(given: PropertyClue, case: EnforcementCase, *, on: date) -> tuple[Finding, ...]:
    days = {"received_on": given.received_on, "verified_on": given.verified_on}
    return (
        not_in_future(days, on=on),
        property_search.days_in_order(filed_on=case.filed_on, **days),
    )


def _journal(
    session: Session,
    kind: events.Kind,
    given: PropertyClue,
    case: EnforcementCase,
    reason: str,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    body = {
        "clue": {
            "source": given.source,
            "received_on": given.received_on.isoformat(),
            "effective": given.effective,
        }
    }
    about = None if given.debtor_id is None else records.matter_of(session, given.debtor_id)
    act = case_journal.Act(
        kind=kind, body=body, reason=reason, basis=_BASIS, about=about, record_id=given.public_id
    )
    case_journal.enter(session, case, act, actor=actor.journal, now=now)
