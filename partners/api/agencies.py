"""Routes of agencies (单位管理接口) for operators: taken in, changed, paused, tested, retired."""

from collections.abc import Mapping
from typing import Any

from partners.api import acts, guards, stream_answers
from partners.oversight.portraits import AgencyPortrait, portrait_of
from partners.oversight.status import report
from partners.services import agencies, agency_changes, streams
from partners.services.agencies import AddAgency
from partners.services.agency_changes import ChangeAgency
from registry.db import db
from registry.runtime import current_runtime
from registry.web import bodies
from schemas.measures import USUAL_FIELDS
from schemas.partner_agencies import (
    USUAL_BYTES,
    USUAL_EVERY,
    USUAL_NOTICES,
    AgencyAdded,
    AgencyToAdd,
    AgencyToChange,
    AgencyView,
    Because,
    TestPut,
)
from schemas.partner_streams import StreamList, StreamView

blueprint = guards.for_operators("agencies", "联合惩戒单位管理 Managing partner agencies")
ONE = "/agencies/<string(maxlength=64):code>"


@blueprint.route("/agencies", methods=["GET"])
@blueprint.doc(security=guards.BY_OPERATORS)
@blueprint.problems(401, 403, 503)
@blueprint.response(200, StreamList)
def list_agencies() -> Mapping[str, object]:
    """全部单位 Show every agency with the state of its stream."""
    found = report(db.session(), now=current_runtime().now())
    return {"items": [stream_answers.stream(stream) for stream in found]}


@blueprint.route("/agencies", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@blueprint.arguments(AgencyToAdd)
@acts.once(shown_once=("secret",))
@blueprint.response(201, AgencyAdded)
def add_agency(arguments: dict[str, Any]) -> Mapping[str, object]:
    """接入单位 Take an agency in; its signing secret is shown this once.

    接收地址通过验证后开始推送；没有接收地址的自行拉取；已有记录的，先取快照。

    Its stream begins once its endpoint has answered a challenge; without one it pulls. Where
    records are in force already it takes a snapshot first.
    """
    runtime = current_runtime()
    order = AddAgency(
        code=arguments["code"],
        name_zh=arguments["name_zh"],
        name_en=arguments["name_en"],
        endpoint=arguments["endpoint"] or None,
        measures=tuple(arguments["measures"]),
        fields=tuple(arguments.get("fields_", USUAL_FIELDS)),
        every_seconds=arguments.get("every_seconds", USUAL_EVERY),
        cron=arguments.get("cron"),
        posts_per_minute=arguments.get("posts_per_minute") or None,
        max_notices=arguments.get("max_notices", USUAL_NOTICES),
        max_bytes=arguments.get("max_bytes", USUAL_BYTES),
        endings_at_once=arguments.get("endings_at_once", False),
        https_only=runtime.settings.is_production,
        begins_now=arguments["begins_now"],
    )
    session = db.session()
    added = agencies.add(session, order, runtime.vault, actor=guards.operator(), now=runtime.now())
    return {"endpoint": added.endpoint, "secret": added.secret, "state": added.state.value}


@blueprint.route(ONE, methods=["GET"])
@blueprint.doc(security=guards.BY_OPERATORS)
@blueprint.problems(401, 403, 404, 503)
@acts.versioned
@blueprint.response(200, AgencyView)
def show_agency(code: str) -> AgencyPortrait:
    """单位概况 Show what is set for an agency."""
    session = db.session()
    return portrait_of(session, agencies.find(session, code))


@blueprint.route(f"{ONE}/stream", methods=["GET"])
@blueprint.doc(security=guards.BY_OPERATORS)
@blueprint.problems(401, 403, 404, 503)
@acts.versioned
@blueprint.response(200, StreamView)
def show_stream(code: str) -> Mapping[str, object]:
    """推送状态 Show how an agency's stream stands."""
    session = db.session()
    code = agencies.find(session, code).code
    [found] = report(session, now=current_runtime().now(), code=code)
    return stream_answers.stream(found)


@blueprint.route(f"{ONE}/changes", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=True)
@blueprint.arguments(AgencyToChange)
@acts.once(changes=True)
@blueprint.response(200, AgencyView)
def change_agency(arguments: dict[str, Any], code: str) -> AgencyPortrait:
    """变更单位 Change measures, fields, schedule or limits; what is absent stays."""
    wanted: dict[str, Any] = {**arguments}
    for given, meant in (("fields_", "fields"), ("measures", "measures")):
        if given in wanted:
            wanted[meant] = tuple(wanted.pop(given))
    order = ChangeAgency(code=code, **wanted)
    session = db.session()
    agency = agency_changes.change(
        session, order, actor=guards.operator(), now=current_runtime().now()
    )
    return portrait_of(acts.written(), agency)


@blueprint.route(f"{ONE}/pause", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@blueprint.arguments(Because)
@acts.once()
@blueprint.response(200, StreamView)
def pause_stream(arguments: dict[str, Any], code: str) -> Mapping[str, object]:
    """暂停推送 Send nothing until the stream is resumed; what happens meanwhile waits."""
    session = db.session()
    streams.pause(
        session,
        code,
        reason=arguments["reason"],
        actor=guards.operator(),
        now=current_runtime().now(),
    )
    return show_report(code)


@blueprint.route(f"{ONE}/resumption", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@acts.once()
@blueprint.response(200, StreamView)
def resume_stream(code: str) -> Mapping[str, object]:
    """恢复推送 Go on with a stream that was paused or has halted."""
    bodies.refuse_body()
    session = db.session()
    streams.resume(session, code, actor=guards.operator(), now=current_runtime().now())
    return show_report(code)


@blueprint.route(f"{ONE}/tests", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@acts.once()
@blueprint.response(201, TestPut)
def test_stream(code: str) -> Mapping[str, object]:
    """测试推送 Put a test notice into the stream, in its place after what waits."""
    bodies.refuse_body()
    session = db.session()
    notice = streams.test(session, code, actor=guards.operator(), now=current_runtime().now())
    return {"notice": notice}


@blueprint.route(f"{ONE}/retirement", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=True)
@blueprint.arguments(Because)
@acts.once(changes=True)
@blueprint.response(200, StreamView)
def retire_agency(arguments: dict[str, Any], code: str) -> Mapping[str, object]:
    """退出 End an agency's part; what it was told stays on record."""
    session = db.session()
    agency_changes.retire(
        session,
        code,
        reason=arguments["reason"],
        actor=guards.operator(),
        now=current_runtime().now(),
    )
    return show_report(code)


def show_report(code: str) -> Mapping[str, object]:
    """Return how an agency's stream stands now."""
    [found] = report(acts.written(), now=current_runtime().now(), code=code)
    return stream_answers.stream(found)
