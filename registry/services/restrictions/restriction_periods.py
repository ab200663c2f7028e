"""Periods that orders state (限制消费期间), Consumption Rules Art. 5: an order is over after its
last day. A job carries that out: it only ends burdens.

Where the debtor is still listed the court owes a new order (Art. 1 para 2), which a person issues.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.journal.entry import Actor
from registry.models.listings import RestrictionOrder
from registry.rules import order_procedure
from registry.rules.clocks_of_lists import MISSING_ORDER
from registry.services.acts import eligibility, records
from registry.services.acts.records import Sought
from registry.services.clocks import deadlines
from registry.services.facts import restriction_facts
from registry.services.restrictions import restrictions
from registry.services.restrictions.restrictions import BINDING
from schemas.act_codes import Act
from schemas.codes import ListingState
from schemas.restriction_codes import LiftGround

JOB = Actor(name="job:end-restrictions", via="scheduler")
OVER = "限制消费期间届满"


def end_those_over(session: Session, *, now: datetime, limit: int) -> int:
    """Lift the orders whose period is over; return how many there were, ``limit`` at most."""
    on = legal_day(now)
    over = session.execute(
        select(RestrictionOrder.public_id, RestrictionOrder.debtor_id)
        .where(RestrictionOrder.state.in_(BINDING), RestrictionOrder.ends_on < on)
        # Cases are locked in one order by everybody who locks several.
        .order_by(RestrictionOrder.debtor_id, RestrictionOrder.id)
        .limit(limit)
    ).all()
    return sum(
        _end_if_over(session, public_id, debtor_id, on=on, now=now) for public_id, debtor_id in over
    )


def _end_if_over(
    session: Session, public_id: UUID, debtor_id: int, *, on: date, now: datetime
) -> bool:
    court_code = records.matter_of(session, debtor_id).case.court_code
    sought = Sought(id=public_id, court_code=court_code, to_change=True)
    order, matter = records.order(session, sought)
    # Somebody may have lifted it while we waited for the case.
    if order.state not in BINDING or order_procedure.is_in_force(order.ends_on, on=on):
        return False
    eligibility.alone(Act.END_RESTRICTION)
    restrictions.lift(
        session,
        order,
        matter,
        ground=LiftGround.PERIOD_OVER,
        reason=OVER,
        actor=JOB,
        now=now,
        act=Act.END_RESTRICTION,
    )
    listing = restriction_facts.listing_of(session, matter)
    if listing is not None and listing.state == ListingState.PUBLISHED:
        deadlines.start(session, MISSING_ORDER, listing.public_id, matter.case, on=on)
    return True
