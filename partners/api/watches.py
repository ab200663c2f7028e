"""Routes of watching lists for an agency (单位持续审查接口)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response

from partners.api import guards, screenings
from registry.api import court, watch_answers
from registry.db import transaction
from registry.runtime import current_runtime
from registry.screening import watching
from registry.services.screening import screenings as lists
from registry.services.screening import watches
from schemas.court_queries import PageQuery
from schemas.screenings import AgencyWatchToAmend, ScreeningAnswer
from schemas.watches import AlertPage, WatchToEnd, WatchToRenew

blueprint = guards.for_agencies("watches", "持续审查 Watching of lists by agencies")


@blueprint.route("/screenings/<uuid:screening_id>/watch/renewal", methods=["POST"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 404, 409, 413, 415, 422, 503)
@blueprint.arguments(WatchToRenew)
@blueprint.response(200, ScreeningAnswer)
def renew(arguments: Mapping[str, Any], screening_id: UUID) -> Response:
    """续期 Watch a list until another day."""
    runtime = current_runtime()
    with transaction() as session:
        asked = screenings.found(session, screening_id, to_change=True)
        actor = screenings.asker(session).actor
        watches.renew(
            session,
            asked,
            arguments["until"],
            actor=actor,
            policy=runtime.policy,
            now=runtime.now(),
        )
        return screenings.respond(asked)


@blueprint.route("/screenings/<uuid:screening_id>/watch/rows", methods=["POST"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 404, 409, 412, 413, 415, 422, 503)
@blueprint.arguments(AgencyWatchToAmend)
@blueprint.response(200, ScreeningAnswer)
def amend(arguments: Mapping[str, Any], screening_id: UUID) -> Response:
    """增减名单行 Take rows into a watch and out of it.

    新增的行与已公开的记录一致的，以提示告知。 What goes with new rows already is told by an alert.
    """
    with transaction() as session:
        asked = screenings.found(session, screening_id, to_change=True)
        lists.expect(asked, arguments["version"])
        watching.amend(
            session,
            asked,
            add=arguments["add"],
            drop=arguments["drop"],
            actor=screenings.asker(session).actor,
            runtime=current_runtime(),
        )
        return screenings.respond(asked)


@blueprint.route("/screenings/<uuid:screening_id>/watch/end", methods=["POST"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 404, 409, 413, 415, 422, 503)
@blueprint.arguments(WatchToEnd)
@blueprint.response(200, ScreeningAnswer)
def end(arguments: Mapping[str, Any], screening_id: UUID) -> Response:
    """终止持续审查 End a watch; its list is erased, and nothing more is told of it."""
    with transaction() as session:
        asked = screenings.found(session, screening_id, to_change=True)
        actor, now = screenings.asker(session).actor, current_runtime().now()
        watches.end(session, asked, actor=actor, reason=arguments["reason"], now=now)
        return screenings.respond(asked)


@blueprint.route("/screenings/<uuid:screening_id>/alerts", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 404, 422, 503)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, AlertPage)
def read_alerts(arguments: Mapping[str, Any], screening_id: UUID) -> Response:
    """查看提示 Read what changed about the rows of a watched list; that it was read is recorded."""
    runtime = current_runtime()
    with transaction() as session:
        asked = screenings.told(session, screening_id, "alerts")
        page = watch_answers.alerts_page(session, asked, arguments, runtime)
    return court.respond(page)
