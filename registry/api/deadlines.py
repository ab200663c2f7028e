"""Routes of deadlines (期限接口)."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response

from registry.api import court, deadline_answers
from registry.api.answers import Answer
from registry.clock import legal_day
from registry.db import db
from registry.models.deadlines import Deadline
from registry.runtime import current_runtime
from registry.services.clocks import deadline_lists
from registry.services.clocks.deadline_lists import Wanted
from registry.web import auth
from schemas.court_deadlines import (
    OPEN,
    OVERDUE,
    DeadlineAnswer,
    DeadlinePage,
    DeadlinesQuery,
    DeadlineSummary,
)
from schemas.court_queries import OfCourtQuery

blueprint = court.blueprint("deadlines", "期限 Deadlines")


@blueprint.route("/deadlines", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(DeadlinesQuery, location="query")
@blueprint.response(200, DeadlinePage)
def find_deadlines(arguments: dict[str, Any]) -> Response:
    """查询本院期限事项 Find duties of one's court.

    放假安排尚未公布的年度，届满日为暂定（provisional），公布后重新计算。 In a year whose holidays
    are not arranged yet the last day is provisional, and computed anew when they are.
    """
    session, on, state = db.session(), _today(), arguments["state"]
    wanted = Wanted(
        kind=arguments["kind"],
        bearer=arguments["bearer"],
        is_open=None if state in (None, OVERDUE) else state == OPEN,
        overdue_on=on if state == OVERDUE else None,
        due_before=arguments["due_before"],
        record_id=arguments["record"],
        case_id=arguments["case"],
    )
    shown: dict[int, Answer] = {}
    code = court.of_court(arguments)

    def find(after: int, limit: int) -> Sequence[Deadline]:
        found = deadline_lists.find(session, code, wanted, after=after, limit=limit)
        shown.update(deadline_answers.several(session, found, on=on))
        return found

    return court.page(arguments, find, lambda found: shown[found.id])


@blueprint.route("/deadlines/summary", methods=["GET"])
@blueprint.reading()
@blueprint.problems(422)
@blueprint.arguments(OfCourtQuery, location="query")
@blueprint.response(200, DeadlineSummary)
def read_summary(arguments: dict[str, Any]) -> Response:
    """期限概览 How a court stands with its duties: open, due this week, overdue, by kind.

    上级法院可以查看下级法院的概览。 A court above may read that of a court below.
    """
    on = _today()
    found = deadline_lists.counts(db.session(), court.of_court(arguments), on=on)
    return court.respond(deadline_answers.summary(found, on=on))


@blueprint.route("/deadlines/<uuid:deadline_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, DeadlineAnswer)
def read_deadline(deadline_id: UUID) -> Response:
    """查看期限事项 Read a duty."""
    session = db.session()
    found = deadline_lists.one(session, auth.caller().court_code, deadline_id)
    return court.respond(deadline_answers.several(session, [found], on=_today())[found.id])


def _today() -> date:
    return legal_day(current_runtime().now())
