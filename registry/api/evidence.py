"""Routes of evidence and of signs of evasion (履行能力证据、规避执行迹象接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, capacity_answers, court
from registry.db import db
from registry.models.evidence import EvidenceItem, SignOfEvasion
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.capacity import capacity_records, evidence
from registry.services.capacity.evidence import RecordEvidence, RecordSign, WithdrawRecord
from registry.web import acts, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_capacity import EvidenceToRecord, OfDebtorQuery, SignToRecord, Withdrawal
from schemas.court_capacity_answers import EvidenceAnswer, EvidencePage, SignAnswer, SignPage

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
NAME = "evidence"
blueprint = court.blueprint("evidence", "履行能力证据 Evidence of capacity, signs of evasion")


@blueprint.route("/evidence", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(EvidenceToRecord)
@blueprint.response(201, EvidenceAnswer, headers=MADE)
def record(fields: dict[str, Any]) -> Response:
    """记录证据 Record an item of evidence, with its source and its day.

    与现行认定相反的，提示重新审查，认定不自动改变。 What speaks against the present finding calls
    for a person and switches nothing.
    """
    ids = {f"{name}_id": fields.pop(name) for name in ("debtor", "inquiry", "report")}
    wanted = RecordEvidence(**ids, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = evidence.record(session, wanted, actor=actor, now=now)
        return _evidence(session, *made, location=f"{court.PREFIX}/evidence/{made[0].public_id}")

    return acts.perform(work)


@blueprint.route("/evidence", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(OfDebtorQuery, location="query")
@blueprint.response(200, EvidencePage)
def find_evidence(arguments: dict[str, Any]) -> Response:
    """查询本院证据 Find evidence of one's court, withdrawn items included."""
    session = db.session()

    def find(after: int, limit: int) -> list[EvidenceItem]:
        return _find(session, EvidenceItem, arguments, after=after, limit=limit)

    def show(found: EvidenceItem) -> answers.Answer:
        matter = records.matter_of(session, found.debtor_id)
        return capacity_answers.evidence(session, found, matter)

    return court.page(arguments, find, show)


@blueprint.route("/evidence/<uuid:evidence_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, EvidenceAnswer, headers=headers("ETag"))
def read_evidence(evidence_id: UUID) -> Response:
    """查看证据 Read an item of evidence."""
    session = db.session()
    found = capacity_records.found(session, EvidenceItem, court.sought(evidence_id), NAME)
    return acts.respond(_evidence(session, *found))


@blueprint.route("/evidence/<uuid:evidence_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(Withdrawal)
@blueprint.response(200, EvidenceAnswer, headers=CHANGED)
def withdraw(fields: dict[str, Any], evidence_id: UUID) -> Response:
    """撤回证据 Withdraw an item of evidence; it is kept, with the reason.

    现行认定以其为据的，提示重新审查。 A finding that rests on it is looked at again by a person.
    """
    wanted = WithdrawRecord(record_id=evidence_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _evidence(session, *evidence.withdraw(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/evasion-signs", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(SignToRecord)
@blueprint.response(201, SignAnswer, headers=MADE)
def record_sign(fields: dict[str, Any]) -> Response:
    """记录规避执行迹象 Record a sign of evasion, with its source and its day.

    存在规避执行迹象的，与无履行能力的证据一并列示。 Signs of evasion are shown beside the evidence
    of inability wherever that is shown.
    """
    wanted = RecordSign(debtor_id=fields.pop("debtor"), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = evidence.record_sign(session, wanted, actor=actor, now=now)
        return _sign(session, *made, location=f"{court.PREFIX}/evasion-signs/{made[0].public_id}")

    return acts.perform(work)


@blueprint.route("/evasion-signs", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(OfDebtorQuery, location="query")
@blueprint.response(200, SignPage)
def find_signs(arguments: dict[str, Any]) -> Response:
    """查询本院规避执行迹象 Find signs of evasion of one's court, withdrawn ones included."""
    session = db.session()

    def find(after: int, limit: int) -> list[SignOfEvasion]:
        return _find(session, SignOfEvasion, arguments, after=after, limit=limit)

    def show(found: SignOfEvasion) -> answers.Answer:
        matter = records.matter_of(session, found.debtor_id)
        return capacity_answers.sign(session, found, matter)

    return court.page(arguments, find, show)


@blueprint.route("/evasion-signs/<uuid:sign_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, SignAnswer, headers=headers("ETag"))
def read_sign(sign_id: UUID) -> Response:
    """查看规避执行迹象 Read a sign of evasion."""
    session = db.session()
    found = capacity_records.found(session, SignOfEvasion, court.sought(sign_id), NAME)
    return acts.respond(_sign(session, *found))


@blueprint.route("/evasion-signs/<uuid:sign_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(Withdrawal)
@blueprint.response(200, SignAnswer, headers=CHANGED)
def withdraw_sign(fields: dict[str, Any], sign_id: UUID) -> Response:
    """撤回规避执行迹象 Withdraw a sign of evasion; it is kept, with the reason."""
    wanted = WithdrawRecord(record_id=sign_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _sign(session, *evidence.withdraw_sign(session, wanted, actor=actor, now=now))

    return acts.perform(work)


def _find(
    session: Session,
    model: type[capacity_records.Recorded],
    arguments: dict[str, Any],
    *,
    after: int,
    limit: int,
) -> list[capacity_records.Recorded]:
    code, debtor_id = court.of_court(arguments), arguments["debtor"]
    found = capacity_records.of_court(
        session, model, code, debtor_id=debtor_id, after=after, limit=limit
    )
    return list(found)


def _evidence(
    session: Session, found: EvidenceItem, matter: Matter, location: str | None = None
) -> Answer:
    session.flush()
    record = capacity_answers.evidence(session, found, matter)
    return Answer(record=record, version=found.version, location=location)


def _sign(
    session: Session, found: SignOfEvasion, matter: Matter, location: str | None = None
) -> Answer:
    session.flush()
    record = capacity_answers.sign(session, found, matter)
    return Answer(record=record, version=found.version, location=location)
