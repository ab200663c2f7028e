"""Routes of parked notices (搁置通知接口) for operators: looked at, released, corrected, closed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from partners.api import acts, guards
from partners.services import parking
from partners.services.parking import HandleParked
from registry.db import db
from registry.runtime import current_runtime
from schemas.parked import FieldsToKeep, ParkedList
from schemas.partner_agencies import Because

blueprint = guards.for_operators("parked", "搁置的通知 Notices that agencies refuse")
OF_ONE = "/agencies/<string(maxlength=64):code>/parked"
NOTICE = f"{OF_ONE}/<uuid:notice_id>"
WITH_BODY = (400, 401, 403, 404, 409, 413, 415, 422, 503)


@blueprint.route(OF_ONE, methods=["GET"])
@blueprint.doc(security=guards.BY_OPERATORS)
@blueprint.problems(401, 403, 404, 503)
@blueprint.response(200, ParkedList)
def show(code: str) -> Mapping[str, object]:
    """搁置的通知 Show what is kept out of an agency's stream, and why."""
    return _shown(db.session(), code)


@blueprint.route(f"{NOTICE}/release", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@blueprint.arguments(Because)
@acts.once()
@blueprint.response(200, ParkedList)
def release(arguments: Mapping[str, Any], code: str, notice_id: UUID) -> Mapping[str, object]:
    """放行 Send a parked notice, or one that was closed, again as it is, and after it what is held
    behind it.
    """
    order = HandleParked(agency=code, notice=notice_id, reason=arguments["reason"])
    session = db.session()
    parking.release(session, order, actor=guards.operator(), now=current_runtime().now())
    return show_waiting(code)


@blueprint.route(f"{NOTICE}/correction", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@blueprint.arguments(FieldsToKeep)
@acts.once()
@blueprint.response(200, ParkedList)
def correct(arguments: Mapping[str, Any], code: str, notice_id: UUID) -> Mapping[str, object]:
    """更正后放行 Send a parked notice, or one that was closed, again with fewer fields."""
    order = HandleParked(agency=code, notice=notice_id, reason=arguments["reason"])
    session = db.session()
    parking.correct(
        session,
        order,
        arguments["fields_"],
        actor=guards.operator(),
        now=current_runtime().now(),
    )
    return show_waiting(code)


@blueprint.route(f"{NOTICE}/closure", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@blueprint.arguments(Because)
@acts.once()
@blueprint.response(200, ParkedList)
def close(arguments: Mapping[str, Any], code: str, notice_id: UUID) -> Mapping[str, object]:
    """终结 Close a notice that this agency will not be sent, unless it is released after all."""
    order = HandleParked(agency=code, notice=notice_id, reason=arguments["reason"])
    session = db.session()
    parking.close(session, order, actor=guards.operator(), now=current_runtime().now())
    return show_waiting(code)


def show_waiting(code: str) -> Mapping[str, object]:
    """Return what is still kept out of an agency's stream."""
    return _shown(acts.written(), code)


def _shown(session: Session, code: str) -> Mapping[str, object]:
    return {"items": parking.waiting(session, code), "closed": parking.closed(session, code)}
