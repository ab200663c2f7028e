"""Appeals (复议：制裁与限制出境): the next higher court receives one against a fine, a detention or
an exit restriction, and dismisses it, changes the decision to less, or revokes it.

What is appealed against is carried out meanwhile. What the decision brings about is in
:mod:`registry.services.remedies.appeal_effects`.
"""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.appeals import Appeal
from registry.models.breaches import Sanction
from registry.rules import appeal_decisions, appeals, supervision
from registry.rules.appeal_decisions import Weight
from registry.rules.appeals import AppealFacts
from registry.rules.authority import ActingPerson
from registry.rules.findings import Finding
from registry.rules.procedure import not_in_future
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Sought
from registry.services.clocks import calendars, deadlines
from registry.services.remedies import appeal_effects, appeal_records
from registry.services.remedies.appeal_orders import ChangeAppeal, DraftDecision, ReceiveAppeal
from registry.services.remedies.appeal_records import Contested, Found
from registry.services.sanctions import sanction_law
from schemas.act_codes import Act
from schemas.appeal_codes import Appealed, AppealOutcome, AppealState
from schemas.deadline_codes import RecordKind
from schemas.free_text import mask_numbers_in_text

INELIGIBLE = "appeal.ineligible"


def receive(session: Session, order: ReceiveAppeal, *, actor: CourtActor, now: datetime) -> Found:
    """Receive an appeal; the days to decide it begin with its receipt.

    :raises ServiceError: ``sanction.not_found``, ``exit_restriction.not_found``,
        ``sanction.wrong_state``, ``exit_restriction.wrong_state``, ``appeal.ineligible``.
    """
    act = Act.RECEIVE_APPEAL
    sought = Sought(
        id=order.record_id, court_code=actor.court_code, to_change=True, from_above=True
    )
    is_exit = order.about is Appealed.EXIT_RESTRICTION
    find = appeal_records.exit_restriction if is_exit else appeal_records.sanction
    about = find(session, sought)
    moves.require(about.record, act)
    superiors = appeal_records.superiors(session, about)
    authority = supervision.act_findings(act, _person(actor), superiors=superiors)
    is_next = superiors[:1] == (actor.court_code,)
    law = _law(session, order, about, is_next=is_next, on=legal_day(now))
    eligibility.require(INELIGIBLE, (*authority, *law))
    found = Appeal(
        public_id=uuid4(),
        case_id=about.matter.case.id,
        sanction_id=None if is_exit else about.record.id,
        exit_restriction_id=about.record.id if is_exit else None,
        court_code=actor.court_code,
        appellant=order.appellant,
        statement=mask_numbers_in_text(order.statement),
        applied_on=order.applied_on,
        received_on=order.received_on,
        obstacle=mask_numbers_in_text(order.obstacle) if order.obstacle else None,
        obstacle_ended_on=order.obstacle_ended_on,
        received_by=actor.staff_id,
        received_at=now,
        state=AppealState.RECEIVED,
        version=1,
    )
    session.add(found)
    _start(session, (found, about), actor=actor, now=now)
    return found, about


def draft(session: Session, order: DraftDecision, *, actor: CourtActor, now: datetime) -> Found:
    """Draft the decision on an appeal, or draft it anew; nothing is decided by it.

    :raises ServiceError: ``appeal.not_found``, ``record.stale``, ``appeal.wrong_state``,
        ``request.invalid``, ``appeal.ineligible``.
    """
    act = Act.DRAFT_APPEAL_DECISION
    found, about = both = _to_change(session, order.appeal_id, order.version, actor=actor)
    moves.require(found, act)
    _refuse_contradiction(order)
    reason, left = mask_numbers_in_text(order.reason), _left(order.fine, order.detention_days)
    law = _law_of_decision(about, order.outcome, reason, left)
    eligibility.require(INELIGIBLE, (*_authority(act, found, actor), *law))
    moves.do(found, act)
    found.outcome, found.reason = order.outcome, reason
    found.fine, found.detention_days = order.fine, order.detention_days
    found.drafted_by, found.drafted_at = actor.staff_id, now
    appeal_records.journal(
        session,
        events.APPEAL_DECISION_DRAFTED,
        both,
        reason,
        actor=actor.journal,
        now=now,
        hidden=True,
    )
    return both


def sign(session: Session, order: ChangeAppeal, *, actor: CourtActor, now: datetime) -> Found:
    """Sign the drafted decision on an appeal, which carries it out.

    :raises ServiceError: ``appeal.not_found``, ``record.stale``, ``appeal.not_drafted``,
        ``appeal.wrong_state``, ``sanction.wrong_state``, ``exit_restriction.wrong_state``,
        ``appeal.ineligible``.
    """
    found, about = both = _to_change(session, order.appeal_id, order.version, actor=actor)
    if found.outcome is None or found.reason is None:
        raise ServiceError(ErrorKind.CONFLICT, "appeal.not_drafted")
    outcome = AppealOutcome(found.outcome)
    act, left = appeal_decisions.deciding_act(outcome), _left(found.fine, found.detention_days)
    moves.require(found, act)
    if outcome is not AppealOutcome.DISMISSED:
        moves.require(about.record, act)
    drafter = records.staff_id(session, found.drafted_by)
    law = _law_of_decision(about, outcome, found.reason, left)
    eligibility.require(INELIGIBLE, (*_authority(act, found, actor, drafter), *law))
    moves.do(found, act)
    found.signed_by, found.signed_at = actor.staff_id, now
    _stop(session, both, now=now)
    said = {"outcome": found.outcome}
    who, decided = actor.journal, events.APPEAL_DECIDED
    appeal_records.journal(session, decided, both, found.reason, actor=who, now=now, said=said)
    appeal_effects.carry_out(session, both, outcome, left, actor=actor, now=now)
    return both


def withdraw(session: Session, order: ChangeAppeal, *, actor: CourtActor, now: datetime) -> Found:
    """Record that an appeal was withdrawn before it was decided.

    :raises ServiceError: ``appeal.not_found``, ``record.stale``, ``appeal.wrong_state``,
        ``appeal.ineligible``.
    """
    act = Act.WITHDRAW_APPEAL
    found, _ = both = _to_change(session, order.appeal_id, order.version, actor=actor)
    moves.require(found, act)
    eligibility.require(INELIGIBLE, _authority(act, found, actor))
    moves.do(found, act)
    reason = mask_numbers_in_text(order.reason)
    found.withdrawn_on, found.withdrawal = legal_day(now), reason
    _stop(session, both, now=now)
    who, withdrawn = actor.journal, events.APPEAL_WITHDRAWN
    appeal_records.journal(session, withdrawn, both, reason, actor=who, now=now)
    return both


def _to_change(session: Session, appeal_id: UUID, version: int, *, actor: CourtActor) -> Found:
    sought = Sought(id=appeal_id, court_code=actor.court_code, to_change=True, from_above=True)
    found = appeal_records.find(session, sought)
    moves.expect(found[0], version)
    return found


def _authority(
    act: Act, found: Appeal, actor: CourtActor, drafter: str | None = None
) -> tuple[Finding, ...]:
    """Return all that authority says of an act on an appeal: it stays with the court that received
    it, wherever the case goes meanwhile.
    """
    superiors = (found.court_code,)
    return supervision.act_findings(act, _person(actor), superiors=superiors, drafter=drafter)


def _person(actor: CourtActor) -> ActingPerson:
    return ActingPerson(str(actor.staff_public_id), actor.role, actor.court_code)


def _law(
    session: Session, order: ReceiveAppeal, about: Contested, *, is_next: bool, on: date
) -> tuple[Finding, ...]:
    facts = AppealFacts(
        about=about.about,
        appellant=order.appellant,
        decision_open=about.is_open,
        decided_on=about.decided_on,
        served_on=about.record.served_on,
        applied_on=order.applied_on,
        received_on=order.received_on,
        to_next_higher_court=is_next,
        before=appeal_records.before(session, about),
        obstacle_ended_on=order.obstacle_ended_on,
    )
    days = {
        "applied_on": order.applied_on,
        "received_on": order.received_on,
        "obstacle_ended_on": order.obstacle_ended_on,
    }
    law = appeals.appeal_findings(facts, calendars.current(session))
    return (*law, not_in_future(days, on=on))


def _law_of_decision(
    about: Contested, outcome: AppealOutcome, reason: str, left: Weight | None
) -> tuple[Finding, ...]:
    law = appeal_decisions.decision_findings(
        about.about, outcome, reason, now=about.weight, instead=left
    )
    if outcome is not AppealOutcome.CHANGED or left is None or left == Weight():
        return law
    if about.broken is None or not isinstance(about.record, Sanction):
        return law
    return (*law, *sanction_law.limits(about.record, about.broken, left))


def _left(fine: Decimal | None, detention_days: int | None) -> Weight | None:
    if fine is None and detention_days is None:
        return None
    return Weight(fine or Decimal(0), detention_days or 0)


def _refuse_contradiction(order: DraftDecision) -> None:
    changes = order.outcome is AppealOutcome.CHANGED
    given = order.fine is not None or order.detention_days is not None
    if given and not changes:
        pointer = "/fine" if order.fine is not None else "/detention_days"
        raise eligibility.invalid(pointer, "not_for_this_kind")
    if changes and not given:
        raise eligibility.invalid("/fine", "required")


def _start(session: Session, both: Found, *, actor: CourtActor, now: datetime) -> None:
    found, about = both
    who, received = actor.journal, events.APPEAL_RECEIVED
    appeal_records.journal(session, received, both, found.statement, actor=who, now=now)
    application, on = appeals.application_clock(about.about), found.applied_on
    if application.kind is not None:
        deadlines.close(session, about.record.public_id, application.kind, on=on)
    deadlines.start(
        session,
        appeals.decision_clock(about.about),
        found.public_id,
        about.matter.case,
        on=found.received_on,
        court_code=actor.court_code,
        record=RecordKind.APPEAL,
    )


def _stop(session: Session, both: Found, *, now: datetime) -> None:
    found, about = both
    clock = appeals.decision_clock(about.about)
    if clock.kind is not None:
        deadlines.close(session, found.public_id, clock.kind, on=legal_day(now))
