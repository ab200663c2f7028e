"""Shapes of answers about what becomes of an order (限制消费令变动答复)."""

from marshmallow import Schema, fields

from schemas.court_answers import OrderAnswer, PersonAndMoment
from schemas.fields import described
from schemas.restriction_codes import LiftGround, LiftState


class LiftFactsKept(Schema):
    """What the ground of a lift rests on (解除依据)."""

    enforcement_completed = fields.Boolean(required=True)
    effective_security = fields.Boolean(required=True)
    creditor_agrees = fields.Boolean(required=True)


class LiftAnswer(Schema):
    """A decision to lift an order, with the order as it stands (解除决定)."""

    id = fields.UUID(required=True)
    version = fields.Integer(
        required=True, metadata=described("版本，即 ETag。", "The version, which is the ETag.")
    )
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
