"""Codes of a case (案件代码): what was found out about a debtor, how a round of enforcement ends,
and where a case goes.
"""

from enum import StrEnum


class EnforcementState(StrEnum):
    """The life of an enforcement case (执行案件状态)."""

    OPEN = "open"
    ROUND_CLOSED = "round_closed"
    SUSPENDED = "suspended"
    NOT_ENFORCED = "not_enforced"
    TERMINATED = "terminated"
    COMPLETED = "completed"


class InquiryResult(StrEnum):
    """What came of a network inquiry (查询结果): no answer is never the answer "nothing"."""

    NOTHING_FOUND = "nothing_found"
    PROPERTY_FOUND = "property_found"
    NO_REPLY = "no_reply"
    FAILED = "failed"


class EvidenceKind(StrEnum):
    """Kinds of evidence on a debtor's ability to perform (履行能力证据类别)."""

    PROPERTY_REPORT = "property_report"
    NETWORK_INQUIRY = "network_inquiry"
    FIELD_INQUIRY = "field_inquiry"
    SEARCH_RECORD = "search_record"
    INTERVIEW_RECORD = "interview_record"
    LIVING_LEVEL_INCOME = "living_level_income"
    HARDSHIP_CERTIFICATE = "hardship_certificate"
    BANKRUPTCY_RULING = "bankruptcy_ruling"


class Bearing(StrEnum):
    """What an item of evidence speaks for (证明方向)."""

    INABILITY = "inability"
    ABILITY = "ability"
    NEITHER = "neither"


class EvasionSign(StrEnum):
    """Signs of evasion (规避执行迹象), shown beside signs of inability."""

    REPORT_REFUSED = "report_refused"
    REPORT_FALSE = "report_false"
    REPORT_LATE = "report_late"
    GRATUITOUS_TRANSFER = "gratuitous_transfer"
    HIDDEN_PROPERTY = "hidden_property"
    SHAM_PROCEEDINGS = "sham_proceedings"
    RESTRICTION_BREACHED = "restriction_breached"
    SETTLEMENT_REFUSED = "settlement_refused"
    RESISTANCE = "resistance"
    COMPANY_RESTARTED = "company_restarted"
    STRAW_REPRESENTATIVE = "straw_representative"
    FALSE_PRETEXT = "false_pretext"


class CapacityOutcome(StrEnum):
    """Outcome of a capacity assessment (履行能力认定结论)."""

    ABLE = "able"
    UNABLE = "unable"
    UNDETERMINED = "undetermined"


class EvidenceState(StrEnum):
    """The life of an item of evidence, or of a sign of evasion (证据状态)."""

    RECORDED = "recorded"
    WITHDRAWN = "withdrawn"


class CapacityState(StrEnum):
    """The life of a capacity assessment (履行能力认定状态)."""

    DRAFT = "draft"
    SIGNED = "signed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class CapacityFlag(StrEnum):
    """Why a person has to look at an assessment again (重新审查原因)."""

    CONTRARY_EVIDENCE = "contrary_evidence"
    SIGN_OF_EVASION = "sign_of_evasion"
    EVIDENCE_WITHDRAWN = "evidence_withdrawn"


class ProposedEnding(StrEnum):
    """What is proposed for a listing on Art. 1(1) of one found unable (对已有失信信息的提示)."""

    REVOKE = "revoke"
    REMOVE = "remove"
    RECONSIDER = "reconsider"


class ProposalState(StrEnum):
    """The life of such a proposal (提示状态)."""

    OPEN = "open"
    KEPT = "kept"
    CARRIED_OUT = "carried_out"
    LAPSED = "lapsed"


class ReportState(StrEnum):
    """The life of a property report (财产报告状态)."""

    DEMANDED = "demanded"
    RECEIVED = "received"
    VERIFIED = "verified"
    BREACHED = "breached"


class ReportConduct(StrEnum):
    """How a debtor reported property (财产报告情况)."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    LATE = "late"
    FALSE = "false"
    REFUSED = "refused"


class PropertyCategory(StrEnum):
    """What a property report covers (财产报告类别), Property Rules Art. 5(1) to (5)."""

    MONEY_AND_SECURITIES = "PR5-1"
    LAND_AND_HOUSES = "PR5-2"
    MOVABLES = "PR5-3"
    CLAIMS_AND_RIGHTS = "PR5-4"
    OTHER = "PR5-5"


class InvestigationMeasure(StrEnum):
    """What was done to find property (财产调查措施), End-this-round Rules Art. 3."""

    CLUES_CHECKED = "clues_checked"
    NETWORK_INQUIRY = "network_inquiry"
    FIELD_INQUIRY = "field_inquiry"
    SEARCH = "search"
    AUDIT = "audit"
    BOUNTY = "bounty"


class RulingKind(StrEnum):
    """What a ruling on a case does (裁定类别)."""

    SUSPENSION = "suspension"
    NON_ENFORCEMENT = "non_enforcement"
    TERMINATION = "termination"
    COMPLETION = "completion"
    RESUMPTION = "resumption"
    ROUND_CLOSING = "round_closing"
    REFERRAL = "referral"


class SuspensionCause(StrEnum):
    """Why enforcement is suspended (中止执行事由); the first two alone end a listing."""

    RETRIAL = "retrial"
    BANKRUPTCY = "bankruptcy"
    OTHER = "other"


class RulingState(StrEnum):
    """The life of a ruling on a case (裁定状态)."""

    DRAFT = "draft"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"


class ClueSource(StrEnum):
    """Who gave a clue (线索来源)."""

    CREDITOR = "creditor"
    OTHER = "other"


class ClosingRoute(StrEnum):
    """How the closing of a round is approved (终本批准方式)."""

    CREDITOR_SIGNS = "creditor_signs"
    PANEL_AND_PRESIDENT = "panel_and_president"


class BankruptcyStage(StrEnum):
    """How far the way from enforcement to bankruptcy went (执转破阶段)."""

    REFERRED = "referred"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DECLARED = "declared"


class TransferKind(StrEnum):
    """How a case comes to another court (移转执行方式)."""

    RAISED = "raised"
    DESIGNATED = "designated"
    CROSSED = "crossed"
