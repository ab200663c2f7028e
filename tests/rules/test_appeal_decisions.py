"""Decisions on appeals: dismissed, changed to less, or revoked; with reasons, and never worse."""

from decimal import Decimal
from functools import partial

import pytest

from registry.rules import appeal_decisions
from registry.rules.appeal_decisions import Weight
from registry.rules.findings import Finding
from schemas.act_codes import Act
from schemas.appeal_codes import Appealed, AppealOutcome
from schemas.restriction_codes import SanctionKind
from tests.rules.cases import Case, Value, check_case, check_value

DISMISSED, CHANGED, REVOKED = AppealOutcome
BOTH = Weight(Decimal("5000.00"), 10)


def found(
    instead: Weight | None = None,
    *,
    outcome: AppealOutcome = CHANGED,
    reason: str | None = "处罚过重",
    now: Weight | None = BOTH,
) -> tuple[Finding, ...]:
    about = Appealed.SANCTION if now else Appealed.EXIT_RESTRICTION
    return appeal_decisions.decision_findings(about, outcome, reason, now=now, instead=instead)


CASES = (
    *(
        Case(
            appeal_decisions.DECIDED_WITH_REASONS,
            f"{outcome}, reason {reason!r}",
            bool(reason.strip()),
            partial(found, outcome=outcome, reason=reason),
        )
        for outcome in AppealOutcome
        for reason in ("处罚过重", " ")
    ),
    *(
        Case(appeal_decisions.CHANGED_TO_LESS, says, ok, partial(found, instead, now=now))
        for says, ok, instead, now in (
            ("a fen less", True, Weight(Decimal("4999.99"), 10), BOTH),
            ("a day less", True, Weight(Decimal("5000.00"), 9), BOTH),
            ("the detention alone falls", True, Weight(Decimal("5000.00"), 0), BOTH),
            ("the same", False, BOTH, BOTH),
            ("a fen more", False, Weight(Decimal("5000.01"), 10), BOTH),
            ("less of one and more of the other", False, Weight(Decimal(1), 11), BOTH),
            ("nothing left", False, Weight(), BOTH),
            ("nothing said", False, None, BOTH),
            ("an exit restriction", False, Weight(Decimal(1), 0), None),
        )
    ),
)
VALUES = (
    *(
        Value(
            appeal_decisions.DECIDING_ACT,
            outcome,
            partial(appeal_decisions.deciding_act, outcome),
            act,
        )
        for outcome, act in (
            (DISMISSED, Act.DISMISS_APPEAL),
            (CHANGED, Act.CHANGE_ON_APPEAL),
            (REVOKED, Act.REVOKE_ON_APPEAL),
        )
    ),
    *(
        Value(
            appeal_decisions.LESSENED_KIND,
            kind,
            partial(appeal_decisions.lessened_kind, left),
            kind,
        )
        for left, kind in (
            (Weight(Decimal(1), 0), SanctionKind.FINE),
            (Weight(Decimal(0), 1), SanctionKind.DETENTION),
            (BOTH, SanctionKind.FINE_AND_DETENTION),
        )
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_decision_on_an_appeal_is_found_as_article_186_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_decision_on_an_appeal_has_its_effect(value: Value) -> None:
    check_value(value)


def test_what_is_not_changed_needs_no_less() -> None:
    rules = {finding.rule for finding in found(outcome=REVOKED)}
    assert rules == {appeal_decisions.DECIDED_WITH_REASONS.name}


def test_a_change_that_leaves_nothing_is_no_kind_of_sanction() -> None:
    with pytest.raises(ValueError, match="revocation"):
        appeal_decisions.lessened_kind(Weight())
