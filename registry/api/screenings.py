"""Routes of screening lists for a court (资格审查接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import court, screening_answers
from registry.db import db, transaction
from registry.i18n import current_language
from registry.models.screenings import Screening
from registry.runtime import current_runtime
from registry.screening import reports
from registry.services.screening import screenings
from registry.services.screening.screenings import Asker
from registry.web import acts, auth, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_queries import PageQuery
from schemas.screenings import (
    FaultPage,
    HitPage,
    HitsQuery,
    ReportQuery,
    ScreeningAnswer,
    ScreeningPage,
    ScreeningToCancel,
    ScreeningToOpen,
)

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("screenings", "资格审查 Screening of lists")


@blueprint.route("/screenings", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.problems(429)
@blueprint.arguments(ScreeningToOpen)
@blueprint.response(201, ScreeningAnswer, headers=MADE)
def open_screening(fields: dict[str, Any]) -> Response:
    """提交资格审查 State what a list is to be compared with and what for; a short list comes along.

    一千行以内的名单可以随请求提交，否则另行提交。 A list of up to 1,000 rows may come along; a
    longer one is handed in by itself.
    """
    rows = fields["rows"]
    order = screening_answers.order_of(fields, uuid4())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        runtime = current_runtime()
        asker = Asker(_code(actor.court_code), actor.journal)
        made = screenings.open_one(session, order, asker=asker, now=now, policy=runtime.policy)
        if rows is not None:
            screenings.hand_in(session, made, screening_answers.inline(rows, made, runtime.vault))
        return answer(made, f"{court.PREFIX}/screenings/{made.public_id}")

    return acts.perform(work)


@blueprint.route("/screenings/<uuid:screening_id>/list", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.doc(requestBody=screening_answers.LIST_BODY)
@blueprint.response(200, ScreeningAnswer, headers=CHANGED)
def hand_in(screening_id: UUID) -> Response:
    """提交名单 Hand in the list of a screening: JSON, JSON Lines, CSV or XLSX.

    至多一百二十八兆字节、一百万行；列名见使用说明。 Up to 128 MiB and a million rows; see the guide
    for the names of columns.
    """
    version, vault = etags.expected(), current_runtime().vault
    acts.admit()
    known = screenings.found(db.session(), screening_id, asker=_own(), to_change=False)
    with acts.refusals_entered(), screening_answers.handed_in(known, vault) as order:

        def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
            found = to_change(session, screening_id, actor, version)
            return answer(screenings.hand_in(session, found, order))

        return acts.perform(work)


@blueprint.route("/screenings/<uuid:screening_id>/cancellation", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ScreeningToCancel)
@blueprint.response(200, ScreeningAnswer, headers=CHANGED)
def cancel(fields: dict[str, Any], screening_id: UUID) -> Response:
    """取消资格审查 Cancel a screening; the list and what was found until then are erased."""
    version = etags.expected()

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        found = to_change(session, screening_id, actor, version)
        reason = fields["reason"]
        return answer(
            screenings.cancel(session, found, actor=actor.journal, reason=reason, now=now)
        )

    return acts.perform(work)


@blueprint.route("/screenings", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, ScreeningPage)
def find_screenings(arguments: dict[str, Any]) -> Response:
    """查看本院的资格审查 Read the screenings of one's court."""
    session, asker = db.session(), _own()
    return court.page(
        arguments,
        lambda after, limit: screenings.of(session, asker, after=after, limit=limit),
        lambda found: screening_answers.screening(session, found, current_runtime()),
    )


@blueprint.route("/screenings/<uuid:screening_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, ScreeningAnswer, headers=headers("ETag"))
def read_screening(screening_id: UUID) -> Response:
    """查看资格审查 Read a screening and how far it has come."""
    found = screenings.found(db.session(), screening_id, asker=_own(), to_change=False)
    return acts.respond(answer(found))


@blueprint.route("/screenings/<uuid:screening_id>/hits", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 404, 422)
@blueprint.arguments(HitsQuery, location="query")
@blueprint.response(200, HitPage)
def read_hits(arguments: dict[str, Any], screening_id: UUID) -> Response:
    """查看命中 Read the hits, each with how it goes together; that they were read is recorded."""
    runtime = current_runtime()
    with transaction() as session:
        found = told(session, screening_id, "hits")
        page = screening_answers.hits_page(session, found, arguments, runtime)
    return court.respond(page)


@blueprint.route("/screenings/<uuid:screening_id>/faults", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 404, 422)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, FaultPage)
def read_faults(arguments: dict[str, Any], screening_id: UUID) -> Response:
    """查看错误行 Read the rows that were not compared, or not by their number, and why."""
    session = db.session()
    found = screenings.found(session, screening_id, asker=_own(), to_change=False)
    return court.respond(screening_answers.faults_page(session, found, arguments))


@blueprint.route("/screenings/<uuid:screening_id>/report", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404, 422)
@blueprint.arguments(ReportQuery, location="query")
@blueprint.doc(responses=screening_answers.REPORT)
def read_report(arguments: dict[str, Any], screening_id: UUID) -> Response:
    """下载报告 Download the report; the download is recorded."""
    with transaction() as session:
        found = told(session, screening_id, "report")
        session.expunge(found)
    rows = reports.rows_of(
        screening_id, _own(), language=current_language(), vault=current_runtime().vault
    )
    return screening_answers.report(rows, found, arguments["form"])


def told(session: Session, screening_id: UUID, what: str) -> Screening:
    """Return a screening whose results somebody of the court is given, which is entered."""
    actor = auth.actor()
    found = screenings.found(session, screening_id, asker=_code(actor.court_code), to_change=False)
    screenings.told(session, found, actor=actor.journal, what=what, now=current_runtime().now())
    return found


def to_change(session: Session, screening_id: UUID, actor: CourtActor, version: int) -> Screening:
    """Return a screening of the court that is to be changed, as it is meant to be.

    :raises ServiceError: ``screening.not_found``, ``record.stale``.
    """
    found = screenings.found(session, screening_id, asker=_code(actor.court_code), to_change=True)
    screenings.expect(found, version)
    return found


def _code(court_code: str) -> str:
    return f"court:{court_code}"


def _own() -> str:
    return _code(auth.caller().court_code)


def answer(found: Screening, location: str | None = None) -> Answer:
    """Return a screening as an act is answered."""
    record = screening_answers.screening(db.session(), found, current_runtime())
    return Answer(record=record, version=found.version, location=location)
