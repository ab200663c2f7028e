"""What everybody is told of a published listing (失信信息的公布与通知): the entry that becomes the
agencies' notice, and the public entry that says the same.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.journal import bodies
from registry.models.listings import Listing
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter
from registry.services.facts import listing_law
from registry.services.listings import listings
from registry.services.parties import debtor_journal, subjects
from registry.services.publication import public_entries
from registry.vault import Vault
from schemas.amounts import format_amount
from schemas.codes import ListingState


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What is told of a listing: as which kind of act, why and on what basis."""

    kind: events.Kind
    reason: str
    basis: str


def tell(
    session: Session,
    listing: Listing,
    matter: Matter,
    telling: Telling,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Journal what a published listing says, for the agencies to be told.

    :raises ValueError: for a listing that has no day of publication.
    """
    if listing.published_on is None:
        raise ValueError("a listing that is not published is told to nobody")
    amount = listing.amount_outstanding
    body = bodies.listing(
        subjects.reference(session, matter),
        grounds=listing_law.grounds_of(listing),
        published_on=listing.published_on,
        ends_on=listing.ends_on,
        amount_outstanding=None if amount is None else format_amount(amount),
        performance=listing.performance,
    )
    debtor_journal.enter(
        session,
        telling.kind,
        listing.public_id,
        matter,
        body,
        Why(reason=telling.reason, basis=telling.basis),
        actor=actor.journal,
        now=now,
    )


def change(
    session: Session,
    listing: Listing,
    matter: Matter,
    telling: Telling,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> None:
    """Let a published listing that was changed say so to the public and to the agencies, as its
    next version.
    """
    listing.version += 1
    if listing.withheld_for is not None:
        why = Why(reason=telling.reason, basis=telling.basis)
        said = {
            "performance": listing.performance,
            "ends_on": listing.ends_on.isoformat() if listing.ends_on else None,
        }
        kind = events.LISTING_RECORD_AMENDED
        listings.record(session, kind, listing, matter, actor=actor, now=now, why=why, **said)
        return
    if listing.state == ListingState.SUSPENDED:
        # Nobody sees it now; whoever is told of its resumption is told what it says then.
        silent = replace(telling, kind=events.LISTING_RECORD_AMENDED)
        tell(session, listing, matter, silent, actor=actor, now=now)
        return
    version = matter.debtor.identity_version
    known = subjects.identity_of(session, matter.subject, version, vault=vault)
    public_entries.rewrite_listing(session, listing, matter, known.identity)
    tell(session, listing, matter, telling, actor=actor, now=now)
