"""Routes of transfers of cases (移转执行接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court
from registry.db import db
from registry.models.cases import EnforcementCase
from registry.models.transfers import Transfer
from registry.runtime import current_runtime
from registry.services.acts import records
from registry.services.transfers import transfers
from registry.services.transfers.transfers import DecideTransfer, ReceiveTransfer
from registry.web import acts, auth, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_transfers import TransferAnswer, TransferToDecide

MADE = headers("ETag", "Location", "Idempotent-Replayed")
blueprint = court.blueprint("transfers", "移转执行 Transfers of cases")


@blueprint.route("/transfers", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(TransferToDecide)
@blueprint.response(201, TransferAnswer, headers=MADE)
def decide(fields: dict[str, Any]) -> Response:
    """决定移转执行 Give a case to another court, with everything that hangs on it.

    由执行法院的上级法院决定（提级、指定、交叉执行）。失信信息、限制消费令、期限事项、各类申请随案件一并移转，
    被告知过的单位获知新的执行法院。 A court above the enforcing court decides. Listings, orders,
    duties and applications go with the case, and whoever was told of them learns of the new court.
    """
    wanted = DecideTransfer(**fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        made = transfers.decide(session, wanted, actor=actor, now=now, vault=vault)
        return _answer(session, *made, location=f"{court.PREFIX}/transfers/{made[0].public_id}")

    return acts.perform(work)


@blueprint.route("/transfers/<uuid:transfer_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, TransferAnswer, headers=headers("ETag"))
def read_transfer(transfer_id: UUID) -> Response:
    """查看移转执行 Read a transfer, at each of the courts that it concerns."""
    session = db.session()
    code = auth.caller().court_code
    return acts.respond(_answer(session, *transfers.find(session, transfer_id, court_code=code)))


@blueprint.route("/transfers/<uuid:transfer_id>/receipt", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, TransferAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def receive(transfer_id: UUID) -> Response:
    """接收移转案件 Acknowledge at the new court that the case has come."""
    bodies.refuse_body()
    wanted = ReceiveTransfer(transfer_id=transfer_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, *transfers.receive(session, wanted, actor=actor, now=now))

    return acts.perform(work)


def _answer(
    session: Session, found: Transfer, case: EnforcementCase, location: str | None = None
) -> Answer:
    session.flush()
    people = records.staff_ids(session, found.decided_by, found.acknowledged_by)
    record = {
        "id": found.public_id,
        "version": found.version,
        "case": answers.case_named(case),
        "kind": found.kind,
        "from_court": found.from_court,
        "to_court": found.to_court,
        "decided_court": found.decided_court,
        "initiative": found.initiative,
        "received_on": found.received_on,
        "reason": found.reason,
        "decided": answers.made_by(people, found.decided_by, found.decided_at),
        "received": answers.made_by(people, found.acknowledged_by, found.acknowledged_at),
    }
    return Answer(record=record, version=found.version, location=location)
