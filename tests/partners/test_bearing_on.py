"""What of a subject's history decides what changed measures mean for one of its records."""

from uuid import UUID

import pytest

from partners.measures.adjusting import changes
from partners.measures.histories import HistoryItem, Pause, bearing_on
from partners.measures.steps import Step
from partners.measures.triggers import MeasureTerms
from schemas.codes import RestrictedAct
from schemas.measures import Binding, Trigger
from tests.partners.test_audience import ORDERED, InForceFrom, begins, ends

LISTING, ORDER, OTHER = (UUID(int=number) for number in (1, 2, 3))
TRAVEL_ACTS = frozenset({RestrictedAct.FLIGHTS_AND_BERTHS})
OLD = MeasureTerms("m.old", Binding.BOTH, Trigger.EITHER)
TRAVEL = MeasureTerms("m.travel", Binding.BOTH, Trigger.EITHER, acts=TRAVEL_ACTS)
CODES = (OLD.code, TRAVEL.code)
# At 9 the one measure is replaced by the other.
IN_FORCE = InForceFrom((0, (OLD,)), (9, (TRAVEL,)))
BEGUN = [begins(1, LISTING), begins(2, ORDER, ORDERED), begins(3, OTHER, ORDERED)]
PAUSED = HistoryItem(4, Step.SUSPENDS, ORDER, None, Pause(TRAVEL_ACTS, (ORDER, LISTING)))
REPLACED, TAKEN, NOTHING = (("m.travel",), ("m.old",)), ((), ("m.old",)), ((), ())


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        (BEGUN, {LISTING: REPLACED, ORDER: REPLACED, OTHER: REPLACED}),
        # An order that is suspended pauses the listing of its case, and nothing of another case.
        ([*BEGUN, PAUSED], {LISTING: TAKEN, ORDER: TAKEN, OTHER: REPLACED}),
        # It pauses nothing any more once it has ended.
        ([*BEGUN, PAUSED, ends(5, ORDER)], {LISTING: REPLACED, ORDER: NOTHING, OTHER: REPLACED}),
        ([*BEGUN, ends(5, LISTING)], {LISTING: NOTHING, ORDER: REPLACED, OTHER: REPLACED}),
    ],
)
def test_of_a_record_decide_its_own_entries_and_what_was_suspended(
    history: list[HistoryItem], expected: dict[UUID, tuple[tuple[str, ...], tuple[str, ...]]]
) -> None:
    for record, found in expected.items():
        alone = bearing_on(history, record)
        assert changes(alone, record, 9, CODES, IN_FORCE)[:2] == found
        assert changes(history, record, 9, CODES, IN_FORCE)[:2] == found
    assert {item.record_id for item in bearing_on(history, LISTING)} <= {LISTING, ORDER}
