"""Routes of breaches and sanctions (违反限制消费令与制裁接口)."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry import confirmations
from registry.actors import CourtActor
from registry.api import breach_answers, court
from registry.db import db
from registry.services.acts import records
from registry.services.sanctions import breach_records, breaches, sanction_delivery, sanctions
from registry.services.sanctions.breach_records import Broken
from registry.services.sanctions.breaches import RecordBreach, VerifyBreach
from registry.services.sanctions.sanction_delivery import ServeSanction
from registry.services.sanctions.sanctions import (
    CloseProsecution,
    Decided,
    DecideSanction,
    DraftSanction,
)
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_breaches import (
    BreachAnswer,
    BreachList,
    BreachToRecord,
    BreachToVerify,
    ProsecutionToClose,
    SanctionAnswer,
    SanctionToDraft,
    SanctionToServe,
    SanctionToWithdraw,
)

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("breaches", "违反限制消费令 Breaches and sanctions")


@blueprint.route("/breaches", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(BreachToRecord)
@blueprint.response(201, BreachAnswer, headers=MADE)
def record(fields: dict[str, Any]) -> Response:
    """记录违反限制消费令的线索 Record a breach that somebody reported.

    群众举报、申请执行人、协助单位提供的均可；未经核实，不产生任何后果。 By the public, the
    creditor, an agency or the court itself; nothing follows from it before it is verified.
    """
    order, person = fields.pop("restriction"), fields.pop("person")
    wanted = RecordBreach(order_id=order, person_id=person, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        broken = breaches.record(
            session, wanted, actor=actor, now=now, is_agency=confirmations.is_agency
        )
        return _breach(session, broken, f"{court.PREFIX}/breaches/{broken.breach.public_id}")

    return acts.perform(work)


@blueprint.route("/breaches/<uuid:breach_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, BreachAnswer, headers=headers("ETag"))
def read_breach(breach_id: UUID) -> Response:
    """查看违反情况 Read a breach, with what was decided about it."""
    session = db.session()
    return acts.respond(_breach(session, breach_records.find(session, court.sought(breach_id))))


@blueprint.route("/restrictions/<uuid:order_id>/breaches", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, BreachList)
def read_breaches(order_id: UUID) -> Response:
    """查看限制消费令的违反情况 Read the breaches of an order."""
    session = db.session()
    order, _ = records.order(session, court.sought(order_id))
    items = [
        breach_answers.breach(session, breach_records.with_what(session, found))
        for found in breach_records.of_order(session, order)
    ]
    return court.respond({"items": items})


@blueprint.route("/breaches/<uuid:breach_id>/verification", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(BreachToVerify)
@blueprint.response(200, BreachAnswer, headers=CHANGED)
def verify(fields: dict[str, Any], breach_id: UUID) -> Response:
    """核实违反情况 Enter what the verification of a breach came to.

    由法官或者院长认定，录入人不得认定；查实的，构成纳入情形第（五）项，并可以制裁。 A judge or the
    president finds it, and never who recorded it; one that is shown is a ground for a listing.
    """
    wanted = VerifyBreach(breach_id=breach_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _breach(session, breaches.verify(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/sanctions", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(SanctionToDraft)
@blueprint.response(201, SanctionAnswer, headers=MADE)
def draft(fields: dict[str, Any]) -> Response:
    """起草罚款、拘留或者移送决定 Draft a fine, a detention, both, or a referral for prosecution.

    针对违反限制消费令（breach），或者拒绝、虚假、无正当理由逾期报告财产（property_report）。
    对个人罚款十万元以下、拘留十五日以下，对单位罚款五万元以上一百万元以下；经罚款、拘留后再次违反的，
    方可移送。 For a breach of an order, or for how property was reported. A person is fined up to
    CNY 100,000 and detained for up to 15 days, a unit fined 50,000 to 1,000,000; only who broke the
    order again after that is referred.
    """
    fine, report = fields.pop("fine"), fields.pop("property_report")
    wanted = DraftSanction(
        breach_id=fields.pop("breach"),
        report_id=report,
        fine=None if fine is None else Decimal(fine),
        **fields,
    )

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        decided = sanctions.draft(session, wanted, actor=actor, now=now, told=confirmations.told_at)
        return _sanction(session, decided, f"{court.PREFIX}/sanctions/{decided[0].public_id}")

    return acts.perform(work)


@blueprint.route("/sanctions/<uuid:sanction_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, SanctionAnswer, headers=headers("ETag"))
def read_sanction(sanction_id: UUID) -> Response:
    """查看制裁、移送决定 Read a sanction or a referral."""
    session = db.session()
    found = breach_records.sanction(session, court.sought(sanction_id))
    return acts.respond(_sanction(session, found))


@blueprint.route("/sanctions/<uuid:sanction_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, SanctionAnswer, headers=CHANGED)
def sign(sanction_id: UUID) -> Response:
    """批准罚款、拘留或者移送 Approve a sanction or a referral.

    必须经院长批准，起草人不得批准。 The president approves, and never the drafter.
    """
    bodies.refuse_body()
    wanted = DecideSanction(sanction_id=sanction_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _sanction(
            session,
            sanctions.sign(session, wanted, actor=actor, now=now, told=confirmations.told_at),
        )

    return acts.perform(work)


@blueprint.route("/sanctions/<uuid:sanction_id>/service", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(SanctionToServe)
@blueprint.response(200, SanctionAnswer, headers=CHANGED)
def serve(fields: dict[str, Any], sanction_id: UUID) -> Response:
    """记录罚款、拘留决定的送达 Record how and when a fine or a detention was served.

    被制裁人自收到之日起三日内，可以向上一级法院申请复议一次。 Whoever is sanctioned may appeal once
    to the next higher court, within three days of its receipt.
    """
    wanted = ServeSanction(sanction_id=sanction_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _sanction(session, sanction_delivery.serve(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/sanctions/<uuid:sanction_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(SanctionToWithdraw)
@blueprint.response(200, SanctionAnswer, headers=CHANGED)
def withdraw(fields: dict[str, Any], sanction_id: UUID) -> Response:
    """撤回制裁、移送草案 Withdraw the draft of a sanction or a referral."""
    wanted = DecideSanction(sanction_id=sanction_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _sanction(session, sanctions.withdraw(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/sanctions/<uuid:sanction_id>/closing", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ProsecutionToClose)
@blueprint.response(200, SanctionAnswer, headers=CHANGED)
def close(fields: dict[str, Any], sanction_id: UUID) -> Response:
    """记录刑事移送结果 Record what came of a referral; whoever was told of it is told."""
    wanted = CloseProsecution(sanction_id=sanction_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _sanction(session, sanctions.close(session, wanted, actor=actor, now=now))

    return acts.perform(work)


def _breach(session: Session, broken: Broken, location: str | None = None) -> Answer:
    session.flush()
    record = breach_answers.breach(session, broken)
    return Answer(record=record, version=broken.breach.version, location=location)


def _sanction(session: Session, decided: Decided, location: str | None = None) -> Answer:
    session.flush()
    made, broken = decided
    record = breach_answers.sanction(session, made, broken)
    return Answer(record=record, version=made.version, location=location)
