"""Screening: whom a number finds, what a name is worth, and what is told to nobody."""

from datetime import date
from functools import partial

import pytest

from registry.rules import screening
from schemas.codes import DocumentType, SubjectKind
from schemas.screening_codes import Match
from tests.rules.cases import Value, check_value

NAMES = ("张三", "張參")
BORN = date(2008, 11, 28)
DAY_BEFORE, BIRTHDAY = date(2026, 11, 27), date(2026, 11, 28)


def told(**facts: object) -> partial[bool]:
    usual: dict[str, object] = {
        "is_public": True,
        "birth_on": None,
        "age_at_publication": 40,
        "on": BIRTHDAY,
    }
    return partial(screening.may_be_told, **{**usual, **facts})  # type: ignore[arg-type]


VALUES = (
    *(
        Value(
            screening.MATCH,
            f"number agrees: {agrees}, name {name}, names wanted: {wanted}",
            partial(
                screening.match,
                number_agrees=agrees,
                name=name,
                names=NAMES,
                names_wanted=wanted,
            ),
            expected,
        )
        for agrees, name, wanted, expected in (
            (True, "张三", False, Match.IDENTIFIED),
            (True, "张 三", True, Match.IDENTIFIED),
            (True, "张参", False, Match.IDENTIFIED),
            (True, "李四", False, Match.NUMBER_ONLY),
            (True, "李四", True, Match.NUMBER_ONLY),
            (True, None, False, Match.NUMBER_ONLY),
            (False, "张三", False, None),
            (False, "张三", True, Match.NAME_ONLY),
            (False, "张叁", True, None),
            (False, None, True, None),
        )
    ),
    Value(screening.MAY_BE_TOLD, "what is not public", told(is_public=False), False),
    Value(screening.MAY_BE_TOLD, "a grown person's", told(birth_on=date(1980, 1, 1)), True),
    Value(screening.MAY_BE_TOLD, "the day before 18", told(birth_on=BORN, on=DAY_BEFORE), False),
    Value(screening.MAY_BE_TOLD, "the 18th birthday", told(birth_on=BORN), True),
    Value(screening.MAY_BE_TOLD, "17 when published", told(age_at_publication=17), False),
    Value(screening.MAY_BE_TOLD, "18 when published", told(age_at_publication=18), True),
    Value(screening.MAY_BE_TOLD, "an entity's", told(age_at_publication=None), True),
    Value(
        screening.NUMBERS,
        "a credit code",
        partial(
            screening.numbers,
            SubjectKind.ORGANISATION,
            DocumentType.CREDIT_CODE,
            "91350100M000100Y43",
        ),
        ("91350100M000100Y43", "M000100Y4"),
    ),
    Value(
        screening.NUMBERS,
        "an organisation code, which is one already",
        partial(
            screening.numbers,
            SubjectKind.ORGANISATION,
            DocumentType.ORGANISATION_CODE,
            "M000100Y4",
        ),
        ("M000100Y4",),
    ),
    Value(
        screening.NUMBERS,
        "a resident's number",
        partial(
            screening.numbers,
            SubjectKind.NATURAL,
            DocumentType.RESIDENT_ID,
            "510199198001010010",
        ),
        ("510199198001010010",),
    ),
    *(
        Value(
            screening.MAY_BE_ONE,
            f"{number} and {shown}",
            partial(screening.may_be_one, number, shown),
            expected,
        )
        for number, shown, expected in (
            ("510199***********0", "510199***********0", True),
            ("510199***********0", "510199***********2", False),
            ("510199***********0", "5101991980****0010", True),
            ("510198***********0", "5101991980****0010", False),
            ("510199***********0", "E1*****4", True),
            ("510199***********0", "", True),
        )
    ),
)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_screening(value: Value) -> None:
    check_value(value)
