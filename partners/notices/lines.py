"""Lines (规范行) as notices move them: by which notice an agency holds a record.

Most types say so by themselves: what says what a record is, is held by its own id, and what ends it
leaves nothing to hold. A notice that means something else says what.
"""

from collections.abc import Iterable, Sequence

from partners.measures.histories import HistoryItem, held_by
from partners.measures.steps import STEPS, Step
from partners.measures.triggers import MeasureTerms
from partners.notices.notices import HeldAs, Told
from schemas.codes import NoticeType

_MOVING = frozenset({Step.BEGINS, Step.CHANGES, Step.ENDS})


def with_line(told: Told, history: Sequence[HistoryItem], present: Iterable[MeasureTerms]) -> Told:
    """Return a notice with the line that its type does not say.

    :param history: the subject's entries up to the position as of which it is told, in order.
    :param present: the agency's measures at that position.
    """
    step = STEPS.get(told.type)
    if step not in _MOVING or told.record_id is None:
        return told
    by = held_by(history, told.record_id, present)
    by_type = None if step is Step.ENDS else told.id
    is_said = told.type is not NoticeType.MEASURES_CHANGED and by == by_type
    return told._replace(line=None if is_said else HeldAs(by))
