"""Routes of credit repair (信用修复接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court, repair_answers
from registry.db import db
from registry.models.repairs import Repair
from registry.runtime import current_runtime
from registry.services.endings.removals import StatedRemovalFacts
from registry.services.listings import listing_suspensions
from registry.services.listings.listing_suspensions import ResumeListing
from registry.services.repairs import repair_decisions, repair_records, repairs
from registry.services.repairs.repair_decisions import DraftRepair
from registry.services.repairs.repair_records import ChangeRepair, Found, StatedRepairFacts
from registry.services.repairs.repairs import AddDocuments, ReceiveRepair, WithdrawRepair
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_answers import ListingAnswer
from schemas.court_repairs import (
    DocumentsToAdd,
    ListingToResume,
    RepairAnswer,
    RepairPage,
    RepairsQuery,
    RepairToDraft,
    RepairToReceive,
    RepairToWithdraw,
)

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("repairs", "信用修复 Credit repair")


@blueprint.route("/repairs", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(RepairToReceive)
@blueprint.response(201, RepairAnswer, headers=MADE)
def receive(fields: dict[str, Any]) -> Response:
    """接收信用修复申请 Receive an application for repair; what is missing is named.

    缺少的材料可以补交；审查期限（自定政策）自收到之日起算。
    What is missing may come later; the time to decide, which is policy, begins with the receipt.
    """
    wanted = ReceiveRepair(
        listing_id=fields.pop("listing"), documents=tuple(fields.pop("documents")), **fields
    )

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        policy = current_runtime().policy
        made = repairs.receive(session, wanted, actor=actor, now=now, policy=policy)
        return _answer(session, made, f"{court.PREFIX}/repairs/{made[0].public_id}")

    return acts.perform(work)


@blueprint.route("/repairs", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(RepairsQuery, location="query")
@blueprint.response(200, RepairPage)
def find_repairs(arguments: dict[str, Any]) -> Response:
    """查询信用修复申请 Find applications for repair."""
    session = db.session()

    def find(after: int, limit: int) -> list[Repair]:
        code, case_id, state = court.of_court(arguments), arguments["case"], arguments["state"]
        return list(
            repair_records.of_court(
                session, code, case_id=case_id, state=state, after=after, limit=limit
            )
        )

    def show(found: Repair) -> answers.Answer:
        return repair_answers.repair(session, (found, *repair_records.about(session, found)))

    return court.page(arguments, find, show)


@blueprint.route("/repairs/<uuid:repair_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, RepairAnswer, headers=headers("ETag"))
def read_repair(repair_id: UUID) -> Response:
    """查看信用修复申请 Read an application for repair."""
    session = db.session()
    return acts.respond(_answer(session, repair_records.find(session, court.sought(repair_id))))


@blueprint.route("/repairs/<uuid:repair_id>/documents", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(DocumentsToAdd)
@blueprint.response(200, RepairAnswer, headers=CHANGED)
def add_documents(fields: dict[str, Any], repair_id: UUID) -> Response:
    """补交材料 Note documents that were handed in later."""
    documents = tuple(fields["documents"])
    wanted = AddDocuments(repair_id=repair_id, version=etags.expected(), documents=documents)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, repairs.add_documents(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/repairs/<uuid:repair_id>/draft", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(RepairToDraft)
@blueprint.response(200, RepairAnswer, headers=CHANGED)
def draft(fields: dict[str, Any], repair_id: UUID) -> Response:
    """起草信用修复决定 Draft the decision, or another one in its place; nothing changes by it.

    准予修复以所对应的删除依法成立为前提；具有第十条第一款情形并且材料齐全的，不得不予修复。
    Repair rests on the removal that it leads to; where the law says "must" it is not refused.
    """
    stated = fields["facts"]
    facts = StatedRepairFacts(
        removal=StatedRemovalFacts(**stated.pop("removal")),
        excluded_for=tuple(stated.pop("excluded_for")),
        **stated,
    )
    wanted = DraftRepair(
        repair_id=repair_id,
        version=etags.expected(),
        outcome=fields["outcome"],
        reason=fields["reason"],
        facts=facts,
    )

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        policy = current_runtime().policy
        done = repair_decisions.draft(session, wanted, actor=actor, now=now, policy=policy)
        return _answer(session, done)

    return acts.perform(work)


@blueprint.route("/repairs/<uuid:repair_id>/decision", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, RepairAnswer, headers=CHANGED)
def decide(repair_id: UUID) -> Response:
    """作出信用修复决定 Make the decision that somebody else drafted; what it grants is carried out.

    由法官或者院长作出；有纳入期限的属于提前删除，由院长签发。删除、解除和通知在同一事务中完成。
    申请了证明书的，同时出具，核验码只在本答复中告知一次。
    A judge or the president decides; for a listing with a term it is early removal, which the
    president signs. Removal, lifting and notices are one commit. A certificate that was asked for
    is issued with it; its code is told in this answer and never again.
    """
    bodies.refuse_body()
    wanted = ChangeRepair(repair_id=repair_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        known = current_runtime()
        done, issued = repair_decisions.decide(
            session, wanted, actor=actor, now=now, policy=known.policy, vault=known.vault
        )
        return _answer(session, done, code=None if issued is None else issued.code)

    return acts.perform(work)


@blueprint.route("/repairs/<uuid:repair_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(RepairToWithdraw)
@blueprint.response(200, RepairAnswer, headers=CHANGED)
def withdraw(fields: dict[str, Any], repair_id: UUID) -> Response:
    """撤回申请 Note that the applicant withdraws."""
    wanted = WithdrawRepair(repair_id=repair_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, repairs.withdraw(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/listings/<uuid:listing_id>/resumption", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ListingToResume)
@blueprint.response(200, ListingAnswer, headers=CHANGED)
def resume_listing(fields: dict[str, Any], listing_id: UUID) -> Response:
    """恢复公布 Resume a suspended listing, after its fixed day or once the cause is over.

    恢复之前重新审查各项禁止情形；已全部履行的，不得恢复，应当删除。
    Every bar is tested again; who has performed all meanwhile is removed and not resumed.
    """
    wanted = ResumeListing(listing_id=listing_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        done, matter = listing_suspensions.resume(
            session, wanted, actor=actor, now=now, vault=vault
        )
        session.flush()
        record = answers.listing(session, done, matter)
        return Answer(record=record, version=done.version)

    return acts.perform(work)


def _answer(
    session: Session, found: Found, location: str | None = None, *, code: str | None = None
) -> Answer:
    session.flush()
    record = repair_answers.repair(session, found, code=code)
    return Answer(record=record, version=found[0].version, location=location)
