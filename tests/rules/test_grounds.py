"""Grounds: an unperformed obligation, one of six kinds of conduct, ability for Art. 1(1)."""

import pytest

from registry.rules import grounds
from schemas.codes import Ground
from tests.rules.cases import Case, check_case
from tests.rules.listings import listing

ABLE, REPORTING = Ground.REFUSES_THOUGH_ABLE, Ground.BREACHES_REPORTING


CASES = (
    Case(
        grounds.OBLIGATION_UNPERFORMED,
        "nothing is performed",
        True,
        lambda: grounds.ground_findings(listing()),
    ),
    Case(
        grounds.OBLIGATION_UNPERFORMED,
        "all is performed",
        False,
        lambda: grounds.ground_findings(listing(obligation_unperformed=False)),
    ),
    Case(
        grounds.GROUND_STATED,
        "one ground",
        True,
        lambda: grounds.ground_findings(listing()),
    ),
    Case(
        grounds.GROUND_STATED,
        "no ground at all",
        False,
        lambda: grounds.ground_findings(listing(grounds=())),
    ),
    Case(
        grounds.EACH_GROUND_ONCE,
        "two different grounds",
        True,
        lambda: grounds.ground_findings(listing(grounds=(ABLE, REPORTING))),
    ),
    Case(
        grounds.EACH_GROUND_ONCE,
        "the same ground twice",
        False,
        lambda: grounds.ground_findings(listing(grounds=(REPORTING, REPORTING))),
    ),
    Case(
        grounds.ABILITY_SHOWN,
        "ability is stated in words",
        True,
        lambda: grounds.ground_findings(listing()),
    ),
    Case(
        grounds.ABILITY_SHOWN,
        "nothing shows ability",
        False,
        lambda: grounds.ground_findings(listing(ability=None)),
    ),
    Case(
        grounds.ABILITY_SHOWN,
        "blanks show nothing",
        False,
        lambda: grounds.ground_findings(listing(ability=" \u3000")),
    ),
    Case(
        grounds.ABILITY_SHOWN,
        "asked also where another ground stands beside it",
        False,
        lambda: grounds.ground_findings(listing(grounds=(REPORTING, ABLE), ability=None)),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_grounds_are_found_as_article_1_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("ground", Ground)
def test_each_of_the_six_grounds_carries_a_listing(ground: Ground) -> None:
    findings = grounds.ground_findings(listing(grounds=(ground,)))
    assert all(finding.satisfied for finding in findings)


@pytest.mark.parametrize("ground", [ground for ground in Ground if ground is not ABLE])
def test_ability_is_asked_for_article_1_1_alone(ground: Ground) -> None:
    findings = grounds.ground_findings(listing(grounds=(ground,), ability=None))
    assert all(finding.satisfied for finding in findings)
    assert grounds.ABILITY_SHOWN.name not in {finding.rule for finding in findings}
