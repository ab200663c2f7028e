"""Owners of duties: those of a court who may do what the duty asks for."""

from functools import partial

import pytest

from registry.rules import deadlines, duties
from schemas.codes import Bearer, DeadlineKind, Role
from tests.rules.cases import Value, check_value

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


@pytest.mark.parametrize("kind", DeadlineKind)
def test_a_duty_has_an_owner_in_the_court_exactly_where_a_court_bears_it(
    kind: DeadlineKind,
) -> None:
    bearers = {clock.bearer for clock in deadlines.of_kind(kind)}
    assert len(bearers) == 1
    assert bool(duties.owners(kind)) == bool(bearers & {Bearer.COURT, Bearer.HIGHER_COURT})
    assert Role.AUDITOR not in duties.owners(kind)
