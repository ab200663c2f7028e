"""Suspension of a listing (暂停公布), where local rules know one: granted by a repair until a fixed
day, on which a person resumes it or ends it for good. Nothing is published again by time alone.

While it is suspended the public does not find it, and the agencies lift what it alone triggers; it
still stands, so that its order stays mandatory and its term runs on.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.journal import bodies
from registry.models.listings import Listing
from registry.models.repairs import Repair
from registry.rules import listing_suspension as law
from registry.rules.articles import Article, Instrument
from registry.rules.authority import Act
from registry.rules.calendar import Due
from registry.rules.clocks_of_lists import LISTING_SUSPENSION
from registry.rules.findings import Finding
from registry.services.acts import eligibility, moves, records, stated_facts
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.clocks import deadlines
from registry.services.facts import listing_law
from registry.services.listings import listing_notices, listing_performance, listings
from registry.services.listings.listing_notices import Telling
from registry.services.parties import debtor_journal, subjects
from registry.services.publication import public_entries, unit_notices
from registry.vault import Vault
from schemas.codes import DeadlineKind, ListingState
from schemas.free_text import mask_numbers_in_text
from schemas.remedy_codes import RepairPath, RepairState

BASIS = Article(Instrument.REGISTER_RULES, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeListing:
    """A suspended listing to be resumed, in the version that was seen.

    :ivar cause_ended: whether what it was suspended for is over before the fixed day.
    """

    listing_id: UUID
    version: int
    reason: str
    cause_ended: bool = False


def require_suspendable(listing: Listing) -> None:
    """Make sure that there is a listing that stands, published or without publication.

    :raises ServiceError: ``listing.wrong_state``, for an imported entry that was never published
        as well.
    """
    moves.require(listing, Act.SUSPEND_LISTING)
    if listing.state == ListingState.UNPUBLISHED and listing.withheld_for is None:
        facts = {"state": listing.state, "act": Act.SUSPEND_LISTING}
        raise ServiceError(ErrorKind.CONFLICT, "listing.wrong_state", facts)


def suspend(
    session: Session,
    listing: Listing,
    matter: Matter,
    *,
    until: date,
    reason: str,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Suspend a listing until a day; that local rules allow it has been established."""
    on = legal_day(now)
    moves.do(listing, Act.SUSPEND_LISTING)
    public_entries.hide(session, listing.public_id)
    # No holiday moves the day that was fixed.
    due = Due(until, provisional=False)
    deadlines.start(session, LISTING_SUSPENSION, listing.public_id, matter.case, on=on, due=due)
    unit_notices.owe_of_change(session, listing, matter, on=on)
    told = listing.withheld_for is None
    reference = subjects.reference(session, matter)
    debtor_journal.enter(
        session,
        events.LISTING_SUSPENDED if told else events.LISTING_RECORD_SUSPENDED,
        listing.public_id,
        matter,
        bodies.listing_suspended(reference, starts_on=on, ends_on=until),
        Why(reason=reason, basis=str(BASIS)),
        actor=actor.journal,
        now=now,
    )


def resume(
    session: Session, order: ResumeListing, *, actor: CourtActor, now: datetime, vault: Vault
) -> tuple[Listing, Matter]:
    """Resume a suspended listing: every bar is tested again before the public finds it.

    :raises ServiceError: ``listing.not_found``, ``record.stale``, ``listing.wrong_state``,
        ``listing.ineligible``.
    """
    on = legal_day(now)
    sought = Sought(id=order.listing_id, court_code=actor.court_code, to_change=True)
    listing, matter = records.listing(session, sought)
    seen = listing.withheld_for is None
    act = Act.RESUME_LISTING if seen else Act.RESUME_WITHHELD_LISTING
    moves.expect(listing, order.version)
    moves.require(listing, act)
    version = matter.debtor.identity_version
    known = subjects.identity_of(session, matter.subject, version, vault=vault)
    own: tuple[Finding, ...] = law.resumption_findings(
        suspended_until(session, listing),
        on=on,
        cause_ended=order.cause_ended,
        performed=listing_law.is_paid(session, matter),
    )
    if listing.facts is not None:
        # What a court listed is tested as it was before its publication.
        own += listing_law.findings(session, listing, matter, known.identity, on=on)
    authority = eligibility.authority(act, actor, court_code=matter.case.court_code)
    overrides = stated_facts.read(listing.facts).overrides
    eligibility.require("listing.ineligible", (*authority, *own), overrides=overrides)
    moves.do(listing, act)
    deadlines.close(session, listing.public_id, DeadlineKind.RESUME_LISTING, on=on)
    paid = listing_law.confirmed(session, matter.case.id)
    if paid:
        listing_performance.state(listing, owed=matter.case.amount, paid=paid)
    unit_notices.owe_of_change(session, listing, matter, on=on)
    why = Why(reason=mask_numbers_in_text(order.reason), basis=str(BASIS))
    if not seen:
        kind = events.LISTING_RECORD_RESUMED
        listings.record(session, kind, listing, matter, actor=actor, now=now, why=why)
        return listing, matter
    shown_on = listing.published_on or on
    public_entries.show_listing(session, listing, matter, known.identity, on=shown_on)
    telling = Telling(kind=events.LISTING_RESUMED, reason=why.reason, basis=why.basis)
    listing_notices.tell(session, listing, matter, telling, actor=actor, now=now)
    return listing, matter


def suspended_until(session: Session, listing: Listing) -> date | None:
    """Return the last day of a listing's suspension."""
    return session.scalars(
        select(Repair.suspended_until)
        .where(
            Repair.listing_id == listing.id,
            Repair.path == RepairPath.PUBLIC_INTEREST,
            Repair.state == RepairState.GRANTED,
        )
        .order_by(Repair.id.desc())
        .limit(1)
    ).one_or_none()
