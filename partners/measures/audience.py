"""The audience (通知对象): which measures an entry sets in motion or ends for one agency.

Pure: measures, entries and the subject's history come in as values, so that the answer for a
position is the same whenever it is asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from partners.measures.histories import (
    HistoryItem,
    InForce,
    LastTold,
    Pause,
    last_told,
    live_records,
    stretches,
)
from partners.measures.steps import Step
from partners.measures.triggers import MeasureTerms, RecordFacts, triggered
from schemas.codes import RestrictedAct


@dataclass(frozen=True, slots=True)
class Kept:
    """A measure that goes on, and the records that keep it."""

    measure: str
    records: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """What the end of a record means for one agency."""

    lift: tuple[str, ...]
    kept: tuple[Kept, ...]


def told(
    history: Iterable[HistoryItem], record_id: UUID, through: int, in_force: InForce
) -> tuple[str, ...]:
    """Return the measures that an agency was ever told to apply for a record, up to a position.

    That is whatever the record triggered at any position of its life: measures that changed
    meanwhile were told by adjustments, or by a snapshot.

    :param history: the subject's entries, in order.
    """
    codes: dict[str, None] = {}
    for first, last, facts in stretches(history, record_id, through):
        for measures in in_force.versions(first, last):
            codes |= dict.fromkeys(triggered(measures, facts))
    return tuple(codes)


def missed(
    history: Sequence[HistoryItem],
    record_id: UUID,
    position: int,
    live: Mapping[UUID, Sequence[str]],
    in_force: InForce,
) -> Ending | None:
    """Return the end of what an agency was ever told to apply for a record and does no more, where
    anything of it is to be lifted: whatever notice asked for that, the agency may not have it.

    Not of what changed measures take away by an adjustment that is still to come: should the
    measure be back by then, nothing would tell the agency to apply it again.

    :param history: the subject's entries up to the position as the agency knows them, in order.
    :param live: what each live record of the subject triggers, as :func:`standing` says.
    """
    ever = told(history, record_id, position, in_force)
    last = last_told(history, record_id, position)
    to_come = set() if last is None else _to_be_adjusted(last, position, in_force)
    going = {*live.get(record_id, ()), *to_come}
    found = split([code for code in ever if code not in going], live)
    return found if found.lift else None


def _to_be_adjusted(last: LastTold, position: int, in_force: InForce) -> set[str]:
    now = triggered(in_force(position), last.facts)
    return {code for code in last.applied(in_force, position) if code not in now}


def ending(
    history: Sequence[HistoryItem], record_id: UUID, position: int, in_force: InForce
) -> Ending | None:
    """Return what the end of a record at a position means for an agency, or nothing where it
    neither was told of the record nor would be now.

    ``lift`` names the measures that no live record of the subject triggers for this agency any
    more; ``kept`` names the rest, with the records that keep them.

    :param history: the subject's entries up to and including this position, in order.
    """
    history = [item for item in history if item.position <= position]
    present = in_force(position)
    codes = dict.fromkeys(told(history, record_id, position, in_force))
    facts = _last_facts(history, record_id)
    if facts is not None:
        codes |= dict.fromkeys(triggered(present, facts))
    return _split(codes, history, present)


def narrowing(
    history: Sequence[HistoryItem], record_id: UUID, position: int, in_force: InForce
) -> Ending | None:
    """Return what an amendment at a position takes away from an agency, or nothing where all that
    the record triggered before goes on.

    ``lift`` and ``kept`` are as for an ending, of the measures that the record itself triggers no
    more.
    """
    history = [item for item in history if item.position <= position]
    facts = _last_facts(history, record_id)
    before = last_told(history, record_id, position - 1)
    if facts is None or before is None:
        return None
    present = in_force(position)
    now = set(triggered(present, facts))
    taken = [code for code in before.applied(in_force, position - 1) if code not in now]
    return _split(taken, history, present)


def suspension(
    history: Sequence[HistoryItem], record_id: UUID, position: int, in_force: InForce
) -> Ending | None:
    """Return what the suspension of an order at a position means for an agency, or nothing where
    it restricts none of the travel.

    ``lift`` names the measures that let the travel happen for the time being; ``kept`` those that
    orders and listings of other cases keep all the same.
    """
    history = [item for item in history if item.position <= position]
    pause = _pause_of(history, record_id)
    paused_measures = _Concerned(in_force, pause.acts)
    live = live_records(history)
    codes: dict[str, None] = {}
    for paused_id in pause.records:
        codes |= dict.fromkeys(told(history, paused_id, position, paused_measures))
        if paused_id in live:
            codes |= dict.fromkeys(triggered(paused_measures(position), live[paused_id]))
    return _split(codes, history, in_force(position))


def resumption(
    history: Sequence[HistoryItem], record_id: UUID, position: int, in_force: InForce
) -> tuple[str, ...]:
    """Return the measures that an agency is to apply again when an order is resumed; what another
    suspension lets happen waits for the end of that.
    """
    history = [item for item in history if item.position <= position]
    pause = _pause_of(history, record_id)
    return _again(pause, history, in_force(position))


def restored(
    history: Sequence[HistoryItem], record_id: UUID, position: int, in_force: InForce
) -> tuple[str, ...]:
    """Return the measures that an agency is to apply again, because an order ended while it was
    suspended and a listing of its case goes on: the suspension let their travel happen, and nothing
    suspends it any more.
    """
    before = [item for item in history if item.position < position]
    pause = _pauses(before).get(record_id)
    if pause is None:
        return ()
    until = [item for item in history if item.position <= position]
    return _again(pause, until, in_force(position))


def _again(
    pause: Pause, history: Sequence[HistoryItem], present: Sequence[MeasureTerms]
) -> tuple[str, ...]:
    """Return what a suspension that is over let happen and nothing else suspends."""
    concerned = {terms.code for terms in present if not terms.acts.isdisjoint(pause.acts)}
    live = standing(history, present)
    found = (code for paused in pause.records for code in live.get(paused, ()))
    return tuple(dict.fromkeys(code for code in found if code in concerned))


def without_paused(
    measures: Iterable[MeasureTerms], history: Iterable[HistoryItem], record_id: UUID
) -> Sequence[MeasureTerms]:
    """Return the measures that a record may trigger for all that is suspended."""
    return _without(measures, _paused(history).get(record_id))


def _without(
    measures: Iterable[MeasureTerms], acts: frozenset[RestrictedAct] | None
) -> Sequence[MeasureTerms]:
    if not acts:
        return tuple(measures)
    return [measure for measure in measures if measure.acts.isdisjoint(acts)]


@dataclass(frozen=True, slots=True)
class _Concerned:
    """Measures in force that carry out certain restricted acts."""

    in_force: InForce
    acts: frozenset[RestrictedAct]

    def __call__(self, position: int) -> Sequence[MeasureTerms]:
        return self._of(self.in_force(position))

    def versions(self, first: int, last: int) -> Iterable[Sequence[MeasureTerms]]:
        """Return those of each version."""
        return [self._of(measures) for measures in self.in_force.versions(first, last)]

    def _of(self, measures: Iterable[MeasureTerms]) -> Sequence[MeasureTerms]:
        return [m for m in measures if not m.acts.isdisjoint(self.acts)]


def _split(
    codes: Iterable[str], history: Sequence[HistoryItem], present: Sequence[MeasureTerms]
) -> Ending | None:
    codes = tuple(codes)
    return split(codes, standing(history, present)) if codes else None


def standing(
    history: Sequence[HistoryItem], present: Sequence[MeasureTerms]
) -> dict[UUID, tuple[str, ...]]:
    """Return what each record that a history leaves standing triggers of the present measures."""
    paused = _paused(history)
    return {
        live_id: triggered(_without(present, paused.get(live_id)), facts)
        for live_id, facts in live_records(history).items()
    }


def split(codes: Iterable[str], live: Mapping[UUID, Sequence[str]]) -> Ending:
    """Return which measures are lifted, given what each live record of the subject triggers."""
    codes = tuple(codes)
    keepers: dict[str, list[UUID]] = {}
    for live_id, triggers in live.items():
        for code in triggers:
            keepers.setdefault(code, []).append(live_id)
    return Ending(
        lift=tuple(code for code in codes if code not in keepers),
        kept=tuple(Kept(code, tuple(keepers[code])) for code in codes if code in keepers),
    )


def _last_facts(history: Iterable[HistoryItem], record_id: UUID) -> RecordFacts | None:
    facts = None
    for item in history:
        if item.record_id == record_id and item.facts is not None:
            facts = item.facts
    return facts


def _pause_of(history: Sequence[HistoryItem], record_id: UUID) -> Pause:
    found = [item.pause for item in history if item.record_id == record_id and item.pause]
    return found[-1]


def _pauses(history: Iterable[HistoryItem]) -> dict[UUID, Pause]:
    """Return the suspensions that last, by their orders."""
    pauses: dict[UUID, Pause] = {}
    for item in history:
        if item.step is Step.SUSPENDS and item.pause is not None:
            pauses[item.record_id] = item.pause
        elif item.step in (Step.RESUMES, Step.ENDS):
            pauses.pop(item.record_id, None)
    return pauses


def _paused(history: Iterable[HistoryItem]) -> dict[UUID, frozenset[RestrictedAct]]:
    found: dict[UUID, frozenset[RestrictedAct]] = {}
    for pause in _pauses(history).values():
        for record_id in pause.records:
            found[record_id] = found.get(record_id, frozenset()) | pause.acts
    return found
