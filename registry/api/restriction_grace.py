"""Routes of what may become of an order before it binds anybody (限制消费令施行前接口): grace, and
dropping it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court
from registry.models.listings import RestrictionOrder
from registry.services.acts.records import Matter
from registry.services.endings import restriction_grace
from registry.services.endings.restriction_grace import DropOrder, GrantGrace, RecordOutcome
from registry.web import acts, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_answers import OrderAnswer
from schemas.court_listings import GraceOutcomeToRecord, GraceToGrant, ListingToDrop

CHANGED = headers("ETag", "Idempotent-Replayed")
Changed = tuple[RestrictionOrder, Matter]
blueprint = court.blueprint("restriction-grace", "限制消费令宽限期 Grace for an order on its own")


@blueprint.route("/restrictions/<uuid:order_id>/grace", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(GraceToGrant)
@blueprint.response(200, OrderAnswer, headers=CHANGED)
def grant(fields: dict[str, Any], order_id: UUID) -> Response:
    """给予宽限期 Grant a signed order one to three months in which it restricts nobody."""
    wanted = GrantGrace(order_id=order_id, version=etags.expected(), **fields)
    return _change(
        lambda session, actor, now: restriction_grace.grant(session, wanted, actor=actor, now=now)
    )


@blueprint.route("/restrictions/<uuid:order_id>/grace/outcome", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(GraceOutcomeToRecord)
@blueprint.response(200, OrderAnswer, headers=CHANGED)
def record_outcome(fields: dict[str, Any], order_id: UUID) -> Response:
    """认定宽限期内的履行情况 Record what was performed in grace; performance drops the order."""
    wanted = RecordOutcome(order_id=order_id, version=etags.expected(), **fields)
    return _change(
        lambda session, actor, now: restriction_grace.record_outcome(
            session, wanted, actor=actor, now=now
        )
    )


@blueprint.route("/restrictions/<uuid:order_id>/drop", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ListingToDrop)
@blueprint.response(200, OrderAnswer, headers=CHANGED)
def drop(fields: dict[str, Any], order_id: UUID) -> Response:
    """不予限制 Drop an order before it restricts anybody."""
    wanted = DropOrder(order_id=order_id, version=etags.expected(), **fields)
    return _change(
        lambda session, actor, now: restriction_grace.drop(session, wanted, actor=actor, now=now)
    )


def _change(work: Callable[[Session, CourtActor, datetime], Changed]) -> Response:
    return acts.perform(lambda session, actor, now: _answer(session, *work(session, actor, now)))


def _answer(session: Session, found: RestrictionOrder, matter: Matter) -> Answer:
    session.flush()
    return Answer(record=answers.order(session, found, matter), version=found.version)
