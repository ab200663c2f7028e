"""Revocation: for what was wrong from the first day, which removal and amendment are not."""

from dataclasses import replace
from datetime import date

import pytest

from registry.rules import bars, restriction, revocation
from registry.rules.assessment import assess
from registry.rules.findings import Finding
from registry.rules.restriction import RestrictionFacts
from registry.rules.revocation import RevocationFacts
from tests.rules.cases import Case, Value, check_case, check_value
from tests.rules.listings import listing

BEFORE, LISTED, AFTER = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)
A_MINOR = bars.bar_findings(listing(birth_date=date(2010, 1, 1)), on=LISTED)
NOTHING_WRONG = bars.bar_findings(listing(), on=LISTED)
FACTS = RevocationFacts(
    listed_on=LISTED, found=A_MINOR, reason="纳入时未满十八周岁", wrong_since=LISTED
)


def found(facts: RevocationFacts) -> tuple[Finding, ...]:
    return revocation.revocation_findings(facts)


CASES = (
    Case(revocation.WRONG_FROM_THE_START, "since that day", True, lambda: found(FACTS)),
    Case(
        revocation.WRONG_FROM_THE_START,
        "since the day before",
        True,
        lambda: found(replace(FACTS, wrong_since=BEFORE)),
    ),
    Case(
        revocation.WRONG_FROM_THE_START,
        "since the day after",
        False,
        lambda: found(replace(FACTS, wrong_since=AFTER)),
    ),
    Case(
        revocation.WRONG_FROM_THE_START,
        "nobody knows since when",
        False,
        lambda: found(replace(FACTS, wrong_since=None)),
    ),
    Case(
        revocation.WRONG_FROM_THE_START,
        "a court above has decided it",
        True,
        lambda: found(replace(FACTS, wrong_since=None, ordered_by="(2026)川01执复9号")),
    ),
    Case(revocation.CAUSE_SHOWN, "a rule was broken", True, lambda: found(FACTS)),
    Case(
        revocation.CAUSE_SHOWN,
        "no rule was broken",
        False,
        lambda: found(replace(FACTS, found=NOTHING_WRONG)),
    ),
    Case(
        revocation.CAUSE_SHOWN,
        "a court above has decided it",
        True,
        lambda: found(replace(FACTS, found=(), ordered_by="(2026)川01执复9号")),
    ),
    Case(revocation.REASON_STATED, "a reason", True, lambda: found(FACTS)),
    Case(revocation.REASON_STATED, "none", False, lambda: found(replace(FACTS, reason=""))),
)


def alone(*, unperformed: bool) -> bool:
    facts = RestrictionFacts(obligation_unperformed=unperformed)
    return revocation.keeps_order(assess(restriction.restriction_findings(facts)))


VALUES = (
    Value(
        revocation.KEEPS_ORDER,
        "nothing is performed",
        lambda: alone(unperformed=True),
        True,
    ),
    Value(
        revocation.KEEPS_ORDER,
        "all was performed before",
        lambda: alone(unperformed=False),
        False,
    ),
    Value(revocation.OPENS_CLAIM, "published", lambda: revocation.opens_claim(LISTED), True),
    Value(revocation.OPENS_CLAIM, "never published", lambda: revocation.opens_claim(None), False),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_revocation_is_found_as_article_9_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_revocation_has_its_effect(value: Value) -> None:
    check_value(value)


def test_what_arose_after_the_listing_is_removed_and_not_revoked() -> None:
    finding = found(replace(FACTS, wrong_since=AFTER))[0]
    assert finding.facts == {
        "wrong_since": "2026-03-03",
        "listed_on": "2026-03-02",
        "instead": "remove",
    }


@pytest.mark.parametrize(
    ("since", "ordered_by", "instead"),
    [
        (AFTER, None, "remove"),
        (None, None, "none"),
        (None, "(2026)川01执复9号", "none"),
        (AFTER, "(2026)川01执复9号", "none"),
    ],
)
def test_removal_is_named_only_where_it_is_what_fits(
    since: date | None, ordered_by: str | None, instead: str
) -> None:
    finding = found(replace(FACTS, wrong_since=since, ordered_by=ordered_by))[0]
    assert finding.facts["instead"] == instead


def test_the_broken_rules_are_named_in_order() -> None:
    student = listing(birth_date=date(2010, 1, 1), campus_loan_student=True)
    assert revocation.broken(bars.bar_findings(student, on=LISTED)) == (
        "bars.minor",
        "bars.campus_loan_student",
    )
