"""Inquiries as agencies see and answer them (单位接口：协助查询)."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from schemas.court import Strict
from schemas.court_queries import PageQuery
from schemas.fields import LONGEST_LINE, Day, Flag, Id, WholeNumber, described
from schemas.inquiry_codes import CannotAnswer, InquiryKind, InquiryOutcome
from schemas.inquiry_items import ITEMS, is_visible

MOST_ITEMS = 200
MOST_PARTS = 500
LONGEST_REASON = 1_000


def _items(kind: InquiryKind) -> fields.List[Any]:
    return fields.List(
        fields.Nested(ITEMS[kind]),
        validate=validate.Length(max=MOST_ITEMS),
        metadata=described(
            "查有记录时的明细；没有的不填或者填空数组。",
            "What was found, where the kind is this one; absent or empty where nothing was.",
        ),
    )


class InquiryAnswerToGive(Strict):
    """What an agency says of one kind: what it found stands under the name of the kind.

    More than fits is said in parts under the same id, numbered from 1; only with the last of them
    does the answer count.
    """

    kind = fields.Enum(InquiryKind, by_value=True, required=True)
    outcome = fields.Enum(InquiryOutcome, by_value=True, required=True)
    as_of = Day(required=True, metadata=described("数据截至之日。", "The day the data is of."))
    cause = fields.Enum(
        CannotAnswer,
        by_value=True,
        load_default=None,
        allow_none=True,
        metadata=described("不能答复的原因，不能答复时必填。", "Why it cannot answer, where so."),
    )
    reason = fields.String(
        load_default="",
        validate=[validate.Length(max=LONGEST_REASON)],
        metadata=described(
            "说明；以其他原因不能答复的必填。",
            "In words; needed where the cause is another reason.",
        ),
    )
    reference = fields.String(
        load_default=None,
        allow_none=True,
        validate=[validate.Length(min=1, max=LONGEST_LINE), is_visible],
        metadata=described("单位的文号或者流水号。", "The agency's own reference."),
    )
    part = WholeNumber(
        load_default=1,
        validate=validate.Range(min=1, max=MOST_PARTS),
        metadata=described("第几部分。", "Which part."),
    )
    last = Flag(
        load_default=True, metadata=described("是否最后一部分。", "Whether it is the last part.")
    )
    accounts = _items(InquiryKind.ACCOUNTS)
    network_funds = _items(InquiryKind.NETWORK_FUNDS)
    real_property = _items(InquiryKind.REAL_PROPERTY)
    vehicles = _items(InquiryKind.VEHICLES)
    craft = _items(InquiryKind.CRAFT)
    shareholdings = _items(InquiryKind.SHAREHOLDINGS)
    securities = _items(InquiryKind.SECURITIES)
    insurance = _items(InquiryKind.INSURANCE)
    provident_fund = _items(InquiryKind.PROVIDENT_FUND)
    income = _items(InquiryKind.INCOME)
    identity = _items(InquiryKind.IDENTITY)
    marriage = _items(InquiryKind.MARRIAGE)
    border_crossings = _items(InquiryKind.BORDER_CROSSINGS)
    lodging = _items(InquiryKind.LODGING)

    @validates_schema
    def _fits(self, data: Mapping[str, Any], **_: object) -> None:
        kind, outcome = data["kind"], data["outcome"]
        found = outcome is InquiryOutcome.FOUND
        stated = {name for name in InquiryKind if data.get(name)}
        if found and kind not in stated:
            raise ValidationError("required", kind.value)
        for other in sorted(stated - ({kind} if found else set())):
            raise ValidationError("unknown", other.value)
        cannot = outcome is InquiryOutcome.CANNOT_ANSWER
        if cannot != (data["cause"] is not None):
            raise ValidationError("required" if cannot else "unknown", "cause")
        if data["cause"] is CannotAnswer.OTHER and not data["reason"].strip():
            raise ValidationError("required", "reason")
        if not found and (data["part"] != 1 or not data["last"]):
            raise ValidationError("unknown", "part")


class InquiryAnswersToGive(Strict):
    """What an agency says of an inquiry; it may say the same again under the same id."""

    id = Id(
        required=True,
        metadata=described("单位自定的答复编号。", "How the agency itself calls this answer."),
    )
    answers = fields.List(
        fields.Nested(InquiryAnswerToGive),
        required=True,
        validate=validate.Length(min=1, max=len(InquiryKind)),
    )


class InquiryAnswersTaken(Schema):
    """What is known of an agency's answers to an inquiry by now."""

    kept = fields.Integer(
        required=True, metadata=described("本次收录的答复数。", "Answers kept from this call.")
    )
    unanswered = fields.List(
        fields.Enum(InquiryKind, by_value=True),
        required=True,
        metadata=described("尚未答复的类别。", "Kinds without a whole answer yet."),
    )
    late = fields.Boolean(
        required=True,
        metadata=described(
            "是否逾期答复；逾期的照常收录，更正按期答复的不算逾期。",
            "Whether it came after the day by which it was due; it is taken all the same, and who "
            "corrects what was answered in time is not late.",
        ),
    )


class AgencyInquiry(Schema):
    """What an agency is asked; who it is about stands in the notice (单位的协助查询)."""

    id = fields.UUID(required=True)
    kinds = fields.List(fields.Enum(InquiryKind, by_value=True), required=True)
    unanswered = fields.List(fields.Enum(InquiryKind, by_value=True), required=True)
    case_number = fields.String(required=True)
    court = fields.String(required=True)
    requested_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    urgent = fields.Boolean(required=True)
    due_soon = fields.Boolean(
        required=True, metadata=described("即将到期。", "Whether the answer is due soon.")
    )
    overdue = fields.Boolean(
        required=True,
        metadata=described(
            "已经逾期，仍待答复。", "Whether the day is over; it is still to be answered."
        ),
    )


class AgencyInquiryPage(Schema):
    """One page of what an agency is asked and has not answered as a whole."""

    items = fields.List(fields.Nested(AgencyInquiry), required=True)
    per_page = fields.Integer(required=True)
    next = fields.String(required=True, allow_none=True)


class AgencyInquiriesQuery(PageQuery):
    """Which page of open inquiries (分页)."""
