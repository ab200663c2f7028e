"""Codes of inquiries put to agencies (查控代码): what is asked for, what is answered, how an asked
agency stands, and what an answer is read for.
"""

from enum import StrEnum


class InquiryKind(StrEnum):
    """What a court asks an agency about (查询类别); the last four are no property."""

    ACCOUNTS = "accounts"
    NETWORK_FUNDS = "network_funds"
    REAL_PROPERTY = "real_property"
    VEHICLES = "vehicles"
    CRAFT = "craft"
    SHAREHOLDINGS = "shareholdings"
    SECURITIES = "securities"
    INSURANCE = "insurance"
    PROVIDENT_FUND = "provident_fund"
    INCOME = "income"
    IDENTITY = "identity"
    MARRIAGE = "marriage"
    BORDER_CROSSINGS = "border_crossings"
    LODGING = "lodging"


class InquiryOutcome(StrEnum):
    """What an agency says of one kind (查询答复): "cannot answer" is never "nothing found"."""

    FOUND = "found"
    NOTHING_FOUND = "nothing_found"
    CANNOT_ANSWER = "cannot_answer"


class CannotAnswer(StrEnum):
    """Why an agency cannot answer (不能答复的原因)."""

    NOT_HELD_HERE = "not_held_here"
    IDENTITY_UNCLEAR = "identity_unclear"
    SYSTEM_DOWN = "system_down"
    NOT_AUTHORISED = "not_authorised"
    OTHER = "other"


class RequestState(StrEnum):
    """The life of a request (查控请求状态)."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"


class AskState(StrEnum):
    """How an asked agency stands (被查询单位办理情况)."""

    WAITING = "waiting"
    SENT = "sent"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PARTLY_ANSWERED = "partly_answered"
    FOUND = "found"
    NOTHING_FOUND = "nothing_found"
    CANNOT_ANSWER = "cannot_answer"
    SILENT = "silent"
    WITHDRAWN = "withdrawn"


class InquiryStanding(StrEnum):
    """How an inquiry stands in a court's list (查控办理情况), as it is looked for there."""

    OVERDUE = "overdue"
    NO_REPLY = "no_reply"
    PROPERTY_FOUND = "property_found"
    NOTHING_FOUND = "nothing_found"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class ViewPurpose(StrEnum):
    """What an answer is read for (查阅目的)."""

    ENFORCEMENT = "enforcement"
    CAPACITY_ASSESSMENT = "capacity_assessment"
    CREDITOR_REPORT = "creditor_report"
    REMEDY = "remedy"
    SUPERVISION = "supervision"
    AUDIT = "audit"
