"""Suspension of a listing: its last day, and when it comes back."""

from datetime import date
from functools import partial

import pytest

from registry.rules import listing_suspension
from registry.rules.findings import Finding
from tests.rules.cases import Case, check_case

ON, LATER = date(2026, 3, 2), date(2026, 3, 3)


def resumed(on: date, *, cause_ended: bool = False, performed: bool = False) -> tuple[Finding, ...]:
    return listing_suspension.resumption_findings(
        ON, on=on, cause_ended=cause_ended, performed=performed
    )


CASES = (
    Case(listing_suspension.RESUMED_ON_ITS_DAY, "on the last day", False, lambda: resumed(ON)),
    Case(listing_suspension.RESUMED_ON_ITS_DAY, "the day after", True, lambda: resumed(LATER)),
    Case(
        listing_suspension.RESUMED_ON_ITS_DAY,
        "no cause",
        True,
        lambda: resumed(ON, cause_ended=True),
    ),
    Case(listing_suspension.RESUMED_WHILE_OWED, "owed", True, lambda: resumed(LATER)),
    Case(
        listing_suspension.RESUMED_WHILE_OWED, "paid", False, lambda: resumed(LATER, performed=True)
    ),
    *(
        Case(
            listing_suspension.LAST_DAY_FIXED,
            f"until {until}",
            fixed,
            partial(lambda day: (listing_suspension.has_last_day(day, on=ON),), until),
        )
        for until, fixed in (
            (None, False),
            (date(2026, 3, 1), False),
            (ON, True),
            (date(2027, 3, 2), True),
            (date(2027, 3, 3), False),
        )
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_listing_is_suspended_and_resumed_as_the_rule_says(case: Case) -> None:
    check_case(case)
