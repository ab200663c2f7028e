"""Asking agencies about property, and reading what they answered (法院接口：协助查询)."""

from marshmallow import Schema, fields, validate

from schemas.case_codes import InquiryResult
from schemas.court import Strict
from schemas.court_answers import CaseNamed, PersonAndMoment
from schemas.court_queries import PageQuery
from schemas.court_round_answers import awaited, overdue
from schemas.fields import LONGEST_LINE, Flag, Id, described, no_duplicates, text
from schemas.inquiry_codes import (
    AskState,
    CannotAnswer,
    InquiryKind,
    InquiryOutcome,
    RequestState,
    ViewPurpose,
)

MOST_DEBTORS = 20
MOST_AGENCIES = 200
LONGEST_CODE = 64


class InquiryToRequest(Strict):
    """What a court asks agencies about debtors of a case (请求协助查询)."""

    debtors = fields.List(
        Id(),
        required=True,
        validate=[validate.Length(min=1, max=MOST_DEBTORS), no_duplicates],
        metadata={
            **described("本案的被执行人。", "Debtors of the case."),
            "uniqueItems": True,
        },
    )
    kinds = fields.List(
        fields.Enum(InquiryKind, by_value=True),
        required=True,
        validate=[validate.Length(min=1), no_duplicates],
        metadata={
            **described("查询类别，至少一类财产。", "What is asked for, property among it."),
            "uniqueItems": True,
        },
    )
    agencies = fields.List(
        fields.String(validate=validate.Length(min=1, max=LONGEST_CODE)),
        load_default=None,
        allow_none=True,
        validate=[validate.Length(min=1, max=MOST_AGENCIES), no_duplicates],
        metadata={
            **described(
                "被查询单位的代码；不填为能够答复的全部单位。",
                "Codes of those who are asked; left out, all who answer any of the kinds.",
            ),
            "uniqueItems": True,
        },
    )
    purpose = text(zh="查询目的。", en="What it is for.", example="查明可供执行的财产")
    necessity = text(
        needed=False,
        zh="查询非财产信息的必要性。",
        en="Why what is no property is asked for.",
    )
    urgent = Flag(
        load_default=False, metadata=described("是否紧急。", "Whether the answer is urgent.")
    )


class RequestToWithdraw(Strict):
    """A request to be withdrawn (撤回协助查询)."""

    reason = text(zh="撤回的理由。", en="Why it is withdrawn.")


class ViewQuery(PageQuery):
    """What answers are read for, and which page of them (查阅)."""

    purpose = fields.Enum(
        ViewPurpose,
        by_value=True,
        required=True,
        metadata=described(
            "查阅目的；每次查阅均予记录。", "What it is read for; every view is recorded."
        ),
    )


class RespondentAnswer(Schema):
    """An agency that can be asked (协助查询单位)."""

    agency = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    kinds = fields.List(fields.Enum(InquiryKind, by_value=True), required=True)


class RespondentList(Schema):
    """The agencies that can be asked (协助查询单位列表)."""

    items = fields.List(fields.Nested(RespondentAnswer), required=True)


def _late() -> fields.Boolean:
    metadata = described("是否逾期才答复。", "Whether it was first answered after the due day.")
    return fields.Boolean(required=True, metadata=metadata)


class KindSaid(Schema):
    """What counts of an agency's answer on one kind; what it found is read on its own page."""

    kind = fields.Enum(InquiryKind, by_value=True, required=True)
    outcome = fields.Enum(InquiryOutcome, by_value=True, required=True, allow_none=True)
    cause = fields.Enum(CannotAnswer, by_value=True, required=True, allow_none=True)
    as_of = fields.Date(required=True, allow_none=True)
    items = fields.Integer(required=True)
    received_at = fields.AwareDateTime(required=True, allow_none=True)
    contradicted = fields.Boolean(
        required=True,
        metadata=described(
            "单位先后的答复是否不一致；以最近的为准。",
            "Whether its answers differed; the latest counts.",
        ),
    )
    late = _late()


class AskedAnswer(Schema):
    """How an asked agency stands (被查询单位)."""

    agency = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    state = fields.Enum(AskState, by_value=True, required=True)
    overdue = fields.Boolean(
        required=True,
        metadata=described(
            "期限已过而未就全部类别答复；state 为 silent 的，已经送达。",
            "Whether the day is over and it has not answered as a whole; in the state silent, what "
            "it was asked had been handed over.",
        ),
    )
    late = _late()
    sent_at = fields.AwareDateTime(required=True, allow_none=True)
    receipt_at = fields.AwareDateTime(required=True, allow_none=True)
    receipt_reason = fields.String(required=True)
    said = fields.List(fields.Nested(KindSaid), required=True)


class AskedInquiry(Schema):
    """The inquiry about one debtor (就一名被执行人的查询)."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    debtor = fields.UUID(required=True)
    result = fields.Enum(InquiryResult, by_value=True, required=True)
    answered_on = fields.Date(required=True, allow_none=True)
    creditor_told_on = fields.Date(required=True, allow_none=True)
    complete = fields.Boolean(
        required=True,
        metadata=described(
            "是否完整的网络查询；不完整的，查无财产不计算在内。",
            "Whether it covers the network; otherwise nothing found does not count.",
        ),
    )
    awaited = awaited()
    overdue = overdue()
    agencies = fields.List(fields.Nested(AskedAnswer), required=True)


class InquiryRequestAnswer(Schema):
    """A request with its inquiries (协助查询请求)."""

    id = fields.UUID(required=True)
    version = fields.Integer(
        required=True, metadata=described("版本，即 ETag。", "The version, which is the ETag.")
    )
    state = fields.Enum(RequestState, by_value=True, required=True)
    case = fields.Nested(CaseNamed, required=True)
    kinds = fields.List(fields.Enum(InquiryKind, by_value=True), required=True)
    purpose = fields.String(required=True)
    necessity = fields.String(required=True)
    basis = fields.String(required=True)
    urgent = fields.Boolean(required=True)
    requested_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    requested = fields.Nested(PersonAndMoment, required=True)
    withdrawn = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    withdrawal = fields.String(required=True)
    inquiries = fields.List(fields.Nested(AskedInquiry), required=True)


class InquiryRequestList(Schema):
    """The requests in a case (协助查询请求列表)."""

    items = fields.List(fields.Nested(InquiryRequestAnswer), required=True)


class GivenAnswerSeen(Schema):
    """One word of an agency, opened for whoever needs it (单位答复)."""

    id = fields.UUID(required=True)
    agency = fields.String(required=True)
    said_as = fields.UUID(required=True)
    kind = fields.Enum(InquiryKind, by_value=True, required=True)
    outcome = fields.Enum(InquiryOutcome, by_value=True, required=True)
    cause = fields.Enum(CannotAnswer, by_value=True, required=True, allow_none=True)
    as_of = fields.Date(required=True)
    part = fields.Integer(required=True)
    last = fields.Boolean(required=True)
    counts = fields.Boolean(
        required=True,
        metadata=described("是否以此为准。", "Whether it is what counts on this kind."),
    )
    reason = fields.String(required=True)
    reference = fields.String(
        required=True, allow_none=True, validate=validate.Length(max=LONGEST_LINE)
    )
    items = fields.List(
        fields.Dict(keys=fields.String()),
        required=True,
        metadata=described(
            "明细，形制依类别，见单位接口。", "What was found, in the shape of its kind."
        ),
    )
    received_at = fields.AwareDateTime(required=True)


class GivenAnswersSeen(Schema):
    """One page of answers (单位答复分页)."""

    items = fields.List(fields.Nested(GivenAnswerSeen), required=True)
    per_page = fields.Integer(required=True)
    next = fields.String(required=True, allow_none=True)


class ViewRecorded(Schema):
    """Who has seen an inquiry's answers, when and what for (查阅记录)."""

    position = fields.Integer(required=True)
    actor = fields.String(required=True)
    court = fields.String(required=True)
    purpose = fields.Enum(ViewPurpose, by_value=True, required=True)
    seen_at = fields.AwareDateTime(required=True)


class ViewPage(Schema):
    """One page of views (查阅记录分页)."""

    items = fields.List(fields.Nested(ViewRecorded), required=True)
    per_page = fields.Integer(required=True)
    next = fields.String(required=True, allow_none=True)
