"""Routes of deadlines (期限接口)."""

from typing import Any

from flask import Response

from registry.api import answers, court
from registry.db import db
from registry.models.deadlines import Deadline
from registry.services import deadlines
from schemas.court_pages import DeadlinePage
from schemas.court_queries import OPEN, DeadlinesQuery

blueprint = court.blueprint("deadlines", "期限 Deadlines")


@blueprint.route("/deadlines", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(DeadlinesQuery, location="query")
@blueprint.response(200, DeadlinePage)
def find_deadlines(arguments: dict[str, Any]) -> Response:
    """查询本院期限事项 Find duties of one's court."""
    state = arguments["state"]

    def find(after: int, limit: int) -> list[Deadline]:
        found = deadlines.of_court(
            db.session(),
            court.of_court(arguments),
            kind=arguments["kind"],
            is_open=None if state is None else state == OPEN,
            after=after,
            limit=limit,
        )
        return list(found)

    return court.page(arguments, find, answers.deadline)
