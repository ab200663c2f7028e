"""Closing a round: five conditions, the creditor's hearing, and one of two ways of approval."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from registry.rules import round_closing
from registry.rules.assessment import assess
from registry.rules.findings import Finding
from registry.rules.round_closing import RULING_STATES, ClosingFacts
from schemas.case_codes import ClosingRoute, InvestigationMeasure, ReportConduct
from tests.rules.cases import Case, Value, check_case, check_value

THREE_MONTHS, DAY_AFTER = date(2026, 6, 2), date(2026, 6, 3)
MEASURES = frozenset(
    {
        InvestigationMeasure.CLUES_CHECKED,
        InvestigationMeasure.NETWORK_INQUIRY,
        InvestigationMeasure.FIELD_INQUIRY,
    }
)
FACTS = ClosingFacts(
    filed_on=date(2026, 3, 2),
    notice_issued=True,
    report_ordered=True,
    report=ReportConduct.VERIFIED,
    restricted=True,
    measures=MEASURES,
    creditor_told=True,
    creditor_heard=True,
    ruling_states=frozenset(RULING_STATES),
    panel_verified=True,
    president_approved=True,
)
BY_CREDITOR = replace(
    FACTS,
    route=ClosingRoute.CREDITOR_SIGNS,
    creditor_signed=True,
    panel_verified=False,
    president_approved=False,
)


def found(facts: ClosingFacts = FACTS, on: date = DAY_AFTER) -> tuple[Finding, ...]:
    return round_closing.closing_findings(facts, on=on)


def reported(conduct: ReportConduct, *, sanctioned: bool) -> tuple[Finding, ...]:
    return found(replace(FACTS, report=conduct, report_sanctioned=sanctioned))


SANCTIONED = {ReportConduct.LATE, ReportConduct.FALSE, ReportConduct.REFUSED}

CASES = (
    Case(round_closing.INQUIRIES_ANSWERED, "nobody was asked, or all have answered", True, found),
    Case(
        round_closing.INQUIRIES_ANSWERED,
        "somebody is silent or cannot answer",
        False,
        lambda: found(replace(FACTS, unanswered_inquiries=1)),
    ),
    Case(round_closing.NOTICE_AND_REPORT, "both", True, found),
    Case(
        round_closing.NOTICE_AND_REPORT,
        "no notice",
        False,
        lambda: found(replace(FACTS, notice_issued=False)),
    ),
    Case(
        round_closing.NOTICE_AND_REPORT,
        "no report was ordered",
        False,
        lambda: found(replace(FACTS, report_ordered=False)),
    ),
    *(
        Case(
            round_closing.REPORT_FOLLOWED,
            f"{conduct}, sanctioned",
            conduct is not ReportConduct.UNVERIFIED,
            partial(reported, conduct, sanctioned=True),
        )
        for conduct in ReportConduct
    ),
    *(
        Case(
            round_closing.REPORT_FOLLOWED,
            f"{conduct}, not sanctioned",
            conduct is ReportConduct.VERIFIED,
            partial(reported, conduct, sanctioned=False),
        )
        for conduct in ReportConduct
    ),
    Case(round_closing.RESTRICTED, "under an order", True, found),
    Case(
        round_closing.RESTRICTED,
        "no order",
        False,
        lambda: found(replace(FACTS, restricted=False)),
    ),
    Case(
        round_closing.LISTED_WHERE_DUE,
        "an unable debtor who is not listed",
        True,
        found,
    ),
    Case(
        round_closing.LISTED_WHERE_DUE,
        "an unable debtor who is listed all the same",
        False,
        lambda: found(replace(FACTS, listed=True)),
    ),
    Case(
        round_closing.LISTED_WHERE_DUE,
        "the conditions are met and nobody listed",
        False,
        lambda: found(replace(FACTS, listing_conditions_met=True)),
    ),
    Case(
        round_closing.LISTED_WHERE_DUE,
        "the conditions are met and the debtor is listed",
        True,
        lambda: found(replace(FACTS, listing_conditions_met=True, listed=True)),
    ),
    Case(round_closing.EXHAUSTED, "clues, network and on the spot", True, found),
    *(
        Case(
            round_closing.EXHAUSTED,
            f"without {measure}",
            False,
            partial(found, replace(FACTS, measures=MEASURES - {measure})),
        )
        for measure in sorted(MEASURES)
    ),
    Case(
        round_closing.EXHAUSTED,
        "nothing on the spot, where the network reaches all",
        True,
        lambda: found(
            replace(
                FACTS,
                measures=MEASURES - {InvestigationMeasure.FIELD_INQUIRY},
                network_reaches_all=True,
            )
        ),
    ),
    Case(round_closing.NOTHING_TO_ENFORCE, "nothing", True, found),
    Case(
        round_closing.NOTHING_TO_ENFORCE,
        "a car that can be sold",
        False,
        lambda: found(replace(FACTS, enforceable_property=True)),
    ),
    Case(
        round_closing.THREE_MONTHS,
        "exactly three months",
        False,
        lambda: found(on=THREE_MONTHS),
    ),
    Case(round_closing.THREE_MONTHS, "the day after", True, found),
    Case(round_closing.DEBTOR_SEARCHED, "the debtor is known to be there", True, found),
    Case(
        round_closing.DEBTOR_SEARCHED,
        "missing and searched for",
        True,
        lambda: found(replace(FACTS, debtor_missing=True, debtor_searched=True)),
    ),
    Case(
        round_closing.DEBTOR_SEARCHED,
        "missing and not searched for",
        False,
        lambda: found(replace(FACTS, debtor_missing=True)),
    ),
    Case(round_closing.OBSTRUCTION_ANSWERED, "no obstruction", True, found),
    Case(
        round_closing.OBSTRUCTION_ANSWERED,
        "sanctioned",
        True,
        lambda: found(replace(FACTS, obstruction=True, obstruction_answered=True)),
    ),
    Case(
        round_closing.OBSTRUCTION_ANSWERED,
        "passed over",
        False,
        lambda: found(replace(FACTS, obstruction=True)),
    ),
    Case(round_closing.CREDITOR_HEARD, "told and heard", True, found),
    Case(
        round_closing.CREDITOR_HEARD,
        "not told",
        False,
        lambda: found(replace(FACTS, creditor_told=False)),
    ),
    Case(
        round_closing.CREDITOR_HEARD,
        "told and not heard",
        False,
        lambda: found(replace(FACTS, creditor_heard=False)),
    ),
    Case(round_closing.RULING_COMPLETE, "all stated", True, found),
    *(
        Case(
            round_closing.RULING_COMPLETE,
            f"without {name}",
            False,
            partial(found, replace(FACTS, ruling_states=frozenset(RULING_STATES) - {name})),
        )
        for name in RULING_STATES
    ),
    Case(round_closing.APPROVED, "panel and president", True, found),
    Case(
        round_closing.APPROVED,
        "no panel",
        False,
        lambda: found(replace(FACTS, panel_verified=False)),
    ),
    Case(
        round_closing.APPROVED,
        "no president",
        False,
        lambda: found(replace(FACTS, president_approved=False)),
    ),
    Case(round_closing.APPROVED, "the creditor signs", True, lambda: found(BY_CREDITOR)),
    Case(
        round_closing.APPROVED,
        "the creditor's way, not signed",
        False,
        lambda: found(replace(BY_CREDITOR, creditor_signed=False)),
    ),
)

VALUES = (
    Value(
        round_closing.EARLIEST,
        "the day after three months",
        lambda: round_closing.earliest_on(date(2026, 3, 2)),
        date(2026, 6, 3),
    ),
    Value(
        round_closing.EARLIEST,
        "from the end of November over the end of February",
        lambda: round_closing.earliest_on(date(2025, 11, 30)),
        date(2026, 3, 1),
    ),
    Value(
        round_closing.EARLIEST,
        "a holiday moves nothing",
        lambda: round_closing.earliest_on(date(2026, 7, 1)),
        date(2026, 10, 2),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_closing_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_round_is_closed_on_this_day_at_the_earliest(value: Value) -> None:
    check_value(value)


def test_all_five_conditions_are_needed_together() -> None:
    assert assess(found()).allowed
    assert assess(found(BY_CREDITOR)).allowed
    assert len(found()) == len(round_closing.RULES)


def test_closing_a_round_never_asks_for_the_listing_of_an_unable_debtor() -> None:
    assert assess(found(replace(FACTS, listing_conditions_met=False, listed=False))).allowed
    assert not assess(found(replace(FACTS, listing_conditions_met=False, listed=True))).allowed
