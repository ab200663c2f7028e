"""Publication of a listing (公布): it begins to run, the public finds it, and the restriction order
that was drafted with it is imposed in the same commit.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.identity import Identity
from registry.models.listings import Listing, RestrictionOrder
from registry.rules import grace, notification, procedure, term
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.rules.restriction import listing_has_order
from registry.services.acts import eligibility, moves, plans, records, stated_facts
from registry.services.acts.records import Matter, Sought
from registry.services.cases import case_states
from registry.services.facts import listing_law, publication_facts
from registry.services.listings import listing_notices, listing_performance
from registry.services.listings.listing_decisions import dates_of, law_of
from registry.services.listings.listing_notices import Telling
from registry.services.listings.listings import basis_of, refuse_if_listed
from registry.services.parties import restrained, subjects
from registry.services.publication import public_entries, unit_notices
from registry.services.restrictions import bound_persons, restriction_pauses, restrictions
from registry.vault import Vault
from schemas.codes import OrderState
from schemas.remedy_codes import WithheldFor


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishListing:
    """A served decision to be published, in the version that was seen."""

    listing_id: UUID
    version: int


def publish(
    session: Session, order: PublishListing, *, actor: CourtActor, now: datetime, vault: Vault
) -> tuple[Listing, Matter]:
    """Publish a listing today and impose the order that goes with it.

    :raises ServiceError: ``listing.not_found``, ``record.stale``, ``listing.wrong_state``,
        ``listing.already_listed``, ``listing.ineligible``.
    """
    act, on = Act.PUBLISH_LISTING, legal_day(now)
    listing, matter, to_impose = to_take_effect(
        session, order, act, actor=actor, now=now, vault=vault
    )
    was_kept_back = publication_facts.is_kept_back(session, matter)
    _put_into_force(session, listing, matter, on=on)
    known = subjects.identity_of(
        session, matter.subject, matter.debtor.identity_version, vault=vault
    )
    public_entries.show_listing(session, listing, matter, known.identity, on=on)
    telling = Telling(kind=events.LISTING_PUBLISHED, reason=listing.reason, basis=basis_of(listing))
    listing_notices.tell(session, listing, matter, telling, actor=actor, now=now)
    standing = restrictions.in_force(session, matter)
    if standing is not None and was_kept_back:
        _show_order(session, standing, matter, known.identity, on=on, vault=vault)
    if to_impose is not None:
        restrictions.impose(session, to_impose, matter, actor=actor, now=now, vault=vault)
    elif standing is not None:
        restriction_pauses.tell_again(session, [matter.debtor.id], actor=actor.journal, now=now)
    unit_notices.owe(session, listing, matter, on=on)
    return listing, matter


def _show_order(
    session: Session,
    standing: RestrictionOrder,
    matter: Matter,
    identity: Identity,
    *,
    on: date,
    vault: Vault,
) -> None:
    """Let the public find the order of the case that was kept back with an earlier listing."""
    session.flush()
    public_entries.show_order(session, standing, matter, identity, on=on)
    for person in bound_persons.standing(session, standing):
        who = restrained.person(session, person, standing, matter)
        public_entries.show_person(session, who, on=on, vault=vault)


def to_take_effect(
    session: Session,
    order: PublishListing,
    act: Act,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> tuple[Listing, Matter, RestrictionOrder | None]:
    """Return a decision that may take effect today, published or not as the act says, and the
    order that is imposed with it.

    :raises ServiceError: as for :func:`publish`.
    """
    on = legal_day(now)
    sought = Sought(id=order.listing_id, court_code=actor.court_code, to_change=True)
    listing, matter = records.listing(session, sought)
    moves.expect(listing, order.version)
    moves.require(listing, act)
    refuse_if_listed(session, matter)
    to_impose = _order_to_impose(session, listing, matter)
    plans.foresee(ends_on=ends_on(listing, on))
    _require(session, listing, matter, to_impose, act=act, actor=actor, on=on, vault=vault)
    return listing, matter, to_impose


def _order_to_impose(session: Session, listing: Listing, matter: Matter) -> RestrictionOrder | None:
    if restrictions.in_force(session, matter) is not None:
        return None
    order = restrictions.of_listing(session, listing)
    return order if order is not None and order.state == OrderState.SIGNED else None


def _require(
    session: Session,
    listing: Listing,
    matter: Matter,
    to_impose: RestrictionOrder | None,
    *,
    act: Act,
    actor: CourtActor,
    on: date,
    vault: Vault,
) -> None:
    court = matter.case.court_code
    restricted = to_impose is not None or restrictions.in_force(session, matter) is not None
    eligibility.require(
        "listing.ineligible",
        (
            *eligibility.authority(act, actor, court_code=court),
            *_suitability(listing, act),
            *procedure.publication_findings(dates_of(listing, matter, published_on=on), on=on),
            *case_states.listing_findings(matter),
            *grace.publication_findings(listing_law.grace_of(listing), on=on),
            *law_of(session, listing, matter, on=on, vault=vault),
            listing_has_order(listed=True, has_order=restricted),
        ),
        overrides=stated_facts.read(listing.facts).overrides,
    )


def _suitability(listing: Listing, act: Act) -> tuple[Finding, ...]:
    cause = WithheldFor(listing.withheld_for) if listing.withheld_for else None
    if act is Act.WITHHOLD_LISTING:
        return notification.withholding_findings(cause, listing.withheld_reason)
    return notification.publication_findings(suitable=cause is None)


def _put_into_force(session: Session, listing: Listing, matter: Matter, *, on: date) -> None:
    moves.do(listing, Act.PUBLISH_LISTING)
    listing.published_on = on
    listing.ends_on = ends_on(listing, on)
    paid = listing_law.confirmed(session, matter.case.id)
    listing.amount_outstanding = matter.case.amount
    if paid:
        listing_performance.state(listing, owed=matter.case.amount, paid=paid)


def ends_on(listing: Listing, on: date) -> date | None:
    """Return the last day of a listing that takes effect on a day."""
    return term.listing_ends_on(on, listing_law.grounds_of(listing), listing.extension_years)
