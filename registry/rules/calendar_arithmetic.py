"""Months and years on the calendar (期间计算): the corresponding day, or the last of the month
where there is none.

The starting day is not counted, so the corresponding day is the last day of a period (Civil Code
Art. 201, 202).
"""

from calendar import monthrange
from datetime import date


def add_years(day: date, years: int) -> date:
    """Return the corresponding day in another year; 29 February becomes 28 February in a common
    year.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        # Only 29 February can fail here, or a year that dates cannot hold; the second try tells
        # them apart.
        return day.replace(year=day.year + years, day=28)


def add_months(day: date, months: int) -> date:
    """Return the corresponding day in another month, or the last day of that month where it is
    shorter.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
