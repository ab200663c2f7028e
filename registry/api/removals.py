"""Routes of removals (删除决定接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court
from registry.db import db
from registry.models.listings import Listing, RemovalDecision
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.endings import removals
from registry.services.endings.removals import DraftRemoval, SignRemoval, StatedRemovalFacts
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court import RemovalToDraft
from schemas.court_answers import RemovalAnswer

blueprint = court.blueprint("removals", "删除决定 Removals")


@blueprint.route("/removals", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(RemovalToDraft)
@blueprint.response(201, RemovalAnswer, headers=headers("ETag", "Location", "Idempotent-Replayed"))
def draft(fields: dict[str, Any]) -> Response:
    """起草删除决定 Draft a removal; nothing ends by it.

    第十条第四项至第七项的情形，以在册的裁定、查控和线索为准，不接受陈述。 Grounds LR10-4 to LR10-7
    rest on the rulings, inquiries and clues on record, and on nobody's statement.
    """
    wanted = DraftRemoval(
        listing_id=fields["listing"],
        ground=fields["ground"],
        reason=fields["reason"],
        facts=StatedRemovalFacts(**fields["facts"]),
    )

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made, listing, matter = removals.draft(session, wanted, actor=actor, now=now)
        session.flush()
        return Answer(
            record=answers.removal(session, made, listing, matter),
            version=made.version,
            location=f"{court.PREFIX}/removals/{made.public_id}",
        )

    return acts.perform(work)


@blueprint.route("/removals/<uuid:removal_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, RemovalAnswer, headers=headers("ETag"))
def read_removal(removal_id: UUID) -> Response:
    """查看删除决定 Read a removal decision."""
    session = db.session()
    return acts.respond(_answer(session, *records.removal(session, court.sought(removal_id))))


@blueprint.route("/removals/<uuid:removal_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, RemovalAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def sign(removal_id: UUID) -> Response:
    """签发删除决定 Sign a removal, which carries it out.

    由法官或者院长签发，起草人不得签发。因全部履行而删除的，同时解除限制消费。 A judge or the
    president signs, and never the drafter. Where all is performed, the orders of the case are
    lifted with it.
    """
    bodies.refuse_body()
    wanted = SignRemoval(removal_id=removal_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, *removals.sign(session, wanted, actor=actor, now=now))

    return acts.perform(work)


def _answer(session: Session, found: RemovalDecision, listing: Listing, matter: Matter) -> Answer:
    session.flush()
    record = answers.removal(session, found, listing, matter)
    return Answer(record=record, version=found.version)
