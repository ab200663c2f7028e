"""Routes of watching lists for a court (持续审查接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import court, screenings, watch_answers
from registry.db import transaction
from registry.runtime import current_runtime
from registry.screening import watching
from registry.services.screening import watches
from registry.web import acts, etags
from registry.web.acts import Answer
from schemas.court_queries import PageQuery
from schemas.screenings import ScreeningAnswer, WatchToAmend
from schemas.watches import AlertPage, WatchToEnd, WatchToRenew

blueprint = court.blueprint("watches", "持续审查 Watching of lists")


@blueprint.route("/screenings/<uuid:screening_id>/watch/renewal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(WatchToRenew)
@blueprint.response(200, ScreeningAnswer, headers=screenings.CHANGED)
def renew(fields: dict[str, Any], screening_id: UUID) -> Response:
    """续期 Watch a list until another day."""
    version = etags.expected()

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        found = screenings.to_change(session, screening_id, actor, version)
        policy = current_runtime().policy
        watches.renew(session, found, fields["until"], actor=actor.journal, policy=policy, now=now)
        return screenings.answer(found)

    return acts.perform(work)


@blueprint.route("/screenings/<uuid:screening_id>/watch/rows", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(WatchToAmend)
@blueprint.response(200, ScreeningAnswer, headers=screenings.CHANGED)
def amend(fields: dict[str, Any], screening_id: UUID) -> Response:
    """增减名单行 Take rows into a watch and out of it.

    新增的行与已公开的记录一致的，以提示告知。 What goes with new rows already is told by an alert.
    """
    version = etags.expected()

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        found = screenings.to_change(session, screening_id, actor, version)
        runtime = current_runtime()
        watching.amend(session, found, **fields, actor=actor.journal, runtime=runtime)
        return screenings.answer(found)

    return acts.perform(work)


@blueprint.route("/screenings/<uuid:screening_id>/watch/end", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(WatchToEnd)
@blueprint.response(200, ScreeningAnswer, headers=screenings.CHANGED)
def end(fields: dict[str, Any], screening_id: UUID) -> Response:
    """终止持续审查 End a watch; its list is erased, and nothing more is told of it."""
    version = etags.expected()

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        found = screenings.to_change(session, screening_id, actor, version)
        watches.end(session, found, actor=actor.journal, reason=fields["reason"], now=now)
        return screenings.answer(found)

    return acts.perform(work)


@blueprint.route("/screenings/<uuid:screening_id>/alerts", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 404, 422)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, AlertPage)
def read_alerts(arguments: dict[str, Any], screening_id: UUID) -> Response:
    """查看提示 Read what changed about the rows of a watched list; that it was read is recorded."""
    runtime = current_runtime()
    with transaction() as session:
        found = screenings.told(session, screening_id, "alerts")
        page = watch_answers.alerts_page(session, found, arguments, runtime)
    return court.respond(page)
