"""Owners of duties: those of a court who may do what the duty asks for."""

from datetime import date, timedelta
from functools import partial

import pytest

from registry.rules import deadlines, duties
from schemas.codes import Bearer, DeadlineKind, Role
from schemas.deadline_codes import OthersClock, RecordedClock
from tests.rules.cases import Case, Value, check_case, check_value

DAY = date(2026, 3, 2)
CASES = (
    Case(
        duties.DONE_SINCE_OPENED,
        "on the day on which its clock began",
        True,
        lambda: duties.closing_findings(DAY, DAY),
    ),
    Case(
        duties.DONE_SINCE_OPENED,
        "the day before",
        False,
        lambda: duties.closing_findings(DAY, DAY - timedelta(days=1)),
    ),
    Case(
        duties.OWNER_MAY_ACT,
        "a judge ends a listing",
        True,
        lambda: duties.owner_findings(DeadlineKind.REMOVE_LISTING, Role.JUDGE),
    ),
    Case(
        duties.OWNER_MAY_ACT,
        "a clerk does not",
        False,
        lambda: duties.owner_findings(DeadlineKind.REMOVE_LISTING, Role.CLERK),
    ),
    Case(
        duties.OWNER_MAY_ACT,
        "nobody of the court does what a debtor has to",
        False,
        lambda: duties.owner_findings(DeadlineKind.SUPPLEMENT_REPORT, Role.JUDGE),
    ),
)
VALUES = (
    Value(
        duties.OWNERS,
        "a judge or the president ends a listing",
        partial(duties.owners, DeadlineKind.REMOVE_LISTING),
        (Role.JUDGE, Role.PRESIDENT),
    ),
    Value(
        duties.OWNERS,
        "the president alone signs an order",
        partial(duties.owners, DeadlineKind.ISSUE_RESTRICTION),
        (Role.PRESIDENT,),
    ),
    Value(
        duties.OWNERS,
        "a debtor's report is nobody's duty in the court",
        partial(duties.owners, DeadlineKind.SUPPLEMENT_REPORT),
        (),
    ),
)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_owners(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_duties(case: Case) -> None:
    check_case(case)


def test_what_is_recorded_by_hand_is_a_clock_of_the_law() -> None:
    for recorded in RecordedClock:
        clock = deadlines.BY_NAME[recorded]
        assert clock.ours
        assert clock.kind is not None
    others = {clock.name for clock in deadlines.ALL if not clock.ours}
    assert others == {clock.value for clock in OthersClock}
    assert {deadlines.BY_NAME[name].number for name in others} == {0, *range(19, 25)}


@pytest.mark.parametrize("kind", DeadlineKind)
def test_a_duty_has_an_owner_in_the_court_exactly_where_a_court_bears_it(
    kind: DeadlineKind,
) -> None:
    bearers = {clock.bearer for clock in deadlines.of_kind(kind)}
    assert len(bearers) == 1
    assert bool(duties.owners(kind)) == bool(bearers & {Bearer.COURT, Bearer.HIGHER_COURT})
    assert Role.AUDITOR not in duties.owners(kind)
