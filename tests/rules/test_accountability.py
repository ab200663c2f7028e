"""Accountability: a person, a reason, and the day on which it was done."""

from dataclasses import replace
from datetime import date

import pytest

from registry.rules import accountability, procedure
from registry.rules.accountability import Deed
from registry.rules.assessment import assess
from registry.rules.findings import Finding
from registry.rules.policy import Policy
from tests.rules.cases import Case, check_case

BEFORE, DAY, AFTER = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)
DEED = Deed(person="wang", reason="义务已履行", done_on=DAY, follows_on=DAY)


def decided(deed: Deed, lag: int = 0) -> tuple[Finding, ...]:
    return accountability.decision_findings(deed, on=DAY, policy=Policy(entry_lag_days=lag))


CASES = (
    Case(accountability.PERSON_NAMED, "a person", True, lambda: decided(DEED)),
    Case(accountability.PERSON_NAMED, "nobody", False, lambda: decided(replace(DEED, person=None))),
    Case(accountability.REASON_STATED, "a reason", True, lambda: decided(DEED)),
    Case(accountability.REASON_STATED, "blanks", False, lambda: decided(replace(DEED, reason=" "))),
    Case(accountability.NOT_BACKDATED, "of today", True, lambda: decided(DEED)),
    Case(
        accountability.NOT_BACKDATED,
        "of yesterday",
        False,
        lambda: decided(replace(DEED, done_on=BEFORE, follows_on=None)),
    ),
    Case(
        accountability.NOT_BACKDATED,
        "of yesterday, where a day is allowed",
        True,
        lambda: decided(replace(DEED, done_on=BEFORE, follows_on=None), lag=1),
    ),
    Case(accountability.AFTER_WHAT_IT_FOLLOWS, "the same day", True, lambda: decided(DEED)),
    Case(
        accountability.AFTER_WHAT_IT_FOLLOWS,
        "follows nothing",
        True,
        lambda: decided(replace(DEED, follows_on=None)),
    ),
    Case(
        accountability.AFTER_WHAT_IT_FOLLOWS,
        "the day before",
        False,
        lambda: decided(replace(DEED, done_on=BEFORE)),
    ),
    Case(
        procedure.NOTHING_IN_THE_FUTURE,
        "what is recorded was done today",
        True,
        lambda: accountability.fact_findings(DEED, on=DAY),
    ),
    Case(
        procedure.NOTHING_IN_THE_FUTURE,
        "what is recorded is done tomorrow",
        False,
        lambda: accountability.fact_findings(replace(DEED, done_on=AFTER), on=DAY),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_act_is_accounted_for(case: Case) -> None:
    check_case(case)


def test_a_decision_of_tomorrow_is_refused_as_future_and_not_as_backdated() -> None:
    refused = assess(decided(replace(DEED, done_on=AFTER)))
    assert [finding.rule for finding in refused.barred_by] == [procedure.NOTHING_IN_THE_FUTURE.name]


def test_what_happened_outside_may_lie_in_the_past() -> None:
    past = replace(DEED, done_on=BEFORE, follows_on=BEFORE)
    assert assess(accountability.fact_findings(past, on=DAY)).allowed
    assert not assess(decided(past)).allowed
