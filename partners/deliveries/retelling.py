"""Telling again (补发内容): what a notice that comes late may still say.

Pure. A notice that is sent again keeps its id and its words, but asks for nothing that is over by
then: it never applies what the record triggers no more, never lifts what another keeps, and never
suspends or permits what something said later.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from partners.measures.audience import split, standing
from partners.measures.histories import HistoryItem, InForce, held_by, live_records
from partners.measures.steps import STEPS, Step
from partners.measures.triggers import MeasureTerms
from partners.notices.lines import with_line
from partners.notices.notices import Told


def retold(
    told: Told, history: Sequence[HistoryItem], as_of: int, in_force: InForce
) -> Told | None:
    """Return a notice as it is told later, or nothing where nothing is left to tell.

    :param told: the notice as it was for its own position.
    :param history: the subject's entries, those up to ``as_of`` among them, in order.
    :param as_of: the position up to which the agency was told everything else.
    """
    if told.type not in STEPS or told.record_id is None:
        return told
    past = [item for item in history if item.position <= as_of]
    if _is_outdated(told, past):
        return None
    live = standing(past, in_force(as_of))
    apply = again(told, past, live)
    end = told.ending
    if end is not None:
        end = split((*end.lift, *(kept.measure for kept in end.kept)), live)
    if STEPS[told.type] is Step.ENDS and told.record_id in live and not (end and end.lift):
        # In force again: what ended then is told to go on by what came after it.
        return None
    says_nothing = not apply and end is None
    if says_nothing and (told.apply or told.record_id not in live_records(past)):
        is_stated = STEPS[told.type] in (Step.BEGINS, Step.CHANGES)
        if not is_stated or not is_all_suspended(past, told.record_id, live, in_force(as_of)):
            return None
    return with_line(told._replace(apply=apply, ending=end), past, in_force(as_of))


def is_all_suspended(
    past: Sequence[HistoryItem],
    record: UUID,
    live: Mapping[UUID, Sequence[str]],
    present: Sequence[MeasureTerms],
) -> bool:
    """Tell whether a record triggers measures of which none is to be applied for the time being;
    the agency holds it all the same.

    :param live: what each live record of the subject triggers, as :func:`standing` says.
    """
    return not live.get(record, ()) and held_by(past, record, present) is not None


def _is_outdated(told: Told, past: Sequence[HistoryItem]) -> bool:
    """Tell whether something later says what a suspension or an exemption said."""
    later = [i for i in past if i.record_id == told.record_id and i.position > told.position]
    step = STEPS[told.type]
    if step is Step.SUSPENDS:
        return any(item.pause is not None for item in later)
    if step is Step.PERMITS:
        permission = told.body["exempted"]["permission"]
        return permission in {str(item.permission) for item in later}
    return False


def again(
    told: Told, past: Sequence[HistoryItem], live: Mapping[UUID, Sequence[str]]
) -> tuple[str, ...]:
    """Return the measures of a notice that still go on; where it ends a suspended order, those that
    any record triggers.
    """
    if STEPS[told.type] is not Step.ENDS:
        return applied_by(told, past, live)
    kept = {code for codes in live.values() for code in codes}
    return tuple(code for code in told.apply if code in kept)


def applied_by(
    told: Told, past: Sequence[HistoryItem], live: Mapping[UUID, Sequence[str]]
) -> tuple[str, ...]:
    """Return the measures of a notice that its record still triggers; where an order is resumed,
    that order or what is restricted again with it.
    """
    pauses = [item.pause for item in past if item.position == told.position and item.pause]
    records = pauses[0].records if pauses else (told.record_id,)
    kept = {code for record in records if record is not None for code in live.get(record, ())}
    return tuple(code for code in told.apply if code in kept)
