"""Routes of lists for watches of an agency (单位增减名单接口)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response

from partners.api import guards, screenings
from registry.api import court, screening_answers, watch_list_answers
from registry.db import db, transaction
from registry.runtime import current_runtime
from registry.services.screening import watch_lists
from schemas.court_queries import PageQuery
from schemas.screening_codes import RowsChange
from schemas.watches import ChangedRowPage, WatchListAnswer, WatchListPage

blueprint = guards.for_agencies("watch-lists", "增减名单 Lists of rows for an agency's watch")


@blueprint.route(
    "/screenings/<uuid:screening_id>/watch/added-lists/<uuid:list_id>", methods=["POST"]
)
@blueprint.doc(security=guards.BY_AGENCIES, requestBody=screening_answers.LIST_BODY)
@blueprint.problems(400, 401, 404, 409, 413, 415, 429, 503)
@blueprint.response(200, WatchListAnswer)
def add_rows(screening_id: UUID, list_id: UUID) -> Response:
    """增加名单行 Have the rows of a list watched too, in any form that screenings take.

    编号自定，以同一编号重复提交的不重复受理。 The id is your own: the same again under it is not
    taken twice.
    """
    return _handed_in(screening_id, list_id, RowsChange.ADD)


@blueprint.route(
    "/screenings/<uuid:screening_id>/watch/dropped-lists/<uuid:list_id>", methods=["POST"]
)
@blueprint.doc(security=guards.BY_AGENCIES, requestBody=screening_answers.LIST_BODY)
@blueprint.problems(400, 401, 404, 409, 413, 415, 429, 503)
@blueprint.response(200, WatchListAnswer)
def drop_rows(screening_id: UUID, list_id: UUID) -> Response:
    """去除名单行 Have the rows of a list watched no more, each by its number.

    没有号码的行按姓名去除没有号码的行。 A row without a number drops rows without one, by name.
    """
    return _handed_in(screening_id, list_id, RowsChange.DROP)


@blueprint.route("/screenings/<uuid:screening_id>/watch/lists", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 404, 422, 503)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, WatchListPage)
def find_lists(arguments: dict[str, Any], screening_id: UUID) -> Response:
    """查看增减名单 Read the lists that were handed in for a watch."""
    session = db.session()
    asked = screenings.found(session, screening_id)
    return court.respond(watch_list_answers.lists_page(session, asked, arguments))


@blueprint.route("/screenings/<uuid:screening_id>/watch/lists/<uuid:list_id>", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(401, 404, 503)
@blueprint.response(200, WatchListAnswer)
def read_list(screening_id: UUID, list_id: UUID) -> Response:
    """查看一份增减名单 Read such a list and how far it has come."""
    session = db.session()
    asked = screenings.found(session, screening_id)
    return court.respond(watch_list_answers.row_list(watch_lists.found(session, asked, list_id)))


@blueprint.route("/screenings/<uuid:screening_id>/watch/lists/<uuid:list_id>/rows", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 404, 422, 503)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, ChangedRowPage)
def read_rows(arguments: dict[str, Any], screening_id: UUID, list_id: UUID) -> Response:
    """查看逐行结果 Read what became of each row of such a list."""
    session = db.session()
    asked = screenings.found(session, screening_id)
    return court.respond(watch_list_answers.rows_page(session, asked, list_id, arguments))


def _handed_in(screening_id: UUID, list_id: UUID, change: RowsChange) -> Response:
    session, runtime = db.session(), current_runtime()
    known = screenings.found(session, screening_id)
    with (
        watch_list_answers.handed_in(session, known, list_id, change, vault=runtime.vault) as order,
        transaction() as acting,
    ):
        asked = screenings.found(acting, screening_id, to_change=True)
        actor = screenings.asker(acting).actor
        made = watch_lists.hand_in(
            acting, asked, order, actor=actor, policy=runtime.policy, now=runtime.now()
        )
        answer: Mapping[str, Any] = watch_list_answers.row_list(made)
    return court.respond(answer)
