"""The sieve: what is kept out of its place, and how what waits of a record stands."""

from uuid import UUID, uuid4

import pytest

from partners.deliveries.sieve import Sieve, settled
from partners.notices.entry import Entry
from partners.notices.notices import Told
from partners.states import ParkState
from schemas.codes import NoticeType
from tests.clocks import MORNING

PARKED_RECORD, OTHER_RECORD = UUID(int=1), UUID(int=2)
P, H, R = ParkState.PARKED, ParkState.HELD, ParkState.RELEASED


def told(kind: NoticeType, record: UUID | None = PARKED_RECORD) -> Told:
    return Told(Entry(9, uuid4(), kind, {}, UUID(int=3), record, MORNING))


@pytest.mark.parametrize(
    ("kind", "passes"),
    [
        (NoticeType.LISTING_PUBLISHED, False),
        (NoticeType.LISTING_AMENDED, False),
        (NoticeType.LISTING_EXTENDED, False),
        (NoticeType.LISTING_RESUMED, False),
        (NoticeType.LISTING_SUSPENDED, True),
        (NoticeType.LISTING_REMOVED, True),
        (NoticeType.LISTING_REVOKED, True),
        (NoticeType.RESTRICTION_IMPOSED, False),
        (NoticeType.RESTRICTION_AMENDED, False),
        (NoticeType.RESTRICTION_EXEMPTED, False),
        (NoticeType.RESTRICTION_RESUMED, False),
        (NoticeType.RESTRICTION_SUSPENDED, True),
        (NoticeType.RESTRICTION_LIFTED, True),
        (NoticeType.RESTRICTION_REVOKED, True),
        (NoticeType.REPAIR_GRANTED, False),
    ],
)
def test_of_a_parked_record_only_what_takes_a_burden_away_passes(
    kind: NoticeType, passes: bool
) -> None:
    sieve = Sieve([PARKED_RECORD])
    notice = told(kind)
    assert sieve.passes(notice) == passes
    assert sieve.excluded == ([] if passes else [notice])


@pytest.mark.parametrize("record", [OTHER_RECORD, None])
def test_what_is_of_no_parked_record_passes(record: UUID | None) -> None:
    assert Sieve([PARKED_RECORD]).passes(told(NoticeType.LISTING_AMENDED, record))


def test_what_comes_after_the_end_of_the_record_passes_again() -> None:
    sieve = Sieve([PARKED_RECORD])
    assert not sieve.passes(told(NoticeType.LISTING_AMENDED))
    assert sieve.passes(told(NoticeType.LISTING_SUSPENDED))
    assert sieve.passes(told(NoticeType.LISTING_RESUMED))


def test_a_suspension_of_an_order_does_not_let_the_rest_pass() -> None:
    sieve = Sieve([PARKED_RECORD])
    assert sieve.passes(told(NoticeType.RESTRICTION_SUSPENDED))
    assert not sieve.passes(told(NoticeType.RESTRICTION_RESUMED))


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ((), ()),
        ((P,), (P,)),
        ((P, H, H), (P, H, H)),
        ((R, H, H), (R, R, R)),
        ((H,), (R,)),
        ((R, P, R), (R, P, H)),
        ((P, R, H), (P, H, H)),
        ((R, R, P), (R, R, P)),
    ],
)
def test_all_wait_behind_the_first_that_is_parked(
    states: tuple[ParkState, ...], expected: tuple[ParkState, ...]
) -> None:
    assert settled(states) == expected
