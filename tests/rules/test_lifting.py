"""Lifting: must, may, in the same range, and what does not lift an order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from registry.rules import lifting
from registry.rules.findings import Finding
from registry.rules.lifting import LiftFacts
from schemas.case_codes import EnforcementState
from schemas.codes import RemovalGround
from schemas.restriction_codes import LiftGround
from tests.rules.cases import Case, Value, check_case, check_value

LAST, NEXT = date(2026, 3, 2), date(2026, 3, 3)
NOTHING = LiftFacts()
PAID = LiftFacts(owed=Decimal("98000.00"), confirmed=Decimal("98000.00"))


def found(ground: LiftGround, facts: LiftFacts, on: date = LAST) -> tuple[Finding, ...]:
    return lifting.lift_findings(ground, facts, on=on)


CASES = (
    Case(lifting.PERFORMED, "paid to the fen", True, lambda: found(LiftGround.PERFORMED, PAID)),
    Case(
        lifting.PERFORMED,
        "one fen short",
        False,
        lambda: found(LiftGround.PERFORMED, replace(PAID, confirmed=Decimal("97999.99"))),
    ),
    Case(
        lifting.PERFORMED,
        "enforced to the end",
        True,
        lambda: found(LiftGround.PERFORMED, replace(NOTHING, enforcement_completed=True)),
    ),
    Case(
        lifting.PERFORMED,
        "what is owed is unknown",
        False,
        lambda: found(LiftGround.PERFORMED, NOTHING),
    ),
    Case(
        lifting.SECURITY_GIVEN,
        "effective security",
        True,
        lambda: found(LiftGround.SECURITY, replace(NOTHING, effective_security=True)),
    ),
    Case(lifting.SECURITY_GIVEN, "none", False, lambda: found(LiftGround.SECURITY, PAID)),
    Case(
        lifting.CREDITOR_AGREES,
        "agrees",
        True,
        lambda: found(LiftGround.CREDITOR_AGREES, replace(NOTHING, creditor_agrees=True)),
    ),
    Case(
        lifting.CREDITOR_AGREES,
        "does not",
        False,
        lambda: found(LiftGround.CREDITOR_AGREES, NOTHING),
    ),
    Case(
        lifting.PERIOD_OVER,
        "the last day",
        False,
        lambda: found(LiftGround.PERIOD_OVER, replace(NOTHING, stated_until=LAST)),
    ),
    Case(
        lifting.PERIOD_OVER,
        "the day after",
        True,
        lambda: found(LiftGround.PERIOD_OVER, replace(NOTHING, stated_until=LAST), NEXT),
    ),
    Case(
        lifting.PERIOD_OVER,
        "no last day was stated",
        False,
        lambda: found(LiftGround.PERIOD_OVER, NOTHING, NEXT),
    ),
    Case(
        lifting.SAME_RANGE,
        "told to all and one more",
        True,
        lambda: lifting.range_findings(["rail", "air"], ["air", "rail", "housing"]),
    ),
    Case(
        lifting.SAME_RANGE,
        "one was left out",
        False,
        lambda: lifting.range_findings(["rail", "air"], ["air"]),
    ),
)

VALUES = (
    *(
        Value(
            lifting.MUST_LIFT,
            ground,
            partial(lifting.must_lift, ground),
            ground in {LiftGround.PERFORMED, LiftGround.PERIOD_OVER},
        )
        for ground in LiftGround
    ),
    *(
        Value(
            lifting.OUTLIVES_LISTING,
            ground,
            partial(lifting.outlives_listing, ground),
            ground not in {RemovalGround.PERFORMED, RemovalGround.SETTLEMENT_PERFORMED},
        )
        for ground in RemovalGround
    ),
    *(
        Value(
            lifting.OUTLIVES_ENFORCEMENT,
            state,
            partial(lifting.outlives_enforcement, state),
            state is not EnforcementState.COMPLETED,
        )
        for state in EnforcementState
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_lift_is_found_as_article_9_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_an_order_is_lifted_or_stays(value: Value) -> None:
    check_value(value)


def test_who_was_left_out_is_named_once() -> None:
    (finding,) = lifting.range_findings(["rail", "air", "rail"], ["air"])
    assert finding.facts == {"told": "2", "left_out": "rail"}


@pytest.mark.parametrize(("facts", "owed"), [(NOTHING, "unknown"), (PAID, "98000.00")])
def test_what_is_owed_stands_in_the_finding(facts: LiftFacts, owed: str) -> None:
    (finding,) = found(LiftGround.PERFORMED, facts)
    assert finding.facts["owed"] == owed


@pytest.mark.parametrize("ground", LiftGround)
def test_nothing_known_lifts_nothing(ground: LiftGround) -> None:
    assert not any(finding.satisfied for finding in found(ground, NOTHING))
