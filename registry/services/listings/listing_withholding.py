"""Listings not suitable for publication (不宜公布的纳入), Listing Rules Art. 6(6) and 8: the debtor
is in the list and the order binds, but nobody except the unit is told of the listing.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.listings import Listing
from registry.rules.authority import Act
from registry.services.acts import moves
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter
from registry.services.listings import listing_publication, listings
from registry.services.listings.listing_publication import PublishListing
from registry.services.publication import closed_rounds, public_entries, unit_notices
from registry.services.restrictions import bound_persons, restrictions
from registry.vault import Vault


def withhold(
    session: Session, order: PublishListing, *, actor: CourtActor, now: datetime, vault: Vault
) -> tuple[Listing, Matter]:
    """Let a signed and served decision take effect today without its publication.

    :raises ServiceError: as for :func:`registry.services.listings.listing_publication.publish`.
    """
    act, on = Act.WITHHOLD_LISTING, legal_day(now)
    listing, matter, to_impose = listing_publication.to_take_effect(
        session, order, act, actor=actor, now=now, vault=vault
    )
    moves.do(listing, act)
    listing.ends_on = listing_publication.ends_on(listing, on)
    why = Why(reason=listing.reason, basis=listings.basis_of(listing))
    listings.record(
        session,
        events.LISTING_WITHHELD,
        listing,
        matter,
        actor=actor,
        now=now,
        why=why,
        ends_on=listing.ends_on.isoformat() if listing.ends_on else None,
        withheld_for=listing.withheld_for,
    )
    unit_notices.owe(session, listing, matter, on=on)
    session.flush()
    standing = restrictions.in_force(session, matter)
    if standing is not None:
        # What is not suitable for publication is not published by the order either.
        public_entries.hide(session, standing.public_id)
        for person in bound_persons.of_order(session, standing):
            public_entries.hide(session, person.public_id)
    closed_rounds.refresh(session, matter.case, on=on, vault=vault)
    if to_impose is not None:
        restrictions.impose(session, to_impose, matter, actor=actor, now=now, vault=vault)
    return listing, matter
