"""Code lists (代码表); ``LR`` is the Listing Rules, ``CR`` the Consumption Rules (2015)."""

from enum import StrEnum


class Ground(StrEnum):
    """The six grounds for a listing (纳入情形), Listing Rules Art. 1(1) to (6)."""

    REFUSES_THOUGH_ABLE = "LR1-1"
    OBSTRUCTS = "LR1-2"
    EVADES = "LR1-3"
    BREACHES_REPORTING = "LR1-4"
    BREACHES_RESTRICTION = "LR1-5"
    REFUSES_SETTLEMENT = "LR1-6"


class RemovalGround(StrEnum):
    """Why a listing is removed (删除情形): Listing Rules Art. 10(1) to (7) and Art. 2."""

    PERFORMED = "LR10-1"
    SETTLEMENT_PERFORMED = "LR10-2"
    CREDITOR_CONSENTS = "LR10-3"
    NOTHING_FOUND_AFTER_ROUND = "LR10-4"
    SUSPENDED_BY_RULING = "LR10-5"
    NOT_TO_BE_ENFORCED = "LR10-6"
    ENFORCEMENT_TERMINATED = "LR10-7"
    EARLY = "LR2-early"
    TERM_OVER = "LR2-term"


class RestrictedAct(StrEnum):
    """The nine restricted acts (限制消费行为), Consumption Rules Art. 3 para 1(1) to (9)."""

    FLIGHTS_AND_BERTHS = "CR3-1"
    HIGH_SPENDING_VENUES = "CR3-2"
    REAL_PROPERTY = "CR3-3"
    LUXURY_OFFICES = "CR3-4"
    VEHICLES = "CR3-5"
    HOLIDAYS = "CR3-6"
    PRIVATE_SCHOOLS = "CR3-7"
    INSURANCE_PRODUCTS = "CR3-8"
    HIGH_SPEED_TRAINS = "CR3-9"


class SubjectKind(StrEnum):
    """What a subject is (主体类别)."""

    NATURAL = "natural"
    ORGANISATION = "organisation"


class Sex(StrEnum):
    """Sex as the resident identity document states it (性别)."""

    MALE = "male"
    FEMALE = "female"


class DocumentType(StrEnum):
    """Kinds of identity document (证件类别)."""

    RESIDENT_ID = "resident_id"
    CREDIT_CODE = "unified_social_credit_code"
    ORGANISATION_CODE = "organisation_code"
    PASSPORT = "passport"
    OTHER = "other"


class ListName(StrEnum):
    """The public lists that the register keeps (名单)."""

    DISHONEST = "dishonest"
    RESTRICTED = "restricted"


class ListingState(StrEnum):
    """The life of a listing (纳入状态)."""

    DRAFT = "draft"
    SIGNED = "signed"
    IN_GRACE = "in_grace"
    DROPPED = "dropped"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    UNPUBLISHED = "unpublished"
    ENDED = "ended"
    REMOVED = "removed"
    REVOKED = "revoked"


class OrderState(StrEnum):
    """The life of a consumption restriction order (限制消费令状态)."""

    DRAFT = "draft"
    SIGNED = "signed"
    IN_GRACE = "in_grace"
    DROPPED = "dropped"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    LIFTED = "lifted"
    REVOKED = "revoked"


class PaymentState(StrEnum):
    """The life of a payment (履行款状态), which begins as a claim where the debtor states it."""

    CLAIMED = "claimed"
    ENTERED = "entered"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class RemovalState(StrEnum):
    """The life of a removal decision (删除决定状态)."""

    DRAFT = "draft"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"


class Performance(StrEnum):
    """State of performance (履行情况), Listing Rules Art. 6(3)."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


class ServiceMethod(StrEnum):
    """How a decision was served (送达方式), Civil Procedure Law Art. 88 to 95."""

    DIRECT = "direct"
    LEFT = "left"
    ELECTRONIC = "electronic"
    ENTRUSTED = "entrusted"
    POST = "post"
    FORWARDED = "forwarded"
    ANNOUNCEMENT = "announcement"


class Initiative(StrEnum):
    """On whose initiative a court decides to list (启动方式), Listing Rules Art. 5."""

    CREDITOR = "creditor"
    COURT = "court"


class CourtLevel(StrEnum):
    """The four levels of court (法院层级)."""

    SUPREME = "supreme"
    HIGH = "high"
    INTERMEDIATE = "intermediate"
    BASIC = "basic"


class Role(StrEnum):
    """What a member of staff may do (岗位)."""

    CLERK = "clerk"
    JUDGE = "judge"
    PRESIDENT = "president"
    AUDITOR = "auditor"


class Scope(StrEnum):
    """What a key opens (权限范围)."""

    COURT_READ = "court:read"
    COURT_WRITE = "court:write"


class RecordSource(StrEnum):
    """Where a record comes from (来源)."""

    COURT = "court"
    IMPORT = "import"


class DeadlineKind(StrEnum):
    """Duties with a date (期限事项)."""

    ISSUE_RESTRICTION = "issue_restriction"
    REMOVE_LISTING = "remove_listing"
    ISSUE_ENFORCEMENT_NOTICE = "issue_enforcement_notice"
    DECIDE_LISTING_APPLICATION = "decide_listing_application"
    RECORD_GRACE_OUTCOME = "record_grace_outcome"
    REVOKE_LISTING = "revoke_listing"
    CORRECT_LISTING = "correct_listing"
    EXAMINE_OBJECTION = "examine_objection"
    CARRY_OUT_CORRECTION = "carry_out_correction"
    APPLY_FOR_REVIEW = "apply_for_review"
    DECIDE_REVIEW = "decide_review"
    RESUME_RESTRICTION = "resume_restriction"
    DECIDE_REPAIR = "decide_repair"
    RESUME_LISTING = "resume_listing"
    RUN_INQUIRY = "run_inquiry"
    TELL_CREDITOR = "tell_creditor"
    RESUME_ENFORCEMENT = "resume_enforcement"
    DECIDE_RESUMPTION = "decide_resumption"
    SUPPLEMENT_REPORT = "supplement_report"
    REVIEW_CAPACITY = "review_capacity"
    RECONSIDER_LISTING = "reconsider_listing"
    NOTIFY_UNIT = "notify_unit"
    NOTIFY_UNIT_OF_CHANGE = "notify_unit_of_change"
    NOTIFY_UNIT_OF_END = "notify_unit_of_end"
    VERIFY_CLUE = "verify_clue"
    DECIDE_ENFORCEMENT_OBJECTION = "decide_enforcement_objection"
    APPLY_FOR_ENFORCEMENT_REVIEW = "apply_for_enforcement_review"
    RESUME_AFTER_SETTLEMENT = "resume_after_settlement"
    FINISH_CASE = "finish_case"
    CONFIRM_LIFTING = "confirm_lifting"
    ANSWER_SUGGESTION = "answer_suggestion"
    ANSWER_INQUIRY = "answer_inquiry"
    LIFT_RESTRICTION = "lift_restriction"
    LIFT_EXIT_RESTRICTION = "lift_exit_restriction"
    EXAMINE_MISSING_REPORT = "examine_missing_report"
    RENEW_WATCH = "renew_watch"


class Bearer(StrEnum):
    """Whose a duty with a date is (责任主体)."""

    COURT = "court"
    HIGHER_COURT = "higher_court"
    DEBTOR = "debtor"
    CREDITOR = "creditor"
    PARTY = "party"
    AGENCY = "agency"
    OTHER_BODY = "other_body"
    NOBODY = "nobody"


class NoticeType(StrEnum):
    """What a notice to an agency can say (通知类型)."""

    LISTING_PUBLISHED = "listing.published"
    LISTING_AMENDED = "listing.amended"
    LISTING_EXTENDED = "listing.extended"
    LISTING_REMOVED = "listing.removed"
    LISTING_REVOKED = "listing.revoked"
    RESTRICTION_IMPOSED = "restriction.imposed"
    RESTRICTION_AMENDED = "restriction.amended"
    RESTRICTION_LIFTED = "restriction.lifted"
    RESTRICTION_REVOKED = "restriction.revoked"
    STREAM_TEST = "stream.test"
    RESTRICTION_SUSPENDED = "restriction.suspended"
    RESTRICTION_RESUMED = "restriction.resumed"
    RESTRICTION_EXEMPTED = "restriction.exempted"
    REPAIR_GRANTED = "repair.granted"
    LISTING_SUSPENDED = "listing.suspended"
    LISTING_RESUMED = "listing.resumed"
    MEASURES_CHANGED = "measures.changed"
    EXIT_RESTRICTION_IMPOSED = "exit_restriction.imposed"
    EXIT_RESTRICTION_AMENDED = "exit_restriction.amended"
    EXIT_RESTRICTION_LIFTED = "exit_restriction.lifted"
    EXIT_RESTRICTION_REVOKED = "exit_restriction.revoked"
    PROSECUTION_REFERRED = "prosecution.referred"
    PROSECUTION_CLOSED = "prosecution.closed"
    INQUIRY_REQUESTED = "inquiry.requested"
    INQUIRY_WITHDRAWN = "inquiry.withdrawn"
    SCREENING_ALERT = "screening.alert"
    WATCH_ENDS_SOON = "watch.ends_soon"


class Outcome(StrEnum):
    """What an agency says of a measure, or of an inquiry that it accepts (反馈结果)."""

    APPLIED = "applied"
    LIFTED = "lifted"
    NOT_APPLICABLE = "not_applicable"
    REJECTED = "rejected"
    ACCEPTED = "accepted"


class Verdict(StrEnum):
    """What an import does with a line (导入结论)."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    UPDATE = "update"
    REJECTED = "rejected"


class ChangeKind(StrEnum):
    """What a later decision does to a published listing (后续决定类别)."""

    REVOCATION = "revocation"
    AMENDMENT = "amendment"
    EXTENSION = "extension"


class ChangeState(StrEnum):
    """The life of a later decision about a listing (后续决定状态)."""

    DRAFT = "draft"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"
