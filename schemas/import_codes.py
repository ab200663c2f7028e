"""Codes of imports (导入代码)."""

from enum import StrEnum


class ImportState(StrEnum):
    """The life of an import run (导入批次状态)."""

    RUNNING = "running"
    FINISHED = "finished"
    UNDONE = "undone"


class RejectionReason(StrEnum):
    """Why an import refuses a line (拒收原因), in the order in which they are looked for."""

    NOT_AN_OBJECT = "not_an_object"
    CONTROL_CHARACTER = "control_character"
    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    CASE_NUMBER_MALFORMED = "case_number_malformed"
    COURT_CODE_UNKNOWN = "court_code_unknown"
    CASE_TYPE_NOT_ENFORCEMENT = "case_type_not_enforcement"
    COURT_MISMATCH = "court_mismatch"
    ID_NUMBER_MALFORMED = "id_number_malformed"
    ID_NUMBER_CHECK_DIGIT = "id_number_check_digit"
    CREDIT_CODE_MALFORMED = "credit_code_malformed"
    CREDIT_CODE_CHECK_DIGIT = "credit_code_check_digit"
    DATE_INVALID = "date_invalid"
    PUBLISHED_BEFORE_FILED = "published_before_filed"
    PUBLISHED_IN_FUTURE = "published_in_future"
    GROUND_UNKNOWN = "ground_unknown"
    MINOR_NEVER_LISTED = "minor_never_listed"
