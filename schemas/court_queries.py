"""Questions of courts (法院查询条件): which records, and from where on."""

from marshmallow import fields, validate

from schemas.codes import ListingState, OrderState, PaymentState
from schemas.court import LONGEST_NUMBER, Strict
from schemas.fields import Id, WholeNumber, described

PER_PAGE = 20
MOST_PER_PAGE = 100
LONGEST_CURSOR = 64
# The form of a court code, wide enough for any that a table of courts may hold.
COURT_CODE = "^[一-龥]{1,3}[0-9]{0,4}$"


class PageQuery(Strict):
    """Which page of a list (分页)."""

    after = fields.String(
        load_default=None,
        validate=validate.Length(min=1, max=LONGEST_CURSOR),
        metadata=described("上一页答复中的 next。", "`next` of the page before."),
    )
    per_page = WholeNumber(
        load_default=PER_PAGE,
        validate=validate.Range(min=1, max=MOST_PER_PAGE),
        metadata=described("每页条数。", "Records on a page."),
    )


class OfCourtQuery(Strict):
    """Whose records (法院)."""

    court = fields.String(
        load_default=None,
        validate=validate.Regexp(COURT_CODE),
        metadata=described(
            "法院代字，默认本院；上级法院可以查询下级法院。",
            "The code of a court: one's own by default; a court above may look at those below.",
        ),
    )


class CourtQuery(OfCourtQuery, PageQuery):
    """Whose records, and which page of them (法院与分页)."""


class CasesQuery(CourtQuery):
    """Which cases (执行案件)."""

    number = fields.String(
        load_default=None,
        validate=validate.Length(min=1, max=LONGEST_NUMBER),
        metadata=described("案号。", "The case number, in any spelling."),
    )


class ListingsQuery(CourtQuery):
    """Which listings (失信信息)."""

    case = Id(load_default=None, metadata=described("案件编号。", "The id of the case."))
    state = fields.Enum(ListingState, by_value=True, load_default=None)


class OrdersQuery(CourtQuery):
    """Which restriction orders (限制消费令)."""

    case = Id(load_default=None, metadata=described("案件编号。", "The id of the case."))
    debtor = Id(load_default=None, metadata=described("被执行人编号。", "The id of the debtor."))
    state = fields.Enum(OrderState, by_value=True, load_default=None)


class PaymentsQuery(CourtQuery):
    """Which payments (履行款)."""

    case = Id(load_default=None, metadata=described("案件编号。", "The id of the case."))
    state = fields.Enum(PaymentState, by_value=True, load_default=None)
