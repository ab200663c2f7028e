"""Shapes of answers about what happens in a case (法院接口答复：案件进程)."""

from marshmallow import Schema, fields

from schemas.case_codes import (
    BankruptcyStage,
    ClueSource,
    EnforcementState,
    InquiryResult,
    InvestigationMeasure,
    RulingKind,
    RulingState,
    SuspensionCause,
)
from schemas.codes import RemovalGround
from schemas.court_answers import CaseNamed, PersonAndMoment
from schemas.fields import described


def _version() -> fields.Integer:
    return fields.Integer(
        required=True, metadata=described("版本，即 ETag。", "The version, which is the ETag.")
    )


def _day() -> fields.Date:
    return fields.Date(required=True, allow_none=True)


def _debtor() -> fields.UUID:
    return fields.UUID(
        required=True,
        allow_none=True,
        metadata=described("所涉被执行人；全案的为空。", "The debtor; null for the whole case."),
    )


class RulingAnswer(Schema):
    """A ruling on a case (裁定)."""

    id = fields.UUID(required=True)
    version = _version()
    state = fields.Enum(RulingState, by_value=True, required=True)
    case = fields.Nested(CaseNamed, required=True)
    case_state = fields.Enum(
        EnforcementState,
        by_value=True,
        required=True,
        metadata=described("案件现状。", "How the case stands now."),
    )
    debtor = _debtor()
    kind = fields.Enum(RulingKind, by_value=True, required=True)
    cause = fields.Enum(SuspensionCause, by_value=True, required=True, allow_none=True)
    number = fields.String(required=True)
    ruled_on = _day()
    reason = fields.String(required=True)
    content = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata=described(
            "该类裁定另外写明的内容。", "What this kind of ruling says beside that."
        ),
    )
    drafted = fields.Nested(PersonAndMoment, required=True)
    signed = fields.Nested(PersonAndMoment, required=True, allow_none=True)


class RulingList(Schema):
    """The rulings on a case (裁定列表)."""

    items = fields.List(fields.Nested(RulingAnswer), required=True)


def awaited() -> fields.Boolean:
    """Describe whether answers to an inquiry are still awaited."""
    return fields.Boolean(
        required=True,
        metadata=described(
            "是否有被查询单位尚未就全部类别答复；已撤回、案件已结束的为否。",
            "Whether an agency has not answered as a whole; no longer once it was withdrawn or the "
            "case is over.",
        ),
    )


def overdue() -> fields.Boolean:
    """Describe whether answers to an inquiry are awaited past their day."""
    return fields.Boolean(
        required=True,
        metadata=described(
            "答复期限是否已过而仍待答复；未答复不是查无财产。",
            "Whether they are awaited though the day is over; silence is not nothing found.",
        ),
    )


class InquiryAnswer(Schema):
    """An inquiry after property (查控)."""

    id = fields.UUID(required=True)
    version = _version()
    case = fields.Nested(CaseNamed, required=True)
    debtor = _debtor()
    means = fields.Enum(InvestigationMeasure, by_value=True, required=True)
    asked = fields.String(required=True)
    made_on = fields.Date(required=True)
    result = fields.Enum(InquiryResult, by_value=True, required=True)
    answered_on = _day()
    note = fields.String(required=True)
    creditor_told_on = _day()
    request = fields.UUID(
        required=True,
        allow_none=True,
        metadata=described(
            "所属的协助查询请求；法院自行录入的为空。",
            "The request to agencies that it belongs to; null where a court records it by hand.",
        ),
    )
    complete = fields.Boolean(
        required=True,
        metadata=described(
            "是否完整的网络查询；不完整的，查无财产不计算在内。",
            "Whether it covers the network; otherwise nothing found does not count.",
        ),
    )
    due_on = fields.Date(
        required=True,
        allow_none=True,
        metadata=described(
            "单位答复期限届满之日；法院自行录入的为空。",
            "By when agencies answer; null where a court records it by hand.",
        ),
    )
    awaited = awaited()
    overdue = overdue()
    withdrawn = fields.Boolean(
        required=True,
        metadata=described(
            "协助查询请求是否已经撤回；撤回之后不再等待答复。",
            "Whether the request to agencies was withdrawn, so that no answer is awaited.",
        ),
    )
    entered = fields.Nested(PersonAndMoment, required=True)


class InquiryList(Schema):
    """The inquiries in a case (查控列表)."""

    items = fields.List(fields.Nested(InquiryAnswer), required=True)


class ClueAnswer(Schema):
    """A clue to property (财产线索)."""

    id = fields.UUID(required=True)
    version = _version()
    case = fields.Nested(CaseNamed, required=True)
    debtor = _debtor()
    source = fields.Enum(ClueSource, by_value=True, required=True)
    received_on = fields.Date(required=True)
    concrete = fields.Boolean(required=True)
    urgent = fields.Boolean(required=True)
    content = fields.String(required=True)
    entered = fields.Nested(PersonAndMoment, required=True)
    effective = fields.Boolean(
        required=True,
        allow_none=True,
        metadata=described("是否有效；尚未核实的为空。", "Null until it is verified."),
    )
    verified_on = _day()
    outcome = fields.String(required=True, allow_none=True)
    verified = fields.Nested(PersonAndMoment, required=True, allow_none=True)


class ClueList(Schema):
    """The clues in a case (财产线索列表)."""

    items = fields.List(fields.Nested(ClueAnswer), required=True)


class ReferralAnswer(Schema):
    """A referral to bankruptcy (移送破产审查)."""

    id = fields.UUID(required=True)
    version = _version()
    ruling = fields.Nested(RulingAnswer, required=True)
    debtor = fields.UUID(required=True)
    referred_to = fields.String(required=True)
    stage = fields.Enum(
        BankruptcyStage,
        by_value=True,
        required=True,
        allow_none=True,
        metadata=described("尚未签发的为空。", "Null until the ruling is signed."),
    )
    received_on = _day()
    answer_due_on = _day()
    answered_on = _day()
    answer_number = fields.String(required=True, allow_none=True)
    declared_on = _day()
    declaration_number = fields.String(required=True, allow_none=True)
    preservation_lifted = fields.Boolean(required=True)
    leads_to = fields.Enum(
        EnforcementState,
        by_value=True,
        required=True,
        allow_none=True,
        metadata=described(
            "依法应当成为的执行状态，由人裁定。",
            "What the stage makes of enforcement; a person rules so.",
        ),
    )


class ReferralList(Schema):
    """The referrals in a case (移送破产审查列表)."""

    items = fields.List(fields.Nested(ReferralAnswer), required=True)


class RuleFound(Schema):
    """What one rule says (审查意见)."""

    rule = fields.String(required=True)
    article = fields.String(required=True)
    satisfied = fields.Boolean(required=True)
    facts = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class ProposedRemoval(Schema):
    """A listing that is to be removed; a person decides (应予删除的失信信息)."""

    listing = fields.UUID(required=True)
    ground = fields.Enum(RemovalGround, by_value=True, required=True)
    since = fields.Date(required=True)
    ruling = fields.UUID(required=True, allow_none=True)


class DebtorStanding(Schema):
    """How enforcement stands against one debtor (被执行人执行状态)."""

    debtor = fields.UUID(required=True)
    state = fields.Enum(EnforcementState, by_value=True, required=True)
    ruling = fields.UUID(required=True, allow_none=True)
    to_remove = fields.List(fields.Nested(ProposedRemoval), required=True)
    counting_days = fields.List(
        fields.Date(),
        required=True,
        metadata=described(
            "终本之后计入第十条第四项的查询日期。",
            "The days since the closing whose inquiries count for Art. 10(4).",
        ),
    )
    after_round = fields.List(
        fields.Nested(RuleFound),
        required=True,
        metadata=described(
            "终本之后是否具有第十条第四项情形。", "Whether Art. 10(4) is open after the closing."
        ),
    )


class CaseStanding(Schema):
    """How a case stands (执行案件状态)."""

    case = fields.Nested(CaseNamed, required=True)
    state = fields.Enum(EnforcementState, by_value=True, required=True)
    closed_on = _day()
    shown_as_closed = fields.Boolean(
        required=True,
        metadata=described("是否属于终本案件。", "Whether it is among the closed rounds."),
    )
    inquiry_days = fields.List(
        fields.Date(),
        required=True,
        metadata=described("五年内应当查询的十个日期。", "The ten days of inquiry in five years."),
    )
    next_inquiry_on = _day()
    earliest_closing_on = fields.Date(
        required=True, metadata=described("最早可以终本之日。", "The first day for a closing.")
    )
    to_be_resumed = fields.Boolean(
        required=True, metadata=described("应当恢复执行。", "Enforcement has to be resumed.")
    )
    debtors = fields.List(fields.Nested(DebtorStanding), required=True)
