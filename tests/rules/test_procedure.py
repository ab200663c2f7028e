"""The order of acts: the same day passes, the day before does not, and no day is in the future."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from registry.rules import calendar, procedure
from registry.rules.assessment import assess
from registry.rules.calendar import Due
from registry.rules.findings import Finding
from registry.rules.procedure import ActDates
from schemas.codes import Initiative, ServiceMethod
from tests.rules.cases import Case, Value, check_case, check_value

DAY = date(2026, 3, 2)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
ALL_IN_ONE_DAY = ActDates(
    filed_on=DAY,
    drafted_on=DAY,
    signed_on=DAY,
    served_on=DAY,
    service_method=ServiceMethod.POST,
    published_on=DAY,
)
CALENDAR = calendar.published()


def asked(initiative: Initiative, applied_on: date | None) -> tuple[Finding, ...]:
    """Return what is found of a listing in a case that was filed on :data:`DAY`."""
    return procedure.application_findings(initiative, applied_on=applied_on, filed_on=DAY)


CASES = (
    Case(
        procedure.SIGNED_AFTER_DRAFT,
        "on the day of the draft",
        True,
        lambda: procedure.signature_findings(ALL_IN_ONE_DAY, on=DAY),
    ),
    Case(
        procedure.SIGNED_AFTER_DRAFT,
        "the day before the draft",
        False,
        lambda: procedure.signature_findings(replace(ALL_IN_ONE_DAY, signed_on=BEFORE), on=DAY),
    ),
    Case(
        procedure.SIGNED_AFTER_DRAFT,
        "never signed",
        False,
        lambda: procedure.signature_findings(replace(ALL_IN_ONE_DAY, signed_on=None), on=DAY),
    ),
    Case(
        procedure.SERVED_AFTER_SIGNATURE,
        "on the day of the signature",
        True,
        lambda: procedure.service_findings(ALL_IN_ONE_DAY, on=DAY),
    ),
    Case(
        procedure.SERVED_AFTER_SIGNATURE,
        "the day before the signature",
        False,
        lambda: procedure.service_findings(replace(ALL_IN_ONE_DAY, served_on=BEFORE), on=DAY),
    ),
    Case(
        procedure.SERVED_AFTER_SIGNATURE,
        "without a signature",
        False,
        lambda: procedure.service_findings(replace(ALL_IN_ONE_DAY, signed_on=None), on=DAY),
    ),
    Case(
        procedure.PUBLISHED_AFTER_SERVICE,
        "on the day of service",
        True,
        lambda: procedure.publication_findings(ALL_IN_ONE_DAY, on=DAY),
    ),
    Case(
        procedure.PUBLISHED_AFTER_SERVICE,
        "the day before service",
        False,
        lambda: procedure.publication_findings(replace(ALL_IN_ONE_DAY, served_on=AFTER), on=AFTER),
    ),
    Case(
        procedure.PUBLISHED_AFTER_SERVICE,
        "signed and never served",
        False,
        lambda: procedure.publication_findings(
            replace(ALL_IN_ONE_DAY, served_on=None, service_method=None), on=DAY
        ),
    ),
    Case(
        procedure.PUBLISHED_AFTER_SERVICE,
        "served without a recorded method",
        False,
        lambda: procedure.publication_findings(
            replace(ALL_IN_ONE_DAY, service_method=None), on=DAY
        ),
    ),
    Case(
        procedure.PUBLISHED_AFTER_SERVICE,
        "not published",
        False,
        lambda: procedure.publication_findings(replace(ALL_IN_ONE_DAY, published_on=None), on=DAY),
    ),
    Case(
        procedure.APPLIED_AFTER_FILING,
        "on the day of filing",
        True,
        lambda: (procedure.received_after_filing(DAY, DAY),),
    ),
    Case(
        procedure.APPLIED_AFTER_FILING,
        "the day before the filing",
        False,
        lambda: (procedure.received_after_filing(AFTER, DAY),),
    ),
    Case(
        procedure.CREDITOR_APPLIED,
        "by the creditor, with the day of the application",
        True,
        lambda: asked(Initiative.CREDITOR, DAY),
    ),
    Case(
        procedure.CREDITOR_APPLIED,
        "by the creditor, nobody knows when",
        False,
        lambda: asked(Initiative.CREDITOR, None),
    ),
    Case(
        procedure.CREDITOR_APPLIED,
        "of the court's own motion",
        True,
        lambda: asked(Initiative.COURT, None),
    ),
    Case(
        procedure.APPLIED_AFTER_FILING,
        "a listing asked for on the day of filing",
        True,
        lambda: asked(Initiative.CREDITOR, DAY),
    ),
    Case(
        procedure.APPLIED_AFTER_FILING,
        "a listing asked for before there was a case",
        False,
        lambda: asked(Initiative.CREDITOR, BEFORE),
    ),
    Case(
        procedure.PUBLISHED_AFTER_FILING,
        "on the day of filing",
        True,
        lambda: procedure.publication_findings(ALL_IN_ONE_DAY, on=DAY),
    ),
    Case(
        procedure.PUBLISHED_AFTER_FILING,
        "the day before filing",
        False,
        lambda: procedure.publication_findings(replace(ALL_IN_ONE_DAY, filed_on=AFTER), on=AFTER),
    ),
    Case(
        procedure.NOTHING_IN_THE_FUTURE,
        "today",
        True,
        lambda: procedure.publication_findings(ALL_IN_ONE_DAY, on=DAY),
    ),
    Case(
        procedure.NOTHING_IN_THE_FUTURE,
        "signed tomorrow",
        False,
        lambda: procedure.signature_findings(replace(ALL_IN_ONE_DAY, signed_on=AFTER), on=DAY),
    ),
    Case(
        procedure.NOTHING_IN_THE_FUTURE,
        "served tomorrow",
        False,
        lambda: procedure.service_findings(replace(ALL_IN_ONE_DAY, served_on=AFTER), on=DAY),
    ),
    Case(
        procedure.NOTHING_IN_THE_FUTURE,
        "published tomorrow",
        False,
        lambda: procedure.publication_findings(replace(ALL_IN_ONE_DAY, published_on=AFTER), on=DAY),
    ),
)

VALUES = (
    Value(
        procedure.APPLICATION_DUE,
        "15 days, the day of receipt not counted",
        lambda: procedure.application_due(date(2026, 3, 2), CALENDAR),
        Due(date(2026, 3, 17), provisional=False),
    ),
    Value(
        procedure.APPLICATION_DUE,
        "a last day in the spring festival moves behind it",
        lambda: procedure.application_due(date(2026, 2, 2), CALENDAR),
        Due(date(2026, 2, 24), provisional=False),
    ),
    Value(
        procedure.REMOVAL_DUE,
        "three working days over the spring festival",
        lambda: procedure.removal_due(date(2026, 2, 13), CALENDAR),
        Due(date(2026, 2, 25), provisional=False),
    ),
    Value(
        procedure.REMOVAL_DUE,
        "a term that ended on a Sunday",
        lambda: procedure.removal_due(date(2026, 11, 22), CALENDAR),
        Due(date(2026, 11, 25), provisional=False),
    ),
    Value(
        procedure.REVOCATION_DUE,
        "three working days within a week",
        lambda: procedure.revocation_due(date(2026, 11, 23), CALENDAR),
        Due(date(2026, 11, 26), provisional=False),
    ),
    Value(
        procedure.REVOCATION_DUE,
        "three working days over a weekend",
        lambda: procedure.revocation_due(date(2026, 11, 20), CALENDAR),
        Due(date(2026, 11, 25), provisional=False),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_acts_follow_each_other_as_article_5_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_duty_falls_due_on_the_day_that_its_article_gives(value: Value) -> None:
    check_value(value)


def test_all_acts_may_be_done_in_one_day() -> None:
    assert assess(procedure.publication_findings(ALL_IN_ONE_DAY, on=DAY)).allowed


def test_days_that_are_not_stated_are_never_in_the_future() -> None:
    finding = procedure.not_in_future({"served_on": None}, on=DAY)
    assert finding.satisfied
    assert finding.facts == {"on": "2026-03-02"}
