"""Bars: which ground each one stops, minors above all, and what may be set aside with a reason."""

from datetime import date
from itertools import product

import pytest

from registry.rules import bars
from registry.rules.assessment import Override, assess
from registry.rules.findings import Finding, Rule
from schemas.codes import Ground, Initiative, Role, SubjectKind
from tests.rules.cases import Case, check_case
from tests.rules.listings import Changes, listing

ON = date(2026, 3, 2)
ABLE, SETTLEMENT = Ground.REFUSES_THOUGH_ABLE, Ground.REFUSES_SETTLEMENT
CREDITOR, COURT = Initiative.CREDITOR, Initiative.COURT


def row(rule: Rule, says: str, satisfied: bool, changes: Changes) -> Case:
    return Case(rule, says, satisfied, lambda: bars.bar_findings(listing(**changes), on=ON))


CASES = (
    row(bars.ADEQUATE_SECURITY, "no security", True, {}),
    row(bars.ADEQUATE_SECURITY, "Art. 1(1)", False, {"adequate_security": True}),
    row(
        bars.ADEQUATE_SECURITY,
        "Art. 1(6) is not stopped",
        True,
        {"adequate_security": True, "grounds": (SETTLEMENT,)},
    ),
    row(bars.PROPERTY_CONTROLLED, "no property under control", True, {}),
    row(bars.PROPERTY_CONTROLLED, "Art. 1(1)", False, {"adequate_property_controlled": True}),
    row(bars.LATER_IN_ORDER, "first in order", True, {}),
    row(bars.LATER_IN_ORDER, "Art. 1(1)", False, {"later_in_order": True}),
    row(bars.FOUND_UNABLE, "not found unable", True, {}),
    row(bars.FOUND_UNABLE, "Art. 1(1)", False, {"found_unable": True}),
    row(bars.FOUND_UNABLE_ELSEWHERE, "found unable nowhere", True, {}),
    row(bars.FOUND_UNABLE_ELSEWHERE, "in another case", False, {"unable_elsewhere": ("川0104",)}),
    row(bars.MINOR, "of age", True, {}),
    row(bars.MINOR, "on the 18th birthday", True, {"birth_date": date(2008, 3, 2)}),
    row(bars.MINOR, "the day before it", False, {"birth_date": date(2008, 3, 3)}),
    row(bars.MINOR, "of unknown age", False, {"birth_date": None}),
    row(bars.MINOR, "17 by the age stated", False, {"birth_date": None, "stated_age": 17}),
    row(bars.MINOR, "18 by the age stated", True, {"birth_date": None, "stated_age": 18}),
    row(
        bars.MINOR,
        "perhaps 17 by the year of birth",
        False,
        {"birth_date": None, "birth_year": 2008},
    ),
    row(
        bars.MINOR,
        "18 by the year of birth on any day",
        True,
        {"birth_date": None, "birth_year": 2007},
    ),
    row(
        bars.MINOR,
        "an entity has no age",
        True,
        {"kind": SubjectKind.ORGANISATION, "birth_date": None},
    ),
    row(bars.HOLD_OFF, "nobody asks and nothing is controlled", True, {}),
    row(bars.HOLD_OFF, "the creditor asks", False, {"creditor_asks_to_hold_off": True}),
    row(
        bars.HOLD_OFF,
        "the creditor asks, on Art. 1(6)",
        False,
        {"creditor_asks_to_hold_off": True, "grounds": (SETTLEMENT,)},
    ),
    row(
        bars.HOLD_OFF,
        "enough property is controlled, on Art. 1(6)",
        False,
        {"adequate_property_controlled": True, "grounds": (SETTLEMENT,)},
    ),
    row(
        bars.HOLD_OFF,
        "the creditor asks, on Art. 1(4)",
        True,
        {"creditor_asks_to_hold_off": True, "grounds": (Ground.BREACHES_REPORTING,)},
    ),
    row(bars.PERSON_BEHIND_ENTITY, "a debtor in the own right", True, {}),
    row(bars.PERSON_BEHIND_ENTITY, "behind an entity", False, {"person_behind_entity": True}),
    row(bars.CAMPUS_LOAN_STUDENT, "no student", True, {}),
    row(bars.CAMPUS_LOAN_STUDENT, "a student", False, {"campus_loan_student": True}),
    row(bars.CREDITOR_BARRED, "no bar", True, {"initiative": CREDITOR, "applied_on": ON}),
    row(
        bars.CREDITOR_BARRED,
        "on the last day of the bar",
        False,
        {"initiative": CREDITOR, "applied_on": ON, "creditor_barred_until": ON},
    ),
    row(
        bars.CREDITOR_BARRED,
        "on the day after it",
        True,
        {"initiative": CREDITOR, "applied_on": ON, "creditor_barred_until": date(2026, 3, 1)},
    ),
    row(
        bars.CREDITOR_BARRED,
        "on a day not recorded",
        False,
        {"initiative": CREDITOR, "creditor_barred_until": date(2026, 3, 1)},
    ),
    row(
        bars.CREDITOR_BARRED,
        "the court's own motion is not barred",
        True,
        {"initiative": COURT, "creditor_barred_until": date(2026, 9, 1)},
    ),
)

ARTICLE_3: tuple[tuple[Rule, Changes], ...] = (
    (bars.ADEQUATE_SECURITY, {"adequate_security": True}),
    (bars.PROPERTY_CONTROLLED, {"adequate_property_controlled": True}),
    (bars.LATER_IN_ORDER, {"later_in_order": True}),
    (bars.FOUND_UNABLE, {"found_unable": True}),
    (bars.FOUND_UNABLE_ELSEWHERE, {"unable_elsewhere": ("川0104",)}),
)
HOLD_OFF: tuple[Changes, ...] = (
    {"creditor_asks_to_hold_off": True},
    {"adequate_property_controlled": True},
)
FOR_ALL: tuple[tuple[Rule, Changes], ...] = (
    (bars.MINOR, {"birth_date": date(2010, 1, 1)}),
    (bars.PERSON_BEHIND_ENTITY, {"person_behind_entity": True}),
    (bars.CAMPUS_LOAN_STUDENT, {"campus_loan_student": True}),
)


def finding_of(rule: Rule, changes: Changes) -> Finding:
    findings = bars.bar_findings(listing(**changes), on=ON)
    return next(finding for finding in findings if finding.rule == rule.name)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_bar_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize(("ground", "bar"), list(product(Ground, ARTICLE_3)))
def test_article_3_bars_only_article_1_1(ground: Ground, bar: tuple[Rule, Changes]) -> None:
    rule, changes = bar
    finding = finding_of(rule, {**changes, "grounds": (ground,)})
    assert finding.satisfied is (ground is not ABLE)


@pytest.mark.parametrize(("ground", "changes"), list(product(Ground, HOLD_OFF)))
def test_point_16_1_bars_article_1_1_and_1_6(ground: Ground, changes: Changes) -> None:
    finding = finding_of(bars.HOLD_OFF, {**changes, "grounds": (ground,)})
    assert finding.satisfied is (ground not in {ABLE, SETTLEMENT})


@pytest.mark.parametrize(("ground", "bar"), list(product(Ground, FOR_ALL)))
def test_minors_and_persons_behind_an_entity_are_barred_on_every_ground(
    ground: Ground, bar: tuple[Rule, Changes]
) -> None:
    rule, changes = bar
    assert not finding_of(rule, {**changes, "grounds": (ground,)}).satisfied


def test_a_barred_ground_beside_others_names_what_would_be_left() -> None:
    finding = finding_of(
        bars.HOLD_OFF,
        {
            "grounds": (ABLE, Ground.EVADES, Ground.BREACHES_REPORTING, SETTLEMENT),
            "creditor_asks_to_hold_off": True,
        },
    )
    assert not finding.satisfied
    assert finding.facts["barred_grounds"] == "LR1-1,LR1-6"
    assert finding.facts["grounds_left"] == "LR1-3,LR1-4"


@pytest.mark.parametrize(
    ("changes", "minor"),
    [
        ({"birth_date": date(2010, 4, 17)}, "yes"),
        ({"birth_date": date(1990, 4, 17)}, "no"),
        ({"birth_date": None}, "unknown"),
    ],
)
def test_the_finding_says_whether_the_debtor_is_a_minor(changes: Changes, minor: str) -> None:
    assert finding_of(bars.MINOR, changes).facts["minor"] == minor


def test_no_finding_repeats_the_birth_date() -> None:
    finding = finding_of(bars.MINOR, {"birth_date": date(2010, 4, 17)})
    assert "2010-04-17" not in str(finding)


def test_only_the_bars_for_students_and_of_other_cases_can_be_set_aside() -> None:
    overridable = {rule.name: rule.overridable_by for rule in bars.RULES if rule.overridable_by}
    assert overridable == {
        bars.CAMPUS_LOAN_STUDENT.name: Role.JUDGE,
        bars.FOUND_UNABLE_ELSEWHERE.name: Role.JUDGE,
    }


@pytest.mark.parametrize(
    ("role", "reason", "allowed"),
    [
        (Role.JUDGE, "借款用于经营，且有稳定收入", True),
        (Role.PRESIDENT, "借款用于经营，且有稳定收入", True),
        (Role.CLERK, "借款用于经营，且有稳定收入", False),
        (Role.AUDITOR, "借款用于经营，且有稳定收入", False),
        (Role.JUDGE, " ", False),
    ],
)
def test_a_student_is_listed_only_with_a_recorded_reason(
    role: Role, reason: str, allowed: bool
) -> None:
    findings = bars.bar_findings(listing(campus_loan_student=True), on=ON)
    override = Override(bars.CAMPUS_LOAN_STUDENT.name, role, reason)
    assert assess(findings, overrides=[override]).allowed is allowed
