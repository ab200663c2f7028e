"""Supervision: what courts above may do, and which of them."""

from datetime import date
from functools import partial

import pytest

from registry.rules import authority, calendar, supervision
from registry.rules.assessment import assess
from registry.rules.authority import ActingPerson
from registry.rules.calendar import Due
from registry.rules.findings import Finding
from registry.rules.policy import Policy
from registry.rules.supervision import Mistake
from schemas.act_codes import Act
from schemas.codes import Role
from tests.rules.cases import Case, Value, check_case, check_value

CALENDAR = calendar.published()
COURT, INTERMEDIATE, HIGH, ELSEWHERE = "川0107", "川01", "川", "渝01"
SUPERIORS = (INTERMEDIATE, HIGH, "最高法")


def found(
    act: Act, court: str, role: Role = Role.JUDGE, drafter: str | None = None
) -> tuple[Finding, ...]:
    actor = ActingPerson("wang", role, court)
    return supervision.act_findings(act, actor, superiors=SUPERIORS, drafter=drafter)


def carrying_out(
    act: Act, court: str, role: Role = Role.JUDGE, drafter: str | None = None
) -> tuple[Finding, ...]:
    actor = ActingPerson("wang", role, court)
    return supervision.carrying_out_findings(act, actor, superiors=SUPERIORS, drafter=drafter)


CASES = (
    Case(
        supervision.ACT_OF_SUPERVISION,
        "signs the revocation in which a direct correction consists",
        True,
        lambda: carrying_out(Act.SIGN_REVOCATION, HIGH, drafter="li"),
    ),
    Case(
        supervision.ACT_OF_SUPERVISION,
        "extends a term as a direct correction",
        False,
        lambda: carrying_out(Act.SIGN_EXTENSION, HIGH, Role.PRESIDENT),
    ),
    Case(
        supervision.COURT_ABOVE,
        "a court elsewhere carries a correction out",
        False,
        lambda: carrying_out(Act.SIGN_REVOCATION, ELSEWHERE),
    ),
    Case(
        supervision.ACT_OF_SUPERVISION,
        "orders a correction",
        True,
        lambda: found(Act.ORDER_CORRECTION, INTERMEDIATE),
    ),
    Case(
        supervision.ACT_OF_SUPERVISION,
        "decides a transfer",
        True,
        lambda: found(Act.DECIDE_TRANSFER, INTERMEDIATE),
    ),
    Case(
        supervision.ACT_OF_SUPERVISION,
        "lists a debtor of the court below",
        False,
        lambda: found(Act.SIGN_LISTING, INTERMEDIATE, Role.PRESIDENT),
    ),
    Case(
        supervision.COURT_ABOVE,
        "the next higher court",
        True,
        lambda: found(Act.CORRECT_DIRECTLY, INTERMEDIATE),
    ),
    Case(
        supervision.COURT_ABOVE, "the high court", True, lambda: found(Act.CORRECT_DIRECTLY, HIGH)
    ),
    Case(
        supervision.COURT_ABOVE,
        "the enforcing court itself",
        False,
        lambda: found(Act.CORRECT_DIRECTLY, COURT),
    ),
    Case(
        supervision.COURT_ABOVE,
        "a court of another province",
        False,
        lambda: found(Act.CORRECT_DIRECTLY, ELSEWHERE),
    ),
    Case(
        supervision.NEXT_HIGHER_COURT,
        "the next higher court",
        True,
        lambda: found(Act.DISMISS_REVIEW, INTERMEDIATE),
    ),
    Case(
        supervision.NEXT_HIGHER_COURT,
        "the high court, over the next one's head",
        False,
        lambda: found(Act.DISMISS_REVIEW, HIGH),
    ),
    *(
        Case(
            supervision.NEXT_HIGHER_COURT,
            f"{court} decides what {INTERMEDIATE} received",
            court == INTERMEDIATE,
            partial(supervision.reviewing_court_findings, court, INTERMEDIATE),
        )
        for court in (INTERMEDIATE, HIGH, COURT)
    ),
    Case(
        supervision.NEXT_HIGHER_COURT,
        "no court is above",
        False,
        lambda: supervision.act_findings(
            Act.DISMISS_REVIEW, ActingPerson("wang", Role.JUDGE, HIGH), superiors=()
        ),
    ),
    Case(
        supervision.SOMETHING_WRONG,
        "found, with a reason",
        True,
        lambda: supervision.correction_findings(Mistake(True, "纳入时未满十八周岁")),
    ),
    Case(
        supervision.SOMETHING_WRONG,
        "found, without a reason",
        False,
        lambda: supervision.correction_findings(Mistake(True, None)),
    ),
    Case(
        supervision.SOMETHING_WRONG,
        "nothing found",
        False,
        lambda: supervision.correction_findings(Mistake(False, "例行检查")),
    ),
)

VALUES = (
    Value(
        supervision.ORDERED_CORRECTION_DUE,
        "three working days",
        lambda: supervision.ordered_correction_due(date(2026, 3, 2), CALENDAR),
        Due(date(2026, 3, 5), provisional=False),
    ),
    Value(
        supervision.ORDERED_CORRECTION_DUE,
        "another number, set by a court",
        lambda: supervision.ordered_correction_due(
            date(2026, 3, 2), CALENDAR, policy=Policy(ordered_correction_working_days=1)
        ),
        Due(date(2026, 3, 3), provisional=False),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_supervision_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_an_ordered_correction_is_due(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize("act", sorted(supervision.SUPERVISING_ACTS))
def test_an_auditor_supervises_nothing(act: Act) -> None:
    assert not assess(found(act, INTERMEDIATE, Role.AUDITOR)).allowed


@pytest.mark.parametrize("act", sorted(set(Act) - supervision.SUPERVISING_ACTS))
def test_a_court_above_does_no_act_of_the_enforcing_court(act: Act) -> None:
    for role in Role:
        assert not assess(found(act, INTERMEDIATE, role)).allowed


@pytest.mark.parametrize("act", sorted(supervision.CARRYING_OUT))
def test_an_auditor_carries_nothing_out_and_nobody_signs_his_own_draft(act: Act) -> None:
    assert not assess(carrying_out(act, HIGH, Role.AUDITOR)).allowed
    for role in Role:
        assert not assess(carrying_out(act, HIGH, role, drafter="wang")).allowed


@pytest.mark.parametrize("act", sorted(supervision.CARRYING_OUT))
def test_a_court_above_carries_a_correction_out_by_those_whom_the_act_needs(act: Act) -> None:
    for role in Role:
        needed = authority.role_fits(act, role)
        assert needed in carrying_out(act, HIGH, role)
        assert assess(carrying_out(act, HIGH, role, drafter="li")).allowed is needed.satisfied


def test_a_review_is_refused_to_the_high_court_for_one_reason_alone() -> None:
    refused = assess(found(Act.DISMISS_REVIEW, HIGH))
    assert [f.rule for f in refused.barred_by] == [supervision.NEXT_HIGHER_COURT.name]
    assert supervision.COURT_ABOVE.name not in {f.rule for f in refused.findings}


def test_two_people_stand_behind_a_decision_of_a_court_above() -> None:
    assert assess(found(Act.CORRECT_DIRECTLY, INTERMEDIATE, drafter="li")).allowed
    assert not assess(found(Act.CORRECT_DIRECTLY, INTERMEDIATE, drafter="wang")).allowed
