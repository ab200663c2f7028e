"""Rulings on a case: when they may be entered, what they open, and that nobody is listed after."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from registry.rules import rulings
from registry.rules.findings import Finding, Rule
from registry.rules.rulings import RulingFacts
from schemas.case_codes import BankruptcyStage, EnforcementState, RulingKind, SuspensionCause
from schemas.codes import RemovalGround, SubjectKind
from tests.rules.cases import Case, Value, check_case, check_value

FILED_ON, ON = date(2025, 11, 3), date(2026, 3, 2)
TERMINATION = RulingFacts(kind=RulingKind.TERMINATION, ruled_on=ON, filed_on=FILED_ON, debtors=1)
BANKRUPTCY = replace(
    TERMINATION,
    kind=RulingKind.SUSPENSION,
    cause=SuspensionCause.BANKRUPTCY,
    court_code="川0107",
    subject_kind=SubjectKind.ORGANISATION,
)
PERSON = replace(BANKRUPTCY, subject_kind=SubjectKind.NATURAL)
COMPLETION = replace(
    TERMINATION, kind=RulingKind.COMPLETION, owed=Decimal("98000.00"), confirmed=Decimal("98000.00")
)
RESUMPTION = replace(TERMINATION, kind=RulingKind.RESUMPTION)
STATES = EnforcementState


def row(rule: Rule, says: str, satisfied: bool, facts: RulingFacts) -> Case:
    def found() -> tuple[Finding, ...]:
        return rulings.ruling_findings(facts)

    return Case(rule, says, satisfied, found)


def barred(rule: Rule, says: str, satisfied: bool, state: EnforcementState) -> Case:
    def found() -> tuple[Finding, ...]:
        return rulings.listing_findings(state)

    return Case(rule, says, satisfied, found)


CASES = (
    row(
        rulings.AFTER_FILING, "on the day of filing", True, replace(TERMINATION, ruled_on=FILED_ON)
    ),
    row(
        rulings.AFTER_FILING,
        "the day before the filing",
        False,
        replace(TERMINATION, ruled_on=date(2025, 11, 2)),
    ),
    row(rulings.AFTER_THE_LAST, "the first", True, TERMINATION),
    row(
        rulings.AFTER_THE_LAST,
        "on the day of the one before",
        True,
        replace(TERMINATION, last_ruled_on=ON),
    ),
    row(
        rulings.AFTER_THE_LAST,
        "the day before that",
        False,
        replace(TERMINATION, last_ruled_on=date(2026, 3, 3)),
    ),
    row(rulings.CAUSE_STATED, "a suspension with its cause", True, BANKRUPTCY),
    row(rulings.CAUSE_STATED, "a suspension without one", False, replace(BANKRUPTCY, cause=None)),
    row(
        rulings.CAUSE_STATED,
        "a termination with one",
        False,
        replace(TERMINATION, cause=SuspensionCause.OTHER),
    ),
    row(rulings.BANKRUPT_NAMED, "the only debtor need not be named", True, BANKRUPTCY),
    row(
        rulings.BANKRUPT_NAMED,
        "one of two, named",
        True,
        replace(BANKRUPTCY, debtors=2, named=True),
    ),
    row(rulings.BANKRUPT_NAMED, "nobody of two", False, replace(BANKRUPTCY, debtors=2)),
    row(rulings.BANKRUPT_PERSON, "an enterprise anywhere", True, BANKRUPTCY),
    row(
        rulings.BANKRUPT_PERSON,
        "of whom and where is not known",
        True,
        replace(BANKRUPTCY, subject_kind=None, court_code=""),
    ),
    row(rulings.BANKRUPT_PERSON, "a person in Chengdu", False, PERSON),
    row(
        rulings.BANKRUPT_PERSON, "a person in Shenzhen", True, replace(PERSON, court_code="粤0304")
    ),
    row(rulings.PERFORMED, "all is paid", True, COMPLETION),
    row(
        rulings.PERFORMED,
        "a fen is missing",
        False,
        replace(COMPLETION, confirmed=Decimal("97999.99")),
    ),
    row(rulings.PERFORMED, "no obligation of money", True, replace(COMPLETION, owed=None)),
    row(rulings.REFUSED_BEFORE_RESUMED, "never referred", True, RESUMPTION),
    row(
        rulings.REFUSED_BEFORE_RESUMED,
        "bankruptcy refused",
        True,
        replace(RESUMPTION, referral=BankruptcyStage.REFUSED),
    ),
    *(
        row(
            rulings.REFUSED_BEFORE_RESUMED,
            f"bankruptcy {stage}",
            False,
            replace(RESUMPTION, referral=stage),
        )
        for stage in BankruptcyStage
        if stage is not BankruptcyStage.REFUSED
    ),
    *(
        Case(
            rulings.ORDER_IN_ENFORCEMENT,
            f"a case that is {state}",
            state in (STATES.OPEN, STATES.ROUND_CLOSED),
            partial(rulings.order_findings, state),
        )
        for state in STATES
    ),
    *(
        case
        for rule, state in (
            (rulings.NOT_SUSPENDED, STATES.SUSPENDED),
            (rulings.NOT_REFUSED, STATES.NOT_ENFORCED),
            (rulings.NOT_TERMINATED, STATES.TERMINATED),
            (rulings.NOT_COMPLETED, STATES.COMPLETED),
        )
        for case in (
            barred(rule, f"{state}", False, state),
            barred(rule, "a case in enforcement", True, STATES.OPEN),
            barred(rule, "a closed round, which ends nothing", True, STATES.ROUND_CLOSED),
        )
    ),
)
CAUSES = SuspensionCause
OPENED = (
    (STATES.OPEN, None, None),
    (STATES.ROUND_CLOSED, None, None),
    (STATES.SUSPENDED, CAUSES.RETRIAL, RemovalGround.SUSPENDED_BY_RULING),
    (STATES.SUSPENDED, CAUSES.BANKRUPTCY, RemovalGround.SUSPENDED_BY_RULING),
    (STATES.SUSPENDED, CAUSES.OTHER, None),
    (STATES.NOT_ENFORCED, None, RemovalGround.NOT_TO_BE_ENFORCED),
    (STATES.TERMINATED, None, RemovalGround.ENFORCEMENT_TERMINATED),
    (STATES.COMPLETED, None, RemovalGround.PERFORMED),
)
VALUES = tuple(
    Value(
        rulings.OPENED_GROUND,
        f"{state} {cause or ''}",
        partial(rulings.opened_ground, state, cause),
        ground,
    )
    for state, cause, ground in OPENED
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_ruling_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_ruling_opens_the_ground_that_article_10_gives(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize(
    ("of_case", "of_debtor", "standing"),
    [
        (STATES.OPEN, STATES.OPEN, STATES.OPEN),
        (STATES.OPEN, STATES.SUSPENDED, STATES.SUSPENDED),
        (STATES.ROUND_CLOSED, STATES.TERMINATED, STATES.TERMINATED),
        (STATES.SUSPENDED, STATES.OPEN, STATES.SUSPENDED),
        (STATES.TERMINATED, STATES.SUSPENDED, STATES.TERMINATED),
        (STATES.COMPLETED, STATES.TERMINATED, STATES.COMPLETED),
    ],
)
def test_a_ruling_about_one_debtor_counts_for_that_one_until_the_case_has_ended(
    of_case: EnforcementState, of_debtor: EnforcementState, standing: EnforcementState
) -> None:
    assert rulings.standing(of_case, of_debtor) is standing


def test_every_kind_of_ruling_is_an_act_with_an_article() -> None:
    assert set(rulings.ACTS) == set(rulings.ARTICLES) == set(RulingKind)
    assert len(set(rulings.ACTS.values())) == len(RulingKind)


def test_the_closing_of_a_round_and_a_resumption_open_nothing_and_bar_nobody() -> None:
    for state in (STATES.OPEN, STATES.ROUND_CLOSED):
        assert rulings.opened_ground(state) is None
        assert all(finding.satisfied for finding in rulings.listing_findings(state))
