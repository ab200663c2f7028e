"""Minors: the 18th birthday, births on 29 February, and what decides where the number is masked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules import minors
from tests.rules.cases import Value, check_value

BORN = date(2008, 3, 15)
LEAP = date(2008, 2, 29)

VALUES = (
    Value(
        minors.AGE,
        "the day before the birthday",
        lambda: minors.age_on(BORN, on=date(2026, 3, 14)),
        17,
    ),
    Value(minors.AGE, "the birthday", lambda: minors.age_on(BORN, on=date(2026, 3, 15)), 18),
    Value(minors.AGE, "the day after", lambda: minors.age_on(BORN, on=date(2026, 3, 16)), 18),
    Value(
        minors.AGE,
        "born on 29 February, on 28 February of a common year",
        lambda: minors.age_on(LEAP, on=date(2026, 2, 28)),
        17,
    ),
    Value(
        minors.AGE,
        "born on 29 February, on 1 March of a common year",
        lambda: minors.age_on(LEAP, on=date(2026, 3, 1)),
        18,
    ),
    Value(
        minors.AGE,
        "born on 29 February, on 29 February",
        lambda: minors.age_on(LEAP, on=date(2028, 2, 29)),
        20,
    ),
    Value(minors.AGE, "on the day of birth", lambda: minors.age_on(BORN, on=BORN), 0),
    Value(
        minors.AGE,
        "born on 31 December, on 1 January",
        lambda: minors.age_on(date(2007, 12, 31), on=date(2026, 1, 1)),
        18,
    ),
)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_age_is_counted_in_completed_years(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize(
    ("born", "on", "minor"),
    [
        (BORN, date(2026, 3, 14), True),
        (BORN, date(2026, 3, 15), False),
        (BORN, date(2025, 12, 31), True),
        (BORN, date(2027, 1, 1), False),
        (LEAP, date(2026, 2, 28), True),
        (LEAP, date(2026, 3, 1), False),
        (date(2026, 3, 15), date(2026, 3, 14), True),
    ],
)
def test_a_person_is_a_minor_until_the_18th_birthday(born: date, on: date, minor: bool) -> None:
    assert minors.is_minor(born, on=on) is minor


@pytest.mark.parametrize(
    ("birth_date", "stated_age", "birth_year", "minor"),
    [
        # A full number decides, whatever the record says beside it.
        (date(2008, 11, 23), 45, 1980, True),
        (date(2008, 11, 22), 15, 2011, False),
        # A masked number leaves the published age, and that leaves nothing to the year.
        (None, 17, 1980, True),
        (None, 18, 2011, False),
        # Without an age the open year of birth decides, and who may still be 17 counts as a minor.
        (None, None, 2009, True),
        (None, None, 2008, True),
        (None, None, 2007, False),
        (None, None, None, None),
    ],
)
def test_the_best_evidence_decides_whether_a_person_is_a_minor(
    birth_date: date | None, stated_age: int | None, birth_year: int | None, minor: bool | None
) -> None:
    on = date(2026, 11, 22)
    assert minors.is_minor_by_evidence(birth_date, stated_age, birth_year, on=on) is minor


@given(born=st.dates(date(1900, 1, 1), date(2040, 12, 31)), days=st.integers(0, 40_000))
def test_who_is_of_age_once_is_a_minor_never_again(born: date, days: int) -> None:
    on = born + timedelta(days=days)
    assert minors.is_minor(born, on=on) is (minors.age_on(born, on=on) < minors.ADULT_AGE)
    assert minors.age_on(born, on=on) <= minors.age_on(born, on=on + timedelta(days=1))
