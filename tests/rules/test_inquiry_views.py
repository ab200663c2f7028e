"""Reading answers: those who work on the case, a court above that supervises, an auditor."""

from functools import partial

import pytest

from registry.rules import inquiry_views
from schemas.codes import Role
from schemas.inquiry_codes import ViewPurpose
from tests.rules.cases import Case, check_case

OF_THE_CASE = set(ViewPurpose) - {ViewPurpose.SUPERVISION, ViewPurpose.AUDIT}


def allowed(role: Role, *, own: bool) -> set[ViewPurpose]:
    if role is Role.AUDITOR:
        return {ViewPurpose.AUDIT}
    return OF_THE_CASE if own else {ViewPurpose.SUPERVISION}


CASES = tuple(
    Case(
        inquiry_views.NEED_TO_KNOW,
        f"{role} of {'the' if own else 'a higher'} court, for {purpose}",
        purpose in allowed(role, own=own),
        partial(inquiry_views.findings, purpose, role, own_court=own),
    )
    for role in Role
    for own in (True, False)
    for purpose in ViewPurpose
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_answers_are_read_by_whom_the_rule_names(case: Case) -> None:
    check_case(case)
