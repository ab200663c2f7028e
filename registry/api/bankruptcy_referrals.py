"""Routes of referrals to bankruptcy (移送破产审查接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import court, search_answers
from registry.db import db
from registry.models.proceedings import CaseRuling
from registry.runtime import current_runtime
from registry.services.acts import records
from registry.services.cases import proceedings
from registry.services.rounds import bankruptcy_referrals
from registry.services.rounds.bankruptcy_referrals import DraftReferral, RecordAnswer, RecordReceipt
from registry.services.rounds.rulings import Ruled, SignRuling
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.case_codes import RulingKind
from schemas.court_round_answers import ReferralAnswer, ReferralList
from schemas.court_rounds import ReceiptToRecord, ReferralToAnswer, ReferralToDraft

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("bankruptcy-referrals", "移送破产审查 Referrals to bankruptcy")


@blueprint.route("/cases/<uuid:case_id>/bankruptcy-referrals", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(ReferralToDraft)
@blueprint.response(201, ReferralAnswer, headers=MADE)
def draft(fields: dict[str, Any], case_id: UUID) -> Response:
    """起草中止执行并移送破产审查裁定 Draft a referral with its suspension; nothing changes by it.

    限于企业法人，须申请执行人之一或者被执行人同意。 For enterprises, with the consent of one
    creditor or of the debtor.
    """
    wanted = DraftReferral(case_id=case_id, debtor_id=fields.pop("debtor"), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = bankruptcy_referrals.draft(session, wanted, actor=actor, now=now)
        location = f"{court.PREFIX}/bankruptcy-referrals/{made[0].public_id}"
        return _answer(session, made, location)

    return acts.perform(work)


@blueprint.route("/cases/<uuid:case_id>/bankruptcy-referrals", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, ReferralList)
def read_referrals(case_id: UUID) -> Response:
    """查看案件的移送破产审查 Read the referrals in a case."""
    session = db.session()
    case = records.case(session, court.sought(case_id))
    items = [
        search_answers.referral(session, each, case)
        for each in proceedings.of_case(session, CaseRuling, case)
        if each.kind == RulingKind.REFERRAL
    ]
    return court.respond({"items": items})


@blueprint.route("/bankruptcy-referrals/<uuid:referral_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, ReferralAnswer, headers=headers("ETag"))
def read_referral(referral_id: UUID) -> Response:
    """查看移送破产审查 Read a referral."""
    session = db.session()
    found = bankruptcy_referrals.find(session, court.sought(referral_id))
    return acts.respond(_answer(session, found))


@blueprint.route("/bankruptcy-referrals/<uuid:referral_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, ReferralAnswer, headers=CHANGED)
def sign(referral_id: UUID) -> Response:
    """签发中止执行并移送破产审查裁定 Sign a referral, which suspends enforcement."""
    bodies.refuse_body()
    wanted = SignRuling(ruling_id=referral_id, version=etags.expected())
    vault = current_runtime().vault

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        signed = bankruptcy_referrals.sign(session, wanted, actor=actor, now=now, vault=vault)
        return _answer(session, signed)

    return acts.perform(work)


@blueprint.route("/bankruptcy-referrals/<uuid:referral_id>/receipt", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ReceiptToRecord)
@blueprint.response(200, ReferralAnswer, headers=CHANGED)
def receive(fields: dict[str, Any], referral_id: UUID) -> Response:
    """记录材料接收 Record when the other court received the file; its thirty days begin."""
    wanted = RecordReceipt(referral_id=referral_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        _, made, case = bankruptcy_referrals.receive(session, wanted, actor=actor, now=now)
        return _answer(session, (made, case))

    return acts.perform(work)


@blueprint.route("/bankruptcy-referrals/<uuid:referral_id>/answer", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ReferralToAnswer)
@blueprint.response(200, ReferralAnswer, headers=CHANGED)
def answer(fields: dict[str, Any], referral_id: UUID) -> Response:
    """记录破产审查结果 Record what the other court ruled.

    不予受理的，应当恢复执行；宣告破产的，裁定终结执行。由本院另行裁定。 Refused, enforcement is to
    be resumed; declared bankrupt, it is terminated. This court rules so itself.
    """
    wanted = RecordAnswer(referral_id=referral_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        _, made, case = bankruptcy_referrals.answer(session, wanted, actor=actor, now=now)
        return _answer(session, (made, case))

    return acts.perform(work)


def _answer(session: Session, found: Ruled, location: str | None = None) -> Answer:
    session.flush()
    record = search_answers.referral(session, *found)
    return Answer(record=record, version=record["version"], location=location)
