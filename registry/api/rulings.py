"""Routes of rulings on a case, and of how it stands (裁定、案件状态接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import court, round_answers
from registry.clock import legal_day
from registry.db import db
from registry.models.proceedings import CaseRuling
from registry.runtime import current_runtime
from registry.services.acts import records
from registry.services.cases import proceedings
from registry.services.rounds import rulings
from registry.services.rounds.rulings import DraftRuling, Ruled, SignRuling, WithdrawRuling
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_listings import DraftToWithdraw
from schemas.court_round_answers import CaseStanding, RulingAnswer, RulingList
from schemas.court_rounds import RulingToDraft

MADE = headers("ETag", "Location", "Idempotent-Replayed")
blueprint = court.blueprint("rulings", "裁定与案件状态 Rulings on a case, and how it stands")


@blueprint.route("/cases/<uuid:case_id>/state", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, CaseStanding)
def read_state(case_id: UUID) -> Response:
    """查看案件状态 Read how a case stands.

    包括下次查询日期、应予删除的失信信息、是否应当恢复执行。 With the day of the next inquiry, the
    listings to be removed, and whether enforcement has to be resumed.
    """
    session, on = db.session(), legal_day(current_runtime().now())
    case = records.case(session, court.sought(case_id))
    return court.respond(round_answers.standing(session, case, on=on))


@blueprint.route("/cases/<uuid:case_id>/rulings", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(RulingToDraft)
@blueprint.response(201, RulingAnswer, headers=MADE)
def draft(fields: dict[str, Any], case_id: UUID) -> Response:
    """起草裁定 Draft a ruling on a case; nothing changes by it.

    中止、不予执行、终结、执行完毕、恢复执行。只涉及数名被执行人之一的，写明该被执行人。 Suspension,
    non-enforcement, termination, completion or resumption; it names the debtor where it is about
    one of several.
    """
    wanted = DraftRuling(case_id=case_id, debtor_id=fields.pop("debtor"), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = rulings.draft(session, wanted, actor=actor, now=now)
        return _answer(session, made, f"{court.PREFIX}/rulings/{made[0].public_id}")

    return acts.perform(work)


@blueprint.route("/cases/<uuid:case_id>/rulings", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, RulingList)
def read_rulings(case_id: UUID) -> Response:
    """查看案件的全部裁定 Read every ruling on a case, closings and referrals too."""
    session = db.session()
    case = records.case(session, court.sought(case_id))
    found = proceedings.of_case(session, CaseRuling, case)
    return court.respond({"items": [round_answers.ruling(session, each, case) for each in found]})


@blueprint.route("/rulings/<uuid:ruling_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, RulingAnswer, headers=headers("ETag"))
def read_ruling(ruling_id: UUID) -> Response:
    """查看裁定 Read a ruling."""
    session = db.session()
    return acts.respond(_answer(session, proceedings.ruling(session, court.sought(ruling_id))))


@blueprint.route("/rulings/<uuid:ruling_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, RulingAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def sign(ruling_id: UUID) -> Response:
    """签发裁定 Sign a ruling, which brings it about.

    由法官或者院长签发，起草人不得签发。具有删除情形的，三个工作日的期限随之起算，不自动删除；执行完毕
    而无失信信息的，同时解除限制消费。 A judge or the president signs, and never the drafter. Where
    a ground of removal arises its three working days begin, and nothing is removed by itself. When
    a case is completed and nobody is listed in it, its orders are lifted.
    """
    bodies.refuse_body()
    wanted = SignRuling(ruling_id=ruling_id, version=etags.expected())
    vault = current_runtime().vault

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        signed = rulings.sign(session, wanted, actor=actor, now=now, vault=vault)
        return _answer(session, signed)

    return acts.perform(work)


@blueprint.route("/rulings/<uuid:ruling_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(DraftToWithdraw)
@blueprint.response(200, RulingAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def withdraw(fields: dict[str, Any], ruling_id: UUID) -> Response:
    """撤回裁定草案 Withdraw the draft of a ruling, a closing or a referral too."""
    wanted = WithdrawRuling(ruling_id=ruling_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, rulings.withdraw(session, wanted, actor=actor, now=now))

    return acts.perform(work)


def _answer(session: Session, found: Ruled, location: str | None = None) -> Answer:
    session.flush()
    record = round_answers.ruling(session, *found)
    return Answer(record=record, version=found[0].version, location=location)
