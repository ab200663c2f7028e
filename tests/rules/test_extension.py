"""Extension: while the term runs, five years in all, and always counted from publication."""

from dataclasses import replace
from datetime import date

import pytest

from registry.rules import extension, term
from registry.rules.assessment import assess
from registry.rules.extension import ExtensionFacts
from registry.rules.findings import Finding
from schemas.codes import Ground, ListingState
from tests.rules.cases import Case, Value, check_case, check_value

ENDS, NEXT = date(2026, 3, 2), date(2026, 3, 3)
FACTS = ExtensionFacts(
    state=ListingState.PUBLISHED,
    grounds=(Ground.OBSTRUCTS,),
    ends_on=ENDS,
    years=1,
    years_before=0,
    reason="暴力抗拒执行，情节严重",
    serious_violence_or_threats=True,
)


def found(facts: ExtensionFacts, on: date = ENDS) -> tuple[Finding, ...]:
    return extension.extension_findings(facts, on=on)


CASES = (
    Case(extension.TERM_STILL_RUNS, "on the last day", True, lambda: found(FACTS)),
    Case(
        extension.TERM_STILL_RUNS,
        "in the list without publication, on the last day",
        True,
        lambda: found(replace(FACTS, state=ListingState.UNPUBLISHED, withheld=True)),
    ),
    Case(
        extension.TERM_STILL_RUNS,
        "in the list without publication, on the day after",
        False,
        lambda: found(replace(FACTS, state=ListingState.UNPUBLISHED, withheld=True), NEXT),
    ),
    Case(
        extension.TERM_STILL_RUNS,
        "an imported entry that was never published",
        False,
        lambda: found(replace(FACTS, state=ListingState.UNPUBLISHED)),
    ),
    Case(extension.TERM_STILL_RUNS, "on the day after", False, lambda: found(FACTS, NEXT)),
    Case(
        extension.TERM_STILL_RUNS,
        "removed before",
        False,
        lambda: found(replace(FACTS, state=ListingState.REMOVED)),
    ),
    Case(
        extension.WITHIN_FIVE_YEARS,
        "one year after two",
        True,
        lambda: found(replace(FACTS, years_before=2)),
    ),
    Case(
        extension.WITHIN_FIVE_YEARS,
        "one year after three",
        False,
        lambda: found(replace(FACTS, years_before=3)),
    ),
    Case(
        extension.WITHIN_FIVE_YEARS,
        "two years after two",
        False,
        lambda: found(replace(FACTS, years=2, years_before=2)),
    ),
    Case(extension.REASON_STATED, "a reason", True, lambda: found(FACTS)),
    Case(extension.REASON_STATED, "none", False, lambda: found(replace(FACTS, reason=None))),
)

VALUES = (
    Value(
        extension.ENDS,
        "one year more",
        lambda: extension.ends_on(date(2024, 3, 2), FACTS.grounds, years=1),
        date(2027, 3, 2),
    ),
    Value(
        extension.ENDS,
        "two years more after one, from 29 February",
        lambda: extension.ends_on(date(2024, 2, 29), FACTS.grounds, years=2, years_before=1),
        date(2029, 2, 28),
    ),
    Value(
        extension.ENDS,
        "two years and two of extension after a leap day end on a leap day",
        lambda: extension.ends_on(date(2024, 2, 29), FACTS.grounds, years=1, years_before=1),
        date(2028, 2, 29),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_extension_is_found_as_article_2_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_an_extended_term_ends_on_its_day(value: Value) -> None:
    check_value(value)


def test_no_chain_of_extensions_lasts_longer_than_five_years() -> None:
    with pytest.raises(ValueError, match="cannot be extended"):
        extension.ends_on(date(2024, 3, 2), FACTS.grounds, years=2, years_before=2)


def test_an_extension_by_decision_needs_the_causes_of_article_2_too() -> None:
    neither = replace(FACTS, serious_violence_or_threats=False)
    refused = assess(found(neither))
    assert [f.rule for f in refused.barred_by] == [term.EXTENSION_HAS_A_CAUSE.name]
    assert assess(found(replace(neither, several_dishonest_acts=True))).barred_by == ()


def test_a_listing_without_a_term_is_not_extended() -> None:
    facts = replace(FACTS, grounds=(Ground.REFUSES_THOUGH_ABLE,), ends_on=None)
    refused = assess(found(facts))
    assert [f.rule for f in refused.barred_by] == [term.EXTENSION_NEEDS_A_TERM.name]
