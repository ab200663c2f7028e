"""Routes of inquiries after property, and of clues to it (查控、财产线索接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import court, search_answers
from registry.clock import legal_day
from registry.db import db
from registry.models.proceedings import PropertyClue, PropertyInquiry
from registry.runtime import current_runtime
from registry.services.acts import records
from registry.services.cases import proceedings
from registry.services.rounds import clues, inquiries
from registry.services.rounds.clues import Given, RecordClue, VerifyClue
from registry.services.rounds.inquiries import AnswerInquiry, Made, RecordInquiry, Reply
from registry.web import acts, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_round_answers import ClueAnswer, ClueList, InquiryAnswer, InquiryList
from schemas.court_rounds import ClueToRecord, ClueToVerify, InquiryToAnswer, InquiryToRecord

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
_REPLY = ("result", "answered_on", "note", "creditor_told_on")
blueprint = court.blueprint("inquiries", "查控与财产线索 Inquiries and clues")


@blueprint.route("/cases/<uuid:case_id>/inquiries", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(InquiryToRecord)
@blueprint.response(201, InquiryAnswer, headers=MADE)
def record(fields: dict[str, Any], case_id: UUID) -> Response:
    """录入查控 Record an inquiry after property.

    有反馈的，本期查询即为办理，并开始下一期；尚未答复、不能答复的不计算在内。 An answer does the
    open duty to inquire and opens the next; no reply and a failure never count.
    """
    reply = Reply(**{name: fields.pop(name) for name in _REPLY})
    wanted = RecordInquiry(case_id=case_id, debtor_id=fields.pop("debtor"), reply=reply, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = inquiries.record(session, wanted, actor=actor, now=now)
        location = f"{court.PREFIX}/inquiries/{made[0].public_id}"
        return _inquiry(session, made, location)

    return acts.perform(work)


@blueprint.route("/cases/<uuid:case_id>/inquiries", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, InquiryList)
def read_inquiries(case_id: UUID) -> Response:
    """查看案件的查控 Read the inquiries in a case."""
    session = db.session()
    case = records.case(session, court.sought(case_id))
    found = proceedings.of_case(session, PropertyInquiry, case)
    on = legal_day(current_runtime().now())
    items = [search_answers.inquiry(session, each, case, on=on) for each in found]
    return court.respond({"items": items})


@blueprint.route("/inquiries/<uuid:inquiry_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, InquiryAnswer, headers=headers("ETag"))
def read_inquiry(inquiry_id: UUID) -> Response:
    """查看查控 Read an inquiry."""
    session = db.session()
    found = proceedings.inquiry(session, court.sought(inquiry_id))
    return acts.respond(_inquiry(session, found))


@blueprint.route("/inquiries/<uuid:inquiry_id>/answer", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(InquiryToAnswer)
@blueprint.response(200, InquiryAnswer, headers=CHANGED)
def answer(fields: dict[str, Any], inquiry_id: UUID) -> Response:
    """录入查控反馈 Enter what came of an inquiry, or that the creditor was told.

    已有的反馈不得更改，只能补记告知申请执行人之日。 An answer is not changed; only the day on which
    the creditor was told is added to it.
    """
    reply = Reply(**fields)
    wanted = AnswerInquiry(inquiry_id=inquiry_id, version=etags.expected(), reply=reply)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = inquiries.answer(session, wanted, actor=actor, now=now)
        return _inquiry(session, made)

    return acts.perform(work)


@blueprint.route("/cases/<uuid:case_id>/clues", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(ClueToRecord)
@blueprint.response(201, ClueAnswer, headers=MADE)
def record_clue(fields: dict[str, Any], case_id: UUID) -> Response:
    """录入财产线索 Record a clue to property, given by anybody.

    具体的七日内核实，紧急的三日内。 A concrete one is verified within seven days, an urgent one
    within three.
    """
    wanted = RecordClue(case_id=case_id, debtor_id=fields.pop("debtor"), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        given = clues.record(session, wanted, actor=actor, now=now)
        return _clue(session, given, f"{court.PREFIX}/clues/{given[0].public_id}")

    return acts.perform(work)


@blueprint.route("/cases/<uuid:case_id>/clues", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, ClueList)
def read_clues(case_id: UUID) -> Response:
    """查看案件的财产线索 Read the clues in a case."""
    session = db.session()
    case = records.case(session, court.sought(case_id))
    found = proceedings.of_case(session, PropertyClue, case)
    return court.respond({"items": [search_answers.clue(session, each, case) for each in found]})


@blueprint.route("/clues/<uuid:clue_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, ClueAnswer, headers=headers("ETag"))
def read_clue(clue_id: UUID) -> Response:
    """查看财产线索 Read a clue."""
    session = db.session()
    return acts.respond(_clue(session, proceedings.clue(session, court.sought(clue_id))))


@blueprint.route("/clues/<uuid:clue_id>/verification", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ClueToVerify)
@blueprint.response(200, ClueAnswer, headers=CHANGED)
def verify(fields: dict[str, Any], clue_id: UUID) -> Response:
    """核实财产线索 Enter what the verification of a clue came to.

    由法官或者院长认定。终本之后有效的，应当恢复执行。 A judge or the president finds so. After a
    closing, an effective clue has enforcement resumed.
    """
    wanted = VerifyClue(clue_id=clue_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _clue(session, clues.verify(session, wanted, actor=actor, now=now))

    return acts.perform(work)


def _inquiry(session: Session, found: Made, location: str | None = None) -> Answer:
    session.flush()
    record = search_answers.inquiry(session, *found, on=legal_day(current_runtime().now()))
    return Answer(record=record, version=found[0].version, location=location)


def _clue(session: Session, found: Given, location: str | None = None) -> Answer:
    session.flush()
    record = search_answers.clue(session, *found)
    return Answer(record=record, version=found[0].version, location=location)
