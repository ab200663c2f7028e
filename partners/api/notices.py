"""Routes of the stream (推送流接口): an agency takes what waits for it, and says that it has it."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from partners.api import guards
from partners.dispatch import pulling
from partners.dispatch.pulling import Acknowledge
from registry.runtime import current_runtime
from schemas.notices import DeliverySchema
from schemas.pulling import AckSchema, AckTaken, PullQuery

blueprint = guards.for_agencies("stream", "联合惩戒单位的推送流 Streams of partner agencies")


@blueprint.route("/notices", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(401, 409, 422, 503)
@blueprint.arguments(PullQuery, location="query")
@blueprint.response(200, DeliverySchema)
@blueprint.alt_response(204, description="没有待取的通知 Nothing waits.")
def take_notices(arguments: Mapping[str, Any]) -> Response:
    """拉取通知 Take the next delivery: the same bytes and signature as when it is pushed.

    收妥后以 ack 确认，确认之前再取得到同一推送；没有待取的通知时答复 204。

    Confirm it with ack when you have it; until then you get the same one again. 204: nothing waits.
    """
    handed = pulling.hand_out(
        current_runtime(),
        guards.calling_agency(),
        after=arguments.get("after"),
        most=arguments["limit"],
    )
    if handed is None:
        return Response(status=204)
    response = Response(handed.body, content_type="application/json; charset=utf-8")
    response.headers.update(handed.headers)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.route("/ack", methods=["POST"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 409, 413, 415, 422, 503)
@blueprint.arguments(AckSchema)
@blueprint.response(200, AckTaken)
def acknowledge(arguments: Mapping[str, Any]) -> Mapping[str, int]:
    """确认收妥 Say up to where you have everything; saying it again changes nothing."""
    said = Acknowledge(**arguments)
    through = pulling.acknowledge(current_runtime(), guards.calling_agency(), said)
    return {"through": through}
