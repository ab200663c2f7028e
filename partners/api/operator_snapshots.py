"""Routes of snapshots (快照接口) for operators: asked for on an agency's behalf, and looked at."""

from collections.abc import Mapping
from typing import Any

from partners.api import acts, guards
from partners.models.snapshots import Snapshot
from partners.services import agencies, snapshots
from registry.db import db
from registry.runtime import current_runtime
from schemas.partner_agencies import Because
from schemas.snapshots import SnapshotState

blueprint = guards.for_operators("snapshots", "代单位申请快照 Snapshots on an agency's behalf")
OF_ONE = "/agencies/<string(maxlength=64):code>/snapshot"


@blueprint.route(OF_ONE, methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@blueprint.arguments(Because)
@acts.once()
@blueprint.response(202, SnapshotState)
def ask(arguments: Mapping[str, Any], code: str) -> Snapshot:
    """代单位申请快照 Ask for a snapshot; the stream waits until the agency has confirmed it."""
    session = db.session()
    made = snapshots.ask_for(
        session,
        code,
        arguments["reason"],
        actor=guards.operator(),
        now=current_runtime().now(),
    )
    acts.written()
    return made


@blueprint.route(OF_ONE, methods=["GET"])
@blueprint.doc(security=guards.BY_OPERATORS)
@blueprint.problems(401, 403, 404, 503)
@blueprint.response(200, SnapshotState)
def show(code: str) -> Snapshot:
    """查看快照 Show how the snapshot stands that an agency is to take."""
    session = db.session()
    return snapshots.latest(session, agencies.find(session, code).id)
