"""Inquiries and clues: days in order, answers with their days, and how long a clue waits."""

from datetime import date
from functools import partial

import pytest

from registry.rules import property_search
from registry.rules.clocks_of_cases import CLUE, URGENT_CLUE
from registry.rules.findings import Finding, Rule
from registry.rules.property_search import Recorded
from schemas.case_codes import InquiryResult, InvestigationMeasure
from tests.rules.cases import Case, Value, check_case, check_value

FIRST, SECOND = date(2026, 3, 2), date(2026, 3, 3)


def row(
    rule: Rule,
    says: str,
    satisfied: bool,
    result: InquiryResult,
    answered_on: date | None,
    told_on: date | None = None,
) -> Case:
    found = partial(property_search.answer_findings, result, answered_on, told_on)
    return Case(rule, says, satisfied, found)


def ordered(says: str, satisfied: bool, **days: date | None) -> Case:
    def found() -> tuple[Finding, ...]:
        return (property_search.days_in_order(**days),)

    return Case(property_search.DAYS_IN_ORDER, says, satisfied, found)


DAY = property_search.ANSWER_HAS_DAY
TOLD = property_search.TOLD_OF_AN_ANSWER
RESULT = InquiryResult
CASES = (
    ordered("one after the other", True, filed_on=FIRST, made_on=SECOND),
    ordered("on the same day", True, filed_on=FIRST, made_on=FIRST),
    ordered("none between", True, filed_on=FIRST, answered_on=None, creditor_told_on=SECOND),
    ordered("the wrong way round", False, filed_on=SECOND, made_on=FIRST),
    ordered("told before it was answered", False, made_on=FIRST, answered_on=SECOND, told=FIRST),
    *(
        case
        for result in (RESULT.NOTHING_FOUND, RESULT.PROPERTY_FOUND)
        for case in (
            row(DAY, f"{result} with its day", True, result, FIRST),
            row(DAY, f"{result} without", False, result, None),
        )
    ),
    row(DAY, "no reply, no day", True, RESULT.NO_REPLY, None),
    row(DAY, "no reply with a day", False, RESULT.NO_REPLY, FIRST),
    row(DAY, "it failed, and nobody said when", True, RESULT.FAILED, None),
    row(DAY, "it failed on a day", True, RESULT.FAILED, FIRST),
    row(TOLD, "told the result", True, RESULT.NOTHING_FOUND, FIRST, SECOND),
    row(TOLD, "told that it failed", True, RESULT.FAILED, FIRST, SECOND),
    row(TOLD, "told of no reply", False, RESULT.NO_REPLY, None, SECOND),
    row(TOLD, "not told of no reply", True, RESULT.NO_REPLY, None),
)
NETWORK, FIELD = InvestigationMeasure.NETWORK_INQUIRY, InvestigationMeasure.FIELD_INQUIRY


def leaves(says: str, open_ones: set[int], *recorded: tuple[str, InquiryResult]) -> Value:
    inquiries = [Recorded(InvestigationMeasure(means), result) for means, result in recorded]
    given = partial(property_search.left_open, inquiries)
    return Value(property_search.LEFT_OPEN, says, given, open_ones)


VALUES = (
    *(
        Value(
            property_search.CLUE_CLOCK,
            f"{'concrete' if concrete else 'vague'}{', urgent' if urgent else ''}",
            partial(property_search.clue_clock, concrete=concrete, urgent=urgent),
            clock,
        )
        for concrete, urgent, clock in (
            (True, False, CLUE),
            (True, True, URGENT_CLUE),
            (False, False, None),
            (False, True, None),
        )
    ),
    leaves("nothing was asked", set()),
    leaves("nothing was found", set(), (NETWORK, RESULT.NOTHING_FOUND)),
    leaves("property was found", set(), (NETWORK, RESULT.PROPERTY_FOUND)),
    leaves("no reply", {0}, (NETWORK, RESULT.NO_REPLY)),
    leaves("it failed", {0}, (NETWORK, RESULT.FAILED)),
    leaves("asked again", set(), (NETWORK, RESULT.FAILED), (NETWORK, RESULT.NOTHING_FOUND)),
    leaves("failed again", {1}, (NETWORK, RESULT.NOTHING_FOUND), (NETWORK, RESULT.FAILED)),
    leaves("asked another way", {0}, (NETWORK, RESULT.NO_REPLY), (FIELD, RESULT.NOTHING_FOUND)),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_recorded_is_found_as_the_rule_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_how_long_a_clue_waits_and_what_is_left_open_is_as_the_article_says(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize("result", InquiryResult)
def test_silence_and_failure_are_no_answers(result: InquiryResult) -> None:
    answered = result in {InquiryResult.NOTHING_FOUND, InquiryResult.PROPERTY_FOUND}
    assert property_search.is_answered(result) is answered
