"""Decisions on credit repair (信用修复决定): drafted by one person, made by another, carried out in
the same commit.

A repair rests on the removal that it leads to, so the law of that removal is tested at the draft
and again at the decision. Where the law says "must", it is not refused for nothing.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.listings import RemovalDecision
from registry.rules import authority, lifting, listing_suspension
from registry.rules import repair as law
from registry.rules.assessment import Assessment, assess
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.rules.lifting import LiftFacts
from registry.rules.policy import Policy
from registry.rules.repair import RepairFacts
from registry.services.acts import eligibility, moves, records
from registry.services.cases import case_states
from registry.services.cases.recorded_facts import RecordedFacts
from registry.services.clocks import deadlines
from registry.services.endings import removals
from registry.services.facts import listing_law
from registry.services.repairs import repair_effects, repair_records
from registry.services.repairs.certificates import Issued
from registry.services.repairs.repair_records import ChangeRepair, Found, StatedRepairFacts
from registry.vault import Vault
from schemas.codes import DeadlineKind, RemovalGround
from schemas.free_text import mask_numbers_in_text
from schemas.remedy_codes import RepairOutcome, RepairPath
from schemas.restriction_codes import LiftGround


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRepair(ChangeRepair):
    """A decision to be drafted."""

    outcome: RepairOutcome
    reason: str
    facts: StatedRepairFacts


def draft(
    session: Session, order: DraftRepair, *, actor: CourtActor, now: datetime, policy: Policy
) -> Found:
    """Draft the decision on an application, or another one in its place; nothing changes by it.

    :raises ServiceError: ``repair.not_found``, ``record.stale``, ``repair.wrong_state``,
        ``listing.wrong_state``, ``repair.ineligible``.
    """
    found = repair_records.to_change(session, order, Act.DRAFT_REPAIR, actor=actor)
    repair, listing, matter = found
    facts = order.facts
    ground = _ground(session, found)
    repair.outcome, repair.reason = order.outcome, mask_numbers_in_text(order.reason)
    repair.facts, repair.ground = repair_records.write_facts(facts), ground
    repair.suspended_until = facts.suspended_until
    repair.drafted_by, repair.drafted_at = actor.staff_id, now
    if order.outcome is RepairOutcome.GRANTED:
        repair_effects.require_standing(listing, RepairPath(repair.path))
    court = matter.case.court_code
    with session.no_autoflush:
        eligibility.require(
            "repair.ineligible",
            (
                *eligibility.authority(Act.DRAFT_REPAIR, actor, court_code=court),
                *_law(session, found, on=legal_day(now), policy=policy),
            ),
        )
    moves.do(repair, Act.DRAFT_REPAIR)
    repair_records.journal(
        session, events.REPAIR_DRAFTED, found, reason=repair.reason, actor=actor, now=now
    )
    return found


def decide(
    session: Session,
    order: ChangeRepair,
    *,
    actor: CourtActor,
    now: datetime,
    policy: Policy,
    vault: Vault,
) -> tuple[Found, Issued | None]:
    """Make the decision that somebody else drafted; what it grants is carried out, with the
    certificate that was asked for.

    :raises ServiceError: as for :func:`draft`.
    """
    sought = records.Sought(id=order.repair_id, court_code=actor.court_code, to_change=True)
    found = repair_records.find(session, sought)
    repair, listing, matter = found
    moves.expect(repair, order.version)
    granted = repair.outcome == RepairOutcome.GRANTED
    act = Act.GRANT_REPAIR if granted else Act.REFUSE_REPAIR
    moves.require(repair, act)
    if granted:
        repair_effects.require_standing(listing, RepairPath(repair.path))
    drafter, court = records.staff_id(session, repair.drafted_by), matter.case.court_code
    eligibility.require(
        "repair.ineligible",
        (
            *eligibility.authority(act, actor, court_code=court, drafter=drafter),
            *(_signatory(repair.ground, actor, court=court) if granted else ()),
            *_law(session, found, on=legal_day(now), policy=policy),
        ),
    )
    moves.do(repair, act)
    repair.decided_by, repair.decided_at = actor.staff_id, now
    deadlines.close(session, repair.public_id, DeadlineKind.DECIDE_REPAIR, on=legal_day(now))
    if granted:
        return found, repair_effects.carry_out(session, found, actor=actor, now=now, vault=vault)
    repair_records.journal(
        session, events.REPAIR_REFUSED, found, reason=repair.reason or "", actor=actor, now=now
    )
    return found, None


def _signatory(ground: str | None, actor: CourtActor, *, court: str) -> tuple[Finding, ...]:
    """Return whether this person may sign the removal that a repair leads to."""
    if ground is None:
        return eligibility.authority(Act.SUSPEND_LISTING, actor, court_code=court)
    act = authority.signing_act(RemovalGround(ground))
    return eligibility.authority(act, actor, court_code=court)


def _ground(session: Session, found: Found) -> RemovalGround | None:
    """Return the removal ground that a way leads to; of several the one that a ruling opened."""
    repair, listing, matter = found
    known = law.leads_to(RepairPath(repair.path), has_term=listing.ends_on is not None)
    if len(known) > 1:
        opened = case_states.removal_ground(session, matter)
        if opened is not None and opened[0] in known:
            return opened[0]
    return known[0] if known else None


def _law(session: Session, found: Found, *, on: date, policy: Policy) -> tuple[Finding, ...]:
    repair = found[0]
    facts = repair_records.read_facts(repair.facts or "")
    path = RepairPath(repair.path)
    leading = _removal(session, found, facts, on=on)
    removal = None if leading is None else assess(leading)
    stated = _facts(found, facts, removal)
    grantable = law.repair_findings(stated, policy=policy)
    if path is RepairPath.PUBLIC_INTEREST:
        grantable = (*grantable, listing_suspension.has_last_day(facts.suspended_until, on=on))
    if repair.outcome == RepairOutcome.GRANTED:
        return (*(leading or ()), *grantable)
    return law.refusal_findings(stated, assess(grantable), has_term=found[1].ends_on is not None)


def _removal(
    session: Session, found: Found, facts: StatedRepairFacts, *, on: date
) -> tuple[Finding, ...] | None:
    """Return what the law says of the removal that a repair leads to, None where it leads to
    none.
    """
    repair, listing, matter = found
    if repair.ground is None:
        return None
    path, stated = RepairPath(repair.path), facts.removal
    lifted: tuple[Finding, ...] = ()
    if repair.ground == RemovalGround.EARLY and law.lifts_order(path):
        paid = LiftFacts(
            owed=matter.case.amount,
            confirmed=listing_law.confirmed(session, matter.case.id),
            enforcement_completed=stated.enforcement_completed
            or (stated.settlement_reached and stated.settlement_performed),
        )
        lifted = lifting.lift_findings(LiftGround.PERFORMED, paid, on=on)
        # Who has performed all performs actively.
        stated = replace(stated, actively_performs=assess(lifted).allowed)
    planned = RemovalDecision(
        ground=repair.ground,
        reason=repair.reason,
        facts=removals.write_facts(stated, RecordedFacts()),
    )
    return (*removals.law(session, planned, listing, matter, on=on), *lifted)


def _facts(found: Found, facts: StatedRepairFacts, removal: Assessment | None) -> RepairFacts:
    repair = found[0]
    return RepairFacts(
        path=RepairPath(repair.path),
        documents=frozenset(repair_records.documents_of(repair)),
        removal=removal,
        evaded=facts.evaded,
        cause_shown=facts.cause_shown,
        creditor_agrees=facts.creditor_agrees,
        excluded_for=facts.excluded_for,
        has_term=found[1].ends_on is not None,
    )
