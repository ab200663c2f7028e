"""Shapes of the debtor's own door (公开接口：本人查询): what he is recognised by, what he is told,
and what he claims.
"""

from marshmallow import Schema, fields, validate

from schemas.codes import Bearer, ListName, PaymentState
from schemas.court import Strict
from schemas.court_answers import CourtNamed
from schemas.fields import AMOUNT_PATTERN, Day, amount, described, text
from schemas.own_choices import OwnChoice
from schemas.verification_codes import LONGEST_TYPED

LONGEST_PROOF = 500


def _typed(zh: str, en: str) -> fields.String:
    return fields.String(
        required=True,
        validate=validate.Length(min=1, max=LONGEST_TYPED),
        metadata=described(zh, en),
    )


def _date() -> fields.Date:
    return fields.Date(required=True, allow_none=True)


def _money(*, none: bool = False) -> fields.String:
    return fields.String(required=True, allow_none=none, metadata={"pattern": AMOUNT_PATTERN})


class Recognition(Strict):
    """What a debtor is recognised by (本人身份核对)."""

    case_number = _typed("案号。", "The case number.")
    id_number = _typed("本人证件号码或者单位代码。", "The own identity number, or code.")
    code = _typed(
        "决定书上的本人查询码，大小写、空格和连字符不限。",
        "The own code on the decision, in either case, with or without hyphens.",
    )


class OwnPaymentToClaim(Recognition):
    """A payment that the debtor claims himself (本人申报履行款)."""

    amount = amount(required=True, zh="金额（元）。", en="The amount in CNY.")
    paid_on = Day(required=True)
    proof = text(
        longest=LONGEST_PROOF,
        zh="履行凭证，如银行回单号、收条；原件交执行法院。",
        en="What shows it, such as the number of a bank slip; the paper goes to the court.",
    )


class Worded(Schema):
    """A code in words (代码及其说明)."""

    code = fields.String(required=True)
    label = fields.String(required=True)


class OwnGround(Worded):
    """A ground of a listing, or an act that an order restricts (情形或者限制事项)."""

    article = fields.String(required=True)


class OwnCase(Schema):
    """The case (执行案件)."""

    number = fields.String(required=True)
    court = fields.Nested(CourtNamed, required=True)
    filed_on = fields.Date(required=True)
    obligation = fields.String(required=True)
    amount = _money(none=True)
    paid = _money()
    outstanding = _money(none=True)


class OwnDate(Schema):
    """A day that runs (期限)."""

    kind = fields.String(required=True)
    label = fields.String(required=True)
    bearer = fields.Enum(Bearer, by_value=True, required=True)
    bearer_label = fields.String(required=True)
    due_on = _date()
    provisional = fields.Boolean(required=True)


class OwnPath(Worded):
    """A way of credit repair, with its documents (信用修复途径)."""

    documents = fields.List(fields.Nested(Worded), required=True)


class OwnChoiceAnswer(Schema):
    """What the debtor can do (可以办理的事项)."""

    what = fields.Enum(OwnChoice, by_value=True, required=True)
    label = fields.String(required=True)
    article = fields.String(required=True)
    until = _date()
    paths = fields.List(fields.Nested(OwnPath), required=True)


class OwnAgency(Schema):
    """An agency that was told of a decision which has ended since, or of which something is to be
    lifted (被告知的单位).
    """

    agency = fields.String(required=True)
    told_on = _date()
    confirmed_on = _date()
    unconfirmed_since = _date()
    due_on = _date()
    is_late = fields.Boolean(required=True)


class OwnDecision(Schema):
    """A listing or an order (失信信息或者限制消费令)."""

    id = fields.UUID(required=True)
    list = fields.Enum(ListName, by_value=True, required=True)
    state = fields.Nested(Worded, required=True)
    grounds = fields.List(fields.Nested(OwnGround), required=True)
    reason = fields.String(required=True)
    decided_on = _date()
    served_on = _date()
    grace_ends_on = _date()
    grace_provisional = fields.Boolean(
        required=True,
        metadata=described(
            "宽限期最后一日所在年度的节假日安排尚未公布，该日为暂定。",
            "Whether the arrangement of the year of the last day of grace has not come, so that "
            "it may move.",
        ),
    )
    begun_on = _date()
    ends_on = _date()
    ended_on = _date()
    end_ground = fields.Nested(Worded, required=True, allow_none=True)
    dates = fields.List(fields.Nested(OwnDate), required=True)
    choices = fields.List(fields.Nested(OwnChoiceAnswer), required=True)
    agencies = fields.List(fields.Nested(OwnAgency), required=True)


class OwnExitRestriction(Schema):
    """An exit restriction for the debtor's debt (限制出境)."""

    id = fields.UUID(required=True)
    capacity = fields.Nested(Worded, required=True)
    himself = fields.Boolean(
        required=True,
        metadata=described("是否限制本人。", "Whether it is the debtor himself who may not leave."),
    )
    state = fields.Nested(Worded, required=True)
    reason = fields.String(required=True)
    decided_on = _date()
    served_on = _date()
    begun_on = _date()
    ended_on = _date()
    end_ground = fields.Nested(Worded, required=True, allow_none=True)
    opens_claim = fields.Boolean(
        required=True,
        metadata=described(
            "是否可以申请国家赔偿。", "Whether state compensation may be claimed for it."
        ),
    )
    dates = fields.List(fields.Nested(OwnDate), required=True)
    agencies = fields.List(fields.Nested(OwnAgency), required=True)


class OwnSanction(Schema):
    """A fine or a detention that was served on the debtor (罚款、拘留)."""

    id = fields.UUID(required=True)
    kind = fields.Nested(Worded, required=True)
    article = fields.String(required=True)
    fine = _money(none=True)
    detention_days = fields.Integer(required=True)
    state = fields.Nested(Worded, required=True)
    reason = fields.String(required=True)
    decided_on = _date()
    served_on = _date()
    appeal_until = _date()
    opens_claim = fields.Boolean(
        required=True,
        metadata=described(
            "是否可以申请国家赔偿。", "Whether state compensation may be claimed for it."
        ),
    )


class OwnPayment(Schema):
    """A payment of the debtor (履行款)."""

    id = fields.UUID(required=True)
    state = fields.Enum(PaymentState, by_value=True, required=True)
    label = fields.String(required=True)
    counts = fields.Boolean(required=True)
    amount = _money()
    paid_on = fields.Date(required=True)
    decision = fields.String(required=True, allow_none=True)


class OwnRecordsAnswer(Schema):
    """What a debtor is told of himself in one case (本人信息)."""

    name = fields.String(required=True)
    id_number_masked = fields.String(required=True, allow_none=True)
    case = fields.Nested(OwnCase, required=True)
    decisions = fields.List(fields.Nested(OwnDecision), required=True)
    exit_restrictions = fields.List(fields.Nested(OwnExitRestriction), required=True)
    sanctions = fields.List(fields.Nested(OwnSanction), required=True)
    payments = fields.List(fields.Nested(OwnPayment), required=True)
