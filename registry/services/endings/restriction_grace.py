"""Grace for an order that was decided without a listing (限制消费令宽限期), point 15 of the 2019
Opinion, and what becomes of it: while it runs nobody is restricted, and a person records what was
performed.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.listings import RestrictionOrder
from registry.rules import grace
from registry.rules.articles import Article, Instrument
from registry.rules.assessment import assess
from registry.rules.clocks_of_lists import GRACE
from registry.rules.grace import Grace, GraceGrant
from registry.services.acts import eligibility, moves, plans, stated_facts
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter
from registry.services.clocks import calendars, deadlines
from registry.services.endings import listing_orders
from registry.services.facts import listing_law, restriction_facts
from registry.services.restrictions import restriction_acts, restrictions
from registry.services.restrictions.restriction_acts import ChangeOrder
from schemas.act_codes import Act
from schemas.codes import DeadlineKind
from schemas.deadline_codes import RecordKind
from schemas.free_text import mask_numbers_in_text
from schemas.remedy_codes import GraceOutcome

BASIS = Article(Instrument.OPINION_2019, 15)
DUTY = DeadlineKind.RECORD_GRACE_OUTCOME


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantGrace(ChangeOrder):
    """Months of grace for a signed order, in the version that was seen, and why."""

    months: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutcome(ChangeOrder):
    """What a person finds performed, in the version of the order that was seen, and why."""

    outcome: GraceOutcome
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DropOrder(ChangeOrder):
    """An order to be dropped before it binds anybody, in the version that was seen, and why."""

    reason: str


def grant(
    session: Session, wanted: GrantGrace, *, actor: CourtActor, now: datetime
) -> tuple[RestrictionOrder, Matter]:
    """Grant a signed order its grace period, which begins today, or prolong the one that runs.

    :raises ServiceError: ``restriction.not_found``, ``record.stale``, ``restriction.wrong_state``,
        ``restriction.goes_with_listing``, ``restriction.not_in_grace``,
        ``restriction.ineligible``.
    """
    order, matter = restriction_acts.to_change(session, wanted, Act.GRANT_GRACE, actor=actor)
    on, before = legal_day(now), order.grace_months or 0
    running = deadlines.find_open(session, order.public_id, DUTY)
    if before and not grace.is_running(_unjudged(order), on=on):
        raise ServiceError(ErrorKind.CONFLICT, "restriction.not_in_grace", {"state": order.state})
    granted = GraceGrant(
        months=wanted.months,
        reason=wanted.reason,
        decided_on=legal_day(order.signed_at) if order.signed_at else None,
        published_on=order.imposed_on,
        months_before=before,
    )
    months, since = before + wanted.months, running.opened_on if running else on
    due = grace.ends_on(since, months, calendars.current(session))
    plans.foresee(ends_on=due.on)
    court = matter.case.court_code
    eligibility.require(
        "restriction.ineligible",
        (
            *eligibility.authority(Act.GRANT_GRACE, actor, court_code=court),
            *grace.grant_findings(granted, on=on),
        ),
    )
    moves.do(order, Act.GRANT_GRACE)
    order.grace_months, order.grace_ends_on = months, due.on
    kind, why = events.RESTRICTION_GRACE_GRANTED, _why(wanted.reason)
    said = {"months": wanted.months, "ends_on": due.on.isoformat()}
    restrictions.record(session, kind, order, matter, actor=actor, now=now, why=why, grace=said)
    if running is None:
        deadlines.start(
            session,
            GRACE,
            order.public_id,
            matter.case,
            on=on,
            length=months,
            record=RecordKind.RESTRICTION,
        )
    else:
        deadlines.prolong(session, running, months)
    return order, matter


def record_outcome(
    session: Session, wanted: RecordOutcome, *, actor: CourtActor, now: datetime
) -> tuple[RestrictionOrder, Matter]:
    """Record what was performed in grace: performance drops the order at once.

    :raises ServiceError: ``restriction.not_found``, ``record.stale``, ``restriction.wrong_state``,
        ``restriction.goes_with_listing``, ``restriction.not_in_grace``,
        ``restriction.ineligible``.
    """
    act = Act.RECORD_GRACE_OUTCOME
    order, matter = restriction_acts.to_change(session, wanted, act, actor=actor)
    running, on = _unjudged(order), legal_day(now)
    performed = (
        wanted.outcome is GraceOutcome.PERFORMED
        if matter.case.amount is None
        else listing_law.is_paid(session, matter)
    )
    eligibility.require(
        "restriction.ineligible",
        (
            *eligibility.authority(act, actor, court_code=matter.case.court_code),
            *grace.outcome_findings(running, wanted.outcome, performed=performed, on=on),
        ),
    )
    moves.do(order, act)
    order.grace_outcome = wanted.outcome
    kind, why = events.RESTRICTION_GRACE_OUTCOME_RECORDED, _why(wanted.reason)
    restrictions.record(
        session, kind, order, matter, actor=actor, now=now, why=why, outcome=wanted.outcome
    )
    deadlines.close(session, order.public_id, DUTY, on=on)
    if wanted.outcome is GraceOutcome.PERFORMED:
        listing_orders.drop_order(session, order, matter, why, actor=actor, now=now)
    return order, matter


def drop(
    session: Session, wanted: DropOrder, *, actor: CourtActor, now: datetime
) -> tuple[RestrictionOrder, Matter]:
    """Drop an order before it binds anybody; one in grace only where a bar stands by now.

    :raises ServiceError: ``restriction.not_found``, ``record.stale``, ``restriction.wrong_state``,
        ``restriction.goes_with_listing``, ``restriction.ineligible``.
    """
    act = Act.DROP_RESTRICTION
    order, matter = restriction_acts.to_change(session, wanted, act, actor=actor)
    on, granted = legal_day(now), restriction_facts.grace_of(order)
    tested = assess(
        restriction_facts.law(session, order, matter, on=on),
        overrides=stated_facts.read(order.facts).overrides,
    )
    eligibility.require(
        "restriction.ineligible",
        (
            *eligibility.authority(act, actor, court_code=matter.case.court_code),
            *(grace.drop_findings(granted, tested) if granted else ()),
        ),
    )
    deadlines.close(session, order.public_id, DUTY, on=on)
    listing_orders.drop_order(session, order, matter, _why(wanted.reason), actor=actor, now=now)
    return order, matter


def _unjudged(order: RestrictionOrder) -> Grace:
    granted = restriction_facts.grace_of(order)
    if granted is None or granted.outcome:
        raise ServiceError(ErrorKind.CONFLICT, "restriction.not_in_grace", {"state": order.state})
    return granted


def _why(reason: str) -> Why:
    return Why(reason=mask_numbers_in_text(reason), basis=str(BASIS))
