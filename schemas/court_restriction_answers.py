"""Shapes of answers about whom an order binds, and about later decisions (限制消费令人员与后续决定
答复).
"""

from marshmallow import Schema, fields

from schemas.codes import OrderState
from schemas.court_answers import DocumentMasked, OrderAnswer, PersonAndMoment
from schemas.fields import described
from schemas.restriction_codes import BoundPerson, OrderChangeKind, OrderChangeState


def _version() -> fields.Integer:
    metadata = described("版本，即 ETag。", "The version, which is the ETag.")
    return fields.Integer(required=True, metadata=metadata)


class BoundPersonAnswer(Schema):
    """A person whom an entity's order binds (受限制的责任人员)."""

    id = fields.UUID(required=True)
    version = _version()
    restriction = fields.UUID(required=True)
    state = fields.Enum(OrderState, by_value=True, required=True)
    capacity = fields.Enum(BoundPerson, by_value=True, required=True)
    subject = fields.UUID(required=True)
    name = fields.String(required=True)
    documents = fields.List(fields.Nested(DocumentMasked), required=True)
    named = fields.Nested(PersonAndMoment, required=True)
    imposed_on = fields.Date(required=True, allow_none=True)
    lifted_on = fields.Date(required=True, allow_none=True)
    lift_ground = fields.String(required=True, allow_none=True)


class BoundPersonsAnswer(Schema):
    """Everybody whom an order binds, bound or is to bind (限制消费令所及人员)."""

    items = fields.List(fields.Nested(BoundPersonAnswer), required=True)


class NamedAnswer(Schema):
    """A person who was named with the draft of an order, and the order (载明人员)."""

    person = fields.Nested(BoundPersonAnswer, required=True)
    restriction = fields.Nested(OrderAnswer, required=True)


class OrderChangeAnswer(Schema):
    """A later decision about an order, with the order as it stands (限制消费令后续决定)."""

    id = fields.UUID(required=True)
    version = _version()
    kind = fields.Enum(OrderChangeKind, by_value=True, required=True)
    state = fields.Enum(OrderChangeState, by_value=True, required=True)
    reason = fields.String(required=True)
    decision = fields.String(required=True)
    content = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata=described("决定内容，因类别而异。", "What it says; each kind has its own."),
    )
    persons = fields.List(
        fields.Nested(BoundPersonAnswer),
        required=True,
        metadata=described("因该决定受限制的人员。", "Whom it is to bind."),
    )
    drafted = fields.Nested(PersonAndMoment, required=True)
    decided = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    opens_claim = fields.Boolean(
        required=True,
        metadata=described(
            "是否属于可以申请国家赔偿的情形。", "Whether state compensation may be claimed."
        ),
    )
    restriction = fields.Nested(OrderAnswer, required=True)
