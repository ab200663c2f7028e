"""Public credit: three tiers, whose clocks never touch the court's list."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from registry.rules import public_credit
from registry.rules.assessment import assess
from registry.rules.findings import Finding
from registry.rules.public_credit import PublicCreditFacts
from schemas.remedy_codes import Severity
from tests.rules.cases import Case, Value, check_case, check_value

MINOR, GENERAL, SERIOUS = Severity
SHOWN, BEFORE, THREE_MONTHS = date(2026, 3, 2), date(2026, 6, 1), date(2026, 6, 2)
FACTS = PublicCreditFacts(
    severity=GENERAL, shown_on=SHOWN, duty_done_on=BEFORE, undertaking_given=True
)


def found(facts: PublicCreditFacts = FACTS, on: date = THREE_MONTHS) -> tuple[Finding, ...]:
    return public_credit.application_findings(facts, on=on)


CASES = (
    Case(public_credit.MINIMUM_REACHED, "after three months", True, found),
    Case(public_credit.MINIMUM_REACHED, "the day before", False, lambda: found(on=BEFORE)),
    Case(
        public_credit.MINIMUM_REACHED,
        "a minor matter at once",
        True,
        lambda: found(replace(FACTS, severity=MINOR), SHOWN),
    ),
    Case(
        public_credit.MINIMUM_REACHED,
        "a serious matter after three months",
        False,
        lambda: found(replace(FACTS, severity=SERIOUS)),
    ),
    Case(public_credit.DUTY_DONE, "done before", True, found),
    Case(
        public_credit.DUTY_DONE,
        "done today",
        True,
        lambda: found(replace(FACTS, duty_done_on=THREE_MONTHS)),
    ),
    Case(
        public_credit.DUTY_DONE,
        "not done",
        False,
        lambda: found(replace(FACTS, duty_done_on=None)),
    ),
    Case(
        public_credit.DUTY_DONE,
        "to be done tomorrow",
        False,
        lambda: found(replace(FACTS, duty_done_on=date(2026, 6, 3))),
    ),
    Case(public_credit.UNDERTAKING_GIVEN, "given", True, found),
    Case(
        public_credit.UNDERTAKING_GIVEN,
        "not given",
        False,
        lambda: found(replace(FACTS, undertaking_given=False)),
    ),
    *(
        Case(
            public_credit.REORGANISED,
            f"plan approved {plan}, settlement recognised {settlement}",
            plan or settlement,
            partial(
                public_credit.masking_findings,
                plan_approved=plan,
                settlement_recognised=settlement,
            ),
        )
        for plan in (True, False)
        for settlement in (True, False)
    ),
    Case(public_credit.NOT_THE_COURT_LIST, "a matter of a department", True, found),
    Case(
        public_credit.NOT_THE_COURT_LIST,
        "a court listing",
        False,
        lambda: found(replace(FACTS, court_listing=True)),
    ),
)

VALUES = (
    *(
        Value(
            public_credit.MAY_APPLY,
            severity,
            lambda severity=severity: public_credit.may_apply_on(severity, SHOWN),  # type: ignore[misc]
            day,
        )
        for severity, day in (
            (MINOR, SHOWN),
            (GENERAL, THREE_MONTHS),
            (SERIOUS, date(2027, 3, 2)),
        )
    ),
    *(
        Value(
            public_credit.SHOWN_UNTIL,
            severity,
            lambda severity=severity: public_credit.shown_until(severity, SHOWN),  # type: ignore[misc]
            day,
        )
        for severity, day in (
            (MINOR, THREE_MONTHS),
            (GENERAL, date(2027, 3, 2)),
            (SERIOUS, date(2029, 3, 2)),
        )
    ),
    Value(
        public_credit.CREDIT_RECORD,
        "five years",
        lambda: public_credit.credit_record_until(SHOWN),
        date(2031, 3, 2),
    ),
    Value(
        public_credit.CREDIT_RECORD,
        "from 29 February",
        lambda: public_credit.credit_record_until(date(2024, 2, 29)),
        date(2029, 2, 28),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_public_credit_is_found_as_its_text_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_tier_has_its_periods(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize(
    ("court_listing", "instead"), [(True, "repair at the court"), (False, "none")]
)
def test_who_is_on_the_courts_list_is_sent_to_the_court(court_listing: bool, instead: str) -> None:
    finding = found(replace(FACTS, court_listing=court_listing))[-1]
    assert finding.facts["instead"] == instead


@pytest.mark.parametrize("severity", Severity)
def test_no_tier_clock_ever_removes_a_court_listing(severity: Severity) -> None:
    facts = replace(FACTS, severity=severity, court_listing=True)
    long_after = public_credit.shown_until(severity, SHOWN).replace(year=2040)
    assert not assess(found(facts, long_after)).allowed
