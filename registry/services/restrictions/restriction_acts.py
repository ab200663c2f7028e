"""Acts about an order on its own (单独办理的限制消费令): on the creditor's application or the
court's own motion, or for a listing from elsewhere that has none.

An order that was drafted with a listing is signed and imposed with it, and not here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.listings import Listing, RestrictionOrder
from registry.rules import grace, restriction
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.services.acts import eligibility, moves, records, stated_facts
from registry.services.acts.records import Matter, Sought
from registry.services.acts.stated_facts import NOTHING_STATED, StatedFacts
from registry.services.cases import case_states
from registry.services.facts import restriction_facts
from registry.services.restrictions import restrictions
from registry.services.restrictions.restrictions import OrderDraft
from registry.vault import Vault
from schemas.codes import Initiative, ListingState, RestrictedAct

_NOT_PUBLISHED_YET = (ListingState.DRAFT, ListingState.SIGNED, ListingState.IN_GRACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRestriction:
    """An order to be drafted against a debtor."""

    debtor_id: UUID
    reason: str
    acts: tuple[RestrictedAct, ...] = restriction.ALL_ACTS
    initiative: Initiative = Initiative.COURT
    applied_on: date | None = None
    weighed: str = ""
    ends_on: date | None = None
    facts: StatedFacts = NOTHING_STATED


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
    on = legal_day(now)
    wanted = OrderDraft(
        acts=order.acts,
        reason=order.reason,
        listing=restriction_facts.listing_of(session, matter),
        initiative=order.initiative,
        applied_on=order.applied_on,
        weighed=order.weighed,
        ends_on=order.ends_on,
        facts=order.facts,
    )
    drafted = restrictions.draft(session, wanted, matter, actor=actor, now=now)
    law = restriction_facts.law(session, drafted, matter, on=on)
    _require(Act.DRAFT_RESTRICTION, drafted, matter, law, actor=actor)
    return drafted, matter


def sign(
    session: Session, change: ChangeOrder, *, actor: CourtActor, now: datetime
) -> tuple[RestrictionOrder, Matter]:
    """Sign a drafted order.

    :raises ServiceError: ``restriction.not_found``, ``record.stale``,
        ``restriction.goes_with_listing``, ``restriction.wrong_state``, ``restriction.ineligible``.
    """
    order, matter = to_change(session, change, Act.SIGN_RESTRICTION, actor=actor)
    drafter = records.staff_id(session, order.drafted_by)
    law = restriction_facts.law(session, order, matter, on=legal_day(now))
    _require(Act.SIGN_RESTRICTION, order, matter, law, actor=actor, drafter=drafter)
    restrictions.sign(session, order, matter, actor=actor, now=now)
    return order, matter


def impose(
    session: Session, change: ChangeOrder, *, actor: CourtActor, now: datetime, vault: Vault
) -> tuple[RestrictionOrder, Matter]:
    """Put a signed order into force.

    :raises ServiceError: as for :func:`sign`, and ``restriction.in_force``.
    """
    order, matter = to_change(session, change, Act.PUBLISH_RESTRICTION, actor=actor)
    _refuse_if_restricted(session, matter)
    on = legal_day(now)
    law = (
        *grace.publication_findings(restriction_facts.grace_of(order), on=on),
        *restriction_facts.law(session, order, matter, on=on),
    )
    _require(Act.PUBLISH_RESTRICTION, order, matter, law, actor=actor)
    restrictions.impose(session, order, matter, actor=actor, now=now, vault=vault)
    return order, matter


def to_change(
    session: Session, change: ChangeOrder, act: Act, *, actor: CourtActor
) -> tuple[RestrictionOrder, Matter]:
    """Return an order on its own that is about to be changed by an act, its case locked.

    :raises ServiceError: ``restriction.not_found``, ``record.stale``,
        ``restriction.goes_with_listing``, ``restriction.wrong_state``.
    """
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


def _require(
    act: Act,
    order: RestrictionOrder,
    matter: Matter,
    law: tuple[Finding, ...],
    *,
    actor: CourtActor,
    drafter: str | None = None,
) -> None:
    court = matter.case.court_code
    authority = eligibility.authority(act, actor, court_code=court, drafter=drafter)
    overrides = stated_facts.read(order.facts).overrides
    findings = (*authority, *case_states.order_findings(matter), *law)
    eligibility.require("restriction.ineligible", findings, overrides=overrides)


def _refuse_if_restricted(session: Session, matter: Matter) -> None:
    known = restrictions.in_force(session, matter)
    if known is not None:
        facts = {"restriction": known.public_id}
        raise ServiceError(ErrorKind.CONFLICT, "restriction.in_force", facts)
