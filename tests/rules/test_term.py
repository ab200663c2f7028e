"""The term of a listing: two years, none for Art. 1(1) alone, extensions of one to three years."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules import term
from registry.rules.findings import Finding
from schemas.codes import Ground
from tests.rules.cases import Case, Value, check_case, check_value

ABLE, VIOLENT, EVADES, REPORTING, BREACH, SETTLEMENT = Ground


def extension(
    grounds: tuple[Ground, ...] = (VIOLENT,),
    years: int = 1,
    violence: bool = True,
    several: bool = False,
) -> tuple[Finding, ...]:
    return term.extension_findings(
        grounds,
        extension_years=years,
        serious_violence_or_threats=violence,
        several_dishonest_acts=several,
    )


CASES = (
    Case(
        term.EXTENSION_NEEDS_A_TERM,
        "a listing on Art. 1(2)",
        True,
        lambda: extension((VIOLENT,)),
    ),
    Case(
        term.EXTENSION_NEEDS_A_TERM,
        "Art. 1(1) alone has no term to extend",
        False,
        lambda: extension((ABLE,)),
    ),
    Case(
        term.EXTENSION_NEEDS_A_TERM,
        "Art. 1(1) beside Art. 1(4)",
        True,
        lambda: extension((ABLE, REPORTING)),
    ),
    Case(
        term.EXTENSION_WITHIN_LIMITS,
        "no year is no extension",
        False,
        lambda: extension(years=0),
    ),
    Case(term.EXTENSION_WITHIN_LIMITS, "one year", True, lambda: extension(years=1)),
    Case(term.EXTENSION_WITHIN_LIMITS, "three years", True, lambda: extension(years=3)),
    Case(term.EXTENSION_WITHIN_LIMITS, "four years", False, lambda: extension(years=4)),
    Case(term.EXTENSION_WITHIN_LIMITS, "less than none", False, lambda: extension(years=-1)),
    Case(
        term.EXTENSION_HAS_A_CAUSE,
        "serious violence",
        True,
        lambda: extension(violence=True, several=False),
    ),
    Case(
        term.EXTENSION_HAS_A_CAUSE,
        "several dishonest acts",
        True,
        lambda: extension(violence=False, several=True),
    ),
    Case(
        term.EXTENSION_HAS_A_CAUSE,
        "neither",
        False,
        lambda: extension(violence=False, several=False),
    ),
)

VALUES = (
    Value(
        term.LISTING_TERM,
        "two years after publication",
        lambda: term.listing_ends_on(date(2026, 3, 2), (EVADES,)),
        date(2028, 3, 2),
    ),
    Value(
        term.LISTING_TERM,
        "none for Art. 1(1) alone",
        lambda: term.listing_ends_on(date(2026, 3, 2), (ABLE,)),
        None,
    ),
    Value(
        term.LISTING_TERM,
        "published on 29 February",
        lambda: term.listing_ends_on(date(2024, 2, 29), (BREACH,)),
        date(2026, 2, 28),
    ),
    Value(
        term.LISTING_TERM,
        "published on 28 February, ending in a leap year",
        lambda: term.listing_ends_on(date(2022, 2, 28), (BREACH,)),
        date(2024, 2, 28),
    ),
    Value(
        term.LISTING_TERM,
        "29 February to 29 February with two more years",
        lambda: term.listing_ends_on(date(2024, 2, 29), (BREACH,), 2),
        date(2028, 2, 29),
    ),
    Value(
        term.LISTING_TERM,
        "five years at most",
        lambda: term.listing_ends_on(date(2026, 12, 31), (VIOLENT,), 3),
        date(2031, 12, 31),
    ),
    Value(
        term.LISTING_TERM,
        "no extension gives Art. 1(1) a term",
        lambda: term.listing_ends_on(date(2026, 3, 2), (ABLE,), 3),
        None,
    ),
    Value(
        term.LAST_DAY,
        "the last day",
        lambda: term.has_ended(date(2026, 11, 22), on=date(2026, 11, 22)),
        False,
    ),
    Value(
        term.LAST_DAY,
        "the day after it",
        lambda: term.has_ended(date(2026, 11, 22), on=date(2026, 11, 23)),
        True,
    ),
    Value(
        term.LAST_DAY,
        "no term never ends",
        lambda: term.has_ended(None, on=date.max),
        False,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_extension_is_found_as_the_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_term_ends_on_the_day_that_the_article_gives(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize("count", range(1, 7))
def test_any_of_article_1_2_to_6_gives_a_term_whatever_stands_beside_it(count: int) -> None:
    for grounds in combinations(Ground, count):
        assert term.has_term(grounds) is (grounds != (ABLE,))
        assert term.has_term(frozenset(grounds)) is (grounds != (ABLE,))


def test_a_ground_stated_twice_gives_no_term_that_it_does_not_give_once() -> None:
    assert not term.has_term((ABLE, ABLE))
    assert not term.has_term(())


@pytest.mark.parametrize("years", [-1, 4])
def test_a_term_is_never_reckoned_with_an_extension_that_no_court_may_order(years: int) -> None:
    with pytest.raises(ValueError, match="cannot be extended"):
        term.listing_ends_on(date(2026, 3, 2), (VIOLENT,), years)


def test_the_holiday_rule_never_makes_a_term_longer() -> None:
    # 1 October 2026 is National Day; a procedural period would move to 8 October.
    assert term.listing_ends_on(date(2024, 10, 1), (EVADES,)) == date(2026, 10, 1)


@given(
    published_on=st.dates(date(2013, 10, 1), date(2090, 12, 31)),
    years=st.integers(0, term.LONGEST_EXTENSION_YEARS),
    ground=st.sampled_from([ground for ground in Ground if ground is not ABLE]),
)
def test_a_term_lasts_from_publication_to_its_corresponding_day(
    published_on: date, years: int, ground: Ground
) -> None:
    ends_on = term.listing_ends_on(published_on, (ground,), years)
    assert ends_on is not None
    assert ends_on.year == published_on.year + 2 + years
    assert ends_on.month == published_on.month
    assert ends_on.day in (published_on.day, 28)
    assert not term.has_ended(ends_on, on=ends_on)
    assert term.has_ended(ends_on, on=ends_on + timedelta(days=1))
