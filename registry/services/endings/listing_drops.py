"""Dropping a decision to list (不予公布) before anybody has heard of it: a draft, or a signed
decision that is not published, together with the order drafted with it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.listings import Listing
from registry.rules import grace
from registry.rules.articles import Article, Instrument
from registry.rules.assessment import assess
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.services.acts import eligibility, moves, records, stated_facts
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.clocks import deadlines
from registry.services.corrections import corrections_done
from registry.services.endings import listing_orders
from registry.services.facts import listing_law
from registry.services.listings import listings
from registry.services.listings.listing_decisions import law_of
from registry.vault import Vault
from schemas.codes import DeadlineKind
from schemas.free_text import mask_numbers_in_text

# It is for the court to decide, and a decision binds nobody before its publication.
BASIS = Article(Instrument.LISTING_RULES, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class DropListing:
    """A decision to be dropped, in the version that was seen, and why."""

    listing_id: UUID
    version: int
    reason: str


def drop(
    session: Session, order: DropListing, *, actor: CourtActor, now: datetime, vault: Vault
) -> tuple[Listing, Matter]:
    """Drop a draft or a signed decision; a new one may be drafted at once.

    One that was granted grace is dropped where a bar stands at the new test.

    :raises ServiceError: ``listing.not_found``, ``record.stale``, ``listing.wrong_state``,
        ``listing.ineligible``.
    """
    sought = Sought(id=order.listing_id, court_code=actor.court_code, to_change=True)
    listing, matter = records.listing(session, sought)
    moves.expect(listing, order.version)
    moves.require(listing, Act.DROP_LISTING)
    court = matter.case.court_code
    authority = eligibility.authority(Act.DROP_LISTING, actor, court_code=court)
    law = _law_of_grace(session, listing, matter, vault=vault, on=legal_day(now))
    eligibility.require("listing.ineligible", (*authority, *law))
    why = Why(reason=mask_numbers_in_text(order.reason), basis=str(BASIS))
    carry_out(session, listing, matter, why, actor=actor, now=now)
    return listing, matter


def carry_out(
    session: Session,
    listing: Listing,
    matter: Matter,
    why: Why,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Drop a listing and its order; that the law allows it has been established."""
    moves.do(listing, Act.DROP_LISTING)
    listing.ended_on = on = legal_day(now)
    deadlines.close(session, listing.public_id, DeadlineKind.RECORD_GRACE_OUTCOME, on=on)
    listings.record(session, events.LISTING_DROPPED, listing, matter, actor=actor, now=now, why=why)
    who, act = actor.journal, Act.DROP_LISTING
    corrections_done.listing_ended(session, listing, act, actor=who, now=now)
    listing_orders.drop(session, listing, matter, why, actor=actor, now=now)


def _law_of_grace(
    session: Session, listing: Listing, matter: Matter, *, vault: Vault, on: date
) -> tuple[Finding, ...]:
    granted = listing_law.grace_of(listing)
    if granted is None:
        return ()
    overrides = stated_facts.read(listing.facts).overrides
    law = law_of(session, listing, matter, on=on, vault=vault)
    return grace.drop_findings(granted, assess(law, overrides=overrides))
