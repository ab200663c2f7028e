"""Routes of snapshots (快照接口): an agency that begins anew, or has lost its copy, takes all that
it should hold.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response, request, stream_with_context

from partners.api import acts, guards
from partners.services import snapshot_pieces, snapshots
from partners.services.snapshots import ConfirmSnapshot
from registry.db import db, end_reading, transaction
from registry.journal.entry import Actor
from registry.runtime import current_runtime
from registry.vault import Vault
from schemas.snapshots import (
    AskForSnapshot,
    ConfirmSnapshotSchema,
    SnapshotAnswer,
    SnapshotConfirmed,
)

blueprint = guards.for_agencies("snapshot", "联合惩戒单位的快照 Snapshots for partner agencies")
TYPE = "application/x-ndjson"


@blueprint.route("/snapshot", methods=["POST"])
@blueprint.acting_by(guards.AGENCY_KEY, changes=False)
@blueprint.arguments(AskForSnapshot)
@acts.once()
@blueprint.response(202, SnapshotAnswer)
def ask(arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """申请快照 Ask for a snapshot; the stream waits until you have confirmed it."""
    agency_id, now = guards.calling_agency(), current_runtime().now()
    session = db.session()
    found = snapshots.ask(session, agency_id, arguments["reason"], actor=_caller(), now=now)
    return {
        "snapshot": found.public_id,
        "stream": found.stream,
        "position": found.position,
        "state": found.state,
    }


@blueprint.route("/snapshot", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(401, 404, 409, 503)
@blueprint.alt_response(200, description="NDJSON", content_type=TYPE)
@blueprint.alt_response(206, description="NDJSON", content_type=TYPE)
def take() -> Response:
    """取得快照 Take the snapshot: a line for each record, and at the end the digest of the whole.

    中断后可用 Range: bytes=N- 从第 N 字节继续。 Range: bytes=N- goes on from byte N.
    """
    found = snapshots.ready(db.session(), guards.calling_agency())
    snapshot_id, size, digest = found.id, found.size, found.digest.hex()
    end_reading()
    asked = request.range.ranges if request.range is not None else []
    begin = asked[0][0] if len(asked) == 1 and asked[0][1] is None else 0
    is_part = len(asked) == 1 and 0 < begin < size
    begin = begin if is_part else 0
    pieces = _pieces(current_runtime().vault, snapshot_id, begin, size)
    response = Response(stream_with_context(pieces), 206 if is_part else 200, content_type=TYPE)
    response.headers["Content-Length"] = str(size - begin)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = "no-store"
    response.set_etag(digest)
    if is_part:
        response.headers["Content-Range"] = f"bytes {begin}-{size - 1}/{size}"
    return response


@blueprint.route("/snapshot/confirmation", methods=["POST"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 404, 409, 413, 415, 422, 503)
@blueprint.arguments(ConfirmSnapshotSchema)
@blueprint.response(200, SnapshotConfirmed)
def confirm(arguments: Mapping[str, Any]) -> Mapping[str, int]:
    """确认快照 Say that you have the snapshot; your stream begins at its position."""
    order, now = ConfirmSnapshot(**arguments), current_runtime().now()
    with transaction() as session:
        through = snapshots.confirm(
            session, guards.calling_agency(), order, actor=_caller(), now=now
        )
    return {"through": through}


def _pieces(vault: Vault, snapshot_id: int, begin: int, size: int) -> Iterator[bytes]:
    """Yield a snapshot piece by piece; no transaction is open while the reader takes one."""
    while begin < size:
        piece = snapshot_pieces.chunk(db.session(), vault, snapshot_id, at=begin)
        end_reading()
        begin += len(piece)
        yield piece


def _caller() -> Actor:
    return Actor(name=f"agency:{guards.calling_agency()}", via="agency key")
