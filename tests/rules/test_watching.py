"""Watching: until when, and what is told of a row, once each."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest

from registry.rules import watching
from registry.rules.watching import Changes
from schemas.screening_codes import Match
from tests.rules.cases import Value, check_value

ON = date(2026, 11, 28)
LISTING, ORDER = (1, UUID(int=1)), (1, UUID(int=2))
OTHER = (2, UUID(int=1))
Pairs = Mapping[tuple[int, UUID], Match]


def lasts(days: int) -> partial[bool]:
    return partial(watching.may_last, ON + timedelta(days=days), on=ON, longest_days=366)


def told(before: Pairs, now: Pairs) -> partial[Changes]:
    return partial(watching.changes, before, now)


SURE = {LISTING: Match.IDENTIFIED}
VALUES = (
    Value(watching.LASTS, "until yesterday", lasts(-1), False),
    Value(watching.LASTS, "until today", lasts(0), False),
    Value(watching.LASTS, "until tomorrow", lasts(1), True),
    Value(watching.LASTS, "until the last day of policy", lasts(366), True),
    Value(watching.LASTS, "a day longer", lasts(367), False),
    *(
        Value(
            watching.ENDS_SOON,
            f"{days} days before",
            partial(watching.ends_soon, ON + timedelta(days=days), on=ON, days=14),
            soon,
        )
        for days, soon in ((-1, False), (0, True), (14, True), (15, False))
    ),
    Value(watching.CHANGES, "nothing", told({}, {}), Changes((), ())),
    Value(watching.CHANGES, "listed", told({}, SURE), Changes((LISTING,), ())),
    Value(watching.CHANGES, "still listed", told(SURE, SURE), Changes((), ())),
    Value(watching.CHANGES, "removed", told(SURE, {}), Changes((), (LISTING,))),
    Value(
        watching.CHANGES,
        "restricted as well",
        told(SURE, {**SURE, ORDER: Match.IDENTIFIED}),
        Changes((ORDER,), ()),
    ),
    Value(
        watching.CHANGES,
        "one of two rows is dropped",
        told({**SURE, OTHER: Match.NUMBER_ONLY}, SURE),
        Changes((), (OTHER,)),
    ),
    Value(
        watching.CHANGES,
        "a namesake is identified",
        told({LISTING: Match.NAME_ONLY}, SURE),
        Changes((LISTING,), ()),
    ),
)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_computation_gives_what_the_row_says(value: Value) -> None:
    check_value(value)
