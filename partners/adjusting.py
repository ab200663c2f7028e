"""Adjusting (措施调整): what a change of measures means for one record and one agency.

Pure: measures and the subject's history come in as values.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from partners.audience import (
    Ending,
    HistoryItem,
    InForce,
    live_records,
    split,
    standing,
    stretches,
    without_paused,
)
from partners.triggers import triggered


def adjustment(
    history: Sequence[HistoryItem],
    record_id: UUID,
    position: int,
    codes: Collection[str],
    in_force: InForce,
) -> tuple[tuple[str, ...], Ending | None]:
    """Return which of some measures that changed an agency is to apply to a record from a position
    on, and what is taken away.

    Nothing for a record that has ended; what a suspension pauses stays paused.

    :param codes: the measures that changed.
    """
    before = [item for item in history if item.position < position]
    if record_id not in live_records(before):
        return (), None
    first, last, facts = stretches(before, record_id, position - 1)[-1]
    present = in_force(position)
    now = triggered(present, facts)
    then = set(triggered(in_force(first), facts))
    going = triggered(without_paused(present, before, record_id), facts)
    apply = tuple(code for code in going if code in codes and code not in then)
    taken = {
        code: None
        for measures in in_force.versions(first, last)
        for code in triggered(measures, facts)
        if code in codes and code not in now
    }
    return apply, split(taken, standing(before, present)) if taken else None
