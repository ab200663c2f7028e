"""Routes of revocations (撤销决定接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import change_answers, court
from registry.db import db
from registry.runtime import current_runtime
from registry.services.endings import listing_revocations
from registry.services.endings.listing_revocations import DraftRevocation, KnownSince
from registry.services.listings import listing_changes
from registry.services.listings.listing_changes import Changed, SignChange
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.codes import ChangeKind
from schemas.court_listing_answers import RevocationAnswer
from schemas.court_listings import RevocationToDraft

KIND = ChangeKind.REVOCATION
MADE = headers("ETag", "Location", "Idempotent-Replayed")
blueprint = court.blueprint("revocations", "撤销决定 Revocations")


@blueprint.route("/revocations", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(RevocationToDraft)
@blueprint.response(201, RevocationAnswer, headers=MADE)
def draft(fields: dict[str, Any]) -> Response:
    """起草撤销决定 Draft a revocation; nothing ends by it.

    不应纳入而纳入的，三个工作日内撤销，期限自起草之日起算。 What should never have been listed is
    revoked within three working days, which begin with the draft.
    """
    listing_id, known = fields.pop("listing"), KnownSince(**fields.pop("facts"))
    wanted = DraftRevocation(listing_id=listing_id, facts=known, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        made = listing_revocations.draft(session, wanted, actor=actor, now=now, vault=vault)
        location = f"{court.PREFIX}/revocations/{made[0].public_id}"
        return _answer(session, made, location)

    return acts.perform(work)


@blueprint.route("/revocations/<uuid:revocation_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, RevocationAnswer, headers=headers("ETag"))
def read_revocation(revocation_id: UUID) -> Response:
    """查看撤销决定 Read a revocation."""
    session = db.session()
    found = listing_changes.find(session, court.sought(revocation_id), KIND)
    return acts.respond(_answer(session, found))


@blueprint.route("/revocations/<uuid:revocation_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, RevocationAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def sign(revocation_id: UUID) -> Response:
    """签发撤销决定 Sign a revocation, which carries it out.

    由法官或者院长签发，起草人不得签发。随纳入决定采取的限制消费令一并撤销，但自身仍合法的除外。
    A judge or the president signs, and never the drafter. The order that the listing made mandatory
    is revoked with it, unless it is lawful by itself.
    """
    bodies.refuse_body()
    wanted = SignChange(change_id=revocation_id, version=etags.expected(), kind=KIND)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        done = listing_revocations.sign(session, wanted, actor=actor, now=now, vault=vault)
        return _answer(session, done)

    return acts.perform(work)


def _answer(session: Session, found: Changed, location: str | None = None) -> Answer:
    session.flush()
    record = change_answers.revocation(session, found)
    return Answer(record=record, version=found[0].version, location=location)
