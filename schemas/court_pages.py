"""Pages of records as courts get them (分页答复)."""

from marshmallow import fields

from schemas.court_answers import CaseAnswer, ListingAnswer, OrderAnswer
from schemas.court_payments import PaymentAnswer
from schemas.pages import Envelope


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
