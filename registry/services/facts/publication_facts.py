"""Whether a debtor is shown to the public in a case (公开与否): what his listings say."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.listings import Listing
from registry.rules import publication
from registry.rules.publication import Decided
from registry.services.acts.records import Matter
from schemas.codes import ListingState


def is_kept_back(session: Session, matter: Matter) -> bool:
    """Tell whether publication of a debtor is not suitable in this case."""
    listings = session.execute(
        select(Listing.state, Listing.withheld_for)
        .where(Listing.debtor_id == matter.debtor.id)
        .order_by(Listing.id)
    )
    return publication.is_kept_back(
        Decided(ListingState(state), withheld_for is not None) for state, withheld_for in listings
    )
