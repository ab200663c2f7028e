"""Routes of decisions that end an exit restriction (解除、撤销限制出境接口)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import court, exit_answers
from registry.db import db
from registry.runtime import current_runtime
from registry.services.sanctions import exit_endings, exit_records
from registry.services.sanctions.exit_endings import Ended
from registry.services.sanctions.exit_orders import DecideEnding, DraftExitLift, DraftExitRevocation
from registry.services.sanctions.exit_records import KnownSince
from registry.vault import Vault
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_exits import (
    ExitEndingAnswer,
    ExitLiftToDraft,
    ExitReasonStated,
    ExitRevocationToDraft,
)

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("exit-endings", "解除、撤销限制出境 Ends of exit restrictions")


@blueprint.route("/exit-restrictions/<uuid:exit_id>/lifts", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(ExitLiftToDraft)
@blueprint.response(201, ExitEndingAnswer, headers=MADE)
def draft_lift(fields: dict[str, Any], exit_id: UUID) -> Response:
    """起草解除限制出境决定 Draft the lift of an exit restriction; nothing ends by it.

    履行全部债务的，应当解除；提供充分有效担保或者申请执行人同意的，可以解除。 On full performance
    the court must lift it; on full security or the creditor's consent it may.
    """
    facts = fields.pop("facts")
    wanted = DraftExitLift(exit_id=exit_id, **fields, **facts)
    return _make(
        lambda session, actor, now, vault: exit_endings.draft_lift(
            session, wanted, actor=actor, now=now, vault=vault
        )
    )


@blueprint.route("/exit-restrictions/<uuid:exit_id>/revocations", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(ExitRevocationToDraft)
@blueprint.response(201, ExitEndingAnswer, headers=MADE)
def draft_revocation(fields: dict[str, Any], exit_id: UUID) -> Response:
    """起草撤销限制出境决定 Draft the revocation of what should never have been."""
    facts = KnownSince(**fields.pop("facts"))
    wanted = DraftExitRevocation(exit_id=exit_id, facts=facts, **fields)
    return _make(
        lambda session, actor, now, vault: exit_endings.draft_revocation(
            session, wanted, actor=actor, now=now, vault=vault
        )
    )


@blueprint.route("/exit-endings/<uuid:ending_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, ExitEndingAnswer, headers=headers("ETag"))
def read_ending(ending_id: UUID) -> Response:
    """查看解除、撤销决定 Read a decision that ends an exit restriction."""
    session = db.session()
    return acts.respond(_answer(session, exit_records.ending(session, court.sought(ending_id))))


@blueprint.route("/exit-endings/<uuid:ending_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, ExitEndingAnswer, headers=CHANGED)
def sign(ending_id: UUID) -> Response:
    """签发解除、撤销限制出境决定 Sign it, which carries it out.

    由法官或者院长签发，起草人不得签发；凡收到限制通知的单位同时收到解除通知。 A judge or the
    president signs, and never the drafter; whoever was told of it is told of its end.
    """
    bodies.refuse_body()
    wanted = DecideEnding(ending_id=ending_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        return _answer(
            session, exit_endings.sign(session, wanted, actor=actor, now=now, vault=vault)
        )

    return acts.perform(work)


@blueprint.route("/exit-endings/<uuid:ending_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ExitReasonStated)
@blueprint.response(200, ExitEndingAnswer, headers=CHANGED)
def withdraw(fields: dict[str, Any], ending_id: UUID) -> Response:
    """撤回解除、撤销草案 Withdraw the draft of such a decision."""
    wanted = DecideEnding(ending_id=ending_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, exit_endings.withdraw(session, wanted, actor=actor, now=now))

    return acts.perform(work)


def _make(do: Callable[[Session, CourtActor, datetime, Vault], Ended]) -> Response:
    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        ended = do(session, actor, now, current_runtime().vault)
        return _answer(session, ended, f"{court.PREFIX}/exit-endings/{ended[0].public_id}")

    return acts.perform(work)


def _answer(session: Session, ended: Ended, location: str | None = None) -> Answer:
    session.flush()
    record = exit_answers.ending(session, ended, vault=current_runtime().vault)
    return Answer(record=record, version=ended[0].version, location=location)
