"""Adjusting (措施调整): what a change of measures means for one record and one agency.

Pure: measures and the subject's history come in as values.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from partners.measures.audience import Ending, split, standing, without_paused
from partners.measures.histories import HistoryItem, InForce, last_told
from partners.measures.triggers import triggered


class Changes(NamedTuple):
    """What of some measures that changed an agency is told about one record.

    :ivar apply: which it is to apply from then on.
    :ivar taken: which the record triggers no more, whatever others keep.
    :ivar is_new: whether it learns of the record by what is suspended for the time being, so that
        nothing is to be done about it yet.
    """

    apply: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    is_new: bool = False


def adjustment(
    history: Sequence[HistoryItem],
    record_id: UUID,
    position: int,
    codes: Collection[str],
    in_force: InForce,
) -> tuple[tuple[str, ...], Ending | None] | None:
    """Return which of some measures that changed an agency is to apply to a record from a position
    on, and what is taken away; nothing where it is not told of it. Parameters as those of
    :func:`changes`, of the whole history.
    """
    found = changes(history, record_id, position, codes, in_force)
    if not any(found):
        return None
    if not found.taken:
        return found.apply, None
    before = [item for item in history if item.position < position]
    return found.apply, split(found.taken, standing(before, in_force(position)))


def changes(
    history: Sequence[HistoryItem],
    record_id: UUID,
    position: int,
    codes: Collection[str],
    in_force: InForce,
) -> Changes:
    """Return what an agency is told about one record of some measures that changed.

    Nothing for a record that has ended; what a suspension pauses stays paused.

    :param history: as the agency knows it: several changes may wait to be looked through, and each
        of their adjustments looks at its own measures alone. What
        :func:`partners.measures.histories.bearing_on` leaves of it is enough.
    :param codes: the measures that changed.
    """
    before = [item for item in history if item.position < position]
    past = last_told(before, record_id, position - 1)
    if past is None:
        return Changes()
    present = in_force(position)
    now = triggered(present, past.facts)
    begun = [code for code in now if code in codes and not past.knows(code, in_force)]
    going = triggered(without_paused(present, before, record_id), past.facts) if begun else ()
    apply = tuple(code for code in begun if code in going)
    applied = past.applied(in_force, position - 1)
    taken = tuple(code for code in applied if code in codes and code not in now)
    is_new = bool(begun) and not (apply or taken) and not past.is_known(in_force)
    return Changes(apply, taken, is_new)
