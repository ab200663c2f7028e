"""The property report: five categories, verification, ten, seven and three days."""

from datetime import date
from functools import partial

import pytest

from registry.rules import calendar, property_report
from registry.rules.calendar import Due
from registry.rules.findings import Finding
from registry.rules.property_report import ReportFacts
from schemas.case_codes import PropertyCategory, ReportConduct
from schemas.codes import Ground
from tests.rules.cases import Case, Value, check_case, check_value

CALENDAR = calendar.published()
EVERYTHING = frozenset(PropertyCategory)
IN_BREACH = {ReportConduct.LATE, ReportConduct.FALSE, ReportConduct.REFUSED}


def found(
    conduct: ReportConduct = ReportConduct.VERIFIED,
    categories: frozenset[PropertyCategory] = EVERYTHING,
) -> tuple[Finding, ...]:
    return property_report.report_findings(ReportFacts(conduct, categories))


CASES = (
    Case(property_report.COVERS_EVERYTHING, "all five", True, found),
    *(
        Case(
            property_report.COVERS_EVERYTHING,
            f"without {category}",
            False,
            partial(found, categories=EVERYTHING - {category}),
        )
        for category in PropertyCategory
    ),
    *(
        Case(
            property_report.VERIFIED,
            conduct,
            conduct is ReportConduct.VERIFIED,
            partial(found, conduct),
        )
        for conduct in ReportConduct
    ),
    *(
        Case(
            property_report.SANCTIONABLE,
            conduct,
            conduct in IN_BREACH,
            partial(property_report.sanction_findings, conduct),
        )
        for conduct in ReportConduct
    ),
    *(
        Case(
            property_report.TIME_GIVEN,
            f"due on {due_on}, noticed on {noticed_on}",
            satisfied,
            partial(
                property_report.demand_findings,
                notice_received_on=noticed_on,
                due_on=due_on,
                on=date(2026, 3, 2),
            ),
        )
        for due_on, noticed_on, satisfied in (
            (date(2026, 3, 2), date(2026, 3, 2), True),
            (date(2026, 3, 1), date(2026, 3, 1), False),
            (date(2026, 3, 3), date(2026, 3, 4), False),
        )
    ),
    *(
        Case(
            property_report.BREACH_FITS,
            f"{conduct}, {'something' if received else 'nothing'} received",
            (conduct, received) in {(ReportConduct.FALSE, True), (ReportConduct.REFUSED, False)},
            partial(property_report.breach_findings, conduct, received=received),
        )
        for conduct in ReportConduct
        for received in (True, False)
    ),
    *(
        Case(
            property_report.RECEIVED_AFTER,
            f"handed in on {received_on}",
            satisfied,
            partial(property_report.receipt_findings, received_on, date(2026, 3, 2)),
        )
        for received_on, satisfied in ((date(2026, 3, 2), True), (date(2026, 3, 1), False))
    ),
    *(
        Case(
            property_report.CHANGE_AFTER_NOTICE,
            f"a change on {changed_on}",
            satisfied,
            partial(property_report.change_findings, changed_on, date(2026, 3, 2)),
        )
        for changed_on, satisfied in ((date(2025, 3, 2), True), (date(2025, 3, 1), False))
    ),
)

VALUES = (
    *(
        Value(
            property_report.BREACHED_ON,
            f"due on 28 February, received on {received_on}",
            partial(property_report.breached_on, due_on=date(2026, 2, 28), received_on=received_on),
            expected,
        )
        for received_on, expected in (
            (None, date(2026, 3, 1)),
            (date(2026, 2, 27), date(2026, 2, 27)),
            (date(2026, 3, 9), date(2026, 3, 9)),
        )
    ),
    *(
        Value(
            property_report.CONDUCT,
            f"received on {received_on}{' for a good reason' if excused else ''}",
            partial(
                property_report.conduct_at_receipt,
                received_on,
                date(2026, 3, 2),
                excused=excused,
            ),
            expected,
        )
        for received_on, excused, expected in (
            (date(2026, 3, 2), False, ReportConduct.UNVERIFIED),
            (date(2026, 3, 3), False, ReportConduct.LATE),
            (date(2026, 3, 3), True, ReportConduct.UNVERIFIED),
        )
    ),
    Value(
        property_report.LOOKS_BACK,
        "one year",
        lambda: property_report.looks_back_to(date(2026, 3, 2)),
        date(2025, 3, 2),
    ),
    Value(
        property_report.LOOKS_BACK,
        "from 29 February",
        lambda: property_report.looks_back_to(date(2024, 2, 29)),
        date(2023, 2, 28),
    ),
    Value(
        property_report.SUPPLEMENT_DUE,
        "ten days",
        lambda: property_report.supplement_due(date(2026, 3, 2), CALENDAR),
        Due(date(2026, 3, 12), provisional=False),
    ),
    Value(
        property_report.SUPPLEMENT_DUE,
        "the tenth day in the spring festival",
        lambda: property_report.supplement_due(date(2026, 2, 6), CALENDAR),
        Due(date(2026, 2, 24), provisional=False),
    ),
    Value(
        property_report.CLUE_DUE,
        "seven days",
        lambda: property_report.clue_due(date(2026, 3, 2), CALENDAR, urgent=False),
        Due(date(2026, 3, 9), provisional=False),
    ),
    Value(
        property_report.CLUE_DUE,
        "three days where it is urgent",
        lambda: property_report.clue_due(date(2026, 3, 2), CALENDAR, urgent=True),
        Due(date(2026, 3, 5), provisional=False),
    ),
    *(
        Value(
            property_report.BREACH,
            conduct,
            partial(property_report.breach_ground, conduct),
            Ground.BREACHES_REPORTING if conduct in IN_BREACH else None,
        )
        for conduct in ReportConduct
    ),
    Value(
        property_report.BREACH,
        "late for a good reason",
        lambda: property_report.breach_ground(ReportConduct.LATE, excused=True),
        None,
    ),
    Value(
        property_report.BREACH,
        "no reason excuses a false report",
        lambda: property_report.breach_ground(ReportConduct.FALSE, excused=True),
        Ground.BREACHES_REPORTING,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_report_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_report_has_its_days_and_its_consequence(value: Value) -> None:
    check_value(value)
