"""Routes of closings of rounds (终结本次执行程序接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import court, round_answers
from registry.db import db
from registry.models.proceedings import CaseRuling
from registry.runtime import current_runtime
from registry.services.acts import records
from registry.services.cases import proceedings
from registry.services.rounds import round_closings
from registry.services.rounds.round_closings import ClosingStatement, DraftClosing
from registry.services.rounds.rulings import Ruled, SignRuling
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.case_codes import RulingKind
from schemas.court_round_answers import RulingAnswer, RulingList
from schemas.court_rounds import ClosingToDraft

MADE = headers("ETag", "Location", "Idempotent-Replayed")
_LISTS = ("listing_due", "measures", "ruling_states")
blueprint = court.blueprint("round-closings", "终结本次执行程序 Closings of rounds")


@blueprint.route("/cases/<uuid:case_id>/round-closings", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(ClosingToDraft)
@blueprint.response(201, RulingAnswer, headers=MADE)
def draft(fields: dict[str, Any], case_id: UUID) -> Response:
    """起草终本裁定 Draft the closing of a round; the round stays open.

    五项条件、告知和听取申请执行人意见、裁定书内容，逐项审查。立案日期、限制消费、失信信息、未核实的
    线索由系统查明。 Every condition is tested; filing, orders, listings and open clues the register
    knows itself.
    """
    number, reason = fields.pop("number"), fields.pop("reason")
    stated = {**fields, **{name: tuple(fields[name]) for name in _LISTS}}
    wanted = DraftClosing(
        case_id=case_id, number=number, reason=reason, statement=ClosingStatement(**stated)
    )

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = round_closings.draft(session, wanted, actor=actor, now=now)
        return _answer(session, made, f"{court.PREFIX}/rulings/{made[0].public_id}")

    return acts.perform(work)


@blueprint.route("/cases/<uuid:case_id>/round-closings", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, RulingList)
def read_closings(case_id: UUID) -> Response:
    """查看案件的终本裁定 Read the closings of a case."""
    session = db.session()
    case = records.case(session, court.sought(case_id))
    found = [
        each
        for each in proceedings.of_case(session, CaseRuling, case)
        if each.kind == RulingKind.ROUND_CLOSING
    ]
    return court.respond({"items": [round_answers.ruling(session, each, case) for each in found]})


@blueprint.route("/round-closings/<uuid:closing_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, RulingAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def sign(closing_id: UUID) -> Response:
    """签发终本裁定 Sign the closing of a round, which closes it today.

    申请执行人签字确认的，由法官或者院长签发；经合议庭审查的，由院长签发。此后五年内每六个月查询一次。
    A judge signs where the creditor has; otherwise a panel verifies and the president signs. For
    five years an inquiry falls due every six months.
    """
    bodies.refuse_body()
    wanted = SignRuling(ruling_id=closing_id, version=etags.expected())
    vault = current_runtime().vault

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        signed = round_closings.sign(session, wanted, actor=actor, now=now, vault=vault)
        return _answer(session, signed)

    return acts.perform(work)


def _answer(session: Session, found: Ruled, location: str | None = None) -> Answer:
    session.flush()
    record = round_answers.ruling(session, *found)
    return Answer(record=record, version=found[0].version, location=location)
