"""Shapes of what an order restricts (限制消费的范围)."""

from marshmallow import Schema, fields

from schemas.codes import RestrictedAct
from schemas.fields import described
from schemas.restriction_codes import SeatClass, SuspensionCause, TrainPrefix


class RestrictedActSaid(Schema):
    """One of the nine acts (限制的消费)."""

    code = fields.Enum(RestrictedAct, by_value=True, required=True)
    label = fields.String(required=True)
    article = fields.String(required=True)


class SeatSaid(Schema):
    """A class of seats on a kind of train (动车组列车席别)."""

    train = fields.Enum(TrainPrefix, by_value=True, required=True)
    train_label = fields.String(required=True)
    seat = fields.Enum(SeatClass, by_value=True, required=True)
    seat_label = fields.String(required=True)
    refused = fields.Boolean(
        required=True, metadata=described("是否受限制。", "Whether it is refused.")
    )
    is_policy = fields.Boolean(
        required=True,
        metadata=described(
            "是否出于自定政策：各地做法不一。",
            "Whether that is policy, since practice differs between places.",
        ),
    )


class CauseSaid(Schema):
    """A cause of a temporary suspension (暂时解除事由)."""

    code = fields.Enum(SuspensionCause, by_value=True, required=True)
    label = fields.String(required=True)


class RuleSaid(Schema):
    """A rule with its article (规则)."""

    article = fields.String(required=True)
    text = fields.String(required=True)


class RestrictedActs(Schema):
    """What a consumption restriction order reaches (限制消费的范围)."""

    acts = fields.List(fields.Nested(RestrictedActSaid), required=True)
    seats = fields.List(fields.Nested(SeatSaid), required=True)
    suspension_causes = fields.List(fields.Nested(CauseSaid), required=True)
    rules = fields.List(fields.Nested(RuleSaid), required=True)
