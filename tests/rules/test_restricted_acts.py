"""What the nine acts reach: seats of trains, schools, ways of travelling."""

from decimal import Decimal
from functools import partial

import pytest

from registry.rules import restricted_acts
from registry.rules.policy import Policy
from schemas.codes import RestrictedAct
from schemas.restriction_codes import SeatClass, TrainPrefix, Travel
from tests.rules.cases import Case, Value, check_case, check_value

CASES = (
    Case(
        restricted_acts.CHILD_NOT_DISTURBED,
        "talked with both",
        True,
        lambda: restricted_acts.school_findings(spoke_with_family=True, spoke_with_school=True),
    ),
    Case(
        restricted_acts.CHILD_NOT_DISTURBED,
        "not with the family",
        False,
        lambda: restricted_acts.school_findings(spoke_with_family=False, spoke_with_school=True),
    ),
    Case(
        restricted_acts.CHILD_NOT_DISTURBED,
        "not with the school",
        False,
        lambda: restricted_acts.school_findings(spoke_with_family=True, spoke_with_school=False),
    ),
)

VALUES = (
    *(
        Value(
            restricted_acts.SEAT_REFUSED,
            f"{prefix} train, {seat} class",
            partial(restricted_acts.is_seat_refused, prefix, seat),
            prefix is TrainPrefix.G or seat is not SeatClass.SECOND,
        )
        for prefix in TrainPrefix
        for seat in SeatClass
    ),
    Value(
        restricted_acts.SEAT_REFUSED,
        "C train, second class, where the place treats it as a G train",
        lambda: restricted_acts.is_seat_refused(
            TrainPrefix.C,
            SeatClass.SECOND,
            policy=Policy(open_second_class_trains=frozenset({TrainPrefix.D})),
        ),
        True,
    ),
    Value(
        restricted_acts.HIGH_FEE_SCHOOL,
        "a private school with the normal fee",
        lambda: restricted_acts.is_high_fee_school(Decimal(9000), Decimal(9000)),
        False,
    ),
    Value(
        restricted_acts.HIGH_FEE_SCHOOL,
        "one fen above the normal fee",
        lambda: restricted_acts.is_high_fee_school(Decimal("9000.01"), Decimal(9000)),
        True,
    ),
    *(
        Value(
            restricted_acts.TRAVEL_ACT,
            travel,
            partial(restricted_acts.act_of_travel, travel),
            RestrictedAct.HIGH_SPEED_TRAINS
            if travel is Travel.HIGH_SPEED_TRAINS
            else RestrictedAct.FLIGHTS_AND_BERTHS,
        )
        for travel in Travel
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_restricted_act_is_found_as_its_text_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_restricted_act_reaches_so_far(value: Value) -> None:
    check_value(value)


def test_no_policy_opens_a_seat_of_a_g_train() -> None:
    everything = Policy(open_second_class_trains=frozenset(TrainPrefix))
    for seat in SeatClass:
        assert restricted_acts.is_seat_refused(TrainPrefix.G, seat, policy=everything)


def test_every_seat_is_told_once_and_policy_decides_on_second_class_of_c_trains_alone() -> None:
    as_a_g_train = Policy(open_second_class_trains=frozenset({TrainPrefix.D}))
    told = restricted_acts.seats(as_a_g_train)
    assert len({(seat.train, seat.seat) for seat in told}) == len(told) == 9
    for seat in told:
        refused = restricted_acts.is_seat_refused(seat.train, seat.seat, policy=as_a_g_train)
        assert seat.refused is refused
    (policy,) = (seat for seat in told if seat.is_policy)
    assert (policy.train, policy.seat, policy.refused) == (TrainPrefix.C, SeatClass.SECOND, True)
