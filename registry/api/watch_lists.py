"""Routes of lists for watches of a court (增减名单接口): rows are taken in and out by a list."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import court, screening_answers, screenings, watch_list_answers
from registry.db import db
from registry.models.screenings import Screening
from registry.runtime import current_runtime
from registry.services.screening import screenings as lists
from registry.services.screening import watch_lists
from registry.web import acts, auth, etags
from registry.web.acts import Answer
from schemas.court_queries import PageQuery
from schemas.screening_codes import RowsChange
from schemas.watches import ChangedRowPage, WatchListAnswer, WatchListPage

blueprint = court.blueprint("watch_lists", "增减名单 Lists of rows for a watch")


@blueprint.route("/screenings/<uuid:screening_id>/watch/added-lists", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.problems(429)
@blueprint.doc(requestBody=screening_answers.LIST_BODY)
@blueprint.response(201, WatchListAnswer, headers=screenings.MADE)
def add_rows(screening_id: UUID) -> Response:
    """增加名单行 Have the rows of a list watched too, in any form that screenings take.

    已在名单中的不重复增加；逐行结果另行查看。 What is on the list already is not added again; what
    became of each row is read at its list.
    """
    return _handed_in(screening_id, RowsChange.ADD)


@blueprint.route("/screenings/<uuid:screening_id>/watch/dropped-lists", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.problems(429)
@blueprint.doc(requestBody=screening_answers.LIST_BODY)
@blueprint.response(201, WatchListAnswer, headers=screenings.MADE)
def drop_rows(screening_id: UUID) -> Response:
    """去除名单行 Have the rows of a list watched no more, each by its number.

    没有号码的行按姓名去除没有号码的行。 A row without a number drops rows without one, by name.
    """
    return _handed_in(screening_id, RowsChange.DROP)


@blueprint.route("/screenings/<uuid:screening_id>/watch/lists", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 404, 422)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, WatchListPage)
def find_lists(arguments: dict[str, Any], screening_id: UUID) -> Response:
    """查看增减名单 Read the lists that were handed in for a watch."""
    session = db.session()
    return court.respond(
        watch_list_answers.lists_page(session, _own(session, screening_id), arguments)
    )


@blueprint.route("/screenings/<uuid:screening_id>/watch/lists/<uuid:list_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, WatchListAnswer)
def read_list(screening_id: UUID, list_id: UUID) -> Response:
    """查看一份增减名单 Read such a list and how far it has come."""
    session = db.session()
    found = watch_lists.found(session, _own(session, screening_id), list_id)
    return court.respond(watch_list_answers.row_list(found))


@blueprint.route("/screenings/<uuid:screening_id>/watch/lists/<uuid:list_id>/rows", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 404, 422)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, ChangedRowPage)
def read_rows(arguments: dict[str, Any], screening_id: UUID, list_id: UUID) -> Response:
    """查看逐行结果 Read what became of each row of such a list."""
    session = db.session()
    found = _own(session, screening_id)
    return court.respond(watch_list_answers.rows_page(session, found, list_id, arguments))


def _handed_in(screening_id: UUID, change: RowsChange) -> Response:
    version, runtime, session, list_id = etags.expected(), current_runtime(), db.session(), uuid4()
    acts.admit()
    known = _own(session, screening_id)
    taken = watch_list_answers.handed_in(session, known, list_id, change, vault=runtime.vault)
    with acts.refusals_entered(), taken as order:

        def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
            found = screenings.to_change(session, screening_id, actor, version)
            made = watch_lists.hand_in(
                session, found, order, actor=actor.journal, policy=runtime.policy, now=now
            )
            return Answer(
                record=watch_list_answers.row_list(made),
                version=found.version,
                location=f"{court.PREFIX}/screenings/{screening_id}/watch/lists/{list_id}",
            )

        return acts.perform(work)


def _own(session: Session, screening_id: UUID) -> Screening:
    asker = f"court:{auth.caller().court_code}"
    return lists.found(session, screening_id, asker=asker, to_change=False)
