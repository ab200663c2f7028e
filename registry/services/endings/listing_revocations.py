"""Revocation of a listing (撤销), Listing Rules Art. 9 para 1: what should never have been is ended
for the public and the agencies in one commit, within three working days.

The law is tested as it stood on the day of publication, on the facts as they are known today. The
order that the listing made mandatory falls with it unless it is lawful by itself.
"""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.listings import Listing, ListingChange
from registry.rules import revocation
from registry.rules.articles import Article, Instrument
from registry.rules.assessment import assess
from registry.rules.authority import Act
from registry.rules.clocks_of_lists import REVOCATION
from registry.rules.findings import Finding
from registry.rules.revocation import RevocationFacts
from registry.services.acts import moves, records, stated_facts
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.acts.stated_facts import StatedFacts
from registry.services.clocks import deadlines
from registry.services.endings import endings, listing_orders
from registry.services.facts import listing_law
from registry.services.listings import listing_changes
from registry.services.listings.listing_changes import Changed, SignChange
from registry.services.parties import subjects
from registry.vault import Vault
from schemas.codes import ChangeKind
from schemas.free_text import mask_numbers_in_text

BASIS = Article(Instrument.LISTING_RULES, 9, paragraph=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSince:
    """The facts that bar a listing, as they are known today."""

    adequate_security: bool = False
    adequate_property_controlled: bool = False
    later_in_order: bool = False
    found_unable: bool = False
    creditor_asks_to_hold_off: bool = False
    person_behind_entity: bool = False
    campus_loan_student: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRevocation:
    """A revocation to be drafted.

    :ivar wrong_since: since when its cause was there.
    :ivar ordered_by: the decision of a court above that orders it, where there is one.
    :ivar order_too: whether the restriction order falls with it, even if it were lawful by itself.
    """

    listing_id: UUID
    reason: str
    wrong_since: date | None = None
    ordered_by: str | None = None
    facts: KnownSince = KnownSince()
    order_too: bool = False


def draft(
    session: Session, order: DraftRevocation, *, actor: CourtActor, now: datetime, vault: Vault
) -> Changed:
    """Draft the revocation of a listing; nothing ends by it, and the three working days begin.

    :raises ServiceError: ``listing.not_found``, ``listing.wrong_state``,
        ``listing_change.ineligible``.
    """
    sought = Sought(id=order.listing_id, court_code=actor.court_code, to_change=True)
    listing, matter = records.listing(session, sought)
    moves.require(listing, Act.DRAFT_REVOCATION)
    since, ordered_by = order.wrong_since, order.ordered_by
    content = {
        "wrong_since": since.isoformat() if since else None,
        "ordered_by": mask_numbers_in_text(ordered_by) if ordered_by else None,
        "facts": asdict(order.facts),
        "order_too": order.order_too,
    }
    kind = ChangeKind.REVOCATION
    change = listing_changes.made(
        listing, kind, reason=order.reason, content=content, actor=actor, now=now
    )
    changed = (change, listing, matter)
    law = _law(session, changed, vault=vault, on=legal_day(now))
    listing_changes.require_draft(Act.DRAFT_REVOCATION, matter, law, actor=actor)
    drafted = events.LISTING_REVOCATION_DRAFTED
    listing_changes.enter(session, drafted, changed, str(BASIS), actor=actor, now=now)
    deadlines.start(session, REVOCATION, listing.public_id, matter.case, on=legal_day(now))
    return changed


def sign(
    session: Session, order: SignChange, *, actor: CourtActor, now: datetime, vault: Vault
) -> Changed:
    """Sign a revocation, which carries it out.

    :raises ServiceError: ``listing_change.not_found``, ``record.stale``,
        ``listing_change.wrong_state``, ``listing.wrong_state``, ``listing_change.ineligible``.
    """
    changed = listing_changes.to_sign(session, order, Act.SIGN_REVOCATION, actor=actor)
    change, listing, matter = changed
    law = _law(session, changed, vault=vault, on=legal_day(now))
    listing_changes.sign(session, Act.SIGN_REVOCATION, changed, law, actor=actor, now=now)
    why = Why(reason=change.reason, basis=str(BASIS))
    endings.revoke(session, listing, matter, why, actor=actor.journal, now=now)
    if listing_changes.content_of(change)["order_too"] or not _keeps_order(
        session, change, listing, matter, on=legal_day(now)
    ):
        listing_orders.revoke(session, listing, matter, why, actor=actor, now=now)
    return changed


def opens_claim(change: ListingChange, listing: Listing) -> bool:
    """Tell whether a signed revocation opens a claim to state compensation."""
    return change.signed_at is not None and revocation.opens_claim(listing.published_on)


def _law(session: Session, changed: Changed, *, vault: Vault, on: date) -> tuple[Finding, ...]:
    change, listing, matter = changed
    listed_on = listing.published_on or on
    content = listing_changes.content_of(change)
    restated = _restated(change, listing)
    version = matter.debtor.identity_version
    known = subjects.identity_of(session, matter.subject, version, vault=vault)
    with session.no_autoflush:
        found = listing_law.findings(
            session,
            listing,
            matter,
            known.identity,
            on=listed_on,
            restated=restated,
            paid_by=listed_on,
        )
    since = content["wrong_since"]
    facts = RevocationFacts(
        listed_on=listed_on,
        # What was set aside for a reason was not broken.
        found=assess(found, overrides=restated.overrides).barred_by,
        reason=change.reason,
        wrong_since=date.fromisoformat(since) if since else None,
        ordered_by=content["ordered_by"],
    )
    return revocation.revocation_findings(facts)


def _keeps_order(
    session: Session, change: ListingChange, listing: Listing, matter: Matter, *, on: date
) -> bool:
    order = listing_orders.standing(session, listing)
    if order is None:
        return True
    restated = _restated(change, listing)
    law = listing_law.order_by_itself(session, order, matter, restated, on=on)
    return revocation.keeps_order(assess(law, overrides=restated.overrides))


def _restated(change: ListingChange, listing: Listing) -> StatedFacts:
    facts = listing_changes.content_of(change)["facts"]
    return replace(stated_facts.read(listing.facts), **facts)
