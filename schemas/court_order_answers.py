"""Shapes of answers about what becomes of an order (限制消费令变动答复)."""

from marshmallow import Schema, fields

from schemas.codes import RestrictedAct
from schemas.court_answers import OrderAnswer, PersonAndMoment
from schemas.fields import described
from schemas.restriction_codes import (
    BoundPerson,
    LiftGround,
    LiftState,
    PermissionKind,
    PermissionState,
    SuspensionCause,
    Travel,
)


def _version() -> fields.Integer:
    metadata = described("版本，即 ETag。", "The version, which is the ETag.")
    return fields.Integer(required=True, metadata=metadata)


class LiftFactsKept(Schema):
    """What the ground of a lift rests on (解除依据)."""

    enforcement_completed = fields.Boolean(required=True)
    effective_security = fields.Boolean(required=True)
    creditor_agrees = fields.Boolean(required=True)


class LiftAnswer(Schema):
    """A decision to lift an order, with the order as it stands (解除决定)."""

    id = fields.UUID(required=True)
    version = _version()
    state = fields.Enum(LiftState, by_value=True, required=True)
    ground = fields.Enum(LiftGround, by_value=True, required=True)
    mandatory = fields.Boolean(
        required=True,
        metadata=described(
            "是否应当解除；否则由法院决定。",
            "Whether the court must lift on this ground; otherwise it may.",
        ),
    )
    reason = fields.String(required=True)
    facts = fields.Nested(LiftFactsKept, required=True)
    drafted = fields.Nested(PersonAndMoment, required=True)
    signed = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    restriction = fields.Nested(OrderAnswer, required=True)


class PermissionAnswer(Schema):
    """An application for a permission, with its order as it stands (准许申请)."""

    id = fields.UUID(required=True)
    version = _version()
    kind = fields.Enum(PermissionKind, by_value=True, required=True)
    state = fields.Enum(PermissionState, by_value=True, required=True)
    applicant = fields.Enum(BoundPerson, by_value=True, required=True)
    person = fields.UUID(required=True, allow_none=True)
    purpose = fields.String(required=True)
    cause = fields.Enum(SuspensionCause, by_value=True, required=True, allow_none=True)
    travel = fields.List(fields.Enum(Travel, by_value=True), required=True)
    urgent = fields.Boolean(required=True)
    acts = fields.List(fields.Enum(RestrictedAct, by_value=True), required=True)
    own_money = fields.Boolean(required=True)
    private_purpose = fields.Boolean(required=True)
    evidence = fields.String(required=True)
    undertaking_given = fields.Boolean(required=True)
    verified = fields.Boolean(required=True)
    starts_on = fields.Date(required=True, allow_none=True)
    ends_on = fields.Date(required=True)
    ended_on = fields.Date(required=True, allow_none=True)
    false_evidence = fields.Boolean(required=True)
    broken_undertaking = fields.Boolean(required=True)
    decision = fields.String(required=True)
    received = fields.Nested(PersonAndMoment, required=True)
    decided = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    restriction = fields.Nested(OrderAnswer, required=True)
