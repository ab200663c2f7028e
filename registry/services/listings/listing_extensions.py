"""Extension of a published listing's term (延长), Listing Rules Art. 2 para 1: decided as the
listing was, drafted by one person and signed by the president, and told to everybody at once.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.listings import Listing
from registry.rules import extension, term
from registry.rules.articles import Article, Instrument
from registry.rules.authority import Act
from registry.rules.extension import ExtensionFacts
from registry.rules.findings import Finding
from registry.services.acts import moves, plans, records
from registry.services.acts.records import Sought
from registry.services.facts import listing_law
from registry.services.listings import listing_changes, listing_notices
from registry.services.listings.listing_changes import Changed, SignChange
from registry.services.listings.listing_notices import Telling
from registry.services.publication import unit_notices
from registry.vault import Vault
from schemas.codes import ChangeKind, ListingState

BASIS = Article(Instrument.LISTING_RULES, 2, paragraph=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftExtension:
    """An extension to be drafted: by how many years, and for which cause."""

    listing_id: UUID
    reason: str
    years: int
    serious_violence_or_threats: bool = False
    several_dishonest_acts: bool = False


def draft(session: Session, order: DraftExtension, *, actor: CourtActor, now: datetime) -> Changed:
    """Draft the extension of a term; the term stays as it is.

    :raises ServiceError: ``listing.not_found``, ``listing.wrong_state``,
        ``listing_change.ineligible``.
    """
    sought = Sought(id=order.listing_id, court_code=actor.court_code, to_change=True)
    listing, matter = records.listing(session, sought)
    moves.require(listing, Act.DRAFT_EXTENSION)
    content = {
        "years": order.years,
        "serious_violence_or_threats": order.serious_violence_or_threats,
        "several_dishonest_acts": order.several_dishonest_acts,
    }
    kind = ChangeKind.EXTENSION
    change = listing_changes.made(
        listing, kind, reason=order.reason, content=content, actor=actor, now=now
    )
    changed = (change, listing, matter)
    plans.foresee(ends_on=_ends_on(session, listing, order.years, on=legal_day(now)))
    law = _law(changed, on=legal_day(now))
    listing_changes.require_draft(Act.DRAFT_EXTENSION, matter, law, actor=actor)
    drafted = events.LISTING_EXTENSION_DRAFTED
    listing_changes.enter(session, drafted, changed, str(BASIS), actor=actor, now=now)
    return changed


def sign(
    session: Session, order: SignChange, *, actor: CourtActor, now: datetime, vault: Vault
) -> Changed:
    """Sign an extension, which makes the term longer at once.

    :raises ServiceError: ``listing_change.not_found``, ``record.stale``,
        ``listing_change.wrong_state``, ``listing_change.ineligible``.
    """
    changed = listing_changes.to_sign(session, order, Act.SIGN_EXTENSION, actor=actor)
    change, listing, matter = changed
    on = legal_day(now)
    years = listing_changes.content_of(change)["years"]
    ends_on = _ends_on(session, listing, years, on=on)
    plans.foresee(ends_on=ends_on)
    law = _law(changed, on=on)
    listing_changes.sign(session, Act.SIGN_EXTENSION, changed, law, actor=actor, now=now)
    listing.ends_on = ends_on
    listing.extension_years += years
    telling = Telling(kind=events.LISTING_EXTENDED, reason=change.reason, basis=str(BASIS))
    listing_notices.change(session, listing, matter, telling, actor=actor, now=now, vault=vault)
    unit_notices.owe_of_change(session, listing, matter, on=on)
    return changed


def _ends_on(session: Session, listing: Listing, years: int, *, on: date) -> date | None:
    if years + listing.extension_years > term.LONGEST_EXTENSION_YEARS:
        return None
    # What is not published runs from the day on which it took effect.
    since = listing.published_on or unit_notices.listed_on(session, listing)
    return extension.ends_on(
        since or on,
        listing_law.grounds_of(listing),
        years=years,
        years_before=listing.extension_years,
    )


def _law(changed: Changed, *, on: date) -> tuple[Finding, ...]:
    change, listing, _ = changed
    facts = ExtensionFacts(
        state=ListingState(listing.state),
        grounds=listing_law.grounds_of(listing),
        ends_on=listing.ends_on,
        years_before=listing.extension_years,
        reason=change.reason,
        withheld=listing.withheld_for is not None,
        **listing_changes.content_of(change),
    )
    return extension.extension_findings(facts, on=on)
