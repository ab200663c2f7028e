"""The enforcement notice: its warning, its period, its ten days."""

from dataclasses import replace
from datetime import date

import pytest

from registry.rules import calendar, enforcement_notice
from registry.rules.calendar import Due
from registry.rules.enforcement_notice import NoticeFacts
from registry.rules.findings import Finding
from tests.rules.cases import Case, Value, check_case, check_value

LAST, NEXT = date(2026, 3, 2), date(2026, 3, 3)
NOTICE = NoticeFacts(issued_on=LAST, warned=True, perform_until=LAST)
CALENDAR = calendar.published()


def listed(notice: NoticeFacts | None) -> tuple[Finding, ...]:
    return enforcement_notice.listing_findings(notice, on=LAST)


CASES = (
    Case(enforcement_notice.WARNS_OF_LISTING, "warned today", True, lambda: listed(NOTICE)),
    Case(
        enforcement_notice.WARNS_OF_LISTING,
        "none on record, which bars nothing",
        True,
        lambda: listed(None),
    ),
    Case(
        enforcement_notice.WARNS_OF_LISTING,
        "issued without a warning",
        False,
        lambda: listed(replace(NOTICE, warned=False)),
    ),
    Case(
        enforcement_notice.WARNS_OF_LISTING,
        "not issued",
        False,
        lambda: listed(replace(NOTICE, issued_on=None)),
    ),
    Case(
        enforcement_notice.WARNS_OF_LISTING,
        "to be issued tomorrow",
        False,
        lambda: listed(replace(NOTICE, issued_on=NEXT)),
    ),
    Case(
        enforcement_notice.GIVES_TIME,
        "until the day on which it was issued",
        True,
        lambda: enforcement_notice.issue_findings(NOTICE),
    ),
    Case(
        enforcement_notice.GIVES_TIME,
        "until the day before",
        False,
        lambda: enforcement_notice.issue_findings(replace(NOTICE, issued_on=NEXT)),
    ),
    Case(
        enforcement_notice.GIVES_TIME,
        "no time at all",
        False,
        lambda: enforcement_notice.issue_findings(replace(NOTICE, perform_until=None)),
    ),
)

VALUES = (
    Value(
        enforcement_notice.DUE,
        "ten days",
        lambda: enforcement_notice.due(date(2026, 3, 2), CALENDAR),
        Due(date(2026, 3, 12), provisional=False),
    ),
    Value(
        enforcement_notice.DUE,
        "the tenth day a Sunday",
        lambda: enforcement_notice.due(date(2026, 11, 5), CALENDAR),
        Due(date(2026, 11, 16), provisional=False),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_notice_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_the_notice_is_due(value: Value) -> None:
    check_value(value)


def test_a_notice_is_recorded_again_for_the_warning_that_it_lacked_and_not_otherwise() -> None:
    silent = replace(NOTICE, warned=False)
    assert enforcement_notice.may_follow(None, silent)
    assert enforcement_notice.may_follow(silent, NOTICE)
    assert not enforcement_notice.may_follow(silent, silent)
    assert not enforcement_notice.may_follow(NOTICE, NOTICE)
    assert not enforcement_notice.may_follow(NOTICE, silent)
