"""Shapes of acts about a debtor's capacity (法院接口：履行能力): what a court sends."""

from marshmallow import fields, validate

from schemas.case_codes import (
    Bearing,
    CapacityOutcome,
    CapacityState,
    EvasionSign,
    EvidenceKind,
    InquiryResult,
)
from schemas.court import OverrideStated, Strict
from schemas.court_queries import CourtQuery
from schemas.fields import LONGEST_LINE, Day, Id, described, text

MOST_OVERRIDES = 20


class EvidenceToRecord(Strict):
    """An item of evidence to be recorded (记录证据)."""

    debtor = Id(required=True)
    kind = fields.Enum(EvidenceKind, by_value=True, required=True)
    source = text(
        longest=LONGEST_LINE,
        zh="来源。",
        en="Who it comes from.",
        example="网络执行查控系统",
    )
    dated_on = Day(required=True, metadata=described("证据日期。", "Its day."))
    bearing = fields.Enum(Bearing, by_value=True, required=True)
    description = text(zh="内容摘要。", en="What it says.")
    result = fields.Enum(
        InquiryResult,
        by_value=True,
        load_default=None,
        allow_none=True,
        metadata=described(
            "网络查询的结果，网络查询必填；尚未答复、不能答复不等于未发现。",
            "The answer of a network inquiry, needed for one; silence is never the answer nothing.",
        ),
    )
    inquiry = Id(
        load_default=None,
        allow_none=True,
        metadata=described("所依据的查询记录编号。", "The id of the inquiry that gave the answer."),
    )
    report = Id(
        load_default=None,
        allow_none=True,
        metadata=described(
            "所依据的财产报告编号，财产报告必填。",
            "The property report that it is, needed for one.",
        ),
    )


class SignToRecord(Strict):
    """A sign of evasion to be recorded (记录规避执行迹象)."""

    debtor = Id(required=True)
    sign = fields.Enum(EvasionSign, by_value=True, required=True)
    source = text(longest=LONGEST_LINE, zh="来源。", en="Who it comes from.")
    dated_on = Day(required=True, metadata=described("发生之日。", "The day on which it happened."))
    description = text(zh="具体情形。", en="What happened.")


class Withdrawal(Strict):
    """Why something is withdrawn (撤回)."""

    reason = text(zh="理由。", en="The reason.")


class ListingToKeep(Strict):
    """Why the listing of one found unable is kept (保留失信信息)."""

    reason = text(zh="保留的理由。", en="Why the listing is kept.")


class AssessmentToDraft(Strict):
    """A capacity assessment to be drafted (起草履行能力认定)."""

    debtor = Id(required=True)
    outcome = fields.Enum(CapacityOutcome, by_value=True, required=True)
    reason = text(zh="理由。", en="The reasons.")
    signs_weighed = text(
        needed=False,
        zh="对规避执行迹象的判断，存在迹象而认定无履行能力的必填。",
        en="What was made of the signs of evasion; needed where inability is found beside them.",
    )
    unable_since = Day(
        load_default=None,
        allow_none=True,
        metadata=described(
            "自何日起无履行能力，能够查明的填写。", "Since when, where the court can tell."
        ),
    )
    overrides = fields.List(
        fields.Nested(OverrideStated),
        load_default=list,
        validate=validate.Length(max=MOST_OVERRIDES),
    )


class OfDebtorQuery(CourtQuery):
    """Whose records (被执行人)."""

    debtor = Id(load_default=None, metadata=described("被执行人编号。", "The id of the debtor."))


class AssessmentsQuery(OfDebtorQuery):
    """Which assessments (履行能力认定)."""

    state = fields.Enum(CapacityState, by_value=True, load_default=None)
