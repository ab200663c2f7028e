"""Routes of exit restrictions (限制出境接口)."""

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
from registry.services.acts import records
from registry.services.cases.debtors import PersonStated
from registry.services.sanctions import exit_records, exit_restrictions
from registry.services.sanctions.exit_orders import (
    ChangeExitRestriction,
    DraftExitRestriction,
)
from registry.services.sanctions.exit_records import Held
from registry.vault import Vault
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.act_codes import Act
from schemas.court import ServiceToRecord
from schemas.court_exits import (
    ExitReasonStated,
    ExitRestrictionAnswer,
    ExitRestrictionList,
    ExitRestrictionToDraft,
)

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("exit-restrictions", "限制出境 Exit restrictions")


@blueprint.route("/exit-restrictions", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(ExitRestrictionToDraft)
@blueprint.response(201, ExitRestrictionAnswer, headers=MADE)
def draft(fields: dict[str, Any]) -> Response:
    """起草限制出境决定 Draft an exit restriction; nobody is bound by it.

    依申请执行人书面申请，必要时依职权；单位的，限制其法定代表人、主要负责人、直接责任人员；
    无民事行为能力、限制民事行为能力的，限制其法定代理人。 On the creditor's written application or,
    where it says why, on the court's own motion. For an entity its legal representative, principal
    or a person directly responsible; for a minor or an incapable person the statutory agent.
    """
    stated = fields.pop("person")
    person = None if stated is None else _person(stated)
    wanted = DraftExitRestriction(debtor_id=fields.pop("debtor"), person=person, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        vault = current_runtime().vault
        held = exit_restrictions.draft(session, wanted, actor=actor, now=now, vault=vault)
        location = f"{court.PREFIX}/exit-restrictions/{held[0].public_id}"
        return _answer(session, held, location)

    return acts.perform(work)


@blueprint.route("/exit-restrictions/<uuid:exit_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, ExitRestrictionAnswer, headers=headers("ETag"))
def read_exit_restriction(exit_id: UUID) -> Response:
    """查看限制出境 Read an exit restriction."""
    session = db.session()
    return acts.respond(_answer(session, exit_records.find(session, court.sought(exit_id))))


@blueprint.route("/cases/<uuid:case_id>/exit-restrictions", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, ExitRestrictionList)
def read_exit_restrictions(case_id: UUID) -> Response:
    """查看案件的限制出境 Read who is, was or is to be kept from leaving in a case."""
    session, vault = db.session(), current_runtime().vault
    case = records.case(session, court.sought(case_id))
    items = [
        exit_answers.exit_restriction(
            session, (found, records.matter_of(session, found.debtor_id)), vault=vault
        )
        for found in exit_records.of_case(session, case)
    ]
    return court.respond({"items": items})


@blueprint.route("/exit-restrictions/<uuid:exit_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, ExitRestrictionAnswer, headers=CHANGED)
def sign(exit_id: UUID) -> Response:
    """签发限制出境决定 Sign an exit restriction.

    由院长签发，起草人不得签发。 The president signs, and never the drafter.
    """
    bodies.refuse_body()
    wanted = ChangeExitRestriction(exit_id=exit_id, version=etags.expected())
    return _change(
        lambda session, actor, now, vault: exit_restrictions.sign(
            session, wanted, actor=actor, now=now, vault=vault
        )
    )


@blueprint.route("/exit-restrictions/<uuid:exit_id>/imposition", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, ExitRestrictionAnswer, headers=CHANGED)
def impose(exit_id: UUID) -> Response:
    """施行限制出境 Put a signed exit restriction into force.

    办理出入境管理的单位随即收到通知；送达可以在施行之前或者之后记录。 Whoever carries it out is
    told at once; its service is recorded before or after.
    """
    bodies.refuse_body()
    wanted = ChangeExitRestriction(exit_id=exit_id, version=etags.expected())
    return _change(
        lambda session, actor, now, vault: exit_restrictions.impose(
            session, wanted, actor=actor, now=now, vault=vault
        )
    )


@blueprint.route("/exit-restrictions/<uuid:exit_id>/service", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ServiceToRecord)
@blueprint.response(200, ExitRestrictionAnswer, headers=CHANGED)
def serve(fields: dict[str, Any], exit_id: UUID) -> Response:
    """记录限制出境决定送达 Record how and when an exit restriction was served."""
    wanted = ChangeExitRestriction(exit_id=exit_id, version=etags.expected(), **fields)
    return _change(
        lambda session, actor, now, _vault: exit_restrictions.serve(
            session, wanted, actor=actor, now=now
        )
    )


@blueprint.route("/exit-restrictions/<uuid:exit_id>/drop", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ExitReasonStated)
@blueprint.response(200, ExitRestrictionAnswer, headers=CHANGED)
def drop(fields: dict[str, Any], exit_id: UUID) -> Response:
    """不予限制出境 Let a signed exit restriction come to nothing before it binds."""
    return _end_early(exit_id, Act.DROP_EXIT_RESTRICTION, fields["reason"])


@blueprint.route("/exit-restrictions/<uuid:exit_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ExitReasonStated)
@blueprint.response(200, ExitRestrictionAnswer, headers=CHANGED)
def withdraw(fields: dict[str, Any], exit_id: UUID) -> Response:
    """撤回限制出境草案 Withdraw the draft of an exit restriction."""
    return _end_early(exit_id, Act.WITHDRAW_DRAFT, fields["reason"])


def _end_early(exit_id: UUID, act: Act, reason: str) -> Response:
    wanted = ChangeExitRestriction(exit_id=exit_id, version=etags.expected(), reason=reason)
    return _change(
        lambda session, actor, now, _vault: exit_restrictions.drop(
            session, wanted, act, actor=actor, now=now
        )
    )


def _change(do: Callable[[Session, CourtActor, datetime, Vault], Held]) -> Response:
    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, do(session, actor, now, current_runtime().vault))

    return acts.perform(work)


def _person(stated: dict[str, Any]) -> PersonStated:
    numbers = tuple((one["type"], one["number"]) for one in stated.pop("documents"))
    return PersonStated(documents=numbers, **stated)


def _answer(session: Session, held: Held, location: str | None = None) -> Answer:
    session.flush()
    record = exit_answers.exit_restriction(session, held, vault=current_runtime().vault)
    return Answer(record=record, version=held[0].version, location=location)
