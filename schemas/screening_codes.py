"""Codes of screening (资格审查代码)."""

from enum import StrEnum


class ScreeningPurpose(StrEnum):
    """What a list is screened for (审查目的)."""

    HONOURS = "honours"
    CIVIL_SERVICE = "civil_service"
    SUPERVISOR = "supervisor"
    LAY_JUDGE = "lay_judge"
    COMPANY_OFFICE = "company_office"
    BIDDING = "bidding"
    PROCUREMENT = "procurement"
    LICENSING = "licensing"
    PRIVATE_FUND = "private_fund"
    CREDIT = "credit"
    ENFORCEMENT = "enforcement"
    OTHER = "other"


class ScreeningState(StrEnum):
    """The life of a screening (审查状态)."""

    OPEN = "open"
    WAITING = "waiting"
    WORKING = "working"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"
    ERASED = "erased"


class WatchState(StrEnum):
    """The life of a watch (持续审查状态)."""

    WATCHING = "watching"
    ENDED = "ended"
    RUN_OUT = "run_out"


class RowsChange(StrEnum):
    """What a list that is handed in for a watch does to its rows (增减名单)."""

    ADD = "add"
    DROP = "drop"


class RowOutcome(StrEnum):
    """What became of a row of such a list (逐行结果)."""

    ADDED = "added"
    ALREADY_WATCHED = "already_watched"
    DROPPED = "dropped"
    NOT_WATCHED = "not_watched"
    FAULTY = "faulty"


class AlertChange(StrEnum):
    """What an alert tells of a row and a record (提示内容)."""

    BEGUN = "begun"
    ENDED = "ended"


class SuggestionState(StrEnum):
    """The life of a judicial suggestion letter (司法建议书状态)."""

    DRAFTED = "drafted"
    SIGNED = "signed"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Match(StrEnum):
    """How a row of a list and a record go together (比对结果)."""

    IDENTIFIED = "identified"
    NUMBER_ONLY = "number_only"
    NAME_ONLY = "name_only"


class RowFault(StrEnum):
    """Why a row of a list could not be compared, or not by its number (错误行原因)."""

    NOT_A_ROW = "not_a_row"
    EMPTY = "empty"
    NAME_TOO_LONG = "name_too_long"
    KIND_UNKNOWN = "kind_unknown"
    NUMBER_MISSING = "number_missing"
    NUMBER_MASKED = "number_masked"
    NUMBER_ROUNDED = "number_rounded"
    NUMBER_MALFORMED = "number_malformed"
    NUMBER_CHECK_DIGIT = "number_check_digit"


class ListFormat(StrEnum):
    """The form of a list (名单格式)."""

    JSON = "json"
    JSON_LINES = "json_lines"
    CSV = "csv"
    XLSX = "xlsx"


class ReportForm(StrEnum):
    """The form of a report (报告格式), which is the ending of its file."""

    CSV = "csv"
    XLSX = "xlsx"
