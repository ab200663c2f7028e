"""Breach: limits of fine and detention, referral after a sanction, and the ground that it is."""

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest

from registry.rules import breach
from registry.rules.assessment import assess
from registry.rules.breach import SanctionFacts
from registry.rules.findings import Finding
from schemas.codes import Ground, SubjectKind
from schemas.restriction_codes import SanctionKind
from tests.rules.cases import Case, Value, check_case, check_value

PERSON, UNIT = SubjectKind.NATURAL, SubjectKind.ORGANISATION
FINE = SanctionFacts(kind=SanctionKind.FINE, subject=PERSON, breach_shown=True, fine=Decimal(5000))
DETENTION = replace(FINE, kind=SanctionKind.DETENTION, detention_days=15)
REFERRAL = replace(FINE, kind=SanctionKind.REFERRAL, sanctioned_before=True)


def found(facts: SanctionFacts) -> tuple[Finding, ...]:
    return breach.sanction_findings(facts)


CASES = (
    *(
        Case(breach.BREACH_SHOWN, f"a breach and {facts.kind}", True, partial(found, facts))
        for facts in (FINE, DETENTION, REFERRAL)
    ),
    *(
        Case(
            breach.BREACH_SHOWN,
            f"no breach and {facts.kind}",
            False,
            partial(found, replace(facts, breach_shown=False)),
        )
        for facts in (FINE, DETENTION, REFERRAL)
    ),
    *(
        Case(
            breach.FINE_WITHIN_LIMITS,
            f"{fine} for a {subject} subject",
            lawful,
            partial(found, replace(FINE, subject=subject, fine=Decimal(fine))),
        )
        for subject, fine, lawful in (
            (PERSON, "0", False),
            (PERSON, "0.01", True),
            (PERSON, "100000", True),
            (PERSON, "100000.01", False),
            (UNIT, "49999.99", False),
            (UNIT, "50000", True),
            (UNIT, "1000000", True),
            (UNIT, "1000000.01", False),
        )
    ),
    *(
        Case(
            breach.DETENTION_WITHIN_LIMITS,
            f"{days} days",
            lawful,
            partial(found, replace(DETENTION, detention_days=days)),
        )
        for days, lawful in ((0, False), (1, True), (15, True), (16, False))
    ),
    Case(
        breach.DETENTION_WITHIN_LIMITS,
        "of a unit",
        False,
        lambda: found(replace(DETENTION, subject=UNIT)),
    ),
    Case(breach.SANCTIONED_BEFORE_REFERRAL, "fined before", True, lambda: found(REFERRAL)),
    Case(
        breach.SANCTIONED_BEFORE_REFERRAL,
        "never sanctioned",
        False,
        lambda: found(replace(REFERRAL, sanctioned_before=False)),
    ),
    Case(breach.AGENCY_WAS_TOLD, "told", True, lambda: breach.agency_findings(told_before=True)),
    Case(
        breach.AGENCY_WAS_TOLD, "not told", False, lambda: breach.agency_findings(told_before=False)
    ),
)

VALUES = (
    Value(
        breach.GROUND,
        "shown",
        lambda: breach.ground(breach_shown=True),
        Ground.BREACHES_RESTRICTION,
    ),
    Value(breach.GROUND, "not shown", lambda: breach.ground(breach_shown=False), None),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_sanction_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_breach_is_a_ground(value: Value) -> None:
    check_value(value)


def test_prosecution_is_never_the_first_answer_to_a_breach() -> None:
    assert not assess(found(replace(REFERRAL, sanctioned_before=False))).allowed
