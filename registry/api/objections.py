"""Routes of objections (纠正申请、执行异议接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court, remedy_answers
from registry.db import db
from registry.models.remedies import Objection
from registry.runtime import current_runtime
from registry.services.corrections import remedy_lists, remedy_records
from registry.services.corrections.remedy_lists import WantedObjections
from registry.services.remedies import objection_decisions, objections
from registry.services.remedies.objection_decisions import (
    ChangeObjection,
    DraftDecision,
    ServeDismissal,
)
from registry.services.remedies.objections import Found, ReceiveObjection, WithdrawObjection
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_remedies import (
    DecisionToDraft,
    DismissalToServe,
    ObjectionsQuery,
    ObjectionToReceive,
    RemedyToWithdraw,
)
from schemas.court_remedy_answers import ObjectionAnswer, ObjectionPage
from schemas.remedy_codes import Disputed

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
_ABOUT = {
    "listing": Disputed.LISTING,
    "restriction": Disputed.RESTRICTION,
    "case": Disputed.ROUND_CLOSING,
}
blueprint = court.blueprint("objections", "纠正申请与执行异议 Objections")


@blueprint.route("/objections", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(ObjectionToReceive)
@blueprint.response(
    201, ObjectionAnswer, headers=headers("ETag", "Location", "Idempotent-Replayed")
)
def receive(fields: dict[str, Any]) -> Response:
    """接收纠正申请 Receive an objection; what it is about stands meanwhile.

    自收到之日起十五日内审查。 It is examined within fifteen days of its receipt.
    """
    about = {name: fields.pop(name) for name in _ABOUT}
    (name,) = (name for name, record_id in about.items() if record_id is not None)
    wanted = ReceiveObjection(disputed=_ABOUT[name], record_id=about[name], **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        policy = current_runtime().policy
        made = objections.receive(session, wanted, actor=actor, now=now, policy=policy)
        location = f"{court.PREFIX}/objections/{made[0].public_id}"
        return _answer(session, made, location)

    return acts.perform(work)


@blueprint.route("/objections", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(ObjectionsQuery, location="query")
@blueprint.response(200, ObjectionPage)
def find_objections(arguments: dict[str, Any]) -> Response:
    """查询纠正申请 Find objections received by one's court, or by a court below."""
    session = db.session()
    wanted = WantedObjections(
        court_code=court.of_court(arguments),
        case_id=arguments["case"],
        listing_id=arguments["listing"],
        order_id=arguments["restriction"],
        state=arguments["state"],
    )

    def show(found: Objection) -> answers.Answer:
        about = remedy_records.dispute_of(session, found)
        return remedy_answers.objection(session, found, about)

    return court.page(
        arguments,
        lambda after, limit: remedy_lists.objections(session, wanted, after=after, limit=limit),
        show,
    )


@blueprint.route("/objections/<uuid:objection_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, ObjectionAnswer, headers=headers("ETag"))
def read_objection(objection_id: UUID) -> Response:
    """查看纠正申请 Read an objection."""
    session = db.session()
    found = remedy_records.objection(session, court.sought(objection_id))
    return acts.respond(_answer(session, found))


@blueprint.route("/objections/<uuid:objection_id>/decision", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(DecisionToDraft)
@blueprint.response(200, ObjectionAnswer, headers=CHANGED)
def draft_decision(fields: dict[str, Any], objection_id: UUID) -> Response:
    """起草审查结论 Draft the decision on an objection, or draft it anew.

    理由成立的不得驳回。 A founded objection is never dismissed.
    """
    wanted = DraftDecision(objection_id=objection_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(
            session, objection_decisions.draft_decision(session, wanted, actor=actor, now=now)
        )

    return acts.perform(work)


@blueprint.route("/objections/<uuid:objection_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, ObjectionAnswer, headers=CHANGED)
def sign(objection_id: UUID) -> Response:
    """签发审查结论 Sign the drafted decision on an objection.

    理由成立的，三个工作日内以撤销、更正、删除或者解除纠正，所作决定的签发即为纠正。 A founded
    objection is corrected within three working days, by the signature of the revocation, amendment,
    removal or lift that it asks for.
    """
    bodies.refuse_body()
    wanted = ChangeObjection(objection_id=objection_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, objection_decisions.sign(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/objections/<uuid:objection_id>/service", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(DismissalToServe)
@blueprint.response(200, ObjectionAnswer, headers=CHANGED)
def serve(fields: dict[str, Any], objection_id: UUID) -> Response:
    """送达驳回决定 Record how and when a dismissal was served.

    自送达之日起十日内可以向上一级法院申请复议。 Review is open for ten days from then.
    """
    wanted = ServeDismissal(objection_id=objection_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, objection_decisions.serve(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/objections/<uuid:objection_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(RemedyToWithdraw)
@blueprint.response(200, ObjectionAnswer, headers=CHANGED)
def withdraw(fields: dict[str, Any], objection_id: UUID) -> Response:
    """撤回纠正申请 Record that the objector withdrew the objection."""
    wanted = WithdrawObjection(objection_id=objection_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, objections.withdraw(session, wanted, actor=actor, now=now))

    return acts.perform(work)


def _answer(session: Session, found: Found, location: str | None = None) -> Answer:
    session.flush()
    record = remedy_answers.objection(session, *found)
    return Answer(record=record, version=found[0].version, location=location)
