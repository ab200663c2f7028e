"""Routes of appeals (对制裁、限制出境的复议接口)."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, appeal_answers, court
from registry.db import db
from registry.models.appeals import Appeal
from registry.services.remedies import appeal_lists, appeal_records, appeals
from registry.services.remedies.appeal_lists import WantedAppeals
from registry.services.remedies.appeal_orders import ChangeAppeal, DraftDecision, ReceiveAppeal
from registry.services.remedies.appeal_records import Found
from registry.web import acts, auth, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.appeal_codes import Appealed
from schemas.court_appeals import (
    ABOUT,
    AppealAnswer,
    AppealDecisionToDraft,
    AppealPage,
    AppealsQuery,
    AppealToReceive,
    AppealToWithdraw,
)

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("appeals", "对制裁、限制出境的复议 Appeals")


@blueprint.route("/appeals", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(AppealToReceive)
@blueprint.response(201, AppealAnswer, headers=MADE)
def receive(fields: dict[str, Any]) -> Response:
    """接收复议申请 Receive an appeal against a fine, a detention or an exit restriction.

    由上一级法院接收，不需要先提出异议；罚款、拘留五日内、限制出境十五日内作出决定，期间不停止执行。
    At the next higher court, with no objection before it; a fine or a detention is decided on
    within five days, an exit restriction within fifteen, and is carried out meanwhile.
    """
    given = {name: fields.pop(name) for name in ABOUT}
    (name,) = (name for name, record in given.items() if record is not None)
    wanted = ReceiveAppeal(about=Appealed(name), record_id=given[name], **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = appeals.receive(session, wanted, actor=actor, now=now)
        return _answer(session, made, f"{court.PREFIX}/appeals/{made[0].public_id}")

    return acts.perform(work)


@blueprint.route("/appeals", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(AppealsQuery, location="query")
@blueprint.response(200, AppealPage)
def find_appeals(arguments: dict[str, Any]) -> Response:
    """查询复议 Find appeals that one's court received, or whose decisions are appealed against."""
    session = db.session()
    wanted = WantedAppeals(
        court_code=court.of_court(arguments),
        sanction_id=arguments["sanction"],
        exit_id=arguments["exit_restriction"],
        state=arguments["state"],
    )

    def show(found: Appeal) -> answers.Answer:
        both = (found, appeal_records.contested(session, found))
        return appeal_answers.appeal(session, both, viewer=auth.caller().court_code)

    return court.page(
        arguments,
        lambda after, limit: appeal_lists.appeals(session, wanted, after=after, limit=limit),
        show,
    )


@blueprint.route("/appeals/<uuid:appeal_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, AppealAnswer, headers=headers("ETag"))
def read_appeal(appeal_id: UUID) -> Response:
    """查看复议 Read an appeal: at the court that received it, at those above, and at the court
    whose decision it is about.
    """
    session = db.session()
    return acts.respond(_answer(session, appeal_records.find(session, court.sought(appeal_id))))


@blueprint.route("/appeals/<uuid:appeal_id>/decision", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(AppealDecisionToDraft)
@blueprint.response(200, AppealAnswer, headers=CHANGED)
def draft(fields: dict[str, Any], appeal_id: UUID) -> Response:
    """起草复议决定 Draft the decision on an appeal, which may be drafted anew.

    驳回、变更或者撤销；变更只能减轻，写明变更后的罚款和拘留日数。 It dismisses, changes or revokes;
    a change only makes less, and states what is left of the fine and of the days.
    """
    fine = fields.pop("fine")
    wanted = DraftDecision(
        appeal_id=appeal_id,
        version=etags.expected(),
        fine=None if fine is None else Decimal(fine),
        **fields,
    )

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, appeals.draft(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/appeals/<uuid:appeal_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, AppealAnswer, headers=CHANGED)
def sign(appeal_id: UUID) -> Response:
    """签发复议决定 Sign the drafted decision on an appeal, which carries it out.

    撤销限制出境的，办理单位随即收到通知。 Whoever was told of an exit restriction is told at once
    that it is revoked.
    """
    bodies.refuse_body()
    wanted = ChangeAppeal(appeal_id=appeal_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, appeals.sign(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/appeals/<uuid:appeal_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(AppealToWithdraw)
@blueprint.response(200, AppealAnswer, headers=CHANGED)
def withdraw(fields: dict[str, Any], appeal_id: UUID) -> Response:
    """撤回复议申请 Record that the appellant withdrew the appeal."""
    wanted = ChangeAppeal(appeal_id=appeal_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, appeals.withdraw(session, wanted, actor=actor, now=now))

    return acts.perform(work)


def _answer(session: Session, both: Found, location: str | None = None) -> Answer:
    session.flush()
    record = appeal_answers.appeal(session, both, viewer=auth.caller().court_code)
    return Answer(record=record, version=both[0].version, location=location)
