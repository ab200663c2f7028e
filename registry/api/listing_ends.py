"""Routes by which a decision to list comes to nothing (不予公布接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court
from registry.models.listings import Listing
from registry.runtime import current_runtime
from registry.services.acts.records import Matter
from registry.services.endings import listing_drops
from registry.services.endings.listing_drops import DropListing
from registry.web import acts, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_answers import ListingAnswer
from schemas.court_listings import ListingToDrop

blueprint = court.blueprint("listing-ends", "不予公布 Dropping")


@blueprint.route("/listings/<uuid:listing_id>/drop", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ListingToDrop)
@blueprint.response(200, ListingAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def drop(fields: dict[str, Any], listing_id: UUID) -> Response:
    """不予公布 Drop a draft, or a signed decision that is not published.

    由法官或者院长决定，应当说明理由；随同起草的限制消费令一并不予施行。 A judge or the president
    decides and says why; the order that was drafted with it is dropped too.
    """
    wanted = DropListing(listing_id=listing_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        done = listing_drops.drop(session, wanted, actor=actor, now=now, vault=vault)
        return _answer(session, *done)

    return acts.perform(work)


def _answer(session: Session, found: Listing, matter: Matter) -> Answer:
    session.flush()
    return Answer(record=answers.listing(session, found, matter), version=found.version)
