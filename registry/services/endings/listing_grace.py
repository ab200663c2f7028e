"""Grace for a decision to list (宽限期), point 15 of the 2019 Opinion: one to three months in which
nothing is published and nothing is restricted.

At its end a person records what was performed. What was performed is dropped; what was not is
published by an act of its own, in which all bars are tested again, or dropped where one stands.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.listings import Listing
from registry.rules import grace
from registry.rules.articles import Article, Instrument
from registry.rules.authority import Act
from registry.rules.clocks_of_lists import GRACE
from registry.rules.grace import GraceGrant
from registry.services.acts import eligibility, moves, plans, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.clocks import calendars, deadlines
from registry.services.endings import listing_drops
from registry.services.facts import listing_law
from registry.services.listings import listings
from schemas.codes import DeadlineKind
from schemas.free_text import mask_numbers_in_text
from schemas.remedy_codes import GraceOutcome

BASIS = Article(Instrument.OPINION_2019, 15)
DUTY = DeadlineKind.RECORD_GRACE_OUTCOME


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantGrace:
    """Months of grace for a signed decision, in the version that was seen, and why."""

    listing_id: UUID
    version: int
    months: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutcome:
    """What a person finds performed, in the version of the listing that was seen, and why."""

    listing_id: UUID
    version: int
    outcome: GraceOutcome
    reason: str


def grant(
    session: Session, order: GrantGrace, *, actor: CourtActor, now: datetime
) -> tuple[Listing, Matter]:
    """Grant a signed decision its grace period, which begins today, or prolong the one that runs:
    all grants together are counted from the day of the first.

    :raises ServiceError: ``listing.not_found``, ``record.stale``, ``listing.wrong_state``,
        ``listing.not_in_grace``, ``listing.ineligible``.
    """
    listing, matter = _to_change(session, order.listing_id, order.version, actor)
    moves.require(listing, Act.GRANT_GRACE)
    on, court = legal_day(now), matter.case.court_code
    months_before = listing.grace_months or 0
    running = deadlines.find_open(session, listing.public_id, DUTY)
    if months_before and not grace.is_running(listing_law.unjudged_grace(listing), on=on):
        raise ServiceError(ErrorKind.CONFLICT, "listing.not_in_grace", {"state": listing.state})
    wanted = GraceGrant(
        months=order.months,
        reason=order.reason,
        decided_on=legal_day(listing.signed_at) if listing.signed_at else None,
        published_on=listing.published_on,
        months_before=months_before,
    )
    months, since = months_before + order.months, running.opened_on if running else on
    due = grace.ends_on(since, months, calendars.current(session))
    plans.foresee(ends_on=due.on)
    eligibility.require(
        "listing.ineligible",
        (
            *eligibility.authority(Act.GRANT_GRACE, actor, court_code=court),
            *grace.grant_findings(wanted, on=on),
        ),
    )
    moves.do(listing, Act.GRANT_GRACE)
    listing.grace_months, listing.grace_ends_on = months, due.on
    why = Why(reason=mask_numbers_in_text(order.reason), basis=str(BASIS))
    said = {"months": order.months, "ends_on": due.on.isoformat()}
    kind = events.LISTING_GRACE_GRANTED
    listings.record(session, kind, listing, matter, actor=actor, now=now, why=why, grace=said)
    if running is None:
        deadlines.start(session, GRACE, listing.public_id, matter.case, on=on, length=months)
    else:
        deadlines.prolong(session, running, months)
    return listing, matter


def record_outcome(
    session: Session, order: RecordOutcome, *, actor: CourtActor, now: datetime
) -> tuple[Listing, Matter]:
    """Record what was performed in grace: performance drops the decision at once.

    :raises ServiceError: ``listing.not_found``, ``record.stale``, ``listing.not_in_grace``,
        ``listing.ineligible``.
    """
    listing, matter = _to_change(session, order.listing_id, order.version, actor)
    granted = listing_law.unjudged_grace(listing)
    on, court, outcome = legal_day(now), matter.case.court_code, order.outcome
    # Whether an obligation that is no money was performed, only the person who records it knows.
    performed = (
        outcome is GraceOutcome.PERFORMED
        if matter.case.amount is None
        else listing_law.is_paid(session, matter)
    )
    eligibility.require(
        "listing.ineligible",
        (
            *eligibility.authority(Act.RECORD_GRACE_OUTCOME, actor, court_code=court),
            *grace.outcome_findings(granted, outcome, performed=performed, on=on),
        ),
    )
    listing.grace_outcome = outcome
    listing.version += 1
    why = Why(reason=mask_numbers_in_text(order.reason), basis=str(BASIS))
    kind = events.LISTING_GRACE_OUTCOME_RECORDED
    listings.record(session, kind, listing, matter, actor=actor, now=now, why=why, outcome=outcome)
    deadlines.close(session, listing.public_id, DUTY, on=on)
    if outcome is GraceOutcome.PERFORMED:
        listing_drops.carry_out(session, listing, matter, why, actor=actor, now=now)
    return listing, matter


def _to_change(
    session: Session, listing_id: UUID, version: int, actor: CourtActor
) -> tuple[Listing, Matter]:
    sought = Sought(id=listing_id, court_code=actor.court_code, to_change=True)
    listing, matter = records.listing(session, sought)
    moves.expect(listing, version)
    return listing, matter
