"""The working-day calendar: adjusted weekends, holidays, and years that are not arranged yet."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules import calendar, holiday_arrangements
from registry.rules.calendar import Calendar, Due
from registry.rules.holiday_arrangements import Arrangement
from tests.rules.cases import Value, check_value

CALENDAR = calendar.published()


def months(start: date, count: int) -> Due:
    return calendar.months_after(start, count, CALENDAR)


def working(start: date, days: int) -> Due:
    return calendar.working_days_after(start, days, CALENDAR)


def plain(start: date, days: int) -> Due:
    return calendar.days_after(start, days, CALENDAR)


VALUES = (
    Value(
        calendar.WORKING_DAYS,
        "over the spring festival, counting the Saturday worked in exchange",
        lambda: working(date(2026, 2, 13), 3),
        Due(date(2026, 2, 25), provisional=False),
    ),
    Value(
        calendar.WORKING_DAYS,
        "within one week",
        lambda: working(date(2026, 11, 23), 3),
        Due(date(2026, 11, 26), provisional=False),
    ),
    Value(
        calendar.WORKING_DAYS,
        "over a plain weekend",
        lambda: working(date(2026, 11, 20), 3),
        Due(date(2026, 11, 25), provisional=False),
    ),
    Value(
        calendar.WORKING_DAYS,
        "over national day with the Sunday before it worked",
        lambda: working(date(2025, 9, 26), 3),
        Due(date(2025, 9, 30), provisional=False),
    ),
    Value(
        calendar.WORKING_DAYS,
        "over national day and mid-autumn",
        lambda: working(date(2025, 9, 30), 3),
        Due(date(2025, 10, 11), provisional=False),
    ),
    Value(
        calendar.WORKING_DAYS,
        "over 29 February",
        lambda: working(date(2024, 2, 28), 3),
        Due(date(2024, 3, 4), provisional=False),
    ),
    Value(
        calendar.WORKING_DAYS,
        "into a year that is not arranged",
        lambda: working(date(2026, 12, 30), 3),
        Due(date(2027, 1, 5), provisional=True),
    ),
    Value(
        calendar.MONTHS,
        "the corresponding day",
        lambda: months(date(2026, 3, 2), 3),
        Due(date(2026, 6, 2), provisional=False),
    ),
    Value(
        calendar.MONTHS,
        "the last of a shorter month, a Saturday worked in exchange",
        lambda: months(date(2026, 1, 31), 1),
        Due(date(2026, 2, 28), provisional=False),
    ),
    Value(
        calendar.MONTHS,
        "a corresponding day in the spring festival moves behind it",
        lambda: months(date(2025, 8, 18), 6),
        Due(date(2026, 2, 24), provisional=False),
    ),
    Value(
        calendar.MONTHS,
        "into a year that is not arranged",
        lambda: months(date(2026, 7, 2), 6),
        Due(date(2027, 1, 4), provisional=True),
    ),
    Value(
        calendar.CALENDAR_DAYS,
        "the starting day is not counted",
        lambda: plain(date(2026, 11, 2), 15),
        Due(date(2026, 11, 17), provisional=False),
    ),
    Value(
        calendar.CALENDAR_DAYS,
        "a last day in the spring festival moves behind it",
        lambda: plain(date(2026, 2, 5), 15),
        Due(date(2026, 2, 24), provisional=False),
    ),
    Value(
        calendar.CALENDAR_DAYS,
        "a last day on a Saturday worked in exchange stays",
        lambda: plain(date(2026, 2, 13), 15),
        Due(date(2026, 2, 28), provisional=False),
    ),
    Value(
        calendar.CALENDAR_DAYS,
        "a last day on a plain Sunday moves to Monday",
        lambda: plain(date(2026, 11, 7), 15),
        Due(date(2026, 11, 23), provisional=False),
    ),
    Value(
        calendar.CALENDAR_DAYS,
        "days off in the middle are counted",
        lambda: plain(date(2026, 9, 28), 15),
        Due(date(2026, 10, 13), provisional=False),
    ),
    Value(
        calendar.CALENDAR_DAYS,
        "a last day that moves out of a year that is not arranged",
        lambda: plain(date(2023, 12, 16), 15),
        Due(date(2024, 1, 2), provisional=True),
    ),
    Value(
        calendar.CALENDAR_DAYS,
        "a last day in a year that is not arranged",
        lambda: plain(date(2026, 12, 20), 15),
        Due(date(2027, 1, 4), provisional=True),
    ),
)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_period_ends_on_the_day_that_the_calendar_gives(value: Value) -> None:
    check_value(value)


def test_three_working_days_from_13_february_2026_end_on_25_february() -> None:
    assert working(date(2026, 2, 13), 3) == Due(date(2026, 2, 25), provisional=False)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 14), True),  # Saturday, worked in exchange
        (date(2026, 2, 15), False),
        (date(2026, 2, 23), False),
        (date(2026, 2, 24), True),
        (date(2026, 11, 21), False),  # a plain Saturday
        (date(2026, 11, 23), True),
        (date(2024, 2, 4), True),
        (date(2024, 10, 12), True),
        (date(2025, 5, 31), False),
        (date(2027, 1, 1), False),  # a fixed holiday of a year that is not arranged
        (date(2027, 5, 3), True),
        (date(2027, 10, 4), True),
        (date(2027, 2, 1), True),
        (date(2028, 5, 1), False),
        (date(2028, 5, 2), False),
        (date(2028, 10, 2), False),
        (date(2028, 10, 3), False),
        (date(2028, 10, 4), True),
        (date(2029, 10, 1), False),
    ],
)
def test_courts_work_on_working_days_and_on_adjusted_weekends(day: date, works: bool) -> None:
    assert CALENDAR.is_working_day(day) is works


@pytest.mark.parametrize(("year", "off", "worked"), [(2024, 28, 8), (2025, 28, 5), (2026, 33, 6)])
def test_the_arrangement_of_each_year_has_its_days(year: int, off: int, worked: int) -> None:
    (arrangement,) = (each for each in holiday_arrangements.PUBLISHED if each.year == year)
    assert len(arrangement.off) == off
    assert len(arrangement.working_weekends) == worked
    assert all(day.year == year for day in arrangement.off | arrangement.working_weekends)
    assert all(day.weekday() >= 5 for day in arrangement.working_weekends)
    assert not arrangement.off & arrangement.working_weekends
    assert str(year) in arrangement.notice


def test_a_provisional_date_is_final_once_the_year_is_arranged() -> None:
    arranged = Arrangement(
        2027, "notice", frozenset({date(2027, 1, 1), date(2027, 1, 4)}), frozenset()
    )
    later = Calendar.of((*holiday_arrangements.PUBLISHED, arranged))
    start = date(2026, 12, 30)
    assert calendar.working_days_after(start, 3, later) == Due(date(2027, 1, 6), provisional=False)


def test_a_later_notice_for_a_year_replaces_the_earlier_one() -> None:
    first = Arrangement(2027, "first", frozenset({date(2027, 2, 1)}), frozenset())
    second = Arrangement(2027, "second", frozenset(), frozenset())
    assert Calendar.of((first, second)).is_working_day(date(2027, 2, 1))


@pytest.mark.parametrize(
    ("end", "days", "before"),
    [
        (date(2026, 11, 26), 3, date(2026, 11, 23)),
        (date(2026, 11, 25), 3, date(2026, 11, 20)),
        (date(2026, 2, 25), 2, date(2026, 2, 14)),
        (date(2026, 2, 25), 3, date(2026, 2, 13)),
        (date(2026, 11, 26), 0, date(2026, 11, 26)),
    ],
)
def test_a_reminder_lies_so_many_working_days_before(end: date, days: int, before: date) -> None:
    assert calendar.working_days_before(end, days, CALENDAR) == before


@pytest.mark.parametrize("days", [0, -1])
def test_there_is_no_working_day_before_the_first(days: int) -> None:
    with pytest.raises(ValueError, match="no working day"):
        working(date(2026, 11, 23), days)


@given(start=st.dates(date(2023, 12, 1), date(2028, 2, 1)), days=st.integers(1, 30))
def test_a_due_day_is_a_working_day_with_exactly_so_many_working_days_to_it(
    start: date, days: int
) -> None:
    due = working(start, days)
    days_between = [start + timedelta(days=n) for n in range(1, (due.on - start).days + 1)]
    assert CALENDAR.is_working_day(due.on)
    assert sum(CALENDAR.is_working_day(day) for day in days_between) == days
    assert due.provisional is not all(CALENDAR.is_known(day) for day in days_between)


@pytest.mark.parametrize("year", sorted(CALENDAR.years))
def test_every_day_agrees_with_an_independent_calendar(year: int) -> None:
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
    assert [CALENDAR.is_working_day(day) for day in days] == [
        chinese_calendar.is_workday(day) for day in days
    ]
