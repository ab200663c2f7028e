"""The law of one objection (纠正申请审查): what the rules say of receiving, deciding and serving
it, from what was stated and from what the register knows itself.
"""

from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.models.bound_persons import BoundSubject
from registry.models.remedies import Objection
from registry.rules import objections, removal
from registry.rules.findings import Finding
from registry.rules.objections import ObjectionFacts
from registry.rules.policy import Policy
from registry.rules.procedure import not_in_future
from registry.services.cases import case_states
from registry.services.corrections.remedy_records import Dispute
from registry.services.facts import listing_law
from schemas.act_codes import Act
from schemas.codes import ListingState, ListName, OrderState
from schemas.remedy_codes import Disputed, ObjectionGround, ObjectionOutcome, Objector

_LISTING_ENDED_BY = {
    ListingState.DROPPED: Act.DROP_LISTING,
    ListingState.REMOVED: Act.SIGN_REMOVAL,
    ListingState.REVOKED: Act.SIGN_REVOCATION,
}
_ORDER_ENDED_BY = {
    OrderState.DROPPED: Act.DROP_RESTRICTION,
    OrderState.LIFTED: Act.SIGN_LIFT,
    OrderState.REVOKED: Act.SIGN_REVOCATION,
}

# An order may be objected to from its signature on.
_DECIDED = (OrderState.SIGNED, OrderState.IN_GRACE, OrderState.IN_FORCE, OrderState.SUSPENDED)


class Stated(Protocol):
    """What somebody who receives an objection states of it."""

    @property
    def disputed(self) -> Disputed:
        """Return what it is about."""

    @property
    def objector(self) -> Objector:
        """Return who brings it."""

    @property
    def ground(self) -> ObjectionGround | None:
        """Return why."""

    @property
    def received_on(self) -> date:
        """Return when it was received."""

    @property
    def in_writing(self) -> bool:
        """Return whether it is in writing."""

    @property
    def in_person(self) -> bool:
        """Return whether the objector attended."""


def received(
    session: Session,
    stated: Stated,
    about: Dispute,
    person: BoundSubject | None,
    *,
    to_enforcing_court: bool,
    policy: Policy,
) -> tuple[Finding, ...]:
    """Return whether an objection is to be examined.

    :param person: the bound person who brings it, where one does.
    """
    came = objections.received_findings(stated.received_on, _decided_on(session, about))
    if stated.disputed is Disputed.ROUND_CLOSING:
        return (
            *objections.enforcement_objection_findings(
                stated.objector,
                in_writing=stated.in_writing,
                to_enforcing_court=to_enforcing_court,
            ),
            *came,
        )
    on_list = ListName.DISHONEST if about.listing is not None else ListName.RESTRICTED
    facts = ObjectionFacts(
        about=on_list,
        ground=stated.ground,
        by_person_concerned=objections.is_concerned(
            on_list, stated.objector, is_bound=_is_bound(person)
        ),
        to_enforcing_court=to_enforcing_court,
        in_writing=stated.in_writing,
        in_person=stated.in_person,
    )
    return (*objections.objection_findings(facts, policy=policy), *came)


def _is_bound(person: BoundSubject | None) -> bool:
    return person is not None and person.state in _DECIDED


def decided(
    session: Session,
    found: Objection,
    about: Dispute,
    outcome: ObjectionOutcome,
    reason: str,
    *,
    on: date,
) -> tuple[Finding, ...]:
    """Return whether an objection may be decided so: not dismissed where the register itself knows
    that it is founded.
    """
    upheld = outcome is ObjectionOutcome.UPHELD
    return objections.decision_findings(
        founded=upheld or _is_known_founded(session, found, about, on=on),
        dismissed=not upheld,
        reason=reason,
    )


def served(found: Objection, served_on: date, *, on: date) -> tuple[Finding, ...]:
    """Return whether the record of a dismissal's service is in order."""
    dismissed_on = legal_day(found.signed_at) if found.signed_at else served_on
    return (
        *objections.service_findings(served_on, dismissed_on),
        not_in_future({"served_on": served_on}, on=on),
    )


def ended_by(about: Dispute) -> Act:
    """Return by which act that which is disputed has ended."""
    if about.listing is not None:
        return _LISTING_ENDED_BY[ListingState(about.listing.state)]
    order = about.order
    return Act.RESUME_ENFORCEMENT if order is None else _ORDER_ENDED_BY[OrderState(order.state)]


def _decided_on(session: Session, about: Dispute) -> date | None:
    decision = about.listing or about.order
    if decision is None:
        closing = case_states.last_closing(session, about.case)
        return about.case.filed_on if closing is None else closing.ruled_on
    if decision.signed_at is not None:
        return legal_day(decision.signed_at)
    return about.listing.published_on if about.listing else None


def _is_known_founded(session: Session, found: Objection, about: Dispute, *, on: date) -> bool:
    """Tell whether the register knows that what is objected to should be over: by the end of its
    term, or by payment where that ends it.
    """
    if found.ground != ObjectionGround.SHOULD_BE_REMOVED or about.matter is None:
        return False
    listing, case = about.listing, about.matter.case
    if listing is not None and listing.ends_on is not None:
        return listing.ends_on < on
    return removal.is_performed(case.amount, listing_law.confirmed(session, case.id))
