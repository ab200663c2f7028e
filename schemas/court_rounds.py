"""Shapes of acts in a case (法院接口：案件进程): rulings, the closing of a round, inquiries, clues
and referrals, as a court sends them.
"""

from marshmallow import fields, validate

from schemas.case_codes import (
    BankruptcyStage,
    ClosingRoute,
    ClueSource,
    InquiryResult,
    InvestigationMeasure,
    ReportConduct,
    RulingKind,
    SuspensionCause,
)
from schemas.court import LONGEST_NUMBER, Strict
from schemas.fields import LONGEST_LINE, Day, Flag, Id, described, no_duplicates, text

PLAIN_RULINGS = (
    RulingKind.SUSPENSION,
    RulingKind.NON_ENFORCEMENT,
    RulingKind.TERMINATION,
    RulingKind.COMPLETION,
    RulingKind.RESUMPTION,
)
MEANS = (InvestigationMeasure.NETWORK_INQUIRY, InvestigationMeasure.FIELD_INQUIRY)
ANSWERS = (BankruptcyStage.ACCEPTED, BankruptcyStage.REFUSED, BankruptcyStage.DECLARED)
RULING_STATES = ("claim", "realised", "measures", "right_to_resume")


def _debtor() -> Id:
    return Id(
        load_default=None,
        allow_none=True,
        metadata=described(
            "所涉被执行人；涉及全案的为空。", "The debtor it is about; null for the whole case."
        ),
    )


def _number() -> fields.String:
    return text(
        longest=LONGEST_NUMBER,
        zh="裁定书文号。",
        en="The number of the ruling.",
        example="(2025)川0107执1234号之一",
    )


def _day(zh: str, en: str) -> Day:
    return Day(load_default=None, allow_none=True, metadata=described(zh, en))


class RulingToDraft(Strict):
    """A ruling on a case to be drafted (起草裁定)."""

    kind = fields.Enum(
        RulingKind,
        by_value=True,
        required=True,
        validate=validate.OneOf(PLAIN_RULINGS),
        metadata={
            **described(
                "裁定类别；终本、移送破产另有接口。",
                "What it does; closings and referrals have routes of their own.",
            ),
            "enum": [kind.value for kind in PLAIN_RULINGS],
        },
    )
    number = _number()
    ruled_on = Day(required=True, metadata=described("裁定日期。", "The day of the ruling."))
    reason = text(zh="理由。", en="The reason.")
    cause = fields.Enum(
        SuspensionCause,
        by_value=True,
        load_default=None,
        allow_none=True,
        metadata=described(
            "中止事由，中止执行必填。", "Why it is suspended; needed for that alone."
        ),
    )
    debtor = _debtor()


class ClosingToDraft(Strict):
    """The closing of a round to be drafted (起草终本裁定).

    What the register knows itself is not asked for: filing, orders, listings, clues.
    """

    number = _number()
    reason = text(zh="理由。", en="The reason.")
    notice_issued = Flag(load_default=False, metadata=described("已发执行通知。", "Notice issued."))
    report_ordered = Flag(
        load_default=False, metadata=described("已责令报告财产。", "A report was ordered.")
    )
    report = fields.Enum(ReportConduct, by_value=True, required=True)
    report_sanctioned = Flag(load_default=False)
    listing_due = fields.List(
        Id(),
        load_default=list,
        validate=[validate.Length(max=100), no_duplicates],
        metadata={
            **described(
                "符合纳入条件的被执行人。", "The debtors who meet the conditions of a listing."
            ),
            "uniqueItems": True,
        },
    )
    measures = fields.List(
        fields.Enum(InvestigationMeasure, by_value=True),
        required=True,
        validate=[no_duplicates],
        metadata={
            **described("已采取的财产调查措施。", "What was done to find property."),
            "uniqueItems": True,
        },
    )
    network_reaches_all = Flag(load_default=False)
    enforceable_property = Flag(
        load_default=False,
        metadata=described("有可供执行的财产。", "Something was found that can be disposed of."),
    )
    debtor_missing = Flag(load_default=False)
    debtor_searched = Flag(load_default=False)
    obstruction = Flag(load_default=False)
    obstruction_answered = Flag(load_default=False)
    creditor_told_on = _day("告知申请执行人之日。", "When the creditor was told what was done.")
    creditor_heard_on = _day("听取申请执行人意见之日。", "When the creditor was heard.")
    ruling_states = fields.List(
        fields.String(validate=validate.OneOf(RULING_STATES)),
        required=True,
        validate=[no_duplicates],
        metadata={
            **described("裁定书写明的内容。", "What the ruling states."),
            "uniqueItems": True,
        },
    )
    route = fields.Enum(ClosingRoute, by_value=True, required=True)
    creditor_signed_on = _day("申请执行人签字确认之日。", "When the creditor signed.")
    panel_verified_on = _day("合议庭审查核实之日。", "When the panel verified.")


class InquiryToRecord(Strict):
    """An inquiry after property to be recorded (录入查控)."""

    debtor = _debtor()
    means = fields.Enum(
        InvestigationMeasure,
        by_value=True,
        load_default=InvestigationMeasure.NETWORK_INQUIRY,
        validate=validate.OneOf(MEANS),
        metadata={
            **described(
                "方式；只有网络查询计入终本之后的查询。",
                "How; the network alone counts after a closing.",
            ),
            "enum": [means.value for means in MEANS],
        },
    )
    asked = text(longest=LONGEST_LINE, zh="查询的单位或者系统。", en="The body or system asked.")
    made_on = Day(required=True, metadata=described("查询日期。", "The day of the inquiry."))
    result = fields.Enum(InquiryResult, by_value=True, load_default=InquiryResult.NO_REPLY)
    answered_on = _day("反馈日期。", "When the answer came.")
    note = text(needed=False, zh="反馈内容。", en="What was answered.")
    creditor_told_on = _day("告知申请执行人之日。", "When the creditor was told.")


class InquiryToAnswer(Strict):
    """What came of an inquiry, or that the creditor was told of it (录入查控反馈)."""

    result = fields.Enum(InquiryResult, by_value=True, required=True)
    answered_on = _day("反馈日期。", "When the answer came.")
    note = text(needed=False, zh="反馈内容。", en="What was answered.")
    creditor_told_on = _day("告知申请执行人之日。", "When the creditor was told.")


class ClueToRecord(Strict):
    """A clue to property to be recorded (录入财产线索)."""

    debtor = _debtor()
    source = fields.Enum(ClueSource, by_value=True, required=True)
    received_on = Day(required=True, metadata=described("收到之日。", "When it was received."))
    concrete = Flag(
        load_default=False,
        metadata=described("是否具体；具体的七日内核实。", "Concrete: verified within 7 days."),
    )
    urgent = Flag(
        load_default=False,
        metadata=described("是否紧急；紧急的三日内核实。", "Urgent: within 3 days."),
    )
    content = text(zh="线索内容。", en="What was told.")


class ClueToVerify(Strict):
    """What the verification of a clue came to (核实财产线索)."""

    effective = fields.Boolean(
        required=True,
        truthy={True},
        falsy={False},
        metadata=described("是否有效。", "Whether it leads to property."),
    )
    verified_on = Day(required=True, metadata=described("核实之日。", "When it was verified."))
    outcome = text(zh="核实情况。", en="What was found.")


class ReferralToDraft(Strict):
    """A referral to bankruptcy to be drafted (起草中止执行并移送破产审查裁定)."""

    debtor = Id(required=True)
    number = _number()
    ruled_on = Day(required=True, metadata=described("裁定日期。", "The day of the ruling."))
    reason = text(zh="资不抵债或者明显缺乏清偿能力的依据。", en="What shows the insolvency.")
    insolvent = Flag(load_default=False)
    creditor_consents = Flag(load_default=False)
    debtor_consents = Flag(load_default=False)
    referred_to = text(
        longest=LONGEST_LINE, zh="被执行人住所地法院。", en="The court of the debtor's domicile."
    )


class ReceiptToRecord(Strict):
    """When the other court received the file (记录材料接收)."""

    received_on = Day(required=True)


class ReferralToAnswer(Strict):
    """What the other court ruled (记录破产审查结果)."""

    stage = fields.Enum(
        BankruptcyStage,
        by_value=True,
        required=True,
        validate=validate.OneOf(ANSWERS),
        metadata={"enum": [stage.value for stage in ANSWERS]},
    )
    number = _number()
    ruled_on = Day(required=True, metadata=described("裁定日期。", "The day of its ruling."))
