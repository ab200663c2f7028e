"""Routes of later decisions about listings (后续决定接口): finding those of a court."""

from typing import Any

from flask import Response

from registry.api import answers, change_answers, court
from registry.db import db
from registry.models.listings import Listing, ListingChange
from registry.services.acts import records
from registry.services.listings import listing_changes
from schemas.court_listing_answers import ListingChangePage
from schemas.court_listings import ListingChangesQuery

blueprint = court.blueprint("listing-changes", "后续决定 Later decisions about listings")


@blueprint.route("/listing-changes", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(ListingChangesQuery, location="query")
@blueprint.response(200, ListingChangePage)
def find_changes(arguments: dict[str, Any]) -> Response:
    """查询撤销、更正、延长决定 Find revocations, amendments and extensions of a court."""
    session = db.session()

    def find(after: int, limit: int) -> list[ListingChange]:
        found = listing_changes.of_court(
            session,
            court.of_court(arguments),
            listing_id=arguments["listing"],
            kind=arguments["kind"],
            state=arguments["state"],
            after=after,
            limit=limit,
        )
        return list(found)

    def show(found: ListingChange) -> answers.Answer:
        listing = session.get_one(Listing, found.listing_id)
        matter = records.matter_of(session, listing.debtor_id)
        return {
            "kind": found.kind,
            "location": f"{court.PREFIX}/{found.kind}s/{found.public_id}",
            **change_answers.summary(session, (found, listing, matter)),
        }

    return court.page(arguments, find, show)
