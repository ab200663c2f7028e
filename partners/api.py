"""What agencies call (单位接口): receipts that were not in the answer to a delivery."""

from collections.abc import Mapping
from typing import Any

from flask import g
from marshmallow import Schema, fields

from partners import receipts
from partners.models.streams import StreamState
from partners.services import agency_keys
from registry.db import db, transaction
from registry.errors import ErrorKind, ServiceError
from registry.runtime import current_runtime
from registry.web import access, auth
from registry.web.openapi import Api, Blueprint
from schemas.receipts import ReceiptsSchema

PREFIX = "/api/v1/agency"
AGENCY_KEY = "agencyKey"

blueprint = Blueprint(
    "agency", __name__, url_prefix=PREFIX, description="联合惩戒单位 Partner agencies"
)


class ReceiptsTaken(Schema):
    """How many receipts an agency has handed in."""

    received = fields.Integer(required=True, metadata={"description": "收到条数 How many."})


def require_agency_key() -> None:
    """Let only the holder of an agency's key in.

    :raises ServiceError: 401 ``key.missing``, ``key.malformed``, ``key.unknown``, ``key.revoked``,
        ``key.expired``.
    """
    agency = agency_keys.holder_of(db.session(), auth.shown_key(), now=current_runtime().now())
    g.agency_id = agency.id


access.guarded(blueprint, require_agency_key)


@blueprint.route("/receipts", methods=["POST"])
@blueprint.doc(security=[{AGENCY_KEY: []}])
@blueprint.problems(400, 401, 413, 415, 422, 503)
@blueprint.arguments(ReceiptsSchema)
@blueprint.response(200, ReceiptsTaken)
def hand_in(arguments: Mapping[str, Any]) -> Mapping[str, int]:
    """提交反馈 Hand in receipts; those that were handed in before are not kept twice.

    全部接受或者全部不接受。 All of them are taken, or none.
    """
    now = current_runtime().now()
    said = tuple(receipts.said_of(item) for item in arguments["receipts"])
    with transaction() as session:
        stream = session.get_one(StreamState, g.agency_id)
        answered = receipts.Answered(said)
        known = receipts.only_known(session, answered, own=(), through=stream.through)
        if known.faults:
            facts = {"unknown": known.faults}
            raise ServiceError(ErrorKind.INVALID, "receipt.notice_unknown", facts)
        receipts.store(session, g.agency_id, said, now=now)
    return {"received": len(said)}


def init_app(api: Api) -> None:
    """Let agencies call the register."""
    api.add_key(AGENCY_KEY)
    api.register_blueprint(blueprint)
