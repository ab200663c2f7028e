"""Routes of lifts (解除限制消费令接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import court, order_answers
from registry.db import db
from registry.models.lifts import LiftDecision
from registry.models.listings import RestrictionOrder
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.endings import restriction_lifts
from registry.services.endings.restriction_lifts import DraftLift, SignLift, StatedLiftFacts
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_order_answers import LiftAnswer
from schemas.court_orders import LiftToDraft

blueprint = court.blueprint("lifts", "解除决定 Lifts")


@blueprint.route("/lifts", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(LiftToDraft)
@blueprint.response(201, LiftAnswer, headers=headers("ETag", "Location", "Idempotent-Replayed"))
def draft(fields: dict[str, Any]) -> Response:
    """起草解除决定 Draft the lift of an order; nothing ends by it.

    被执行人在本案中仍被纳入名单的，限制消费令是应当采取的措施，不得单独解除。 While the debtor is
    listed in the case, the order is mandatory and not lifted by itself.
    """
    wanted = DraftLift(
        order_id=fields["restriction"],
        ground=fields["ground"],
        reason=fields["reason"],
        facts=StatedLiftFacts(**fields["facts"]),
    )

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made, order, matter = restriction_lifts.draft(session, wanted, actor=actor, now=now)
        session.flush()
        return Answer(
            record=order_answers.lift(session, made, order, matter),
            version=made.version,
            location=f"{court.PREFIX}/lifts/{made.public_id}",
        )

    return acts.perform(work)


@blueprint.route("/lifts/<uuid:lift_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, LiftAnswer, headers=headers("ETag"))
def read_lift(lift_id: UUID) -> Response:
    """查看解除决定 Read a decision to lift."""
    session = db.session()
    return acts.respond(_answer(session, *records.lift(session, court.sought(lift_id))))


@blueprint.route("/lifts/<uuid:lift_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, LiftAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def sign(lift_id: UUID) -> Response:
    """签发解除决定 Sign a lift, which carries it out.

    由法官或者院长签发，起草人不得签发；凡收到限制通知的单位同时收到解除通知。 A judge or the
    president signs, and never the drafter; whoever was told of the order is told of its end.
    """
    bodies.refuse_body()
    wanted = SignLift(lift_id=lift_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, *restriction_lifts.sign(session, wanted, actor=actor, now=now))

    return acts.perform(work)


def _answer(
    session: Session, found: LiftDecision, order: RestrictionOrder, matter: Matter
) -> Answer:
    session.flush()
    record = order_answers.lift(session, found, order, matter)
    return Answer(record=record, version=found.version)
