"""Lifting an order by itself (解除限制消费令), Consumption Rules Art. 9: drafted with its ground,
and carried out by the signature of another person.

As long as the debtor is listed in the case the order is mandatory (Art. 1 para 2) and stays, unless
all is performed: then it is lifted though a term still runs, and the listing is to be removed too.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.lifts import LiftDecision
from registry.models.listings import Listing, RestrictionOrder
from registry.rules import lifting, restriction
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.rules.lifting import LiftFacts
from registry.services.acts import eligibility, moves, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.endings import performance_duties
from registry.services.facts import listing_law, restriction_facts
from registry.services.parties import debtor_journal
from registry.services.restrictions import restrictions
from schemas.free_text import mask_numbers_in_text
from schemas.restriction_codes import LiftGround, LiftState


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLiftFacts:
    """What the ground of a lift rests on and the register cannot know by itself."""

    enforcement_completed: bool = False
    effective_security: bool = False
    creditor_agrees: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLift:
    """A lift to be drafted."""

    order_id: UUID
    ground: LiftGround
    reason: str
    facts: StatedLiftFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class SignLift:
    """A drafted lift to be signed and carried out, in the version that was seen."""

    lift_id: UUID
    version: int


def draft(
    session: Session, wanted: DraftLift, *, actor: CourtActor, now: datetime
) -> tuple[LiftDecision, RestrictionOrder, Matter]:
    """Draft the lift of an order; nothing ends by it.

    :raises ServiceError: ``restriction.not_found``, ``restriction.wrong_state``,
        ``lift.ineligible``.
    """
    sought = Sought(id=wanted.order_id, court_code=actor.court_code, to_change=True)
    order, matter = records.order(session, sought)
    moves.require(order, Act.DRAFT_LIFT)
    decision = LiftDecision(
        public_id=uuid4(),
        order_id=order.id,
        ground=wanted.ground,
        reason=mask_numbers_in_text(wanted.reason),
        **asdict(wanted.facts),
        state=LiftState.DRAFT,
        drafted_by=actor.staff_id,
        drafted_at=now,
        version=1,
    )
    _require(session, Act.DRAFT_LIFT, decision, matter, actor=actor, on=legal_day(now))
    session.add(decision)
    _journal_draft(session, decision, order, matter, actor=actor, now=now)
    return decision, order, matter


def sign(
    session: Session, wanted: SignLift, *, actor: CourtActor, now: datetime
) -> tuple[LiftDecision, RestrictionOrder, Matter]:
    """Sign a lift: the order is lifted and its public entry gone in the same commit.

    :raises ServiceError: ``lift.not_found``, ``record.stale``, ``lift.wrong_state``,
        ``restriction.wrong_state``, ``lift.ineligible``.
    """
    sought = Sought(id=wanted.lift_id, court_code=actor.court_code, to_change=True)
    decision, order, matter = records.lift(session, sought)
    moves.expect(decision, wanted.version)
    moves.require(decision, Act.SIGN_LIFT)
    moves.require(order, Act.SIGN_LIFT)
    drafter = records.staff_id(session, decision.drafted_by)
    on = legal_day(now)
    _require(session, Act.SIGN_LIFT, decision, matter, actor=actor, on=on, drafter=drafter)
    moves.do(decision, Act.SIGN_LIFT)
    decision.signed_by, decision.signed_at = actor.staff_id, now
    if decision.ground == LiftGround.PERFORMED:
        performance_duties.start(session, matter.case, on=on)
    restrictions.lift(
        session,
        order,
        matter,
        ground=LiftGround(decision.ground),
        reason=decision.reason,
        actor=actor.journal,
        now=now,
    )
    return decision, order, matter


def _require(
    session: Session,
    act: Act,
    decision: LiftDecision,
    matter: Matter,
    *,
    actor: CourtActor,
    on: date,
    drafter: str | None = None,
) -> None:
    court = matter.case.court_code
    authority = eligibility.authority(act, actor, court_code=court, drafter=drafter)
    law = _law(session, decision, matter, on=on)
    eligibility.require("lift.ineligible", (*authority, *law))


def _law(
    session: Session, decision: LiftDecision, matter: Matter, *, on: date
) -> tuple[Finding, ...]:
    facts = LiftFacts(
        owed=matter.case.amount,
        confirmed=listing_law.confirmed(session, matter.case.id),
        enforcement_completed=decision.enforcement_completed,
        effective_security=decision.effective_security,
        creditor_agrees=decision.creditor_agrees,
    )
    return (
        *lifting.lift_findings(LiftGround(decision.ground), facts, on=on),
        restriction.listing_has_order(
            listed=_is_listed(session, matter),
            has_order=False,
            performed=LiftGround(decision.ground) is LiftGround.PERFORMED,
        ),
    )


def _is_listed(session: Session, matter: Matter) -> bool:
    found = session.scalars(
        select(Listing.id).where(
            Listing.debtor_id == matter.debtor.id, restriction_facts.MAKES_MANDATORY
        )
    ).first()
    return found is not None


def _journal_draft(
    session: Session,
    decision: LiftDecision,
    order: RestrictionOrder,
    matter: Matter,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    said = {
        "lift": str(decision.public_id),
        "ground": decision.ground,
    }
    debtor_journal.note(
        session,
        events.LIFT_DRAFTED,
        order.public_id,
        matter,
        said,
        Why(reason=decision.reason, basis=str(restrictions.LIFTED_UNDER)),
        actor=actor.journal,
        now=now,
    )
