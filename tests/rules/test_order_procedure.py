"""How an order comes about: motion, weighing, contents, and how long it holds."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from registry.rules import order_procedure
from registry.rules.findings import Finding
from registry.rules.order_procedure import Cost, OrderFacts
from schemas.codes import Initiative
from tests.rules.cases import Case, Value, check_case, check_value

# 3 October 2026 is a Saturday and a holiday.
LAST, NEXT = date(2026, 10, 3), date(2026, 10, 4)
APPLIED = OrderFacts(
    initiative=Initiative.CREDITOR,
    applied_in_writing=True,
    weighed="消极履行，名下有车辆",
    period_stated=True,
    acts_stated=True,
    consequences_stated=True,
)
OWN_MOTION = replace(APPLIED, initiative=Initiative.COURT, applied_in_writing=False)


def found(facts: OrderFacts) -> tuple[Finding, ...]:
    return order_procedure.order_findings(facts)


CASES = (
    Case(order_procedure.ON_WHOSE_MOTION, "applied in writing", True, lambda: found(APPLIED)),
    Case(
        order_procedure.ON_WHOSE_MOTION,
        "asked by word of mouth",
        False,
        lambda: found(replace(APPLIED, applied_in_writing=False)),
    ),
    Case(
        order_procedure.ON_WHOSE_MOTION,
        "the creditor does not ask, though it is necessary",
        False,
        lambda: found(replace(APPLIED, applied_in_writing=False, necessity="频繁乘坐飞机")),
    ),
    Case(
        order_procedure.ON_WHOSE_MOTION,
        "own motion, said to be necessary",
        True,
        lambda: found(replace(OWN_MOTION, necessity="频繁乘坐飞机")),
    ),
    Case(
        order_procedure.ON_WHOSE_MOTION,
        "own motion, not said to be necessary",
        False,
        lambda: found(OWN_MOTION),
    ),
    Case(
        order_procedure.ON_WHOSE_MOTION,
        "the debtor is listed",
        True,
        lambda: found(replace(OWN_MOTION, mandatory=True)),
    ),
    Case(order_procedure.WEIGHED, "weighed", True, lambda: found(APPLIED)),
    Case(
        order_procedure.WEIGHED, "not weighed", False, lambda: found(replace(APPLIED, weighed=" "))
    ),
    Case(
        order_procedure.WEIGHED,
        "nothing to weigh, the debtor is listed",
        True,
        lambda: found(replace(APPLIED, weighed=None, mandatory=True)),
    ),
    Case(order_procedure.CONTENTS_STATED, "all stated", True, lambda: found(APPLIED)),
    Case(
        order_procedure.CONTENTS_STATED,
        "no period",
        False,
        lambda: found(replace(APPLIED, period_stated=False)),
    ),
    Case(
        order_procedure.CONTENTS_STATED,
        "no acts",
        False,
        lambda: found(replace(APPLIED, acts_stated=False)),
    ),
    Case(
        order_procedure.CONTENTS_STATED,
        "no consequences",
        False,
        lambda: found(replace(APPLIED, consequences_stated=False)),
    ),
    *(
        Case(
            order_procedure.PERIOD_NOT_OVER,
            f"the last day {until}, on 2 March",
            satisfied,
            partial(order_procedure.period_findings, until, on=date(2026, 3, 2)),
        )
        for until, satisfied in (
            (None, True),
            (date(2026, 3, 2), True),
            (date(2026, 3, 1), False),
        )
    ),
)

VALUES = (
    Value(
        order_procedure.IN_FORCE,
        "ten years later, where no last day is stated",
        lambda: order_procedure.is_in_force(None, on=date(2036, 10, 3)),
        True,
    ),
    Value(
        order_procedure.IN_FORCE,
        "on the last day stated",
        lambda: order_procedure.is_in_force(LAST, on=LAST),
        True,
    ),
    Value(
        order_procedure.IN_FORCE,
        "on the day after, a holiday too",
        lambda: order_procedure.is_in_force(LAST, on=NEXT),
        False,
    ),
    Value(
        order_procedure.COST,
        "the creditor asked for it",
        lambda: order_procedure.bears_cost(creditor_asked=True),
        Cost("debtor", "creditor"),
    ),
    Value(
        order_procedure.COST,
        "the court published by itself",
        lambda: order_procedure.bears_cost(creditor_asked=False),
        Cost("debtor", "court"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_order_comes_about_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_an_order_holds_as_long_as_it_says(value: Value) -> None:
    check_value(value)
