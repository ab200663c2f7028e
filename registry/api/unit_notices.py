"""Routes of notices to units, and of listings not suitable for publication (通报与不予公布接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court
from registry.db import db
from registry.models.listings import Listing
from registry.models.unit_notices import UnitNotice
from registry.runtime import current_runtime
from registry.services.acts import records
from registry.services.listings import listing_withholding
from registry.services.listings.listing_publication import PublishListing
from registry.services.publication import unit_notices
from registry.services.publication.unit_notices import NotifyUnit
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_answers import ListingAnswer
from schemas.court_unit_notices import UnitNoticeAnswer, UnitNoticesAnswer, UnitToNotify

blueprint = court.blueprint("unit_notices", "向单位通报与不予公布 Notices to units, withholding")


@blueprint.route("/listings/<uuid:listing_id>/withholding", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, ListingAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def withhold(listing_id: UUID) -> Response:
    """纳入而不予公布 Let a served decision take effect without its publication.

    涉及国家秘密、商业秘密、个人隐私的，不公布失信信息和限制消费令，通报其所在单位。 For state or
    trade secrets and privacy: neither listing nor order is published, and the unit is told.
    """
    bodies.refuse_body()
    wanted = PublishListing(listing_id=listing_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        done, matter = listing_withholding.withhold(
            session, wanted, actor=actor, now=now, vault=vault
        )
        session.flush()
        return Answer(record=answers.listing(session, done, matter), version=done.version)

    return acts.perform(work)


@blueprint.route("/listings/<uuid:listing_id>/unit-notices", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(UnitToNotify)
@blueprint.response(200, UnitNoticeAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def notify(fields: dict[str, Any], listing_id: UUID) -> Response:
    """记录向单位通报 Record that a unit, a department or a superior was notified.

    失信信息终止后记录的，为终止的通报。 What is recorded after the end of a listing is the notice
    of its end.
    """
    wanted = NotifyUnit(listing_id=listing_id, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made, about, _ = unit_notices.record(session, wanted, actor=actor, now=now)
        return Answer(record=_notice(session, made, about), version=1)

    return acts.perform(work)


@blueprint.route("/listings/<uuid:listing_id>/unit-notices", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, UnitNoticesAnswer)
def read_notices(listing_id: UUID) -> Response:
    """查看通报情况 Read whom the court notifies of a listing, and whom it has notified."""
    session = db.session()
    found, _ = records.listing(session, court.sought(listing_id))
    made = unit_notices.of_listing(session, found)
    shown = {
        "to_notify": list(unit_notices.units(found)),
        "items": [_notice(session, one, found) for one in made],
    }
    return court.respond(shown)


def _notice(session: Session, found: UnitNotice, about: Listing) -> answers.Answer:
    people = records.staff_ids(session, found.recorded_by)
    return {
        "id": found.public_id,
        "listing": about.public_id,
        "occasion": found.occasion,
        "addressee": found.addressee,
        "recipient": found.recipient,
        "notified_on": found.notified_on,
        "recorded": answers.made_by(people, found.recorded_by, found.recorded_at),
    }
