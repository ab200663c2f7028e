"""Exit restriction: a measure of its own, on its own conditions."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from registry.rules import exit_restriction
from registry.rules.exit_restriction import ExitFacts
from registry.rules.findings import Finding
from schemas.codes import Initiative, SubjectKind
from schemas.exit_codes import ExitCapacity, ExitLiftGround
from tests.rules.cases import Case, Value, check_case, check_value

DAY = date(2026, 3, 2)
FACTS = ExitFacts(
    debtor_kind=SubjectKind.NATURAL,
    person=ExitCapacity.DEBTOR,
    initiative=Initiative.CREDITOR,
    case_unresolved=True,
    court_decides=True,
    applied_in_writing=True,
)
OWN_MOTION = replace(FACTS, initiative=Initiative.COURT, applied_in_writing=False)
ENTITY = replace(FACTS, debtor_kind=SubjectKind.ORGANISATION)


def found(facts: ExitFacts) -> tuple[Finding, ...]:
    return exit_restriction.exit_findings(facts)


CASES = (
    Case(exit_restriction.DECIDED_BY_COURT, "decided in an open case", True, lambda: found(FACTS)),
    Case(
        exit_restriction.DECIDED_BY_COURT,
        "no decision",
        False,
        lambda: found(replace(FACTS, court_decides=False)),
    ),
    Case(
        exit_restriction.DECIDED_BY_COURT,
        "the case is resolved",
        False,
        lambda: found(replace(FACTS, case_unresolved=False)),
    ),
    Case(exit_restriction.ON_WHOSE_MOTION, "applied in writing", True, lambda: found(FACTS)),
    Case(
        exit_restriction.ON_WHOSE_MOTION,
        "asked by word of mouth",
        False,
        lambda: found(replace(FACTS, applied_in_writing=False)),
    ),
    Case(
        exit_restriction.ON_WHOSE_MOTION,
        "own motion, said to be necessary",
        True,
        lambda: found(replace(OWN_MOTION, necessity="准备出境定居")),
    ),
    Case(exit_restriction.ON_WHOSE_MOTION, "own motion alone", False, lambda: found(OWN_MOTION)),
    Case(exit_restriction.WHOM_IT_MAY_BIND, "the debtor in person", True, lambda: found(FACTS)),
    Case(
        exit_restriction.WHOM_IT_MAY_BIND,
        "an incapable debtor in person",
        False,
        lambda: found(replace(FACTS, incapable=True)),
    ),
    Case(
        exit_restriction.WHOM_IT_MAY_BIND,
        "the statutory agent of an incapable debtor",
        True,
        lambda: found(replace(FACTS, incapable=True, person=ExitCapacity.STATUTORY_AGENT)),
    ),
    *(
        Case(
            exit_restriction.WHOM_IT_MAY_BIND,
            f"the {person} of an entity",
            person not in {ExitCapacity.DEBTOR, ExitCapacity.STATUTORY_AGENT},
            partial(found, replace(ENTITY, person=person)),
        )
        for person in ExitCapacity
    ),
    Case(
        exit_restriction.WHOM_IT_MAY_BIND,
        "somebody who never was the principal",
        False,
        lambda: found(replace(ENTITY, person=ExitCapacity.PRINCIPAL, never_held_capacity=True)),
    ),
    *(
        Case(
            exit_restriction.SERVED_AFTER_SIGNATURE,
            f"signed on {signed_on}, served on {served_on}",
            lawful,
            partial(exit_restriction.service_findings, signed_on, served_on),
        )
        for signed_on, served_on, lawful in (
            (DAY, DAY, True),
            (DAY, DAY - timedelta(days=1), False),
            (None, DAY, False),
            (DAY, None, False),
        )
    ),
    *(
        Case(
            exit_restriction.LIFT_GROUND,
            f"{ground}",
            True,
            partial(exit_restriction.lift_findings, ground, shown=True),
        )
        for ground in ExitLiftGround
    ),
    Case(
        exit_restriction.LIFT_GROUND,
        "a ground that nobody showed",
        False,
        lambda: exit_restriction.lift_findings(ExitLiftGround.PERFORMED, shown=False),
    ),
)

VALUES = (
    Value(
        exit_restriction.MAY_BIND,
        "a person",
        lambda: exit_restriction.may_bind(SubjectKind.NATURAL, incapable=False),
        ("debtor",),
    ),
    Value(
        exit_restriction.MAY_BIND,
        "an incapable person",
        lambda: exit_restriction.may_bind(SubjectKind.NATURAL, incapable=True),
        ("statutory_agent",),
    ),
    Value(
        exit_restriction.MAY_BIND,
        "an entity",
        lambda: exit_restriction.may_bind(SubjectKind.ORGANISATION, incapable=False),
        ("legal_representative", "principal", "directly_responsible"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_exit_restriction_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_an_exit_restriction_binds_whom_its_article_names(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize("ground", ExitLiftGround)
def test_only_full_performance_obliges_the_court_to_lift_it(ground: ExitLiftGround) -> None:
    (finding,) = exit_restriction.lift_findings(ground, shown=True)
    assert (finding.facts["must"] == "yes") is (ground is ExitLiftGround.PERFORMED)
