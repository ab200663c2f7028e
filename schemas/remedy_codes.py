"""Codes of what helps a debtor (救济与修复代码): grace, credit repair, certificates, objections and
reviews.
"""

from enum import StrEnum


class GraceOutcome(StrEnum):
    """What a person recorded when a grace period ended (宽限期结果)."""

    PERFORMED = "performed"
    NOT_PERFORMED = "not_performed"


class RepairPath(StrEnum):
    """The ways of credit repair at the court (信用修复途径)."""

    PERFORMED = "performed"
    SETTLEMENT_PERFORMED = "settlement_performed"
    CREDITOR_CONSENTS = "creditor_consents"
    ACTIVE_PERFORMANCE = "active_performance"
    UNABLE_AFTER_ROUND = "unable_after_round"
    RULING = "ruling"
    PUBLIC_INTEREST = "public_interest"
    BEFORE_PUBLICATION = "before_publication"


class RepairDocument(StrEnum):
    """Documents that an application for repair comes with (信用修复材料)."""

    APPLICATION = "application"
    UNDERTAKING = "undertaking"
    IDENTITY = "identity"
    PROOF_OF_PAYMENT = "proof_of_payment"
    CREDITOR_CONSENT = "creditor_consent"
    SETTLEMENT = "settlement"
    PROOF_OF_SETTLEMENT = "proof_of_settlement"
    REPAYMENT_PLAN = "repayment_plan"
    SECURITY = "security"
    PROPERTY_REPORT = "property_report"
    RULING = "ruling"
    PROOF_OF_CAUSE = "proof_of_cause"


class RepairState(StrEnum):
    """The life of an application for repair (信用修复申请状态)."""

    RECEIVED = "received"
    DRAFTED = "drafted"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class RepairOutcome(StrEnum):
    """What is decided on an application for repair (信用修复决定)."""

    GRANTED = "granted"
    REFUSED = "refused"


class Remainder(StrEnum):
    """What remains after repair (修复后仍保留的事项)."""

    JUDGMENT = "judgment"
    DEBT = "debt"
    ORDER = "order"
    CREDIT_RECORD = "credit_record"
    HISTORY = "history"
    MIRRORS = "mirrors"


class NoRepairCause(StrEnum):
    """Causes for which local rules refuse repair (地方不予修复情形)."""

    VIOLENCE = "violence"
    SHAM_PROCEEDINGS = "sham_proceedings"
    HIDDEN_PROPERTY = "hidden_property"
    RESTRICTION_BREACHED = "restriction_breached"
    FALSE_STATEMENT = "false_statement"
    RELISTED = "relisted"


class CertificateKind(StrEnum):
    """Certificates that a court issues (证明文书)."""

    VOLUNTARY_PERFORMANCE = "voluntary_performance"
    CREDIT_REPAIR = "credit_repair"
    COMPLETION = "completion"


class CertificateState(StrEnum):
    """The life of a certificate (证明书状态)."""

    ISSUED = "issued"
    VOIDED = "voided"


class PerformanceManner(StrEnum):
    """Whether a debtor performed or was made to (履行方式)."""

    VOLUNTARY = "voluntary"
    FORCED = "forced"


class CreditorAnswer(StrEnum):
    """What the creditor says of a payment (申请执行人意见)."""

    CONFIRMS = "confirms"
    DISPUTES = "disputes"
    SILENT = "silent"


class Severity(StrEnum):
    """How grave misconduct is (失信程度); the tiers of the 2025 plan carry the same three words."""

    MINOR = "minor"
    GENERAL = "general"
    SERIOUS = "serious"


class ObjectionGround(StrEnum):
    """What an objection says (纠正申请理由), Listing Rules Art. 11(1) to (3)."""

    SHOULD_NOT_BE_LISTED = "LR11-1"
    INACCURATE = "LR11-2"
    SHOULD_BE_REMOVED = "LR11-3"


class ObjectionState(StrEnum):
    """The life of an objection (纠正申请状态)."""

    RECEIVED = "received"
    UPHELD = "upheld"
    CORRECTED = "corrected"
    DISMISSED = "dismissed"
    DISMISSAL_SERVED = "dismissal_served"
    WITHDRAWN = "withdrawn"


class ReviewState(StrEnum):
    """The life of a review (复议状态)."""

    RECEIVED = "received"
    DISMISSED = "dismissed"
    CORRECTION_ORDERED = "correction_ordered"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class Disputed(StrEnum):
    """What an objection is about (异议标的)."""

    LISTING = "listing"
    RESTRICTION = "restriction"
    ROUND_CLOSING = "round_closing"


class Objector(StrEnum):
    """Who objects (申请人)."""

    DEBTOR = "debtor"
    BOUND_PERSON = "bound_person"
    CREDITOR = "creditor"
    INTERESTED_PARTY = "interested_party"


class ObjectionOutcome(StrEnum):
    """How an objection is decided (纠正申请审查结论)."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"


class CorrectionMode(StrEnum):
    """How a court above has a mistake corrected (纠正方式)."""

    ORDERED = "ordered"
    DIRECT = "direct"


class CorrectiveAct(StrEnum):
    """What corrects a mistake (纠正措施)."""

    REVOKE = "revoke"
    AMEND = "amend"
    REMOVE = "remove"
    LIFT = "lift"


class CorrectionState(StrEnum):
    """The life of a correction by a court above (上级法院纠正状态)."""

    DRAFT = "draft"
    ORDERED = "ordered"
    CARRIED_OUT = "carried_out"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """What a listed debtor is besides (被执行人身份), Listing Rules Art. 8."""

    NONE = "none"
    STATE_PERSONNEL = "state_personnel"
    DEPUTY = "deputy"
    POLITICAL_ADVISER = "political_adviser"
    STATE_ORGAN = "state_organ"
    PUBLIC_INSTITUTION = "public_institution"
    STATE_OWNED_ENTERPRISE = "state_owned_enterprise"


class Addressee(StrEnum):
    """Who is told of a listing (通报对象), Listing Rules Art. 8."""

    AGENCIES = "agencies"
    CREDIT_REPORTING = "credit_reporting"
    OWN_UNIT = "own_unit"
    COMPETENT_DEPARTMENT = "competent_department"
    SUPERIOR = "superior"
    CAPITAL_CONTRIBUTOR = "capital_contributor"


class WithheldFor(StrEnum):
    """Why a listing is not suitable for publication (不宜公布的原因), Listing Rules Art. 6, 8."""

    OF_STATE = "state_secret"
    OF_TRADE = "trade_secret"
    PRIVACY = "privacy"


class Occasion(StrEnum):
    """Of what a unit is notified (通报事由)."""

    LISTED = "listed"
    CHANGED = "changed"
    ENDED = "ended"
