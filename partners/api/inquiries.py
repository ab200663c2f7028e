"""Routes of inquiries (协助查询接口): what an agency is asked, and what it answers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from partners.api import guards
from partners.models.agencies import Agency
from registry.api import court
from registry.clock import legal_day
from registry.db import db, transaction
from registry.journal.entry import Actor
from registry.rules import inquiry_answers, inquiry_requests
from registry.runtime import current_runtime
from registry.services.clocks import calendars
from registry.services.rounds import inquiry_answers as answering
from registry.services.rounds import inquiry_open
from registry.services.rounds.inquiry_answers import GiveAnswers, GivenAnswer
from registry.web import paging
from schemas.agency_inquiries import (
    AgencyInquiriesQuery,
    AgencyInquiryPage,
    InquiryAnswersTaken,
    InquiryAnswersToGive,
)

blueprint = guards.for_agencies("inquiries", "协助查询 Inquiries that agencies answer")
_SAID = ("kind", "outcome", "as_of", "cause", "reason", "reference", "part", "last")


@blueprint.route("/inquiries", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 422, 503)
@blueprint.arguments(AgencyInquiriesQuery, location="query")
@blueprint.response(200, AgencyInquiryPage)
def read_open(arguments: Mapping[str, Any]) -> Response:
    """查看待答复的查询 Read what the agency is asked and has not answered as a whole.

    被执行人的身份信息在协助查询通知中。 Whom it is about stands in the notice.
    """
    session, per_page = db.session(), arguments["per_page"]
    after, runtime = paging.read(arguments["after"]), current_runtime()
    on, days = legal_day(runtime.now()), calendars.current(session)
    found = inquiry_open.of_agency(session, _code(session), after=after, most=per_page + 1)
    shown = paging.page_of(found, [asked.key for asked in found], per_page=per_page)
    items = [
        {
            "id": asked.id,
            "kinds": asked.kinds,
            "unanswered": asked.unanswered,
            "case_number": asked.case_number,
            "court": asked.court,
            "requested_on": asked.requested_on,
            "due_on": asked.due_on,
            "urgent": asked.urgent,
            "due_soon": inquiry_requests.is_due_soon(
                asked.requested_on, asked.due_on, days, on=on, policy=runtime.policy
            ),
            "overdue": inquiry_answers.is_late(on, asked.due_on),
        }
        for asked in shown.items
    ]
    return court.respond({"items": items, "per_page": per_page, "next": shown.next})


@blueprint.route("/inquiries/<uuid:inquiry_id>/answers", methods=["POST"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 404, 409, 413, 415, 422, 503)
@blueprint.arguments(InquiryAnswersToGive)
@blueprint.response(200, InquiryAnswersTaken)
def answer(arguments: Mapping[str, Any], inquiry_id: UUID) -> Mapping[str, Any]:
    """答复查询 Say what was found, that nothing was, or why it cannot be said.

    全部收录或者全部不收录；以同一编号重复提交的，不重复收录。 All of it is kept, or none; the same
    again under the same id is not kept twice.
    """
    runtime = current_runtime()
    with transaction() as session:
        code = _code(session)
        order = GiveAnswers(
            inquiry_id=inquiry_id,
            agency=code,
            said_as=arguments["id"],
            answers=[_given(said) for said in arguments["answers"]],
        )
        actor = Actor(name=f"agency:{code}", via="agency-api")
        taken = answering.take(
            session,
            order,
            actor=actor,
            now=runtime.now(),
            vault=runtime.vault,
            policy=runtime.policy,
        )
    return {"kept": taken.kept, "unanswered": taken.unanswered, "late": taken.late}


def _code(session: Session) -> str:
    return session.get_one(Agency, guards.calling_agency()).code


def _given(said: Mapping[str, Any]) -> GivenAnswer:
    items = said.get(said["kind"]) or ()
    return GivenAnswer(**{name: said[name] for name in _SAID}, items=items)
