"""Routes of screening lists for an agency (单位资格审查接口)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from partners.api import guards
from partners.models.agencies import Agency
from registry.api import court, screening_answers
from registry.db import db, transaction
from registry.i18n import current_language
from registry.journal.entry import Actor
from registry.models.screenings import Screening
from registry.runtime import current_runtime
from registry.screening import reports
from registry.services.screening import screenings
from registry.services.screening.screenings import Asker
from schemas.court_queries import PageQuery
from schemas.screenings import (
    AgencyScreeningToOpen,
    FaultPage,
    HitPage,
    HitsQuery,
    ReportQuery,
    ScreeningAnswer,
    ScreeningPage,
    ScreeningToCancel,
)

blueprint = guards.for_agencies("screenings", "资格审查 Screening of lists by agencies")


@blueprint.route("/screenings", methods=["POST"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 409, 413, 415, 422, 429, 503)
@blueprint.arguments(AgencyScreeningToOpen)
@blueprint.response(200, ScreeningAnswer)
def open_screening(arguments: Mapping[str, Any]) -> Response:
    """提交资格审查 State what a list is to be compared with and what for; a short list comes along.

    一千行以内的名单可以随请求提交，否则另行提交。 A list of up to 1,000 rows may come along; a
    longer one is handed in by itself.
    """
    runtime, rows = current_runtime(), arguments["rows"]
    order = screening_answers.order_of(arguments, arguments["id"])
    with transaction() as session:
        made = screenings.open_one(
            session, order, asker=asker(session), now=runtime.now(), policy=runtime.policy
        )
        if rows is not None:
            screenings.hand_in(session, made, screening_answers.inline(rows, made, runtime.vault))
        return respond(made)


@blueprint.route("/screenings/<uuid:screening_id>/list", methods=["POST"])
@blueprint.doc(security=guards.BY_AGENCIES, requestBody=screening_answers.LIST_BODY)
@blueprint.problems(400, 401, 404, 409, 413, 415, 503)
@blueprint.response(200, ScreeningAnswer)
def hand_in(screening_id: UUID) -> Response:
    """提交名单 Hand in the list of a screening: JSON, JSON Lines, CSV or XLSX.

    重复提交同一名单，不产生新的审查。 The same list again changes nothing.
    """
    known, vault = found(db.session(), screening_id), current_runtime().vault
    with screening_answers.handed_in(known, vault) as order, transaction() as session:
        asked = found(session, screening_id, to_change=True)
        return respond(screenings.hand_in(session, asked, order))


@blueprint.route("/screenings/<uuid:screening_id>/cancellation", methods=["POST"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 404, 409, 413, 415, 422, 503)
@blueprint.arguments(ScreeningToCancel)
@blueprint.response(200, ScreeningAnswer)
def cancel(arguments: Mapping[str, Any], screening_id: UUID) -> Response:
    """取消资格审查 Cancel a screening; the list and what was found until then are erased."""
    with transaction() as session:
        asked = found(session, screening_id, to_change=True)
        actor, now = asker(session).actor, current_runtime().now()
        screenings.cancel(session, asked, actor=actor, reason=arguments["reason"], now=now)
        return respond(asked)


@blueprint.route("/screenings", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 422, 503)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, ScreeningPage)
def find_screenings(arguments: dict[str, Any]) -> Response:
    """查看本单位的资格审查 Read one's own screenings."""
    session = db.session()
    code = asker(session).code
    return court.page(
        arguments,
        lambda after, limit: screenings.of(session, code, after=after, limit=limit),
        lambda each: screening_answers.screening(session, each, current_runtime()),
    )


@blueprint.route("/screenings/<uuid:screening_id>", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(401, 404, 503)
@blueprint.response(200, ScreeningAnswer)
def read_screening(screening_id: UUID) -> Response:
    """查看资格审查 Read a screening and how far it has come."""
    return respond(found(db.session(), screening_id))


@blueprint.route("/screenings/<uuid:screening_id>/hits", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 404, 422, 503)
@blueprint.arguments(HitsQuery, location="query")
@blueprint.response(200, HitPage)
def read_hits(arguments: dict[str, Any], screening_id: UUID) -> Response:
    """查看命中 Read the hits, each with how it goes together; that they were read is recorded."""
    runtime = current_runtime()
    with transaction() as session:
        asked = told(session, screening_id, "hits")
        page = screening_answers.hits_page(session, asked, arguments, runtime)
    return court.respond(page)


@blueprint.route("/screenings/<uuid:screening_id>/faults", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 404, 422, 503)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, FaultPage)
def read_faults(arguments: dict[str, Any], screening_id: UUID) -> Response:
    """查看错误行 Read the rows that were not compared, or not by their number, and why."""
    session = db.session()
    asked = found(session, screening_id)
    return court.respond(screening_answers.faults_page(session, asked, arguments))


@blueprint.route("/screenings/<uuid:screening_id>/report", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES, responses=screening_answers.REPORT)
@blueprint.problems(401, 404, 422, 503)
@blueprint.arguments(ReportQuery, location="query")
def read_report(arguments: dict[str, Any], screening_id: UUID) -> Response:
    """下载报告 Download the report; the download is recorded."""
    with transaction() as session:
        asked = told(session, screening_id, "report")
        code = asked.asker
        session.expunge(asked)
    rows = reports.rows_of(
        screening_id, code, language=current_language(), vault=current_runtime().vault
    )
    return screening_answers.report(rows, asked, arguments["form"])


def found(session: Session, screening_id: UUID, *, to_change: bool = False) -> Screening:
    """Return a screening of the calling agency.

    :raises ServiceError: ``screening.not_found``.
    """
    code = asker(session).code
    return screenings.found(session, screening_id, asker=code, to_change=to_change)


def told(session: Session, screening_id: UUID, what: str) -> Screening:
    """Return a screening whose results the agency is given, which is entered."""
    asked, actor = found(session, screening_id), asker(session).actor
    screenings.told(session, asked, actor=actor, what=what, now=current_runtime().now())
    return asked


def asker(session: Session) -> Asker:
    """Return the calling agency as whoever has a list screened."""
    code = session.get_one(Agency, guards.calling_agency()).code
    return Asker(f"agency:{code}", Actor(name=f"agency:{code}", via="agency-api"))


def respond(asked: Screening) -> Response:
    """Return a screening as it is answered."""
    answer = screening_answers.screening(db.session(), asked, current_runtime())
    return court.respond(answer)
