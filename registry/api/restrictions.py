"""Routes of consumption restriction orders (限制消费令接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court, overrides, own_code_answers
from registry.db import db
from registry.models.listings import RestrictionOrder
from registry.runtime import current_runtime
from registry.services.access import own_codes
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.acts.stated_facts import StatedFacts
from registry.services.restrictions import order_lists, restriction_acts
from registry.services.restrictions.order_lists import OrdersSought
from registry.services.restrictions.restriction_acts import ChangeOrder, DraftRestriction
from registry.web import acts, auth, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_answers import OrderAnswer
from schemas.court_own_codes import OrderImposedAnswer
from schemas.court_pages import OrderPage
from schemas.court_queries import OrdersQuery
from schemas.court_restrictions import RestrictionToDraft

CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("restrictions", "限制消费令 Consumption restriction orders")


@blueprint.route("/restrictions", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(RestrictionToDraft)
@blueprint.response(201, OrderAnswer, headers=headers("ETag", "Location", "Idempotent-Replayed"))
def draft(fields: dict[str, Any]) -> Response:
    """起草限制消费令 Draft an order on its own.

    依申请执行人书面申请，必要时依职权。随纳入决定的限制消费令不在此办理。 On the creditor's written
    application or, where the reason says why it is necessary, on the court's own motion. The order
    that goes with a listing is drafted with it.
    """
    role = auth.actor().role
    set_aside = overrides.of(fields["overrides"], role)
    wanted = DraftRestriction(
        debtor_id=fields["debtor"],
        reason=fields["reason"],
        acts=tuple(fields["acts"]),
        initiative=fields["initiative"],
        applied_on=fields["applied_on"],
        weighed=fields["weighed"] or fields["reason"],
        ends_on=fields["ends_on"],
        facts=StatedFacts(**fields["facts"], overrides=set_aside),
    )

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made, matter = restriction_acts.draft(session, wanted, actor=actor, now=now)
        session.flush()
        return Answer(
            record=answers.order(session, made, matter),
            version=made.version,
            location=f"{court.PREFIX}/restrictions/{made.public_id}",
        )

    return acts.perform(work)


@blueprint.route("/restrictions", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(OrdersQuery, location="query")
@blueprint.response(200, OrderPage)
def find_orders(arguments: dict[str, Any]) -> Response:
    """查询本院限制消费令 Find orders of one's court, those that came with a listing among them."""
    session = db.session()
    wanted = OrdersSought(
        court_code=court.of_court(arguments),
        case_id=arguments["case"],
        debtor_id=arguments["debtor"],
        state=arguments["state"],
    )

    def find(after: int, limit: int) -> list[RestrictionOrder]:
        return list(order_lists.find(session, wanted, after=after, limit=limit))

    def show(found: RestrictionOrder) -> answers.Answer:
        return answers.order(session, found, records.matter_of(session, found.debtor_id))

    return court.page(arguments, find, show)


@blueprint.route("/restrictions/<uuid:order_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, OrderAnswer, headers=headers("ETag"))
def read_order(order_id: UUID) -> Response:
    """查看限制消费令 Read an order."""
    session = db.session()
    return acts.respond(_answer(session, *records.order(session, court.sought(order_id))))


@blueprint.route("/restrictions/<uuid:order_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, OrderAnswer, headers=CHANGED)
def sign(order_id: UUID) -> Response:
    """签发限制消费令 Sign an order on its own."""
    bodies.refuse_body()
    change = ChangeOrder(order_id=order_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, *restriction_acts.sign(session, change, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/restrictions/<uuid:order_id>/imposition", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, OrderImposedAnswer, headers=CHANGED)
def impose(order_id: UUID) -> Response:
    """施行限制消费令 Put a signed order into force, which does the duty to issue it.

    本人查询码在本答复中告知一次；此前已经发给的，不再告知。
    The debtor's own code is told in this answer once, unless it was issued before.
    """
    bodies.refuse_body()
    change = ChangeOrder(order_id=order_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        done, matter = restriction_acts.impose(session, change, actor=actor, now=now, vault=vault)
        code = own_codes.on_service(
            session, matter, decided_at=done.signed_at, actor=actor, now=now
        )
        return own_code_answers.with_code(_answer(session, done, matter), code)

    return acts.perform(work)


def _answer(session: Session, found: RestrictionOrder, matter: Matter) -> Answer:
    session.flush()
    return Answer(record=answers.order(session, found, matter), version=found.version)
