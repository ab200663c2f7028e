"""Routes of extensions (延长决定接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import change_answers, court
from registry.db import db
from registry.runtime import current_runtime
from registry.services.listings import listing_changes, listing_extensions
from registry.services.listings.listing_changes import Changed, SignChange
from registry.services.listings.listing_extensions import DraftExtension
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.codes import ChangeKind
from schemas.court_listing_answers import ExtensionAnswer
from schemas.court_listings import ExtensionToDraft

KIND = ChangeKind.EXTENSION
MADE = headers("ETag", "Location", "Idempotent-Replayed")
blueprint = court.blueprint("extensions", "延长决定 Extensions")


@blueprint.route("/extensions", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(ExtensionToDraft)
@blueprint.response(201, ExtensionAnswer, headers=MADE)
def draft(fields: dict[str, Any]) -> Response:
    """起草延长决定 Draft an extension; the term stays as it is.

    延长一年至三年，纳入期限合计不超过五年。 By one to three years, the whole
    term being five at most.
    """
    wanted = DraftExtension(listing_id=fields.pop("listing"), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = listing_extensions.draft(session, wanted, actor=actor, now=now)
        location = f"{court.PREFIX}/extensions/{made[0].public_id}"
        return _answer(session, made, location)

    return acts.perform(work)


@blueprint.route("/extensions/<uuid:extension_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, ExtensionAnswer, headers=headers("ETag"))
def read_extension(extension_id: UUID) -> Response:
    """查看延长决定 Read an extension."""
    session = db.session()
    found = listing_changes.find(session, court.sought(extension_id), KIND)
    return acts.respond(_answer(session, found))


@blueprint.route("/extensions/<uuid:extension_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, ExtensionAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def sign(extension_id: UUID) -> Response:
    """签发延长决定 Sign an extension, which makes the term longer at once.

    由院长签发，起草人不得签发；公众和各单位随即获知。 The president signs, and never what he
    drafted himself; the public and the agencies learn of it at once.
    """
    bodies.refuse_body()
    wanted = SignChange(change_id=extension_id, version=etags.expected(), kind=KIND)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        done = listing_extensions.sign(session, wanted, actor=actor, now=now, vault=vault)
        return _answer(session, done)

    return acts.perform(work)


def _answer(session: Session, found: Changed, location: str | None = None) -> Answer:
    session.flush()
    record = change_answers.extension(session, found)
    return Answer(record=record, version=found[0].version, location=location)
