"""The law of one order (限制消费令审查): what the rules say of it on a day, from what was stated at
its draft and from what the register knows itself.
"""

from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from registry.models.listings import Listing, RestrictionOrder
from registry.rules import order_procedure, restriction
from registry.rules.findings import Finding
from registry.rules.grace import Grace
from registry.rules.order_procedure import OrderFacts
from registry.rules.procedure import not_in_future
from registry.rules.restriction import RestrictionFacts
from registry.services.acts import stated_facts
from registry.services.acts.records import Matter
from registry.services.acts.stated_facts import StatedFacts
from registry.services.cases import enforcement_notices
from registry.services.facts import listing_law
from schemas.codes import Initiative, ListingState, RestrictedAct
from schemas.remedy_codes import GraceOutcome

# Published, and not over: whatever it waits for, it makes the order mandatory.
LISTED = (ListingState.PUBLISHED, ListingState.SUSPENDED, ListingState.UNPUBLISHED)

# A listing that stands so makes the order of its case mandatory; one that an import brought in as
# fully performed only waits for its removal.
_STANDING = (ListingState.PUBLISHED, ListingState.SUSPENDED)
MAKES_MANDATORY = or_(
    Listing.state.in_(_STANDING),
    and_(Listing.state == ListingState.UNPUBLISHED, Listing.withheld_for.is_not(None)),
)


def makes_mandatory(listing: Listing) -> bool:
    """Tell whether a listing makes the order of its case mandatory, as the query above does."""
    withheld = listing.state == ListingState.UNPUBLISHED and listing.withheld_for is not None
    return listing.state in _STANDING or withheld


def of(
    session: Session,
    order: RestrictionOrder,
    matter: Matter,
    *,
    on: date,
    acts: tuple[RestrictedAct, ...] | None = None,
    restated: StatedFacts | None = None,
    paid_by: date | None = None,
) -> RestrictionFacts:
    """Return the facts of an order on a day.

    :param acts: what it is to restrict, where that is not what it restricts.
    :param restated: the facts as they are known since, in place of those stated at the draft.
    :param paid_by: only what was paid by this day counts.
    """
    listing = listing_of(session, matter)
    stated = restated or stated_facts.read(order.facts)
    return RestrictionFacts(
        obligation_unperformed=not listing_law.is_paid(session, matter, by=paid_by),
        acts=listing_law.acts_of(order) if acts is None else acts,
        listing_grounds=listing_law.grounds_of(listing) if listing else (),
        adequate_property_controlled=stated.adequate_property_controlled,
        creditor_asks_to_hold_off=stated.creditor_asks_to_hold_off,
        campus_loan_student=stated.campus_loan_student,
        performance_due_on=enforcement_notices.performance_due_on(session, matter),
        on=on,
    )


def law(
    session: Session, order: RestrictionOrder, matter: Matter, *, on: date
) -> tuple[Finding, ...]:
    """Return what the law says of issuing an order on a day."""
    applied = order.applied_on is not None
    procedure = OrderFacts(
        initiative=Initiative(order.initiative),
        applied_in_writing=applied,
        necessity=order.reason,
        mandatory=listing_of(session, matter) is not None,
        weighed=order.weighed,
        # It holds until it is lifted where it names no last day, and every order says so.
        period_stated=True,
        acts_stated=bool(order.acts),
        consequences_stated=True,
    )
    return (
        *restriction.restriction_findings(of(session, order, matter, on=on)),
        *order_procedure.order_findings(procedure),
        *order_procedure.period_findings(order.ends_on, on=on),
        not_in_future({"applied_on": order.applied_on}, on=on),
    )


def grace_of(order: RestrictionOrder) -> Grace | None:
    """Return the grace period of an order, if it was granted one."""
    if order.grace_ends_on is None:
        return None
    kept = order.grace_outcome
    return Grace(order.grace_ends_on, GraceOutcome(kept) if kept else None)


def listing_of(session: Session, matter: Matter) -> Listing | None:
    """Return the listing of the debtor in this case that stands, if there is one."""
    return session.scalars(
        select(Listing).where(Listing.debtor_id == matter.debtor.id, Listing.state.in_(LISTED))
    ).first()
