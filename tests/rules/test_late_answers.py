"""Answers after a round was closed: those that come late, and what the creditor is told of them."""

from datetime import date
from functools import partial

import pytest

from registry.rules import after_round
from registry.rules.after_round import AfterRound, Inquiry
from schemas.case_codes import InquiryResult
from tests.rules.cases import Case, Value, check_case, check_value

CLOSED_ON = date(2025, 8, 31)
FIRST, SECOND = date(2026, 2, 28), date(2026, 8, 31)
NOTHING, FOUND, NO_REPLY, FAILED = InquiryResult


def told(result: InquiryResult, made_on: date = FIRST, *, creditor_told: bool = False) -> Inquiry:
    return Inquiry(made_on, result, creditor_told)


def answered(on: date) -> AfterRound:
    return AfterRound(CLOSED_ON, (Inquiry(CLOSED_ON, FOUND, answered_on=on),))


CASES = tuple(
    Case(
        after_round.PROPERTY_APPEARED,
        f"asked before the closing, found {when}",
        satisfied,
        partial(after_round.resumption_findings, answered(on), on=SECOND),
    )
    for when, on, satisfied in (("after it", FIRST, True), ("on its day", CLOSED_ON, False))
)
VALUES = tuple(
    Value(
        after_round.TO_BE_TOLD,
        says,
        partial(after_round.is_to_be_told, inquiry, closed_on),
        expected,
    )
    for says, inquiry, closed_on, expected in (
        ("nothing found", told(NOTHING), CLOSED_ON, True),
        ("property found", told(FOUND), CLOSED_ON, True),
        ("it failed", told(FAILED), CLOSED_ON, True),
        ("no reply", told(NO_REPLY), CLOSED_ON, False),
        ("told already", told(NOTHING, creditor_told=True), CLOSED_ON, False),
        ("on the day of the closing", told(NOTHING, CLOSED_ON), CLOSED_ON, False),
        ("no closed round", told(NOTHING), None, False),
    )
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_property_that_is_found_late_has_enforcement_resumed(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_the_creditor_is_told_every_result_once(value: Value) -> None:
    check_value(value)


def test_answers_that_did_not_come_are_shown_beside_those_that_count() -> None:
    silent = AfterRound(CLOSED_ON, (Inquiry(FIRST, NO_REPLY), Inquiry(SECOND, FAILED)))
    finding = after_round.removal_findings(silent, on=SECOND)[0]
    assert finding.facts == {"closed_on": "2025-08-31", "counting": "0", "unanswered": "2"}
