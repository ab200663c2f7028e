"""Codes of deadlines (期限代码): what a duty is about, and what is told of it."""

from enum import StrEnum


class RecordKind(StrEnum):
    """What kind of record a duty is about (期限所涉记录)."""

    CASE = "case"
    DEBTOR = "debtor"
    LISTING_APPLICATION = "listing_application"
    LISTING = "listing"
    RESTRICTION = "restriction"
    EXIT_RESTRICTION = "exit_restriction"
    SANCTION = "sanction"
    PERMISSION = "permission"
    PROPERTY_REPORT = "property_report"
    REPORT_SUPPLEMENT = "report_supplement"
    CAPACITY_ASSESSMENT = "capacity_assessment"
    CLUE = "clue"
    INQUIRY = "inquiry"
    OBJECTION = "objection"
    REVIEW = "review"
    APPEAL = "appeal"
    CORRECTION = "correction"
    REPAIR = "repair"
    TRANSFER = "transfer"
    SUGGESTION_LETTER = "suggestion_letter"
    WATCH = "watch"


class Punctuality(StrEnum):
    """How a duty stands on a day (办理情况)."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"


class ReminderKind(StrEnum):
    """What is told of a duty (提醒种类)."""

    REMINDER = "reminder"
    ESCALATION = "escalation"


class RecordedClock(StrEnum):
    """Clocks that begin outside of the register; who learns of it opens them (录入的期限)."""

    ENFORCEMENT_NOTICE = "enforcement_notice"
    CASE_FINISH = "case_finish"
    SETTLEMENT_DEFAULT = "settlement_default"
    RESUMPTION_APPLICATION = "resumption_application"
    ENFORCEMENT_OBJECTION = "enforcement_objection"
    ENFORCEMENT_REVIEW = "enforcement_review"


class OthersClock(StrEnum):
    """Clocks of other bodies, which are recorded only (其他单位的期限)."""

    BANKRUPTCY_ANSWER = "bankruptcy_answer"
    CREDIT_CHINA_RESULT = "credit_china_result"
    DEPARTMENT_ACCEPTANCE = "department_acceptance"
    CREDIT_REPORT_OBJECTION = "credit_report_objection"
    CREDIT_RECORD = "credit_record"
    PETITION_ENTRY = "petition_entry"
    PETITION_FINISH = "petition_finish"
    BANKRUPT_PERSON = "bankrupt_person"
    BANKRUPT_PERSON_PROLONGED = "bankrupt_person_prolonged"
