"""Replaying (补发): what a notice still says when a stretch of the journal is told again.

Pure. What is replayed comes in the order of the journal and never takes an agency back: of each
record the entry that said last what it is tells all that holds by now, and whatever an agency may
have missed of what was taken away. What was said before that is left out, and so is what the agency
is not entitled to any more. The end of a record is told always.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from partners.deliveries.retelling import again, applied_by
from partners.measures import audience
from partners.measures.audience import Ending, split, standing
from partners.measures.histories import HistoryItem, InForce, live_records
from partners.measures.settings import ChangedMeasures
from partners.measures.steps import STEPS, Step
from partners.measures.triggers import MeasureTerms, triggered
from partners.notices.lines import with_line
from partners.notices.notices import Told
from schemas.codes import NoticeType


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindsight:
    """What is known of what came after a notice.

    :ivar as_of: the position up to which the agency was told everything else.
    :ivar in_force: the agency's measures at any position.
    :ivar withheld: the positions of notices that operators keep from the agency.
    :ivar withdrawn: the inquiries that need no answer any more.
    :ivar outdated: the positions of notices of watched lists that something followed.
    """

    as_of: int
    in_force: InForce
    withheld: Collection[int] = frozenset()
    withdrawn: Collection[UUID] = frozenset()
    outdated: Collection[int] = frozenset()


def replayed(told: Told, history: Sequence[HistoryItem], seen: Hindsight) -> Told | None:
    """Return a notice as it is told in a replay, or nothing where it is left out.

    :param told: the notice as it was for its own position.
    :param history: the subject's entries, those up to ``as_of`` among them, in order.
    """
    if told.measures is not None:
        measures = _present(told.measures, seen.in_force(seen.as_of))
        return None if measures is None else told._replace(measures=measures)
    if told.type is NoticeType.INQUIRY_REQUESTED:
        return None if told.record_id in seen.withdrawn else told
    if told.type in (NoticeType.SCREENING_ALERT, NoticeType.WATCH_ENDS_SOON):
        return None if told.position in seen.outdated else told
    step = STEPS.get(told.type)
    if step is None or told.record_id is None:
        return told
    past = [item for item in history if item.position <= seen.as_of]
    found = _of_record(told, told.record_id, step, past, seen)
    return found and with_line(found, past, seen.in_force(seen.as_of))


def _of_record(
    told: Told, record: UUID, step: Step, past: Sequence[HistoryItem], seen: Hindsight
) -> Told | None:
    """Return what a notice of a record says by now."""
    present = seen.in_force(seen.as_of)
    live = standing(past, present)
    facts = live_records(past).get(record)
    is_owed = facts is not None and bool(triggered(present, facts))
    told = told._replace(ending=_still(told.ending, live))
    if step is Step.ENDS:
        return None if is_owed else told._replace(apply=again(told, past, live))
    if facts is None:
        # Its end says what to lift.
        return None
    later = [
        item
        for item in past
        if item.record_id == record
        and item.position > told.position
        and item.position not in seen.withheld
    ]
    if step is Step.SUSPENDS:
        return None if any(item.pause is not None for item in later) else told
    if step is Step.PERMITS:
        said_again = told.body["exempted"]["permission"] in {str(i.permission) for i in later}
        return told if is_owed and not said_again else None
    is_old = step is not Step.RESUMES and _is_told_later(later, past, seen)
    if step is Step.RESUMES or told.type is NoticeType.MEASURES_CHANGED:
        apply = () if is_old else applied_by(told, past, live)
        if step is Step.CHANGES and is_owed and not is_old and not (told.apply and live[record]):
            # By this alone the agency may know of the record.
            return told._replace(apply=apply)
        return _unless_empty(told, apply)
    if is_old or not is_owed:
        return None if is_old else _unless_empty(told, ())
    missed = audience.missed(past, record, seen.as_of, live, seen.in_force)
    return told._replace(apply=live[record], ending=missed or told.ending)


def _unless_empty(told: Told, apply: tuple[str, ...]) -> Told | None:
    return told._replace(apply=apply) if apply or told.ending is not None else None


def _is_told_later(
    later: Sequence[HistoryItem], past: Sequence[HistoryItem], seen: Hindsight
) -> bool:
    """Tell whether a later notice to the agency says what the record is."""
    return any(
        item.facts is not None
        and item.adjusts is None
        and (
            triggered(seen.in_force(item.position), item.facts)
            or audience.narrowing(past, item.record_id, item.position, seen.in_force)
        )
        for item in later
    )


def _still(end: Ending | None, live: Mapping[UUID, tuple[str, ...]]) -> Ending | None:
    if end is None:
        return None
    return split((*end.lift, *(kept.measure for kept in end.kept)), live)


def _present(changed: ChangedMeasures, present: Sequence[MeasureTerms]) -> ChangedMeasures | None:
    """Return what of a change of an agency's measures holds by now, if anything."""
    codes = {terms.code for terms in present}
    found = ChangedMeasures(
        begun=tuple(terms for terms in changed.begun if terms in present),
        changed=tuple(terms for terms in changed.changed if terms in present),
        ended=tuple(code for code in changed.ended if code not in codes),
    )
    return found if found.begun or found.changed or found.ended else None
