"""Routes of permissions under an order (准许申请接口): temporary suspension of
travel, and exemptions.
"""

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
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.restrictions import (
    restriction_exemptions,
    restriction_permissions,
    restriction_suspensions,
)
from registry.services.restrictions.restriction_exemptions import ApplyForExemption
from registry.services.restrictions.restriction_permissions import ChangePermission, GrantPermission
from registry.services.restrictions.restriction_suspensions import ApplyForSuspension
from registry.web import acts, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_order_answers import PermissionAnswer
from schemas.court_orders import (
    ExemptionToApplyFor,
    PermissionToGrant,
    PermissionToRefuse,
    PermissionToWithdraw,
    SuspensionToApplyFor,
)
from schemas.restriction_codes import PermissionKind

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
    person_id = fields.pop("person")
    wanted = ApplyForSuspension(order_id=order_id, person_id=person_id, travel=travel, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _made(session, restriction_suspensions.apply(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/permissions/exemptions", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(ExemptionToApplyFor)
@blueprint.response(201, PermissionAnswer, headers=MADE)
def apply_for_exemption(fields: dict[str, Any]) -> Response:
    """申请准许消费 Receive an application for spending of one's own money, or that is needed.

    单位的法定代表人等以个人财产因私消费，或者生活、经营必需的消费，应当事先申请。 Persons bound for
    an entity ask for private spending of their own money, anybody for what life or business needs;
    both beforehand.
    """
    wanted = ApplyForExemption(
        order_id=fields.pop("restriction"),
        person_id=fields.pop("person"),
        kind=PermissionKind(fields.pop("kind")),
        acts=tuple(fields.pop("acts")),
        **fields,
    )

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _made(session, restriction_exemptions.apply(session, wanted, actor=actor, now=now))

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
    """准许 Grant what was asked for, which holds at once.

    暂时解除由院长批准，期满次日自动恢复；其他由法官或者院长批准；受理人不得批准。 The president
    approves a suspension, after whose last day the order is resumed; a judge may grant an
    exemption. Nobody grants what he received.
    """
    wanted = GrantPermission(permission_id=permission_id, version=etags.expected(), **fields)

    def change(session: Session, actor: CourtActor, now: datetime) -> Changed:
        kind = restriction_permissions.kind_of(session, permission_id, actor=actor)
        service = (
            restriction_suspensions.grant
            if kind is PermissionKind.SUSPENSION
            else restriction_exemptions.grant
        )
        return service(session, wanted, actor=actor, now=now)

    return _change(change)


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


def _made(session: Session, made: Changed) -> Answer:
    answer = _answer(session, *made)
    location = f"{court.PREFIX}/permissions/{made[0].public_id}"
    return Answer(record=answer.record, version=answer.version, location=location)


def _answer(session: Session, found: Permission, order: RestrictionOrder, matter: Matter) -> Answer:
    session.flush()
    record = order_answers.permission(session, found, order, matter)
    return Answer(record=record, version=found.version)
