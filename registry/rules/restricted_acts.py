"""What the nine acts reach (限制事项的范围), Consumption Rules Art. 3 para 1 and point 20 of the
2019 Opinion: which travel, which seat, which school.
"""

from dataclasses import dataclass
from decimal import Decimal

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Rule, yes_or_no
from registry.rules.policy import DEFAULT, Policy
from schemas.codes import RestrictedAct
from schemas.restriction_codes import SeatClass, TrainPrefix, Travel

_CR = Instrument.CONSUMPTION_RULES
_POINT_20 = Article(Instrument.OPINION_2019, 20)

CHILD_NOT_DISTURBED = Rule(
    "restricted_acts.child_not_disturbed",
    _POINT_20,
    "限制子女就读高收费私立学校，应当事先与家长、学校沟通，不得影响子女正常接受教育。",
    "Before a high-fee school is restricted the court talks with family and school, and the "
    "child's education is not disturbed.",
)
RULES = (CHILD_NOT_DISTURBED,)

SEAT_REFUSED = Computation(
    "restricted_acts.is_seat_refused",
    Article(_CR, 3, item=9, paragraph=1),
    "G字头动车组列车全部座位、其他动车组列车一等以上座位受限制；C字头列车按其他动车组处理（自定）。",
    "Every seat of G trains is refused, and first class and above on other high-speed trains; that "
    "C trains are such is policy.",
)
HIGH_FEE_SCHOOL = Computation(
    "restricted_acts.is_high_fee_school",
    _POINT_20,
    "高收费私立学校是指收费高于当地正常标准的学校；收费正常的民办学校不在限制之列。",
    "A high-fee school charges more than the normal level; a private school with normal fees is "
    "not restricted.",
)
TRAVEL_ACT = Computation(
    "restricted_acts.act_of_travel",
    Article(_CR, 3, paragraph=1),
    "飞机、列车软卧、轮船二等以上舱位属于第一项，高铁属于第九项。",
    "Flights, soft sleepers and the upper classes of ships are act (1), high-speed trains act (9).",
)
COMPUTATIONS = (SEAT_REFUSED, HIGH_FEE_SCHOOL, TRAVEL_ACT)


@dataclass(frozen=True, slots=True)
class Seat:
    """A class of seats on a kind of train, and whether a restricted person is refused it."""

    train: TrainPrefix
    seat: SeatClass
    refused: bool
    is_policy: bool


def is_seat_refused(prefix: TrainPrefix, seat: SeatClass, *, policy: Policy = DEFAULT) -> bool:
    """Tell whether a restricted person is refused this seat."""
    if prefix is TrainPrefix.G or seat is not SeatClass.SECOND:
        return True
    return prefix not in policy.open_second_class_trains


def seats(policy: Policy = DEFAULT) -> tuple[Seat, ...]:
    """Return of every seat whether it is refused, and whether the law says so or policy does."""
    return tuple(
        Seat(
            prefix,
            seat,
            refused=is_seat_refused(prefix, seat, policy=policy),
            # What the article says of trains that are neither G nor D is read differently.
            is_policy=prefix is TrainPrefix.C and seat is SeatClass.SECOND,
        )
        for prefix in TrainPrefix
        for seat in SeatClass
    )


def is_high_fee_school(fee: Decimal, normal_fee: Decimal) -> bool:
    """Tell whether a private school is one that the order reaches."""
    return fee > normal_fee


def school_findings(*, spoke_with_family: bool, spoke_with_school: bool) -> tuple[Finding, ...]:
    """Return whether the restriction of a school may be carried out."""
    return (
        CHILD_NOT_DISTURBED.finding(
            spoke_with_family and spoke_with_school,
            spoke_with_family=yes_or_no(spoke_with_family),
            spoke_with_school=yes_or_no(spoke_with_school),
        ),
    )


def act_of_travel(travel: Travel) -> RestrictedAct:
    """Return the act of Art. 3 para 1 that a way of travelling falls under."""
    if travel is Travel.HIGH_SPEED_TRAINS:
        return RestrictedAct.HIGH_SPEED_TRAINS
    return RestrictedAct.FLIGHTS_AND_BERTHS
