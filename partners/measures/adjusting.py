"""Adjusting (措施调整): what a change of measures means for one record and one agency.

Pure: measures and the subject's history come in as values.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from partners.measures.audience import Ending, split, standing, without_paused
from partners.measures.histories import HistoryItem, InForce, last_told
from partners.measures.triggers import triggered


def adjustment(
    history: Sequence[HistoryItem],
    record_id: UUID,
    position: int,
    codes: Collection[str],
    in_force: InForce,
) -> tuple[tuple[str, ...], Ending | None]:
    """Return which of some measures that changed an agency is to apply to a record from a position
    on, and what is taken away; parameters as those of :func:`changes`, of the whole history.
    """
    apply, taken = changes(history, record_id, position, codes, in_force)
    if not taken:
        return apply, None
    before = [item for item in history if item.position < position]
    return apply, split(taken, standing(before, in_force(position)))


def changes(
    history: Sequence[HistoryItem],
    record_id: UUID,
    position: int,
    codes: Collection[str],
    in_force: InForce,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which of some measures that changed an agency is to apply to a record from a position
    on, and which the record triggers no more, whatever others keep.

    Nothing for a record that has ended; what a suspension pauses stays paused.

    :param history: as the agency knows it: several changes may wait to be looked through, and each
        of their adjustments looks at its own measures alone. What
        :func:`partners.measures.histories.bearing_on` leaves of it is enough.
    :param codes: the measures that changed.
    """
    before = [item for item in history if item.position < position]
    past = last_told(before, record_id, position - 1)
    if past is None:
        return (), ()
    present = in_force(position)
    now = triggered(present, past.facts)
    going = triggered(without_paused(present, before, record_id), past.facts)
    apply = tuple(
        code
        for code in going
        if code in codes and code not in triggered(in_force(past.first(code)), past.facts)
    )
    applied = past.applied(in_force, position - 1)
    return apply, tuple(code for code in applied if code in codes and code not in now)
