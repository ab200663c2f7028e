"""Routes of payments (履行款接口)."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court, payment_answers
from registry.db import db
from registry.models.cases import Payment
from registry.runtime import current_runtime
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.repairs import payment_claims, payments
from registry.services.repairs.payment_claims import (
    ChangePayment,
    ClaimPayment,
    RecordAnswer,
    RejectPayment,
)
from registry.services.repairs.payments import ConfirmPayment, EnterPayment
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court import PaymentToEnter
from schemas.court_pages import PaymentPage
from schemas.court_payments import (
    CreditorAnswerToRecord,
    PaymentAnswer,
    PaymentToClaim,
    PaymentToConfirm,
    PaymentToReject,
)
from schemas.court_queries import PaymentsQuery

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("payments", "履行款 Payments")


@blueprint.route("/payments", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(PaymentToEnter)
@blueprint.response(201, PaymentAnswer, headers=MADE)
def enter(fields: dict[str, Any]) -> Response:
    """录入履行款 Enter a payment, which counts once another person has confirmed it."""
    debtor_id, amount = fields.pop("debtor"), Decimal(fields.pop("amount"))
    wanted = EnterPayment(debtor_id=debtor_id, amount=amount, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _made(session, *payments.enter(session, wanted, actor=actor, now=now))

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
        state = arguments["state"]
        return list(
            payments.of_court(session, code, case_id=case_id, state=state, after=after, limit=limit)
        )

    def show(found: Payment) -> answers.Answer:
        return payment_answers.payment(session, found, records.matter_of(session, found.debtor_id))

    return court.page(arguments, find, show)


@blueprint.route("/payments/<uuid:payment_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, PaymentAnswer, headers=headers("ETag"))
def read_payment(payment_id: UUID) -> Response:
    """查看履行款 Read a payment."""
    session = db.session()
    return acts.respond(_answer(session, *records.payment(session, court.sought(payment_id))))


@blueprint.route("/payments/claims", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(PaymentToClaim)
@blueprint.response(201, PaymentAnswer, headers=MADE)
def claim(fields: dict[str, Any]) -> Response:
    """记录被执行人申报的履行 Record what a debtor claims to have paid; it counts for nothing.

    应当附履行凭证。 It comes with proof.
    """
    debtor_id, amount = fields.pop("debtor"), Decimal(fields.pop("amount"))
    wanted = ClaimPayment(debtor_id=debtor_id, amount=amount, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _made(session, *payment_claims.claim(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/payments/<uuid:payment_id>/entry", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, PaymentAnswer, headers=CHANGED)
def take_up(payment_id: UUID) -> Response:
    """录入申报的履行 Enter a claim whose proof was looked at, which puts it to the creditor."""
    bodies.refuse_body()
    wanted = ChangePayment(payment_id=payment_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, *payment_claims.take_up(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/payments/<uuid:payment_id>/creditor-answer", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(CreditorAnswerToRecord)
@blueprint.response(200, PaymentAnswer, headers=CHANGED)
def record_answer(fields: dict[str, Any], payment_id: UUID) -> Response:
    """记录申请执行人意见 Record what the creditor says; a later word replaces it.

    期限内未答复的，期满之后才可以记录为不答复。
    Silence is recorded once the time to answer is over.
    """
    wanted = RecordAnswer(payment_id=payment_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        policy = current_runtime().policy
        done = payment_claims.record_answer(session, wanted, actor=actor, now=now, policy=policy)
        return _answer(session, *done)

    return acts.perform(work)


@blueprint.route("/payments/<uuid:payment_id>/rejection", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(PaymentToReject)
@blueprint.response(200, PaymentAnswer, headers=CHANGED)
def reject(fields: dict[str, Any], payment_id: UUID) -> Response:
    """驳回履行款 Reject a payment that does not prove true; it never counts."""
    wanted = RejectPayment(payment_id=payment_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, *payment_claims.reject(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/payments/<uuid:payment_id>/confirmation", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(PaymentToConfirm)
@blueprint.response(200, PaymentAnswer, headers=CHANGED)
def confirm(fields: dict[str, Any], payment_id: UUID) -> Response:
    """确认履行款 Confirm a payment that somebody else entered.

    申请执行人否认或者不答复的，法官审查凭证并说明理由后确认。已公布的失信信息随即更正履行情况，并通知各单位；
    全部履行的，同时产生三个工作日内删除的期限。
    Where the creditor denies it or keeps silent, the reason is stated. Published listings of the
    case say so at once, and the agencies are told. Where all is paid, the duty to remove within
    three working days begins.
    """
    wanted = ConfirmPayment(payment_id=payment_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        done = payments.confirm(session, wanted, actor=actor, now=now, vault=vault)
        return _answer(session, *done)

    return acts.perform(work)


def _made(session: Session, found: Payment, matter: Matter) -> Answer:
    session.flush()
    return Answer(
        record=payment_answers.payment(session, found, matter),
        version=found.version,
        location=f"{court.PREFIX}/payments/{found.public_id}",
    )


def _answer(session: Session, found: Payment, matter: Matter) -> Answer:
    session.flush()
    record = payment_answers.payment(session, found, matter)
    return Answer(record=record, version=found.version)
