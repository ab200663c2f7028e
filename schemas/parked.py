"""Parked notices (搁置的通知) on the wire: what an agency refuses, and what waits behind it."""

from marshmallow import Schema, fields, validate

from schemas.fields import Id, described, no_duplicates
from schemas.measures import NoticeField
from schemas.partner_agencies import Because


class FieldsToKeep(Because):
    """With which fields a notice is sent again, and why (更正)."""

    fields_ = fields.List(
        fields.Enum(NoticeField, by_value=True),
        data_key="fields",
        required=True,
        validate=[validate.Length(min=1, max=len(NoticeField)), no_duplicates],
        metadata={**described("保留的字段。", "The fields that it keeps."), "uniqueItems": True},
    )


class ParkedView(Schema):
    """A notice that is kept out of its place, and how it was refused (搁置的通知).

    ``detail`` is what the agency answered, numbers masked; where the notice only waits behind
    another of its record there is none.
    """

    notice = Id(required=True, attribute="notice_id")
    position = fields.Integer(required=True)
    record = Id(required=True, allow_none=True, attribute="record_id")
    type = fields.String(required=True, attribute="kind")
    state = fields.String(required=True)
    reason = fields.String(required=True)
    detail = fields.String(required=True)
    remark = fields.String(
        required=True,
        metadata=described(
            "终结的原因；没有终结的为空。", "Why it was closed; empty where it was not."
        ),
    )
    refusals = fields.Integer(required=True)
    parked_at = fields.AwareDateTime(format="iso", required=True)
    changed_at = fields.AwareDateTime(format="iso", required=True)


class ParkedList(Schema):
    """What is kept out of an agency's stream, in the order of the journal (搁置列表); ``closed`` is
    what persons have kept from it, the latest first, and may still release.
    """

    items = fields.List(fields.Nested(ParkedView), required=True)
    closed = fields.List(fields.Nested(ParkedView), required=True)
