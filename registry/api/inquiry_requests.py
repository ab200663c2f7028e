"""Routes of what agencies are asked about property, and of what they answered (协助查询接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry import asked_agencies
from registry.actors import CourtActor
from registry.api import court, request_answers
from registry.clock import legal_day
from registry.db import db, transaction
from registry.errors import ServiceError
from registry.runtime import current_runtime
from registry.services.acts import records, view_log
from registry.services.cases import proceedings
from registry.services.rounds import inquiry_records, inquiry_requests, inquiry_views
from registry.services.rounds.inquiry_requests import Requested, RequestInquiry, WithdrawRequest
from registry.services.rounds.inquiry_views import ViewAnswers
from registry.web import acts, auth, etags, paging, refusals
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_inquiries import (
    GivenAnswersSeen,
    InquiryRequestAnswer,
    InquiryRequestList,
    InquiryToRequest,
    RequestToWithdraw,
    RespondentList,
    ViewPage,
    ViewQuery,
)
from schemas.court_queries import PageQuery

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("inquiry-requests", "协助查询 Asking agencies about property")


@blueprint.route("/respondents", methods=["GET"])
@blueprint.reading()
@blueprint.response(200, RespondentList)
def read_respondents() -> Response:
    """查看可以查询的单位 Read which agencies can be asked, and about what."""
    found = asked_agencies.known(db.session())
    return court.respond({"items": [request_answers.respondent(each) for each in found]})


@blueprint.route("/cases/<uuid:case_id>/inquiry-requests", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(InquiryToRequest)
@blueprint.response(201, InquiryRequestAnswer, headers=MADE)
def request(fields: dict[str, Any], case_id: UUID) -> Response:
    """请求协助查询 Ask connected agencies about debtors of a case.

    每名被执行人一次查询；只有全部单位答复查无财产，才是未发现财产。 One inquiry for each debtor; it
    has found nothing only when everybody who was asked says so.
    """
    agencies = fields.pop("agencies")
    wanted = RequestInquiry(
        case_id=case_id,
        debtors=tuple(fields.pop("debtors")),
        kinds=frozenset(fields.pop("kinds")),
        agencies=None if agencies is None else tuple(agencies),
        **fields,
    )

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        policy = current_runtime().policy
        known = asked_agencies.known(session)
        made = inquiry_requests.request(
            session, wanted, known=known, actor=actor, now=now, policy=policy
        )
        return _request(session, made, f"{court.PREFIX}/inquiry-requests/{made[0].public_id}")

    return acts.perform(work)


@blueprint.route("/cases/<uuid:case_id>/inquiry-requests", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, InquiryRequestList)
def read_requests(case_id: UUID) -> Response:
    """查看案件的协助查询 Read what agencies were asked in a case, and how each of them stands."""
    session, on = db.session(), legal_day(current_runtime().now())
    case = records.case(session, court.sought(case_id))
    found = inquiry_records.requests_of(session, case)
    items = [request_answers.request(session, each, case, on=on) for each in found]
    return court.respond({"items": items})


@blueprint.route("/inquiry-requests/<uuid:request_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, InquiryRequestAnswer, headers=headers("ETag"))
def read_request(request_id: UUID) -> Response:
    """查看协助查询 Read what agencies were asked, and how each of them stands."""
    session = db.session()
    found = inquiry_records.request(session, court.sought(request_id))
    return acts.respond(_request(session, found))


@blueprint.route("/inquiry-requests/<uuid:request_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(RequestToWithdraw)
@blueprint.response(200, InquiryRequestAnswer, headers=CHANGED)
def withdraw(fields: dict[str, Any], request_id: UUID) -> Response:
    """撤回协助查询 Withdraw what agencies were asked; each is told, and answers no more."""
    wanted = WithdrawRequest(request_id=request_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _request(session, inquiry_requests.withdraw(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/inquiries/<uuid:inquiry_id>/answers", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 404, 422)
@blueprint.arguments(ViewQuery, location="query")
@blueprint.response(200, GivenAnswersSeen)
def read_answers(arguments: dict[str, Any], inquiry_id: UUID) -> Response:
    """查阅单位答复 Read every word of the agencies that were asked; the view is recorded.

    仅供执行法院办案、上级法院监督和审计。 For those who work on the case, a court above that
    supervises, and an audit.
    """
    actor, per_page = auth.actor(), arguments["per_page"]
    wanted = ViewAnswers(
        inquiry_id=inquiry_id,
        purpose=arguments["purpose"],
        after=paging.read(arguments["after"]),
        most=per_page + 1,
    )
    try:
        return _seen(wanted, actor, per_page)
    except ServiceError as error:
        refusals.enter(error, actor=actor.journal, court_code=actor.court_code, role=actor.role)
        raise


@blueprint.route("/inquiries/<uuid:inquiry_id>/views", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 404, 422)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, ViewPage)
def read_views(arguments: dict[str, Any], inquiry_id: UUID) -> Response:
    """查看查阅记录 Read who has seen the answers to an inquiry, when and what for."""
    session, per_page = db.session(), arguments["per_page"]
    inquiry, _ = proceedings.inquiry(session, court.sought(inquiry_id))
    after = paging.read(arguments["after"])
    found = view_log.of_record(session, inquiry.public_id, after=after, most=per_page + 1)
    shown = paging.page_of(found, [entry.position for entry in found], per_page=per_page)
    items = [request_answers.view(entry) for entry in shown.items]
    return court.respond({"items": items, "per_page": per_page, "next": shown.next})


def _seen(wanted: ViewAnswers, actor: CourtActor, per_page: int) -> Response:
    runtime = current_runtime()
    with transaction() as session:
        found = inquiry_views.view(session, wanted, actor=actor, now=runtime.now())
        counting = inquiry_records.counting_of(session, {asked.id: asked for _, asked in found})
        shown = paging.page_of(found, [word.id for word, _ in found], per_page=per_page)
        items = [
            request_answers.word(word, asked, counting, vault=runtime.vault)
            for word, asked in shown.items
        ]
    return court.respond({"items": items, "per_page": per_page, "next": shown.next})


def _request(session: Session, found: Requested, location: str | None = None) -> Answer:
    session.flush()
    on = legal_day(current_runtime().now())
    record = request_answers.request(session, *found, on=on)
    return Answer(record=record, version=found[0].version, location=location)
