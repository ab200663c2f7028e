"""The working-day calendar (工作日历): counting days and working days from an act to the day on
which a duty falls due.

Civil Procedure Law Art. 85: the starting day is not counted, and a period in days that would end on
a day off ends on the first working day after it. Working days skip weekends and holidays and count
the weekends worked in exchange. These rules are for procedural periods; the term of a listing is
not one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from registry.rules import holiday_arrangements
from registry.rules.articles import Article, Instrument
from registry.rules.calendar_arithmetic import add_months
from registry.rules.findings import Computation, Mark
from registry.rules.holiday_arrangements import Arrangement

CALENDAR_DAYS = Computation(
    "calendar.days_after",
    Article(Instrument.CIVIL_PROCEDURE_LAW, 85),
    "期间开始的日不计算在内；期间届满的最后一日是法定休假日的，"
    "以法定休假日后的第一日为期间届满的日期。",
    "The starting day is not counted, and a period whose last day is a day off ends on the first "
    "working day after it.",
    mark=Mark.LIKELY,
)
WORKING_DAYS = Computation(
    "calendar.working_days_after",
    Article(Instrument.CIVIL_PROCEDURE_LAW, 85),
    "工作日扣除周末和法定休假日，调休上班的周末计算在内；年度安排尚未公布的，所得日期为暂定。",
    "Working days skip weekends and holidays and count adjusted weekends; a year not yet arranged "
    "gives a provisional date.",
    mark=Mark.LIKELY,
)
MONTHS = Computation(
    "calendar.months_after",
    Article(Instrument.CIVIL_PROCEDURE_LAW, 85),
    "以月计算的诉讼期间，届满于对应日（无对应日的为月末日）；对应日是法定休假日的，"
    "以法定休假日后的第一日为届满日期。纳入期限、限制消费令和暂时解除期间不适用本条。",
    "A procedural period in months ends on the corresponding day, or the first working day after "
    "it; listings, orders and suspensions are not such periods.",
    mark=Mark.LIKELY,
)
COMPUTATIONS = (CALENDAR_DAYS, WORKING_DAYS, MONTHS)

_DAY = timedelta(days=1)
_SATURDAY = 5

# Holidays with a fixed date in the solar calendar (全国年节及纪念日放假办法, 2024-11-10). The
# others follow the moon or the sun and are known only from the year's notice.
_FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})


@dataclass(frozen=True, slots=True)
class Due:
    """The day on which something falls due; provisional while a year that it depends on is not
    arranged yet.
    """

    on: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The arrangements of the years that are published."""

    years: frozenset[int]
    off: frozenset[date]
    working_weekends: frozenset[date]

    @classmethod
    def of(cls, arrangements: Iterable[Arrangement]) -> "Calendar":
        """Return the calendar of these years; the last arrangement given for a year replaces
        earlier ones.
        """
        by_year = {arrangement.year: arrangement for arrangement in arrangements}
        return cls(
            frozenset(by_year),
            frozenset().union(*(arrangement.off for arrangement in by_year.values())),
            frozenset().union(*(arrangement.working_weekends for arrangement in by_year.values())),
        )

    def is_known(self, day: date) -> bool:
        """Tell whether the year of this day is arranged."""
        return day.year in self.years

    def is_working_day(self, day: date) -> bool:
        """Tell whether courts work on this day, by the arrangement or, before it is published, by
        the rules alone.
        """
        if day.weekday() >= _SATURDAY:
            return day in self.working_weekends
        if self.is_known(day):
            return day not in self.off
        return (day.month, day.day) not in _FIXED_HOLIDAYS


@cache
def published() -> Calendar:
    """Return the calendar of all years whose arrangement the program carries."""
    return Calendar.of(holiday_arrangements.PUBLISHED)


def days_after(start: date, days: int, calendar: Calendar) -> Due:
    """Return the last of so many calendar days after a day, moved to the next working day if it is
    a day off.
    """
    return _on_a_working_day(start + timedelta(days=days), calendar)


def months_after(start: date, months: int, calendar: Calendar) -> Due:
    """Return the corresponding day so many months after a day, moved to the next working day if it
    is a day off; for procedural periods alone.
    """
    return _on_a_working_day(add_months(start, months), calendar)


def working_days_before(end: date, days: int, calendar: Calendar) -> date:
    """Return the day that lies so many working days before another; no more than a reminder
    follows from it.
    """
    day = end
    while days > 0:
        day -= _DAY
        if calendar.is_working_day(day):
            days -= 1
    return day


def working_days_after(start: date, days: int, calendar: Calendar) -> Due:
    """Return the last of so many working days after a day; raises ValueError for less than one."""
    if days < 1:
        raise ValueError(f"no working day is the {days}. after another")
    day, known = start, True
    while days:
        day += _DAY
        known = known and calendar.is_known(day)
        if calendar.is_working_day(day):
            days -= 1
    return Due(day, not known)


def _on_a_working_day(day: date, calendar: Calendar) -> Due:
    known = calendar.is_known(day)
    while not calendar.is_working_day(day):
        day += _DAY
        known = known and calendar.is_known(day)
    return Due(day, not known)
