"""Judicial suggestion letters: about whom, signed by whom, under which number."""

from datetime import date
from functools import partial

import pytest

from registry.rules import suggestions as law
from registry.rules.findings import Finding
from schemas.codes import Role
from schemas.screening_codes import Match
from tests.rules.cases import Case, Value, check_case, check_value


def about(how: Match, *, is_public: bool = True) -> partial[tuple[Finding, ...]]:
    return partial(law.about, how, is_public=is_public)


def signatory(role: Role) -> tuple[Finding, ...]:
    return (law.signatory(role),)


def sees(
    how: Match, *, shared: bool = True, own: bool = True, public: bool = True
) -> partial[bool]:
    return partial(law.courts_see, how, is_shared=shared, is_own_case=own, is_public=public)


CASES = (
    Case(law.IDENTIFIED, "number and name agree", True, about(Match.IDENTIFIED)),
    Case(law.IDENTIFIED, "the name differs", False, about(Match.NUMBER_ONLY)),
    Case(law.IDENTIFIED, "only the name agrees", False, about(Match.NAME_ONLY)),
    Case(law.STILL_PUBLIC, "public", True, about(Match.IDENTIFIED)),
    Case(law.STILL_PUBLIC, "removed", False, about(Match.IDENTIFIED, is_public=False)),
    *(
        Case(law.PRESIDENT_SIGNS, f"by {role}", role is Role.PRESIDENT, partial(signatory, role))
        for role in Role
    ),
)
VALUES = (
    *(
        Value(
            law.NUMBER,
            f"{word} {serial} on {on}",
            partial(law.number, "川0107", word, serial, on=on),
            expected,
        )
        for word, serial, on, expected in (
            ("司建", 1, date(2026, 1, 1), "（2026）川0107司建1号"),
            ("司建", 27, date(2026, 12, 31), "（2026）川0107司建27号"),
            ("法建", 1, date(2027, 1, 1), "（2027）川0107法建1号"),
        )
    ),
    Value(law.COURTS_SEE, "number and name", sees(Match.IDENTIFIED), True),
    Value(law.COURTS_SEE, "another name", sees(Match.NUMBER_ONLY), False),
    Value(law.COURTS_SEE, "a namesake", sees(Match.NAME_ONLY), False),
    Value(law.COURTS_SEE, "not shared", sees(Match.IDENTIFIED, shared=False), False),
    Value(law.COURTS_SEE, "another court's", sees(Match.IDENTIFIED, own=False), False),
    Value(law.COURTS_SEE, "over", sees(Match.IDENTIFIED, public=False), False),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_what_the_row_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_number_or_a_sight_is_as_the_row_says(value: Value) -> None:
    check_value(value)
