"""Shapes of answers about a debtor's capacity (法院接口答复：履行能力)."""

from marshmallow import Schema, fields

from schemas.case_codes import (
    Bearing,
    CapacityFlag,
    CapacityOutcome,
    CapacityState,
    EvasionSign,
    EvidenceKind,
    EvidenceState,
    InquiryResult,
)
from schemas.codes import Ground, Role
from schemas.court_answers import CaseNamed, PersonAndMoment
from schemas.court_proposal_answers import CapacityProposalAnswer
from schemas.court_reports import ReportAnswer
from schemas.fields import described
from schemas.pages import Envelope


def _version() -> fields.Integer:
    metadata = described("版本，即 ETag。", "The version, which is the ETag.")
    return fields.Integer(required=True, metadata=metadata)


def _day() -> fields.Date:
    return fields.Date(required=True, allow_none=True)


class RecordedAnswer(Schema):
    """What evidence and signs of evasion have in common (记录)."""

    id = fields.UUID(required=True)
    version = _version()
    state = fields.Enum(EvidenceState, by_value=True, required=True)
    debtor = fields.UUID(required=True)
    case = fields.Nested(CaseNamed, required=True)
    source = fields.String(required=True)
    dated_on = fields.Date(required=True)
    description = fields.String(required=True)
    report = fields.UUID(required=True, allow_none=True)
    recorded = fields.Nested(
        PersonAndMoment,
        required=True,
        allow_none=True,
        metadata=described(
            "记录人；由单位答复形成的为空。", "Who recorded it; null where an agency answered."
        ),
    )
    withdrawn = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    withdrawal = fields.String(
        required=True, metadata=described("撤回理由。", "Why it was withdrawn.")
    )


class EvidenceAnswer(RecordedAnswer):
    """An item of evidence (证据)."""

    kind = fields.Enum(EvidenceKind, by_value=True, required=True)
    bearing = fields.Enum(Bearing, by_value=True, required=True)
    result = fields.Enum(InquiryResult, by_value=True, required=True, allow_none=True)
    inquiry = fields.UUID(required=True, allow_none=True)
    used_until = fields.Date(
        required=True,
        metadata=described("可以采用的最后一日。", "The last day on which it is used."),
    )


class SignAnswer(RecordedAnswer):
    """A sign of evasion (规避执行迹象)."""

    sign = fields.Enum(EvasionSign, by_value=True, required=True)


class ProposalAnswer(Schema):
    """What the evidence points to; a person decides (系统提示)."""

    outcome = fields.Enum(CapacityOutcome, by_value=True, required=True)
    reasons = fields.List(
        fields.String(),
        required=True,
        metadata=described(
            "依据，形如 inability:network_inquiry、evasion:hidden_property、"
            "missing:property_report。",
            "The reasons, such as inability:network_inquiry, evasion:hidden_property or "
            "missing:property_report.",
        ),
    )


class EvidenceUsed(Schema):
    """An item as it was on the day of the assessment (认定时的证据)."""

    id = fields.UUID(required=True)
    kind = fields.Enum(EvidenceKind, by_value=True, required=True)
    source = fields.String(required=True)
    dated_on = fields.Date(required=True)
    bearing = fields.Enum(Bearing, by_value=True, required=True)
    result = fields.Enum(InquiryResult, by_value=True, required=True, allow_none=True)
    used = fields.Boolean(
        required=True,
        metadata=described("是否仍在有效期内。", "Whether it was not too old to be used."),
    )


class SignUsed(Schema):
    """A sign as it was on the day of the assessment (认定时的迹象)."""

    id = fields.UUID(required=True)
    sign = fields.Enum(EvasionSign, by_value=True, required=True)
    source = fields.String(required=True)
    dated_on = fields.Date(required=True)


class OverrideUsed(Schema):
    """A rule that was set aside (例外)."""

    rule = fields.String(required=True)
    role = fields.Enum(Role, by_value=True, required=True)
    reason = fields.String(required=True)


class AssessmentAnswer(Schema):
    """A capacity assessment (履行能力认定)."""

    id = fields.UUID(required=True)
    version = _version()
    state = fields.Enum(CapacityState, by_value=True, required=True)
    debtor = fields.UUID(required=True)
    case = fields.Nested(CaseNamed, required=True)
    outcome = fields.Enum(CapacityOutcome, by_value=True, required=True)
    reason = fields.String(required=True)
    signs_weighed = fields.String(required=True)
    unable_since = _day()
    overrides = fields.List(fields.Nested(OverrideUsed), required=True)
    proposal = fields.Nested(ProposalAnswer, required=True)
    evidence = fields.List(fields.Nested(EvidenceUsed), required=True)
    signs = fields.List(fields.Nested(SignUsed), required=True)
    drafted = fields.Nested(PersonAndMoment, required=True)
    signed = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    found_on = _day()
    valid_until = fields.Date(
        required=True,
        allow_none=True,
        metadata=described(
            "所依据的证据均可采用的最后一日；届满后不再排除纳入。",
            "The last day on which all that it rests on is used; afterwards it bars nothing.",
        ),
    )
    flag = fields.Enum(CapacityFlag, by_value=True, required=True, allow_none=True)
    flagged_on = _day()
    superseded_on = _day()
    withdrawal = fields.String(required=True)


class NeededAnswer(Schema):
    """What stands in the way of a finding of inability today (尚缺)."""

    rule = fields.String(required=True)
    article = fields.String(required=True)
    facts = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    overridable_by = fields.Enum(Role, by_value=True, required=True, allow_none=True)


class UnableElsewhere(Schema):
    """A finding of inability in another case of the same subject (他案认定)."""

    case_number = fields.String(required=True)
    court = fields.String(required=True)
    found_on = fields.Date(required=True)
    valid_until = _day()


class PropertyFound(Schema):
    """An inquiry that has found property (查询发现的财产); what it is, is read by a view."""

    inquiry = fields.UUID(required=True)
    asked = fields.String(required=True)
    made_on = fields.Date(required=True)
    answered_on = _day()


class AnswersAwaited(Schema):
    """An inquiry that agencies have not answered as a whole, and which proves nothing (待答复)."""

    inquiry = fields.UUID(required=True)
    asked = fields.String(required=True)
    made_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    overdue = fields.Boolean(required=True)


class CapacityAnswer(Schema):
    """All that is known of a debtor's ability to perform (履行能力概览)."""

    debtor = fields.UUID(required=True)
    case = fields.Nested(CaseNamed, required=True)
    on = fields.Date(required=True)
    for_inability = fields.List(fields.Nested(EvidenceAnswer), required=True)
    for_ability = fields.List(fields.Nested(EvidenceAnswer), required=True)
    for_neither = fields.List(fields.Nested(EvidenceAnswer), required=True)
    signs = fields.List(fields.Nested(SignAnswer), required=True)
    withdrawn = fields.Integer(
        required=True,
        metadata=described("已撤回的条数。", "How many records were withdrawn."),
    )
    reports = fields.List(fields.Nested(ReportAnswer), required=True)
    property_found = fields.List(
        fields.Nested(PropertyFound),
        required=True,
        metadata=described("查询发现财产的。", "Inquiries that have found property."),
    )
    answers_awaited = fields.List(
        fields.Nested(AnswersAwaited),
        required=True,
        metadata=described(
            "单位尚未全部答复的查询；未答复不能证明有无履行能力。",
            "Inquiries that agencies have not answered as a whole; silence speaks for neither.",
        ),
    )
    proposal = fields.Nested(ProposalAnswer, required=True)
    needed_for_unable = fields.List(fields.Nested(NeededAnswer), required=True)
    finding = fields.Nested(
        AssessmentAnswer,
        required=True,
        allow_none=True,
        metadata=described("现行认定。", "The assessment that nobody has superseded."),
    )
    holds = fields.Boolean(
        required=True,
        metadata=described("现行认定是否仍在有效期内。", "Whether it is still valid today."),
    )
    bars = fields.Enum(
        Ground,
        by_value=True,
        required=True,
        allow_none=True,
        metadata=described("不得据以纳入的情形。", "The ground that it bars."),
    )
    unable_elsewhere = fields.List(
        fields.Nested(UnableElsewhere),
        required=True,
        metadata=described(
            "其他案件中仍有效的无履行能力认定；以第一条第一项纳入须由法官说明理由。",
            "Findings of inability in other cases that hold: to list on Art. 1(1) all the same, a "
            "judge says why.",
        ),
    )
    proposals = fields.List(fields.Nested(CapacityProposalAnswer), required=True)


class EvidencePage(Envelope):
    """A page of evidence (证据)."""

    items = fields.List(fields.Nested(EvidenceAnswer), required=True)


class SignPage(Envelope):
    """A page of signs of evasion (规避执行迹象)."""

    items = fields.List(fields.Nested(SignAnswer), required=True)


class AssessmentPage(Envelope):
    """A page of capacity assessments (履行能力认定)."""

    items = fields.List(fields.Nested(AssessmentAnswer), required=True)
