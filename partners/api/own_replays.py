"""Routes of replays (补发接口) for agencies: one that has lost something has it told again."""

from collections.abc import Mapping
from typing import Any

from partners.api import acts, guards
from partners.models.reconciliations import Resend
from partners.services import replays
from partners.services.replays import AskForReplay
from registry.db import db
from registry.runtime import current_runtime
from schemas.replays import AskToReplay, ReplayList, ReplayView

blueprint = guards.for_agencies("replays", "单位申请补发 Replays for partner agencies")


@blueprint.route("/replays", methods=["POST"])
@blueprint.acting_by(guards.AGENCY_KEY, changes=False)
@blueprint.arguments(AskToReplay)
@acts.once()
@blueprint.response(202, ReplayView)
def ask(arguments: dict[str, Any]) -> Resend:
    """申请补发 Have told again what you were told since a position or a day.

    以标明 replay 的推送送达，通知编号不变，推送流的序号不动。

    It comes as deliveries marked replay, under the ids that you know; your position stays.
    """
    order = AskForReplay(agency=guards.agency_code(), **arguments)
    session = db.session()
    made = replays.ask(session, order, actor=guards.agency_actor(), now=current_runtime().now())
    acts.written()
    return made


@blueprint.route("/replays", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(401, 503)
@blueprint.response(200, ReplayList)
def show() -> Mapping[str, object]:
    """补发列表 Show what you are or were sent again, the latest first."""
    return {"items": replays.of_agency(db.session(), guards.agency_code())}
