"""Routes of receipts (反馈接口): those that were not in the answer to a delivery."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema, fields

from partners.api import guards
from partners.models.streams import StreamState
from partners.receipts import answerable, keeping, receipts
from partners.receipts.receipts import ReceiptSaid
from registry.db import db, end_reading, transaction
from registry.errors import ErrorKind, ServiceError
from registry.runtime import current_runtime
from schemas.receipts import ReceiptsSchema

blueprint = guards.for_agencies("receipts", "联合惩戒单位的反馈 Receipts of partner agencies")


class ReceiptsTaken(Schema):
    """How many receipts an agency has handed in."""

    received = fields.Integer(required=True, metadata={"description": "收到条数 How many."})


@blueprint.route("/receipts", methods=["POST"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 413, 415, 422, 503)
@blueprint.arguments(ReceiptsSchema)
@blueprint.response(200, ReceiptsTaken)
def hand_in(arguments: Mapping[str, Any]) -> Mapping[str, int]:
    """提交反馈 Hand in receipts; those that were handed in before are not kept twice.

    全部接受或者全部不接受。 All of them are taken, or none.
    """
    now, agency_id = current_runtime().now(), guards.calling_agency()
    said = tuple(receipts.said_of(item) for item in arguments["receipts"])
    _refuse_misfits(agency_id, said)
    with transaction() as session:
        keeping.keep(session, agency_id, said, now=now)
    return {"received": len(said)}


def _refuse_misfits(agency_id: int, said: Sequence[ReceiptSaid]) -> None:
    """Refuse receipts that answer nothing: what was sent stays sent, so that no lock is needed."""
    session = db.session()
    through = session.get_one(StreamState, agency_id).scanned
    wrong = answerable.misfits(session, agency_id, said, through=through)
    end_reading()
    unknown = sum(misfit.named is None for misfit in wrong)
    if unknown:
        raise ServiceError(ErrorKind.INVALID, "receipt.notice_unknown", {"unknown": unknown})
    if wrong:
        facts = {
            "unnamed": len(wrong),
            "notice": str(wrong[0].said.notice_id),
            "named": wrong[0].named,
        }
        raise ServiceError(ErrorKind.INVALID, "receipt.measure_unnamed", facts)
