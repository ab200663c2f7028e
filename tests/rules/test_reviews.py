"""Review: ten days, the next higher court, fifteen days, and nothing stops meanwhile."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from registry.rules import calendar, reviews
from registry.rules.calendar import Due
from registry.rules.findings import Finding
from registry.rules.reviews import ReviewFacts
from schemas.codes import ListingState, OrderState
from schemas.remedy_codes import ObjectionState
from tests.rules.cases import Case, Value, check_case, check_value

CALENDAR = calendar.published()
SERVED, LAST, TOO_LATE = date(2026, 3, 2), date(2026, 3, 12), date(2026, 3, 13)
FACTS = ReviewFacts(
    objection=ObjectionState.DISMISSAL_SERVED,
    served_on=SERVED,
    applied_on=LAST,
    to_next_higher_court=True,
)
KEPT = replace(FACTS, applied_on=date(2026, 4, 20), obstacle_ended_on=date(2026, 4, 10))


def found(facts: ReviewFacts = FACTS) -> tuple[Finding, ...]:
    return reviews.review_findings(facts, CALENDAR)


CASES = (
    *(
        Case(
            reviews.AFTER_THE_DISMISSAL,
            label,
            ok,
            partial(
                reviews.received_findings,
                dismissed_on=SERVED,
                applied_on=applied_on,
                received_on=received_on,
            ),
        )
        for label, ok, applied_on, received_on in (
            ("all on one day", True, SERVED, SERVED),
            ("before the dismissal", False, date(2026, 3, 1), SERVED),
            ("received before it was applied for", False, LAST, SERVED),
        )
    ),
    *(
        Case(
            reviews.DISMISSED_BEFORE,
            state,
            state in {ObjectionState.DISMISSED, ObjectionState.DISMISSAL_SERVED},
            partial(found, replace(FACTS, objection=state)),
        )
        for state in ObjectionState
    ),
    Case(reviews.IN_TIME, "the tenth day", True, found),
    Case(
        reviews.IN_TIME,
        "the eleventh day",
        False,
        lambda: found(replace(FACTS, applied_on=TOO_LATE)),
    ),
    Case(
        reviews.IN_TIME,
        "the dismissal was never served",
        True,
        lambda: found(replace(FACTS, served_on=None, applied_on=date(2027, 3, 2))),
    ),
    Case(
        reviews.IN_TIME,
        "the tenth day a Saturday, on Monday",
        True,
        lambda: found(replace(FACTS, served_on=date(2026, 11, 4), applied_on=date(2026, 11, 16))),
    ),
    Case(reviews.IN_TIME, "ten days after an obstacle", True, lambda: found(KEPT)),
    Case(
        reviews.IN_TIME,
        "eleven days after an obstacle",
        False,
        lambda: found(replace(KEPT, applied_on=date(2026, 4, 21))),
    ),
    Case(
        reviews.IN_TIME,
        "before the obstacle has ended",
        False,
        lambda: found(replace(KEPT, applied_on=date(2026, 4, 9))),
    ),
    Case(
        reviews.IN_TIME,
        "on the day on which the obstacle ends",
        True,
        lambda: found(replace(KEPT, applied_on=date(2026, 4, 10))),
    ),
    Case(reviews.TO_THE_NEXT_HIGHER_COURT, "there", True, found),
    Case(
        reviews.TO_THE_NEXT_HIGHER_COURT,
        "elsewhere",
        False,
        lambda: found(replace(FACTS, to_next_higher_court=False)),
    ),
    Case(
        reviews.DECIDED_WITH_REASONS,
        "reasons",
        True,
        lambda: reviews.decision_findings("原决定认定事实不清"),
    ),
    Case(reviews.DECIDED_WITH_REASONS, "none", False, lambda: reviews.decision_findings(" ")),
)

VALUES = (
    Value(
        reviews.APPLICATION_ENDS,
        "ten days",
        lambda: reviews.application_ends_on(SERVED, CALENDAR),
        Due(LAST, provisional=False),
    ),
    Value(
        reviews.APPLICATION_ENDS,
        "the tenth day in the spring festival",
        lambda: reviews.application_ends_on(date(2026, 2, 6), CALENDAR),
        Due(date(2026, 2, 24), provisional=False),
    ),
    Value(
        reviews.DECISION_DUE,
        "fifteen days",
        lambda: reviews.decision_due(SERVED, CALENDAR),
        Due(date(2026, 3, 17), provisional=False),
    ),
    Value(
        reviews.DECISION_DUE,
        "into a year that is not arranged",
        lambda: reviews.decision_due(date(2026, 12, 25), CALENDAR),
        Due(date(2027, 1, 11), provisional=True),
    ),
    Value(
        reviews.RESTORATION_ENDS,
        "ten days after the obstacle",
        lambda: reviews.restoration_ends_on(date(2026, 4, 10), CALENDAR),
        Due(date(2026, 4, 20), provisional=False),
    ),
    Value(
        reviews.RESTORATION_ENDS,
        "the tenth day a Sunday",
        lambda: reviews.restoration_ends_on(date(2026, 11, 5), CALENDAR),
        Due(date(2026, 11, 16), provisional=False),
    ),
    *(
        Value(reviews.STATE_MEANWHILE, state, partial(reviews.state_meanwhile, state), state)
        for state in (ListingState.PUBLISHED, OrderState.IN_FORCE, OrderState.SUSPENDED)
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_review_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_review_has_its_days(value: Value) -> None:
    check_value(value)
