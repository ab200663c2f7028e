"""Shapes of breaches and sanctions (法院接口：违反限制消费令与制裁)."""

from marshmallow import Schema, fields, validate

from schemas.breach_codes import (
    BreachSource,
    BreachState,
    ProsecutionOutcome,
    Sanctioned,
    SanctionState,
)
from schemas.codes import Ground, RestrictedAct, ServiceMethod
from schemas.court import Strict
from schemas.court_answers import PersonAndMoment
from schemas.fields import AMOUNT_PATTERN, LONGEST_LINE, Day, Flag, Id, amount, described, text
from schemas.restriction_codes import SanctionKind

LONGEST_AGENCY = 64
MOST_DAYS = 366


class BreachToRecord(Strict):
    """A breach as it was reported (记录违反限制消费令的线索)."""

    restriction = Id(required=True)
    person = Id(
        load_default=None,
        allow_none=True,
        metadata=described(
            "违反人为受限制的责任人员的，填写其编号。",
            "Whose it was, where it was a person bound for an entity.",
        ),
    )
    source = fields.Enum(BreachSource, by_value=True, required=True)
    received_on = Day(required=True)
    happened_on = Day(required=True)
    act = fields.Enum(RestrictedAct, by_value=True, required=True)
    content = text(zh="消费的事实。", en="What was spent, where and how.")
    evidence = text(needed=False, zh="所附证据。", en="The evidence that came with it.")
    allowed_by = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(min=1, max=LONGEST_AGENCY),
        metadata=described(
            "收到通知后仍允许消费的协助单位的代码。",
            "The code of the agency that let it happen.",
        ),
    )


class BreachToVerify(Strict):
    """What the verification of a breach came to (核实违反限制消费令)."""

    shown = Flag(required=True, metadata=described("是否查实。", "Whether it was shown."))
    verified_on = Day(required=True)
    outcome = text(zh="核实情况。", en="How it was verified, and what came of it.")


class SanctionToDraft(Strict):
    """A sanction, or a referral for prosecution, to be drafted (起草制裁决定)."""

    breach = Id(
        load_default=None,
        allow_none=True,
        metadata=described(
            "所制裁的违反限制消费令的情况。", "The breach of a restriction order that it is for."
        ),
    )
    property_report = Id(
        load_default=None,
        allow_none=True,
        metadata=described(
            "因拒绝、虚假、逾期报告财产而制裁的，填写该财产报告，不填违反情况。",
            "The property report, where it is for how property was reported; then no breach.",
        ),
    )
    kind = fields.Enum(SanctionKind, by_value=True, required=True)
    sanctioned = fields.Enum(Sanctioned, by_value=True, load_default=Sanctioned.OFFENDER)
    fine = amount(required=False, zh="罚款金额（元）。", en="The fine in CNY.")
    detention_days = fields.Integer(
        load_default=0,
        strict=True,
        validate=validate.Range(min=0, max=MOST_DAYS),
        metadata=described("拘留日数。", "The days of detention."),
    )
    referred_to = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(min=1, max=LONGEST_LINE),
        metadata=described("受移送的机关。", "The body that it is referred to."),
    )
    reason = text(zh="理由。", en="The reason.")


class SanctionToServe(Strict):
    """The service of a sanction (送达罚款、拘留决定)."""

    method = fields.Enum(ServiceMethod, by_value=True, required=True)
    served_on = Day(required=True)


class SanctionToWithdraw(Strict):
    """A draft to be withdrawn (撤回制裁草案)."""

    reason = text(zh="理由。", en="The reason.")


class ProsecutionToClose(Strict):
    """What came of a referral for prosecution (记录刑事移送结果)."""

    outcome = fields.Enum(ProsecutionOutcome, by_value=True, required=True)
    closed_on = Day(required=True)
    reason = text(zh="结果文书及说明。", en="The paper that says so, and what it says.")


class SanctionAnswer(Schema):
    """A sanction or a referral (制裁、移送决定)."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    breach = fields.UUID(required=True)
    property_report = fields.UUID(required=True, allow_none=True)
    kind = fields.Enum(SanctionKind, by_value=True, required=True)
    sanctioned = fields.Enum(Sanctioned, by_value=True, required=True)
    state = fields.Enum(SanctionState, by_value=True, required=True)
    fine = fields.String(required=True, allow_none=True, metadata={"pattern": AMOUNT_PATTERN})
    detention_days = fields.Integer(required=True)
    referred_to = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True)
    drafted = fields.Nested(PersonAndMoment, required=True)
    signed = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    service_method = fields.Enum(ServiceMethod, by_value=True, required=True, allow_none=True)
    served_on = fields.Date(required=True, allow_none=True)
    closed_on = fields.Date(required=True, allow_none=True)
    closed_as = fields.Enum(ProsecutionOutcome, by_value=True, required=True, allow_none=True)


class BreachAnswer(Schema):
    """A breach, with what was decided about it (违反限制消费令)."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    restriction = fields.UUID(required=True, allow_none=True)
    property_report = fields.UUID(required=True, allow_none=True)
    person = fields.UUID(required=True, allow_none=True)
    source = fields.Enum(BreachSource, by_value=True, required=True)
    received_on = fields.Date(required=True)
    happened_on = fields.Date(required=True)
    act = fields.Enum(RestrictedAct, by_value=True, required=True, allow_none=True)
    content = fields.String(required=True)
    evidence = fields.String(required=True)
    allowed_by = fields.String(required=True, allow_none=True)
    told_on = fields.Date(
        required=True,
        allow_none=True,
        metadata=described(
            "该单位收到限制消费通知之日，由本库的推送记录得出。",
            "When that agency was told of the order, as the register knows from its deliveries.",
        ),
    )
    state = fields.Enum(BreachState, by_value=True, required=True)
    ground = fields.Enum(
        Ground,
        by_value=True,
        required=True,
        allow_none=True,
        metadata=described(
            "查实的，构成纳入失信被执行人名单的情形。",
            "The ground for a listing that it is, if shown.",
        ),
    )
    entered = fields.Nested(PersonAndMoment, required=True)
    outcome = fields.String(required=True)
    verified_on = fields.Date(required=True, allow_none=True)
    verified = fields.Nested(PersonAndMoment, required=True, allow_none=True)
    sanctions = fields.List(fields.Nested(SanctionAnswer), required=True)


class BreachList(Schema):
    """The breaches of an order (违反限制消费令情况)."""

    items = fields.List(fields.Nested(BreachAnswer), required=True)
