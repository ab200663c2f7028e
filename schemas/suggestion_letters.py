"""Shapes of judicial suggestion letters (司法建议书): what is drafted, and how a letter stands."""

from marshmallow import Schema, fields, validate

from schemas.codes import ListName
from schemas.court import Strict
from schemas.court_queries import PageQuery
from schemas.fields import LONGEST_LINE, Day, Id, WholeNumber, described, text
from schemas.pages import Envelope
from schemas.screening_codes import ScreeningPurpose, SuggestionState


class SuggestionToDraft(Strict):
    """About which hit, to whom, and what is suggested (起草司法建议书)."""

    screening = Id(
        required=True,
        metadata=described(
            "本院的资格审查，或者单位允许查看的资格审查。",
            "A screening of your own court, or one that an agency shares.",
        ),
    )
    row = WholeNumber(
        required=True,
        validate=validate.Range(min=1),
        metadata=described("命中的行号。", "The row of the hit."),
    )
    record = Id(required=True, metadata=described("命中的记录。", "The record of the hit."))
    addressee = text(
        longest=LONGEST_LINE,
        zh="致送单位：提交名单或者有权处理的单位。",
        en="The body that it is written to: the one that asked, or that is competent.",
        example="成都市精神文明建设办公室",
    )
    request = text(
        longest=2_000,
        zh="建议的内容。",
        en="What is suggested.",
        example="建议在其履行义务之前，不将其列为道德模范候选人。",
    )


class SharedHit(Schema):
    """A hit of an agency's list about a case of one's court (单位允许查看的命中)."""

    screening = fields.UUID(required=True)
    agency = fields.String(required=True)
    purpose = fields.Enum(ScreeningPurpose, by_value=True, required=True)
    basis = fields.String(required=True)
    row = fields.Integer(required=True)
    name = fields.String(required=True, allow_none=True)
    number_masked = fields.String(required=True)
    record = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata=described(
            "记录，与公开查询的内容相同。", "The record, as the public search shows it."
        ),
    )


class SharedHitPage(Envelope):
    """One page of hits that agencies share (命中分页)."""

    items = fields.List(fields.Nested(SharedHit), required=True)


class SuggestionToWithdraw(Strict):
    """A letter to be withdrawn (撤回司法建议书)."""

    reason = text(zh="撤回的理由。", en="Why it is withdrawn.")


class SuggestionAnswered(Strict):
    """What the addressee answered (单位答复)."""

    on = Day(
        required=True,
        metadata=described("收到答复的日期。", "When the answer was received."),
    )
    content = text(longest=2_000, zh="答复的内容。", en="What it says.")


class SuggestionsQuery(PageQuery):
    """Which letters (查看司法建议书)."""

    state = fields.Enum(SuggestionState, by_value=True, load_default=None)


class SuggestionAnswer(Schema):
    """A judicial suggestion letter (司法建议书)."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    state = fields.Enum(SuggestionState, by_value=True, required=True)
    number = fields.String(
        required=True,
        allow_none=True,
        metadata=described("文号，签发时编定。", "The number, given with the signature."),
    )
    screening = fields.UUID(required=True)
    row = fields.Integer(required=True)
    reference = fields.String(required=True)
    name = fields.String(required=True)
    number_masked = fields.String(required=True)
    list = fields.Enum(ListName, by_value=True, required=True)
    record = fields.UUID(required=True)
    addressee = fields.String(required=True)
    request = fields.String(required=True)
    drafted_at = fields.AwareDateTime(required=True)
    signed_at = fields.AwareDateTime(required=True, allow_none=True)
    answer_due_on = fields.Date(required=True, allow_none=True)
    answered_on = fields.Date(required=True, allow_none=True)
    answer = fields.String(required=True, allow_none=True)
    withdrawn_at = fields.AwareDateTime(required=True, allow_none=True)
    withdraw_reason = fields.String(required=True, allow_none=True)


class SuggestionPage(Envelope):
    """A page of letters (司法建议书分页)."""

    items = fields.List(fields.Nested(SuggestionAnswer), required=True)
