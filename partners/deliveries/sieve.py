"""The sieve (拦截): which notices are kept out of their place, because one before them is parked.

Pure. An agency gets the notices of a record in order or not at all: what follows a parked notice is
held, except what takes a burden away, for whom that cannot wait. The end of a record carries all
that lifting needs, and lets whatever comes after it pass again.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from partners.measures.steps import Step, step_of
from partners.notices.notices import Told
from partners.states import ParkState

OPEN = (ParkState.PARKED, ParkState.HELD, ParkState.RELEASED)
# What an agency does without, for now or for good.
KEPT_BACK = (*OPEN, ParkState.CLOSED)


class Sieve:
    """Lets notices pass in the order of the journal, and keeps those that have to be held.

    :param records: those of which a notice is parked, held, or waits to be sent again.
    """

    def __init__(self, records: Collection[UUID]) -> None:
        self._records = set(records)
        self.excluded: list[Told] = []

    def passes(self, told: Told) -> bool:
        """Tell whether a notice goes out in its place; the next one in order is asked next."""
        if told.record_id not in self._records:
            return True
        step = step_of(told.type, told.body)
        if step is Step.ENDS:
            self._records.discard(told.record_id)
        if step in (Step.ENDS, Step.SUSPENDS):
            return True
        self.excluded.append(told)
        return False


def settled(states: Sequence[ParkState]) -> tuple[ParkState, ...]:
    """Return how the open notices of one record stand to each other, the oldest first: behind the
    first that is parked all are held, and where none is, all may be sent.
    """
    found: list[ParkState] = []
    is_open = True
    for state in states:
        if state is ParkState.PARKED:
            is_open = False
            found.append(state)
        else:
            found.append(ParkState.RELEASED if is_open else ParkState.HELD)
    return tuple(found)
