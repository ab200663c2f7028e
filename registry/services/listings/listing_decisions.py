"""Decisions to list (纳入决定): the president's signature, and the service of the decision.

The signature covers the restriction order that was drafted with the listing.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.listings import Listing
from registry.rules import decision, procedure, term
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.rules.policy import Policy
from registry.rules.procedure import ActDates
from registry.services.acts import eligibility, moves, plans, records, stated_facts
from registry.services.acts.records import Matter, Sought
from registry.services.cases import case_states
from registry.services.facts import decision_facts, listing_law
from registry.services.listings import listing_applications, listings
from registry.services.parties import subjects
from registry.services.restrictions import restrictions
from registry.vault import Vault
from schemas.codes import OrderState, ServiceMethod


@dataclass(frozen=True, slots=True, kw_only=True)
class SignListing:
    """A draft to be signed, in the version that the president saw."""

    listing_id: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordService:
    """How and when a signed decision was served, and whether the ways of repair went with it."""

    listing_id: UUID
    version: int
    method: ServiceMethod
    served_on: date
    repair_explained: bool


def sign(
    session: Session,
    order: SignListing,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
    policy: Policy,
) -> tuple[Listing, Matter]:
    """Sign a drafted listing and the order drafted with it.

    :raises ServiceError: ``listing.not_found``, ``record.stale``, ``listing.wrong_state``,
        ``listing.already_listed``, ``listing.ineligible``.
    """
    listing, matter = _to_change(session, order.listing_id, order.version, actor)
    moves.require(listing, Act.SIGN_LISTING)
    listings.refuse_if_listed(session, matter)
    drafter = records.staff_id(session, listing.drafted_by)
    on = legal_day(now)
    dates = dates_of(listing, matter, signed_on=on)
    version = matter.debtor.identity_version
    known = subjects.identity_of(session, matter.subject, version, vault=vault)
    ends_on = term.listing_ends_on(on, listing_law.grounds_of(listing), listing.extension_years)
    plans.foresee(ends_on=ends_on)
    eligibility.require(
        "listing.ineligible",
        (
            *_signature_authority(actor, matter, drafter),
            *procedure.signature_findings(dates, on=on),
            *case_states.listing_findings(matter),
            *law_of(session, listing, matter, on=on, vault=vault),
            *decision_facts.findings(listing, matter, known.identity, policy=policy),
        ),
        overrides=stated_facts.read(listing.facts).overrides,
    )
    moves.do(listing, Act.SIGN_LISTING)
    listing.signed_by, listing.signed_at = actor.staff_id, now
    listing_applications.grant(session, listing, actor=actor, now=now)
    listings.record(session, events.LISTING_SIGNED, listing, matter, actor=actor, now=now)
    drafted = restrictions.of_listing(session, listing)
    if drafted is not None and drafted.state == OrderState.DRAFT:
        restrictions.sign(session, drafted, matter, actor=actor, now=now)
    return listing, matter


def record_service(
    session: Session, order: RecordService, *, actor: CourtActor, now: datetime
) -> tuple[Listing, Matter]:
    """Record how and when the signed decision was served.

    :raises ServiceError: ``listing.not_found``, ``record.stale``, ``listing.wrong_state``,
        ``listing.already_served``, ``listing.ineligible``.
    """
    listing, matter = _to_change(session, order.listing_id, order.version, actor)
    moves.require(listing, Act.RECORD_SERVICE)
    if listing.served_on is not None:
        raise ServiceError(ErrorKind.CONFLICT, "listing.already_served")
    dates = dates_of(listing, matter, served_on=order.served_on, method=order.method)
    court = matter.case.court_code
    eligibility.require(
        "listing.ineligible",
        (
            *eligibility.authority(Act.RECORD_SERVICE, actor, court_code=court),
            *procedure.service_findings(dates, on=legal_day(now)),
            *decision.service_findings(repair_explained=order.repair_explained),
        ),
    )
    listing.service_method, listing.served_on = order.method, order.served_on
    listing.version += 1
    listings.record(
        session,
        events.LISTING_SERVED,
        listing,
        matter,
        actor=actor,
        now=now,
        served={
            "method": order.method,
            "on": order.served_on.isoformat(),
            "repair_explained": order.repair_explained,
        },
    )
    return listing, matter


def law_of(
    session: Session, listing: Listing, matter: Matter, *, on: date, vault: Vault
) -> tuple[Finding, ...]:
    """Return what the law says today of a listing that was drafted before, and of its order."""
    version = matter.debtor.identity_version
    known = subjects.identity_of(session, matter.subject, version, vault=vault)
    found = (
        *listing_law.findings(session, listing, matter, known.identity, on=on),
        *listing_law.relisting_findings(session, listing, matter),
    )
    order = restrictions.of_listing(session, listing)
    if order is None:
        return found
    return (
        *found,
        *listing_law.order_findings(session, listing_law.acts_of(order), listing, matter),
    )


def dates_of(
    listing: Listing,
    matter: Matter,
    *,
    signed_on: date | None = None,
    served_on: date | None = None,
    method: ServiceMethod | None = None,
    published_on: date | None = None,
) -> ActDates:
    """Return the days of a listing's acts, the one that is being done among them."""
    kept_method = listing.service_method
    signed_at, drafted_at = listing.signed_at, listing.drafted_at
    return ActDates(
        filed_on=matter.case.filed_on,
        drafted_on=legal_day(drafted_at) if drafted_at else matter.case.filed_on,
        signed_on=signed_on or (legal_day(signed_at) if signed_at else None),
        served_on=served_on or listing.served_on,
        service_method=method or (ServiceMethod(kept_method) if kept_method else None),
        published_on=published_on,
    )


def _signature_authority(
    actor: CourtActor, matter: Matter, drafter: str | None
) -> tuple[Finding, ...]:
    court = matter.case.court_code
    return eligibility.authority(Act.SIGN_LISTING, actor, court_code=court, drafter=drafter)


def _to_change(
    session: Session, listing_id: UUID, version: int, actor: CourtActor
) -> tuple[Listing, Matter]:
    sought = Sought(id=listing_id, court_code=actor.court_code, to_change=True)
    listing, matter = records.listing(session, sought)
    moves.expect(listing, version)
    return listing, matter
