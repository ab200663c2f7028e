"""Routes of replays (补发接口) for operators: asked for, looked at, given up."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from partners.api import acts, guards
from partners.models.reconciliations import Resend
from partners.services import replays
from partners.services.replays import AskForReplay, CancelReplay
from registry.db import db
from registry.runtime import current_runtime
from schemas.partner_agencies import Because
from schemas.replays import AskToReplay, ReplayList, ReplayView

blueprint = guards.for_operators("replays", "补发 Replays")
OF_ONE = "/agencies/<string(maxlength=64):code>/replays"


@blueprint.route(OF_ONE, methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@blueprint.arguments(AskToReplay)
@acts.once()
@blueprint.response(202, ReplayView)
def ask(arguments: dict[str, Any], code: str) -> Resend:
    """补发 Send an agency again what it was told since a position or a day.

    通知编号和顺序不变，已失效的不再发送，结束一律发送。

    Ids and order stay; what does not hold any more is left out, and ends are always told.
    """
    order = AskForReplay(agency=code, **arguments)
    session = db.session()
    made = replays.ask(session, order, actor=guards.operator(), now=current_runtime().now())
    acts.written()
    return made


@blueprint.route(OF_ONE, methods=["GET"])
@blueprint.doc(security=guards.BY_OPERATORS)
@blueprint.problems(401, 403, 404, 503)
@blueprint.response(200, ReplayList)
def show(code: str) -> Mapping[str, object]:
    """补发列表 Show what an agency is or was sent again, the latest first."""
    return {"items": replays.of_agency(db.session(), code)}


@blueprint.route(f"{OF_ONE}/<uuid:replay_id>/cancellation", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@blueprint.arguments(Because)
@acts.once()
@blueprint.response(200, ReplayView)
def cancel(arguments: dict[str, Any], code: str, replay_id: UUID) -> Resend:
    """停止补发 Give a replay up where it stands."""
    order = CancelReplay(agency=code, replay=replay_id, reason=arguments["reason"])
    session = db.session()
    made = replays.cancel(session, order, actor=guards.operator(), now=current_runtime().now())
    acts.written()
    return made
