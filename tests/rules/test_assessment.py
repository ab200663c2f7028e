"""Assessment: an unsatisfied finding bars an act unless set aside by who may, for a reason."""

import pytest

from registry.rules.articles import Article, Instrument
from registry.rules.assessment import Override, assess
from registry.rules.findings import Rule
from schemas.codes import Role

STRICT = Rule("a.strict", Article(Instrument.LISTING_RULES, 4), "不得。", "Never.")
LENIENT = Rule(
    "a.lenient",
    Article(Instrument.OPINION_2019, 16, item=3),
    "一般不得。",
    "Normally not.",
    Role.JUDGE,
)
GRAVE = Rule("a.grave", Article(Instrument.LISTING_RULES, 4), "不得。", "Never.", Role.PRESIDENT)
LIGHT = Rule("a.light", Article(Instrument.LISTING_RULES, 4), "不得。", "Never.", Role.CLERK)


def test_nothing_found_against_an_act_allows_it() -> None:
    assessment = assess([STRICT.finding(True), LENIENT.finding(True)])
    assert assessment.allowed
    assert assessment.barred_by == ()
    assert [finding.rule for finding in assessment.findings] == ["a.strict", "a.lenient"]


def test_each_unsatisfied_finding_bars_the_act_in_the_order_found() -> None:
    assessment = assess(iter([LENIENT.finding(False), STRICT.finding(False)]))
    assert not assessment.allowed
    assert [finding.rule for finding in assessment.barred_by] == ["a.lenient", "a.strict"]


@pytest.mark.parametrize(
    ("rule", "role", "reason", "allowed"),
    [
        (LENIENT, Role.JUDGE, "确有必要", True),
        (LENIENT, Role.PRESIDENT, "确有必要", True),
        (LENIENT, Role.CLERK, "确有必要", False),
        (LENIENT, Role.AUDITOR, "确有必要", False),
        (LENIENT, Role.PRESIDENT, "", False),
        (LENIENT, Role.PRESIDENT, " \t", False),
        (STRICT, Role.PRESIDENT, "确有必要", False),
        (GRAVE, Role.PRESIDENT, "确有必要", True),
        (GRAVE, Role.JUDGE, "确有必要", False),
        (LIGHT, Role.CLERK, "确有必要", True),
        (LIGHT, Role.AUDITOR, "确有必要", False),
    ],
)
def test_a_rule_is_set_aside_only_where_it_allows_it_and_by_who_may(
    rule: Rule, role: Role, reason: str, allowed: bool
) -> None:
    overrides = [Override(rule.name, role, reason)]
    assert assess([rule.finding(False)], overrides=overrides).allowed is allowed


def test_an_override_of_another_rule_sets_nothing_aside() -> None:
    overrides = [Override("a.other", Role.PRESIDENT, "确有必要")]
    assert not assess([LENIENT.finding(False)], overrides=overrides).allowed


def test_what_was_set_aside_stays_among_the_findings() -> None:
    overrides = [Override(LENIENT.name, Role.JUDGE, "确有必要")]
    assessment = assess([LENIENT.finding(False)], overrides=overrides)
    assert [finding.satisfied for finding in assessment.findings] == [False]
