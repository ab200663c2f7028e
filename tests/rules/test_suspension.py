"""Suspension: flights and high-speed trains, listed causes, one month at most."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules import suspension
from registry.rules.assessment import assess
from registry.rules.findings import Finding
from registry.rules.suspension import SuspensionFacts
from schemas.codes import OrderState
from schemas.restriction_codes import SuspensionCause, Travel
from tests.rules.cases import Case, Value, check_case, check_value
from tests.rules.permissions import COMPLETE

FIRST, LAST, TOO_LATE = date(2026, 9, 2), date(2026, 10, 2), date(2026, 10, 3)
FACTS = SuspensionFacts(
    state=OrderState.IN_FORCE,
    individual=True,
    travel=(Travel.FLIGHTS, Travel.HIGH_SPEED_TRAINS),
    cause=SuspensionCause.OWN_ILLNESS,
    urgent=True,
    starts_on=FIRST,
    ends_on=LAST,
    application=COMPLETE,
)


def found(facts: SuspensionFacts) -> tuple[Finding, ...]:
    return suspension.suspension_findings(facts)


CASES = (
    *(
        Case(
            suspension.ORDER_IN_FORCE,
            f"an order that is {state}",
            state is OrderState.IN_FORCE,
            partial(found, replace(FACTS, state=state)),
        )
        for state in OrderState
    ),
    Case(suspension.INDIVIDUAL, "a person", True, lambda: found(FACTS)),
    Case(
        suspension.INDIVIDUAL, "an entity", False, lambda: found(replace(FACTS, individual=False))
    ),
    Case(suspension.TRAVEL_ALONE, "flights and trains", True, lambda: found(FACTS)),
    Case(
        suspension.TRAVEL_ALONE,
        "flights alone",
        True,
        lambda: found(replace(FACTS, travel=(Travel.FLIGHTS,))),
    ),
    Case(
        suspension.TRAVEL_ALONE,
        "a soft sleeper beside the flight",
        False,
        lambda: found(replace(FACTS, travel=(Travel.FLIGHTS, Travel.SOFT_SLEEPERS))),
    ),
    Case(suspension.TRAVEL_ALONE, "nothing", False, lambda: found(replace(FACTS, travel=()))),
    *(
        Case(
            suspension.CAUSE_LISTED,
            f"{cause}",
            True,
            partial(found, replace(FACTS, cause=cause)),
        )
        for cause in SuspensionCause
    ),
    Case(suspension.CAUSE_LISTED, "a holiday", False, lambda: found(replace(FACTS, cause=None))),
    Case(suspension.URGENT, "urgent", True, lambda: found(FACTS)),
    Case(suspension.URGENT, "not urgent", False, lambda: found(replace(FACTS, urgent=False))),
    Case(suspension.ONE_MONTH_AT_MOST, "to the corresponding day", True, lambda: found(FACTS)),
    Case(
        suspension.ONE_MONTH_AT_MOST,
        "one day longer",
        False,
        lambda: found(replace(FACTS, ends_on=TOO_LATE)),
    ),
    Case(
        suspension.ONE_MONTH_AT_MOST,
        "one day",
        True,
        lambda: found(replace(FACTS, ends_on=FIRST)),
    ),
    Case(
        suspension.ONE_MONTH_AT_MOST,
        "ends before it begins",
        False,
        lambda: found(replace(FACTS, ends_on=FIRST - timedelta(days=1))),
    ),
)

VALUES = (
    Value(
        suspension.LATEST_END,
        "a holiday does not make it longer",
        lambda: suspension.latest_end(FIRST),
        LAST,
    ),
    Value(
        suspension.LATEST_END,
        "from the end of January to the end of February",
        lambda: suspension.latest_end(date(2026, 1, 31)),
        date(2026, 2, 28),
    ),
    Value(
        suspension.LATEST_END,
        "in a leap year",
        lambda: suspension.latest_end(date(2024, 1, 31)),
        date(2024, 2, 29),
    ),
    Value(suspension.RESUMES, "a holiday", lambda: suspension.resumes_on(LAST), TOO_LATE),
    Value(
        suspension.RESUMES,
        "over the end of the year",
        lambda: suspension.resumes_on(date(2026, 12, 31)),
        date(2027, 1, 1),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_suspension_is_found_as_point_17_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_suspension_ends_on_its_fixed_day(value: Value) -> None:
    check_value(value)


def test_who_gave_false_evidence_once_is_given_no_suspension_any_more() -> None:
    refused = assess(found(replace(FACTS, application=replace(COMPLETE, abused_before=True))))
    assert [f.rule for f in refused.barred_by] == ["applications.not_barred_by_abuse"]


@given(starts_on=st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_a_suspension_lasts_a_month_at_most_and_is_resumed_on_the_next_day(starts_on: date) -> None:
    ends_on = suspension.latest_end(starts_on)
    assert 28 <= (ends_on - starts_on).days <= 31
    assert suspension.resumes_on(ends_on) - ends_on == timedelta(days=1)
