"""Routes of permissions under an order (准许申请接口): temporary suspension of travel."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import court, order_answers
from registry.db import db
from registry.models.listings import RestrictionOrder
from registry.models.permissions import Permission
from registry.services import records, restriction_permissions, restriction_suspensions
from registry.services.records import Matter
from registry.services.restriction_permissions import ChangePermission
from registry.services.restriction_suspensions import ApplyForSuspension, GrantSuspension
from registry.web import acts, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_order_answers import PermissionAnswer
from schemas.court_orders import (
    PermissionToGrant,
    PermissionToRefuse,
    PermissionToWithdraw,
    SuspensionToApplyFor,
)

Changed = tuple[Permission, RestrictionOrder, Matter]
MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("permissions", "准许申请 Permissions under an order")


@blueprint.route("/permissions/suspensions", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(SuspensionToApplyFor)
@blueprint.response(201, PermissionAnswer, headers=MADE)
def apply_for_suspension(fields: dict[str, Any]) -> Response:
    """申请暂时解除 Receive an application to suspend an order for flights or high-speed trains.

    曾提供虚假证据或者违反承诺的，不再受理。 Nothing is received from whoever gave false evidence or
    broke an undertaking before.
    """
    order_id, travel = fields.pop("restriction"), tuple(fields.pop("travel"))
    wanted = ApplyForSuspension(order_id=order_id, travel=travel, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = restriction_suspensions.apply(session, wanted, actor=actor, now=now)
        answer = _answer(session, *made)
        location = f"{court.PREFIX}/permissions/{made[0].public_id}"
        return Answer(record=answer.record, version=answer.version, location=location)

    return acts.perform(work)


@blueprint.route("/permissions/<uuid:permission_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, PermissionAnswer, headers=headers("ETag"))
def read_permission(permission_id: UUID) -> Response:
    """查看准许申请 Read an application and what became of it."""
    session = db.session()
    return acts.respond(_answer(session, *records.permission(session, court.sought(permission_id))))


@blueprint.route("/permissions/<uuid:permission_id>/grant", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(PermissionToGrant)
@blueprint.response(200, PermissionAnswer, headers=CHANGED)
def grant(fields: dict[str, Any], permission_id: UUID) -> Response:
    """批准暂时解除 Approve a suspension, which begins at once.

    由院长批准，受理人不得批准；期满次日自动恢复。 The president approves, and never who received
    the application. The order is resumed on the day after the last day.
    """
    wanted = GrantSuspension(permission_id=permission_id, version=etags.expected(), **fields)
    return _change(
        lambda session, actor, now: restriction_suspensions.grant(
            session, wanted, actor=actor, now=now
        )
    )


@blueprint.route("/permissions/<uuid:permission_id>/refusal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(PermissionToRefuse)
@blueprint.response(200, PermissionAnswer, headers=CHANGED)
def refuse(fields: dict[str, Any], permission_id: UUID) -> Response:
    """不予准许 Refuse what was asked for."""
    change = ChangePermission(permission_id=permission_id, version=etags.expected(), **fields)
    return _change(
        lambda session, actor, now: restriction_permissions.refuse(
            session, change, actor=actor, now=now
        )
    )


@blueprint.route("/permissions/<uuid:permission_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(PermissionToWithdraw)
@blueprint.response(200, PermissionAnswer, headers=CHANGED)
def withdraw(fields: dict[str, Any], permission_id: UUID) -> Response:
    """撤回准许 Withdraw a permission that was abused: the order is resumed at once.

    证据虚假或者违反承诺的，立即恢复限制，不再受理申请。 False evidence or a broken undertaking
    restores the restriction at once and bars every further application.
    """
    change = ChangePermission(permission_id=permission_id, version=etags.expected(), **fields)
    return _change(
        lambda session, actor, now: restriction_permissions.withdraw(
            session, change, actor=actor, now=now
        )
    )


def _change(change: Callable[[Session, CourtActor, datetime], Changed]) -> Response:
    return acts.perform(lambda session, actor, now: _answer(session, *change(session, actor, now)))


def _answer(session: Session, found: Permission, order: RestrictionOrder, matter: Matter) -> Answer:
    session.flush()
    record = order_answers.permission(session, found, order, matter)
    return Answer(record=record, version=found.version)
