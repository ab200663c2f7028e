"""What is known of an order when the law is asked about it (限制消费令审查事实): from what was
stated at its draft and from what the register knows itself.
"""

from datetime import date

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.listings import Listing, RestrictionOrder
from registry.rules.restriction import RestrictionFacts
from registry.services import listing_law
from registry.services.records import Matter
from schemas.codes import ListingState, RestrictedAct

# Published, and not over: whatever it waits for, it makes the order mandatory.
LISTED = (ListingState.PUBLISHED, ListingState.SUSPENDED, ListingState.UNPUBLISHED)
BARS = ("adequate_property_controlled", "creditor_asks_to_hold_off", "campus_loan_student")


def of(
    session: Session,
    order: RestrictionOrder,
    matter: Matter,
    *,
    on: date,
    acts: tuple[RestrictedAct, ...] | None = None,
) -> RestrictionFacts:
    """Return the facts of an order on a day, with other acts where some are given."""
    listing = listing_of(session, matter)
    stated = orjson.loads(order.facts) if order.facts else {}
    return RestrictionFacts(
        obligation_unperformed=not listing_law.is_paid(session, matter),
        acts=listing_law.acts_of(order) if acts is None else acts,
        listing_grounds=listing_law.grounds_of(listing) if listing else (),
        performance_due_on=matter.debtor.performance_due_on,
        on=on,
        **{name: bool(stated.get(name)) for name in BARS},
    )


def listing_of(session: Session, matter: Matter) -> Listing | None:
    """Return the listing of the debtor in this case that stands, if there is one."""
    return session.scalars(
        select(Listing).where(Listing.debtor_id == matter.debtor.id, Listing.state.in_(LISTED))
    ).first()
