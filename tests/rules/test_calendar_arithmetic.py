"""Months and years: the corresponding day, or the last of the month where there is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.calendar_arithmetic import add_months, add_years


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 2, 29), -1, date(2023, 2, 28)),
        (date(2023, 2, 28), 1, date(2024, 2, 28)),
        (date(2026, 12, 31), 2, date(2028, 12, 31)),
        (date(2026, 5, 6), 0, date(2026, 5, 6)),
    ],
)
def test_a_year_later_is_the_corresponding_day(day: date, years: int, expected: date) -> None:
    assert add_years(day, years) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 2, 28), 6, date(2026, 8, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 5, 6), 0, date(2026, 5, 6)),
    ],
)
def test_a_month_later_is_the_corresponding_day(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_a_day_beyond_all_calendars_is_refused() -> None:
    with pytest.raises(ValueError, match="year"):
        add_years(date(9999, 1, 1), 1)


@given(day=st.dates(date(1950, 1, 1), date(2200, 1, 1)), years=st.integers(-50, 50))
def test_years_are_twelve_months_each(day: date, years: int) -> None:
    assert add_years(day, years) == add_months(day, 12 * years)
