"""After a round: ten inquiries, resumption, and the two that count for a removal."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules import after_round, removal
from registry.rules.after_round import AfterRound, Clue, Inquiry
from registry.rules.assessment import assess
from registry.rules.findings import Finding
from registry.rules.removal import RemovalFacts
from schemas.case_codes import EnforcementState, InquiryResult
from schemas.codes import RemovalGround
from tests.rules import test_late_answers, test_resumption_applications
from tests.rules.cases import Case, Value, check_case, check_value

CLOSED_ON = date(2025, 8, 31)
FIRST, SECOND = date(2026, 2, 28), date(2026, 8, 31)
NOTHING, FOUND, NO_REPLY, FAILED = InquiryResult
EMPTY = AfterRound(CLOSED_ON, (Inquiry(FIRST, NOTHING), Inquiry(SECOND, NOTHING)))
CLOSED = EnforcementState.ROUND_CLOSED
EVE, THIRTY_YEARS_ON = date(2025, 8, 30), date(2055, 8, 31)
APPLIED = tuple((CLOSED_ON, day, day > EVE) for day in (EVE, CLOSED_ON, THIRTY_YEARS_ON))
DAYS = (
    date(2026, 2, 28),
    date(2026, 8, 31),
    date(2027, 2, 28),
    date(2027, 8, 31),
    date(2028, 2, 29),
    date(2028, 8, 31),
    date(2029, 2, 28),
    date(2029, 8, 31),
    date(2030, 2, 28),
    date(2030, 8, 31),
)


def inquired(*inquiries: tuple[date, InquiryResult], clues: tuple[Clue, ...] = ()) -> AfterRound:
    return AfterRound(CLOSED_ON, tuple(Inquiry(*each) for each in inquiries), clues)


def removed(after: AfterRound, on: date = SECOND) -> tuple[Finding, ...]:
    return after_round.removal_findings(after, on=on)


def resumed(after: AfterRound, on: date = SECOND) -> tuple[Finding, ...]:
    return after_round.resumption_findings(after, on=on)


def upcoming(*days: date, result: InquiryResult = NOTHING) -> date | None:
    after = inquired(*((day, result) for day in days))
    return after_round.next_inquiry(after, CLOSED)


CASES = (
    *test_resumption_applications.CASES,
    *test_late_answers.CASES,
    Case(after_round.TWO_EMPTY_INQUIRIES, "two that found nothing", True, lambda: removed(EMPTY)),
    *(
        Case(
            after_round.TWO_EMPTY_INQUIRIES,
            f"the second {result}",
            False,
            partial(removed, inquired((FIRST, NOTHING), (SECOND, result))),
        )
        for result in (FOUND, NO_REPLY, FAILED)
    ),
    Case(
        after_round.TWO_EMPTY_INQUIRIES,
        "the day before the second",
        False,
        lambda: removed(EMPTY, SECOND - timedelta(days=1)),
    ),
    *(
        Case(
            after_round.TWO_EMPTY_INQUIRIES,
            says,
            False,
            partial(removed, inquired((first, NOTHING), (SECOND, NOTHING))),
        )
        for says, first in (
            ("one on the day of the closing", CLOSED_ON),
            ("two on one day", SECOND),
        )
    ),
    Case(
        after_round.TWO_EMPTY_INQUIRIES,
        "a failed one between two empty ones",
        True,
        lambda: removed(inquired((FIRST, NOTHING), (date(2026, 5, 6), FAILED), (SECOND, NOTHING))),
    ),
    Case(
        after_round.TWO_EMPTY_INQUIRIES,
        "the round was never closed",
        False,
        lambda: removed(replace(EMPTY, closed_on=None)),
    ),
    Case(after_round.NOTHING_FOUND_SINCE, "nothing", True, lambda: removed(EMPTY)),
    Case(
        after_round.NOTHING_FOUND_SINCE,
        "property beside two empty inquiries",
        False,
        lambda: removed(inquired((FIRST, NOTHING), (date(2026, 5, 6), FOUND), (SECOND, NOTHING))),
    ),
    Case(
        after_round.NOTHING_FOUND_SINCE,
        "property before the closing",
        True,
        lambda: removed(inquired((date(2025, 8, 1), FOUND), (FIRST, NOTHING))),
    ),
    Case(after_round.NO_EFFECTIVE_CLUE, "no clue", True, lambda: removed(EMPTY)),
    *(
        Case(
            after_round.NO_EFFECTIVE_CLUE,
            f"a clue whose verification said {effective}",
            effective is False,
            partial(removed, replace(EMPTY, clues=(Clue(FIRST, effective),))),
        )
        for effective in (True, False, None)
    ),
    Case(
        after_round.PROPERTY_APPEARED,
        "an inquiry found property",
        True,
        lambda: resumed(inquired((FIRST, FOUND))),
    ),
    Case(
        after_round.PROPERTY_APPEARED,
        "an inquiry found property on the very day",
        True,
        lambda: resumed(inquired((SECOND, FOUND))),
    ),
    Case(
        after_round.PROPERTY_APPEARED,
        "a clue proved true",
        True,
        lambda: resumed(replace(EMPTY, clues=(Clue(FIRST, effective=True),))),
    ),
    Case(
        after_round.PROPERTY_APPEARED,
        "a clue that nobody has verified",
        False,
        lambda: resumed(replace(EMPTY, clues=(Clue(FIRST),))),
    ),
    Case(after_round.PROPERTY_APPEARED, "nothing", False, lambda: resumed(EMPTY)),
)

VALUES = (
    *test_late_answers.VALUES,
    Value(
        after_round.SCHEDULE,
        "from the end of a month, which never wanders",
        lambda: after_round.inquiry_days(CLOSED_ON),
        DAYS,
    ),
    Value(
        after_round.SCHEDULE,
        "holidays do not move a day",
        lambda: after_round.inquiry_days(date(2025, 4, 2))[2],
        date(2026, 10, 2),
    ),
    Value(after_round.NEXT_INQUIRY, "none made", upcoming, DAYS[0]),
    Value(after_round.NEXT_INQUIRY, "one in the first period", lambda: upcoming(FIRST), DAYS[1]),
    Value(
        after_round.NEXT_INQUIRY,
        "two in the first period serve no other",
        lambda: upcoming(date(2025, 9, 1), FIRST),
        DAYS[1],
    ),
    Value(
        after_round.NEXT_INQUIRY,
        "one made late serves the period that was missed",
        lambda: upcoming(date(2026, 3, 1)),
        DAYS[1],
    ),
    Value(
        after_round.NEXT_INQUIRY,
        "one on the day of the closing serves none",
        lambda: upcoming(CLOSED_ON),
        DAYS[0],
    ),
    Value(
        after_round.NEXT_INQUIRY,
        "one that was not answered serves none",
        lambda: upcoming(FIRST, result=NO_REPLY),
        DAYS[0],
    ),
    Value(
        after_round.NEXT_INQUIRY,
        "nine made",
        lambda: upcoming(*DAYS[:9]),
        DAYS[9],
    ),
    Value(after_round.NEXT_INQUIRY, "all ten made", lambda: upcoming(*DAYS), None),
    *(
        Value(
            after_round.NEXT_INQUIRY,
            f"the case is {state}",
            partial(after_round.next_inquiry, AfterRound(CLOSED_ON), state),
            DAYS[0] if state is CLOSED else None,
        )
        for state in EnforcementState
    ),
    Value(
        after_round.NEXT_INQUIRY,
        "the day of the ruling is not known",
        lambda: after_round.next_inquiry(AfterRound(None), CLOSED),
        None,
    ),
    Value(
        after_round.COUNTING,
        "two days, in order",
        lambda: after_round.counting_days(
            inquired((SECOND, NOTHING), (FIRST, NOTHING), (FIRST, NOTHING)), on=SECOND
        ),
        (FIRST, SECOND),
    ),
    Value(
        after_round.COUNTING,
        "no reply and failure are not nothing",
        lambda: after_round.counting_days(inquired((FIRST, NO_REPLY), (SECOND, FAILED)), on=SECOND),
        (),
    ),
    *(
        Value(
            after_round.APPLICATION_LIMIT,
            f"on {day}",
            partial(after_round.may_apply_to_resume, CLOSED_ON, on=day),
            lawful,
        )
        for _, day, lawful in APPLIED
    ),
    *(
        Value(
            after_round.PUBLIC_RECORD,
            state,
            partial(after_round.is_shown, state),
            state is CLOSED,
        )
        for state in EnforcementState
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_comes_after_a_round_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_what_comes_after_a_round_has_its_day(value: Value) -> None:
    check_value(value)


@given(closed_on=st.dates(date(2016, 12, 1), date(2040, 12, 31)))
def test_there_are_ten_inquiries_at_most_and_all_within_five_years(closed_on: date) -> None:
    days = after_round.inquiry_days(closed_on)
    assert len(days) == 10
    assert list(days) == sorted(set(days))
    assert days[-1] == removal_day(closed_on)
    assert all(150 < (later - earlier).days < 190 for earlier, later in pairwise(days))


def removal_day(closed_on: date) -> date:
    """Return the corresponding day five years later, counted by hand."""
    leap = (closed_on.month, closed_on.day) == (2, 29)
    return date(closed_on.year + 5, closed_on.month, 28 if leap else closed_on.day)


def test_the_removal_ground_agrees_with_the_rule_of_removal() -> None:
    for after in (EMPTY, inquired((FIRST, NOTHING), (SECOND, FAILED))):
        facts = RemovalFacts(
            has_term=False,
            ends_on=None,
            round_closed_on=after.closed_on,
            inquiries=after_round.counting_days(after, on=SECOND),
        )
        ground = RemovalGround.NOTHING_FOUND_AFTER_ROUND
        by_removal = assess(removal.removal_findings(ground, facts, on=SECOND)).allowed
        assert assess(removed(after)).allowed is by_removal
