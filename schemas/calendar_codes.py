"""Codes of the working-day calendar (日历代码): what can be wrong with a year's arrangement."""

from enum import StrEnum


class ArrangementProblem(StrEnum):
    """Why the arrangement of a year is not taken in (节假日安排拒收原因)."""

    NOT_AN_OBJECT = "not_an_object"
    YEAR_INVALID = "year_invalid"
    PAPERS_MISSING = "papers_missing"
    PAPER_INVALID = "paper_invalid"
    DAYS_MISSING = "days_missing"
    DAY_MALFORMED = "day_malformed"
    DATE_INVALID = "date_invalid"
    DATE_OUT_OF_YEAR = "date_out_of_year"
    DATE_REPEATED = "date_repeated"
    WEEKDAY_WORKED = "weekday_worked"
    HOLIDAY_MISSING = "holiday_missing"
