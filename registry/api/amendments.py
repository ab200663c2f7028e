"""Routes of amendments (更正决定接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import change_answers, court
from registry.db import db
from registry.runtime import current_runtime
from registry.services.listings import listing_amendments, listing_changes
from registry.services.listings.listing_amendments import DraftAmendment
from registry.services.listings.listing_changes import Changed, SignChange
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.codes import ChangeKind
from schemas.court_listing_answers import AmendmentAnswer
from schemas.court_listings import AmendmentToDraft

KIND = ChangeKind.AMENDMENT
MADE = headers("ETag", "Location", "Idempotent-Replayed")
blueprint = court.blueprint("amendments", "更正决定 Amendments")


@blueprint.route("/amendments", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(AmendmentToDraft)
@blueprint.response(201, AmendmentAnswer, headers=MADE)
def draft(fields: dict[str, Any]) -> Response:
    """起草更正决定 Draft an amendment; nothing changes by it.

    公布的信息不准确的，三个工作日内更正，期限自起草之日起算。 Published data that are inaccurate
    are amended within three working days, which begin with the draft.
    """
    after = {name: str(value) for name, value in fields["after"].items()}
    wanted = DraftAmendment(listing_id=fields["listing"], reason=fields["reason"], after=after)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = listing_amendments.draft(session, wanted, actor=actor, now=now)
        location = f"{court.PREFIX}/amendments/{made[0].public_id}"
        return _answer(session, made, location)

    return acts.perform(work)


@blueprint.route("/amendments/<uuid:amendment_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, AmendmentAnswer, headers=headers("ETag"))
def read_amendment(amendment_id: UUID) -> Response:
    """查看更正决定 Read an amendment."""
    session = db.session()
    found = listing_changes.find(session, court.sought(amendment_id), KIND)
    return acts.respond(_answer(session, found))


@blueprint.route("/amendments/<uuid:amendment_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, AmendmentAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def sign(amendment_id: UUID) -> Response:
    """签发更正决定 Sign an amendment, which carries it out.

    由法官或者院长签发，起草人不得签发；公众和各单位随即看到更正后的信息。 A judge or the president
    signs, and never the drafter; the public and the agencies are right at once.
    """
    bodies.refuse_body()
    wanted = SignChange(change_id=amendment_id, version=etags.expected(), kind=KIND)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        done = listing_amendments.sign(session, wanted, actor=actor, now=now, vault=vault)
        return _answer(session, done)

    return acts.perform(work)


def _answer(session: Session, found: Changed, location: str | None = None) -> Answer:
    session.flush()
    record = change_answers.amendment(session, found)
    return Answer(record=record, version=found[0].version, location=location)
