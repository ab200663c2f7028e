"""Routes of grace periods (宽限期接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court
from registry.models.listings import Listing
from registry.services.acts.records import Matter
from registry.services.endings import listing_grace
from registry.services.endings.listing_grace import GrantGrace, RecordOutcome
from registry.web import acts, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_answers import ListingAnswer
from schemas.court_listings import GraceOutcomeToRecord, GraceToGrant

CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("grace", "宽限期 Grace periods")


@blueprint.route("/listings/<uuid:listing_id>/grace", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(GraceToGrant)
@blueprint.response(200, ListingAnswer, headers=CHANGED)
def grant(fields: dict[str, Any], listing_id: UUID) -> Response:
    """给予宽限期 Grant a signed decision one to three months of grace.

    宽限期内不公布，也不限制消费。 While it runs nothing is published and nothing is restricted.
    """
    wanted = GrantGrace(listing_id=listing_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, *listing_grace.grant(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/listings/<uuid:listing_id>/grace/outcome", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(GraceOutcomeToRecord)
@blueprint.response(200, ListingAnswer, headers=CHANGED)
def record_outcome(fields: dict[str, Any], listing_id: UUID) -> Response:
    """认定宽限期内的履行情况 Record what was performed in grace.

    已履行的，不再公布；未履行的，期满后方可认定，之后重新审查，再公布或者不予公布。 What was
    performed is dropped. Non-performance is recorded after the last day; then all bars are tested
    again, and the decision is published or dropped.
    """
    wanted = RecordOutcome(listing_id=listing_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        done = listing_grace.record_outcome(session, wanted, actor=actor, now=now)
        return _answer(session, *done)

    return acts.perform(work)


def _answer(session: Session, found: Listing, matter: Matter) -> Answer:
    session.flush()
    return Answer(record=answers.listing(session, found, matter), version=found.version)
