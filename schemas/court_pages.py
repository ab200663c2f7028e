"""Pages of records as courts get them (分页答复)."""

from marshmallow import Schema, fields

from schemas.court_answers import CaseAnswer, ListingAnswer, OrderAnswer
from schemas.court_payments import PaymentAnswer
from schemas.fields import described


class Envelope(Schema):
    """What every page carries (分页信息)."""

    per_page = fields.Integer(required=True)
    next = fields.String(
        required=True,
        allow_none=True,
        metadata=described(
            "下一页的 after，没有下一页的为空。", "`after` of the next page, null on the last."
        ),
    )


class CasePage(Envelope):
    """A page of cases (执行案件)."""

    items = fields.List(fields.Nested(CaseAnswer), required=True)


class ListingPage(Envelope):
    """A page of listings (失信信息)."""

    items = fields.List(fields.Nested(ListingAnswer), required=True)


class OrderPage(Envelope):
    """A page of restriction orders (限制消费令)."""

    items = fields.List(fields.Nested(OrderAnswer), required=True)


class PaymentPage(Envelope):
    """A page of payments (履行款)."""

    items = fields.List(fields.Nested(PaymentAnswer), required=True)
