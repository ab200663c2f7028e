"""Applications to resume a closed round: at any time after it, and answered with reasons."""

from datetime import date
from functools import partial

import pytest

from registry.rules import after_round
from tests.rules.cases import Case, check_case

CLOSED_ON, EVE, THIRTY_YEARS_ON = date(2025, 8, 31), date(2025, 8, 30), date(2055, 8, 31)

CASES = (
    *(
        Case(
            after_round.APPLIED_SINCE_CLOSING,
            f"closed on {closed_on}, applied on {applied_on}",
            lawful,
            partial(after_round.application_findings, closed_on, applied_on=applied_on),
        )
        for closed_on, applied_on, lawful in (
            (CLOSED_ON, EVE, False),
            (CLOSED_ON, CLOSED_ON, True),
            (CLOSED_ON, THIRTY_YEARS_ON, True),
            (None, CLOSED_ON, False),
        )
    ),
    *(
        Case(
            after_round.ANSWER_REASONED,
            f"answered with {reason!r}",
            lawful,
            partial(after_round.answer_findings, reason),
        )
        for reason, lawful in (("房屋系案外人所有", True), ("  ", False))
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_application_to_resume_is_made_and_answered_as_the_law_says(case: Case) -> None:
    check_case(case)
