"""Shapes of answers to courts (法院接口答复): codes and never labels, so that an answer is the same
in every language; identity numbers masked.
"""

from marshmallow import Schema, fields

from schemas.case_codes import EnforcementState
from schemas.codes import (
    DocumentType,
    Ground,
    Initiative,
    ListingState,
    OrderState,
    Performance,
    RecordSource,
    RemovalGround,
    RemovalState,
    RestrictedAct,
    ServiceMethod,
    Sex,
    SubjectKind,
)
from schemas.court_proposal_answers import CapacityProposalAnswer
from schemas.fields import AMOUNT_PATTERN, described
from schemas.remedy_codes import GraceOutcome, Standing, WithheldFor

_MONEY = {"pattern": AMOUNT_PATTERN, "example": "98000.00"}


def _date(*, none: bool = False) -> fields.Date:
    return fields.Date(required=True, allow_none=none)


def _amount() -> fields.String:
    return fields.String(required=True, allow_none=True, metadata=_MONEY)


def _version() -> fields.Integer:
    metadata = described("版本，即 ETag。", "The version, which is the ETag.")
    return fields.Integer(required=True, metadata=metadata)


class CourtNamed(Schema):
    """A court (法院)."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class BasisNamed(Schema):
    """What is being enforced (执行依据)."""

    number = fields.String(required=True)
    body = fields.String(required=True)


class SubjectNamed(Schema):
    """The subject behind a debtor (主体)."""

    id = fields.UUID(required=True)
    kind = fields.Enum(SubjectKind, by_value=True, required=True)
    flagged = fields.Boolean(
        required=True,
        metadata=described(
            "同一号码出现过不同姓名，须人工核对。",
            "Different names came in on one number: a person has to look at it.",
        ),
    )


class DocumentMasked(Schema):
    """An identity document, its number masked (证件)."""

    type = fields.Enum(DocumentType, by_value=True, required=True)
    number_masked = fields.String(required=True)


class CaseNamed(Schema):
    """A case by its id and number (案件)."""

    id = fields.UUID(required=True)
    number = fields.String(required=True)


class DebtorAnswer(Schema):
    """A debtor (被执行人)."""

    id = fields.UUID(required=True)
    case = fields.Nested(CaseNamed, required=True)
    subject = fields.Nested(SubjectNamed, required=True)
    name = fields.String(required=True)
    sex = fields.Enum(Sex, by_value=True, required=True, allow_none=True)
    age = fields.Integer(required=True, allow_none=True)
    documents = fields.List(fields.Nested(DocumentMasked), required=True)
    legal_representative = fields.String(required=True, allow_none=True)
    performance_due_on = _date(none=True)


class CaseAnswer(Schema):
    """An enforcement case with its debtors (执行案件)."""

    id = fields.UUID(required=True)
    version = _version()
    number = fields.String(required=True)
    court = fields.Nested(CourtNamed, required=True)
    filed_on = _date()
    basis = fields.Nested(BasisNamed, required=True)
    obligation = fields.String(required=True)
    amount = _amount()
    paid = fields.String(
        required=True,
        metadata={**_MONEY, **described("已确认的履行款。", "The sum of confirmed payments.")},
    )
    outstanding = _amount()
    source = fields.Enum(RecordSource, by_value=True, required=True)
    state = fields.Enum(EnforcementState, by_value=True, required=True)
    debtors = fields.List(fields.Nested(DebtorAnswer), required=True)


class PersonAndMoment(Schema):
    """Who did something, and when (经办)."""

    by = fields.UUID(required=True)
    at = fields.AwareDateTime(required=True)


class ServiceAnswer(Schema):
    """How and when a decision was served (送达)."""

    method = fields.Enum(ServiceMethod, by_value=True, required=True)
    on = _date()


class GraceAnswer(Schema):
    """A grace period, and what was recorded of it (宽限期)."""

    months = fields.Integer(required=True)
    ends_on = _date()
    provisional = fields.Boolean(
        required=True,
        metadata=described(
            "届满日所在年度的节假日安排尚未公布，届满日为暂定。",
            "Whether the arrangement of the last day's year has not come, so that it may move.",
        ),
    )
    outcome = fields.Enum(GraceOutcome, by_value=True, required=True, allow_none=True)


class OrderAnswer(Schema):
    """A consumption restriction order (限制消费令)."""

    id = fields.UUID(required=True)
    version = _version()
    state = fields.Enum(OrderState, by_value=True, required=True)
    debtor = fields.UUID(required=True)
    case = fields.Nested(CaseNamed, required=True)
    listing = fields.UUID(required=True, allow_none=True)
    acts = fields.List(fields.Enum(RestrictedAct, by_value=True), required=True)
    reason = fields.String(required=True)
    initiative = fields.Enum(Initiative, by_value=True, required=True)
    applied_on = _date(none=True)
    weighed = fields.String(required=True)
    drafted = fields.Nested(PersonAndMoment, required=True)
    signed = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    grace = fields.Nested(GraceAnswer, required=True, allow_none=True)
    imposed_on = _date(none=True)
    ends_on = _date(none=True)
    lifted_on = _date(none=True)
    lift_ground = fields.String(
        required=True,
        allow_none=True,
        metadata=described(
            "解除情形；因删除失信信息而解除的，为删除情形。",
            "Why it was lifted: the ground of the lift, or of the removal that lifted it.",
        ),
    )


class WithheldAnswer(Schema):
    """Why a listing is not suitable for publication (不宜公布)."""

    cause = fields.Enum(WithheldFor, by_value=True, required=True)
    reason = fields.String(required=True)


class ListingAnswer(Schema):
    """A listing with the order that goes with it (失信信息)."""

    id = fields.UUID(required=True)
    version = _version()
    state = fields.Enum(ListingState, by_value=True, required=True)
    debtor = fields.UUID(required=True)
    case = fields.Nested(CaseNamed, required=True)
    source = fields.Enum(RecordSource, by_value=True, required=True)
    grounds = fields.List(fields.Enum(Ground, by_value=True), required=True)
    conduct = fields.String(required=True)
    reason = fields.String(required=True)
    initiative = fields.Enum(Initiative, by_value=True, required=True)
    applied_on = _date(none=True)
    standing = fields.Enum(Standing, by_value=True, required=True)
    withheld = fields.Nested(
        WithheldAnswer,
        required=True,
        allow_none=True,
        metadata=described(
            "不宜公布的原因；应予公布的为空。", "Why it is not suitable for publication."
        ),
    )
    extension_years = fields.Integer(required=True)
    performance = fields.Enum(Performance, by_value=True, required=True)
    performed = fields.String(required=True)
    outstanding = fields.String(required=True)
    amount_outstanding = _amount()
    drafted = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    signed = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    grace = fields.Nested(GraceAnswer, required=True, allow_none=True)
    service = fields.Nested(ServiceAnswer, required=True, allow_none=True)
    published_on = _date(none=True)
    ends_on = _date(none=True)
    ended_on = _date(none=True)
    end_ground = fields.String(required=True, allow_none=True)
    restriction = fields.Nested(OrderAnswer, required=True, allow_none=True)
    capacity_proposal = fields.Nested(
        CapacityProposalAnswer,
        required=True,
        allow_none=True,
        metadata=described(
            "认定无履行能力之后对本条失信信息的提示，由人处理。",
            "What a finding of inability proposes for this listing; a person decides.",
        ),
    )


class ListingEnding(Schema):
    """The listing that a removal is about, as it stands (所涉失信信息)."""

    id = fields.UUID(required=True)
    version = _version()
    state = fields.Enum(ListingState, by_value=True, required=True)
    ended_on = _date(none=True)


class RemovalAnswer(Schema):
    """A removal decision, its listing and the orders that were lifted with it (删除决定)."""

    id = fields.UUID(required=True)
    version = _version()
    state = fields.Enum(RemovalState, by_value=True, required=True)
    listing = fields.Nested(ListingEnding, required=True)
    ground = fields.Enum(RemovalGround, by_value=True, required=True)
    reason = fields.String(required=True)
    facts = fields.Dict(keys=fields.String(), required=True)
    drafted = fields.Nested(PersonAndMoment, required=True)
    signed = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    restrictions = fields.List(fields.Nested(OrderAnswer), required=True)


class HistoryEntry(Schema):
    """One act in the journal (台账记录)."""

    position = fields.Integer(required=True)
    kind = fields.String(required=True)
    occurred_at = fields.AwareDateTime(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    actor = fields.String(required=True)
    via = fields.String(required=True)
    reason = fields.String(required=True)
    basis = fields.String(required=True)
    body = fields.Dict(keys=fields.String(), required=True)


class HistoryAnswer(Schema):
    """Everything that happened to one record (历史)."""

    items = fields.List(fields.Nested(HistoryEntry), required=True)
