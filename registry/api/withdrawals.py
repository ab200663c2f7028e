"""Routes of withdrawals (撤回草案接口): a draft that nobody has signed comes to nothing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, change_answers, court, order_answers
from registry.services.endings import draft_withdrawals
from registry.services.endings.draft_withdrawals import WithdrawDraft
from registry.web import acts, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.codes import ChangeKind
from schemas.court_answers import ListingAnswer, RemovalAnswer
from schemas.court_listing_answers import AmendmentAnswer, ExtensionAnswer, RevocationAnswer
from schemas.court_listings import DraftToWithdraw
from schemas.court_order_answers import LiftAnswer

CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("withdrawals", "撤回草案 Withdrawing drafts")


@blueprint.route("/listings/<uuid:listing_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(DraftToWithdraw)
@blueprint.response(200, ListingAnswer, headers=CHANGED)
def listing(fields: dict[str, Any], listing_id: UUID) -> Response:
    """撤回纳入草案 Withdraw the draft of a listing, and the order drafted with it."""
    wanted = WithdrawDraft(id=listing_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        found, matter = draft_withdrawals.listing(session, wanted, actor=actor, now=now)
        session.flush()
        return Answer(record=answers.listing(session, found, matter), version=found.version)

    return acts.perform(work)


@blueprint.route("/removals/<uuid:removal_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(DraftToWithdraw)
@blueprint.response(200, RemovalAnswer, headers=CHANGED)
def removal(fields: dict[str, Any], removal_id: UUID) -> Response:
    """撤回删除草案 Withdraw the draft of a removal."""
    wanted = WithdrawDraft(id=removal_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        found = draft_withdrawals.removal(session, wanted, actor=actor, now=now)
        session.flush()
        return Answer(record=answers.removal(session, *found), version=found[0].version)

    return acts.perform(work)


@blueprint.route("/revocations/<uuid:revocation_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(DraftToWithdraw)
@blueprint.response(200, RevocationAnswer, headers=CHANGED)
def revocation(fields: dict[str, Any], revocation_id: UUID) -> Response:
    """撤回撤销草案 Withdraw the draft of a revocation."""
    wanted = WithdrawDraft(id=revocation_id, version=etags.expected(), **fields)
    return _change(wanted, ChangeKind.REVOCATION)


@blueprint.route("/amendments/<uuid:amendment_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(DraftToWithdraw)
@blueprint.response(200, AmendmentAnswer, headers=CHANGED)
def amendment(fields: dict[str, Any], amendment_id: UUID) -> Response:
    """撤回更正草案 Withdraw the draft of an amendment."""
    wanted = WithdrawDraft(id=amendment_id, version=etags.expected(), **fields)
    return _change(wanted, ChangeKind.AMENDMENT)


@blueprint.route("/extensions/<uuid:extension_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(DraftToWithdraw)
@blueprint.response(200, ExtensionAnswer, headers=CHANGED)
def extension(fields: dict[str, Any], extension_id: UUID) -> Response:
    """撤回延长草案 Withdraw the draft of an extension."""
    wanted = WithdrawDraft(id=extension_id, version=etags.expected(), **fields)
    return _change(wanted, ChangeKind.EXTENSION)


@blueprint.route("/lifts/<uuid:lift_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(DraftToWithdraw)
@blueprint.response(200, LiftAnswer, headers=CHANGED)
def lift(fields: dict[str, Any], lift_id: UUID) -> Response:
    """撤回解除草案 Withdraw the draft of a lift."""
    wanted = WithdrawDraft(id=lift_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        found = draft_withdrawals.lift(session, wanted, actor=actor, now=now)
        session.flush()
        return Answer(record=order_answers.lift(session, *found), version=found[0].version)

    return acts.perform(work)


def _change(wanted: WithdrawDraft, kind: ChangeKind) -> Response:
    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        found = draft_withdrawals.change(session, wanted, kind, actor=actor, now=now)
        session.flush()
        return Answer(record=change_answers.of(session, found), version=found[0].version)

    return acts.perform(work)
