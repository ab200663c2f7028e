"""Routes of payments (履行款接口)."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court
from registry.db import db
from registry.models.cases import Payment
from registry.runtime import current_runtime
from registry.services import payments, records
from registry.services.payments import ConfirmPayment, EnterPayment
from registry.services.records import Matter
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court import PaymentToEnter
from schemas.court_answers import PaymentAnswer
from schemas.court_pages import PaymentPage
from schemas.court_queries import PaymentsQuery

blueprint = court.blueprint("payments", "履行款 Payments")


@blueprint.route("/payments", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(PaymentToEnter)
@blueprint.response(201, PaymentAnswer, headers=headers("ETag", "Location", "Idempotent-Replayed"))
def enter(fields: dict[str, Any]) -> Response:
    """录入履行款 Enter a payment, which counts once another person has confirmed it."""
    debtor_id, amount = fields.pop("debtor"), Decimal(fields.pop("amount"))
    wanted = EnterPayment(debtor_id=debtor_id, amount=amount, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made, matter = payments.enter(session, wanted, actor=actor, now=now)
        session.flush()
        return Answer(
            record=answers.payment(session, made, matter),
            version=made.version,
            location=f"{court.PREFIX}/payments/{made.public_id}",
        )

    return acts.perform(work)


@blueprint.route("/payments", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(PaymentsQuery, location="query")
@blueprint.response(200, PaymentPage)
def find_payments(arguments: dict[str, Any]) -> Response:
    """查询本院履行款 Find payments of one's court."""
    session = db.session()

    def find(after: int, limit: int) -> list[Payment]:
        code, case_id = court.of_court(arguments), arguments["case"]
        return list(payments.of_court(session, code, case_id=case_id, after=after, limit=limit))

    def show(found: Payment) -> answers.Answer:
        return answers.payment(session, found, records.matter_of(session, found.debtor_id))

    return court.page(arguments, find, show)


@blueprint.route("/payments/<uuid:payment_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, PaymentAnswer, headers=headers("ETag"))
def read_payment(payment_id: UUID) -> Response:
    """查看履行款 Read a payment."""
    session = db.session()
    return acts.respond(_answer(session, *records.payment(session, court.sought(payment_id))))


@blueprint.route("/payments/<uuid:payment_id>/confirmation", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, PaymentAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def confirm(payment_id: UUID) -> Response:
    """确认履行款 Confirm a payment that somebody else entered.

    已公布的失信信息随即更正履行情况，并通知各单位；全部履行的，同时产生三个工作日内删除的期限。
    Published listings of the case say so at once, and the agencies are told. Where all is paid, the
    duty to remove within three working days begins.
    """
    bodies.refuse_body()
    wanted = ConfirmPayment(payment_id=payment_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        done = payments.confirm(session, wanted, actor=actor, now=now, vault=vault)
        return _answer(session, *done)

    return acts.perform(work)


def _answer(session: Session, found: Payment, matter: Matter) -> Answer:
    session.flush()
    return Answer(record=answers.payment(session, found, matter), version=found.version)
