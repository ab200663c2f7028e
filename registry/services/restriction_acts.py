"""Acts about an order on its own (单独办理的限制消费令): for a listing from elsewhere that has
none.

An order that was drafted with a listing is signed and imposed with it, and not here.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.errors import ErrorKind, ServiceError
from registry.models.listings import Listing, RestrictionOrder
from registry.rules import restriction
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.rules.restriction import RestrictionFacts
from registry.services import (
    case_states,
    eligibility,
    listing_law,
    moves,
    records,
    restrictions,
)
from registry.services.listings import IN_THE_LIST
from registry.services.records import Matter, Sought
from registry.services.restrictions import OrderDraft
from registry.vault import Vault
from schemas.codes import ListingState, RestrictedAct

_NOT_PUBLISHED_YET = (ListingState.DRAFT, ListingState.SIGNED, ListingState.IN_GRACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRestriction:
    """An order to be drafted against a debtor."""

    debtor_id: UUID
    reason: str
    acts: tuple[RestrictedAct, ...] = restriction.ALL_ACTS
    adequate_property_controlled: bool = False
    creditor_asks_to_hold_off: bool = False
    campus_loan_student: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOrder:
    """An order to be signed or imposed, in the version that was seen."""

    order_id: UUID
    version: int


def draft(
    session: Session, order: DraftRestriction, *, actor: CourtActor, now: datetime
) -> tuple[RestrictionOrder, Matter]:
    """Draft an order.

    :raises ServiceError: ``debtor.not_found``, ``restriction.in_force``,
        ``restriction.ineligible``.
    """
    sought = Sought(id=order.debtor_id, court_code=actor.court_code, to_change=True)
    matter = records.matter(session, sought)
    _refuse_if_restricted(session, matter)
    listing = _listing(session, matter)
    facts = RestrictionFacts(
        obligation_unperformed=not listing_law.is_paid(session, matter),
        acts=order.acts,
        listing_grounds=listing_law.grounds_of(listing) if listing else (),
        adequate_property_controlled=order.adequate_property_controlled,
        creditor_asks_to_hold_off=order.creditor_asks_to_hold_off,
        campus_loan_student=order.campus_loan_student,
    )
    _require(Act.DRAFT_RESTRICTION, matter, restriction.restriction_findings(facts), actor=actor)
    wanted = OrderDraft(acts=order.acts, reason=order.reason, listing=listing)
    return restrictions.draft(session, wanted, matter, actor=actor, now=now), matter


def sign(
    session: Session, change: ChangeOrder, *, actor: CourtActor, now: datetime
) -> tuple[RestrictionOrder, Matter]:
    """Sign a drafted order.

    :raises ServiceError: ``restriction.not_found``, ``record.stale``,
        ``restriction.goes_with_listing``, ``restriction.wrong_state``, ``restriction.ineligible``.
    """
    order, matter = _to_change(session, change, Act.SIGN_RESTRICTION, actor=actor)
    drafter = records.staff_id(session, order.drafted_by)
    law = _law(session, order, matter)
    _require(Act.SIGN_RESTRICTION, matter, law, actor=actor, drafter=drafter)
    restrictions.sign(session, order, matter, actor=actor, now=now)
    return order, matter


def impose(
    session: Session, change: ChangeOrder, *, actor: CourtActor, now: datetime, vault: Vault
) -> tuple[RestrictionOrder, Matter]:
    """Put a signed order into force.

    :raises ServiceError: as for :func:`sign`, and ``restriction.in_force``.
    """
    order, matter = _to_change(session, change, Act.PUBLISH_RESTRICTION, actor=actor)
    _refuse_if_restricted(session, matter)
    _require(Act.PUBLISH_RESTRICTION, matter, _law(session, order, matter), actor=actor)
    restrictions.impose(session, order, matter, actor=actor, now=now, vault=vault)
    return order, matter


def _to_change(
    session: Session, change: ChangeOrder, act: Act, *, actor: CourtActor
) -> tuple[RestrictionOrder, Matter]:
    sought = Sought(id=change.order_id, court_code=actor.court_code, to_change=True)
    order, matter = records.order(session, sought)
    moves.expect(order, change.version)
    if order.listing_id is not None:
        listing = session.get_one(Listing, order.listing_id)
        if listing.state in _NOT_PUBLISHED_YET:
            facts = {"listing": listing.public_id}
            raise ServiceError(ErrorKind.CONFLICT, "restriction.goes_with_listing", facts)
    moves.require(order, act)
    return order, matter


def _law(session: Session, order: RestrictionOrder, matter: Matter) -> tuple[Finding, ...]:
    listing = _listing(session, matter)
    facts = RestrictionFacts(
        obligation_unperformed=not listing_law.is_paid(session, matter),
        acts=listing_law.acts_of(order),
        listing_grounds=listing_law.grounds_of(listing) if listing else (),
    )
    return restriction.restriction_findings(facts)


def _require(
    act: Act,
    matter: Matter,
    law: tuple[Finding, ...],
    *,
    actor: CourtActor,
    drafter: str | None = None,
) -> None:
    court = matter.case.court_code
    authority = eligibility.authority(act, actor, court_code=court, drafter=drafter)
    in_case = case_states.order_findings(matter)
    eligibility.require("restriction.ineligible", (*authority, *in_case, *law))


def _listing(session: Session, matter: Matter) -> Listing | None:
    return session.scalars(
        select(Listing).where(Listing.debtor_id == matter.debtor.id, Listing.state.in_(IN_THE_LIST))
    ).first()


def _refuse_if_restricted(session: Session, matter: Matter) -> None:
    known = restrictions.in_force(session, matter)
    if known is not None:
        facts = {"restriction": known.public_id}
        raise ServiceError(ErrorKind.CONFLICT, "restriction.in_force", facts)
