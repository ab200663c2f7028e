"""Routes of reconciliation (对账接口): an agency compares what it holds with what it should."""

from collections.abc import Mapping
from typing import Any

from partners.api import guards
from partners.models.reconciliations import Reconciliation
from partners.notices.canonical import Bucket
from partners.services import reconciliations
from partners.states import SnapshotState
from registry.db import db, transaction
from registry.journal.entry import Actor
from registry.runtime import current_runtime
from schemas.reconciliation import (
    AskToReconcile,
    BucketsCompared,
    CompareBuckets,
    CompareRecords,
    ReconciliationAnswer,
    ReconciliationQuery,
    RecordsCompared,
)

blueprint = guards.for_agencies("reconciliation", "联合惩戒单位的对账 Reconciliation by agencies")


@blueprint.route("/reconciliation", methods=["POST"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 409, 413, 415, 422, 503)
@blueprint.arguments(AskToReconcile)
@blueprint.response(202, ReconciliationAnswer)
def ask(arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """申请对账 Ask to compare what you hold at the position that you confirmed last."""
    now = current_runtime().now()
    with transaction() as session:
        found = reconciliations.ask(session, guards.calling_agency(), **arguments, now=now)
        return _answer(found)


@blueprint.route("/reconciliation", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(401, 404, 409, 422, 503)
@blueprint.arguments(ReconciliationQuery, location="query")
@blueprint.response(200, ReconciliationAnswer)
def show(arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """查看对账 Show how many records you should hold, and the digest of them all."""
    found = reconciliations.find(db.session(), guards.calling_agency(), arguments["reconciliation"])
    return _answer(found)


@blueprint.route("/reconciliation/buckets", methods=["POST"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 404, 409, 413, 415, 422, 503)
@blueprint.arguments(CompareBuckets)
@blueprint.response(200, BucketsCompared)
def compare_buckets(arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """逐级比对 Compare your buckets right below a prefix; the answer names those that differ."""
    found = reconciliations.compare_buckets(
        db.session(),
        guards.calling_agency(),
        arguments["reconciliation"],
        arguments["prefix"],
        {name: Bucket(**said) for name, said in arguments["buckets"].items()},
    )
    return {"differ": [{"prefix": name, "count": count} for name, count in found]}


@blueprint.route("/reconciliation/records", methods=["POST"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(400, 401, 404, 409, 413, 415, 422, 503)
@blueprint.arguments(CompareRecords)
@blueprint.response(200, RecordsCompared)
def compare_records(arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """逐条比对 Compare your records below a prefix, and have those that differ sent again.

    补发的推送标明 replay，通知编号不变。

    They come as deliveries marked replay, under their own ids.
    """
    agency_id, now = guards.calling_agency(), current_runtime().now()
    theirs = {record: bytes.fromhex(said) for record, said in arguments["records"].items()}
    with transaction() as session:
        differ = reconciliations.compare_records(
            session, agency_id, arguments["reconciliation"], arguments["prefix"], theirs
        )
        actor = Actor(name=f"agency:{agency_id}", via="agency key")
        work = (
            reconciliations.resend(session, agency_id, differ, actor=actor, now=now)
            if arguments["resend"]
            else None
        )
    shown = [{"record": record, "difference": how} for record, how in differ]
    return {"differ": shown, "resend": work}


def _answer(found: Reconciliation) -> Mapping[str, Any]:
    answer = {
        "reconciliation": found.public_id,
        "stream": found.stream,
        "position": found.position,
        "state": found.state,
    }
    if found.state == SnapshotState.READY:
        answer |= {"count": found.records, "digest": found.digest.hex()}
    return answer
