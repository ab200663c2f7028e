"""The audience (通知对象): which measures an entry sets in motion or ends for one agency.

Pure: measures, entries and the subject's history come in as values, so that the answer for a
position is the same whenever it is asked.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from partners.steps import Step
from schemas.codes import RestrictedAct, SubjectKind
from schemas.measures import Binding, Trigger

_BINDS = {
    Binding.NATURAL: frozenset({SubjectKind.NATURAL}),
    Binding.ORGANISATION: frozenset({SubjectKind.ORGANISATION}),
    Binding.BOTH: frozenset(SubjectKind),
}
_BY_LISTING = frozenset({Trigger.LISTING, Trigger.EITHER})
_BY_RESTRICTION = frozenset({Trigger.RESTRICTION, Trigger.EITHER})


@dataclass(frozen=True, slots=True)
class MeasureTerms:
    """What a catalogue says of a measure that an agency is responsible for.

    :ivar acts: the restricted acts that it carries out; empty means that any order triggers it.
    :ivar responsible: whether it binds the persons responsible for an organisation with it.
    """

    code: str
    binds: Binding
    trigger: Trigger
    acts: frozenset[RestrictedAct] = frozenset()
    responsible: bool = True


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What of a listing or an order decides on measures.

    :ivar restriction: whether it is a consumption restriction order.
    :ivar acts: the acts that the order restricts.
    :ivar identified: whether the subject has a full number.
    :ivar for_entity: whether the subject is a person bound by the order of an entity.
    :ivar own: the trigger that a decision of its own kind is, such as an exit restriction; it sets
        in motion what waits for that, and nothing else.
    """

    restriction: bool
    subject_kind: SubjectKind
    identified: bool
    acts: frozenset[RestrictedAct] = frozenset()
    for_entity: bool = False
    own: Trigger | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """What a temporary suspension (暂时解除) pauses.

    :ivar acts: the restricted acts that may be done meanwhile.
    :ivar records: the order, and the listings of its case.
    """

    acts: frozenset[RestrictedAct]
    records: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One entry of a subject's history; only a beginning or a change has facts of its own, only a
    suspension or its end a pause.
    """

    position: int
    step: Step
    record_id: UUID
    facts: RecordFacts | None
    pause: Pause | None = None


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


InForce = Callable[[int], Sequence[MeasureTerms]]


def triggered(measures: Iterable[MeasureTerms], facts: RecordFacts) -> tuple[str, ...]:
    """Return the codes of the measures that a record sets in motion, in the order given.

    A measure that cannot bind this kind of subject is never among them, and a subject without a
    full number sets nothing in motion.
    """
    if not facts.identified:
        return ()
    return tuple(
        measure.code
        for measure in measures
        if facts.subject_kind in _BINDS[measure.binds] and _is_triggered(measure, facts)
    )


def _is_triggered(measure: MeasureTerms, facts: RecordFacts) -> bool:
    if facts.own is not None:
        return measure.trigger is facts.own
    if not facts.restriction:
        return measure.trigger in _BY_LISTING
    if measure.trigger not in _BY_RESTRICTION:
        return False
    if facts.for_entity and not measure.responsible:
        return False
    return not measure.acts or not measure.acts.isdisjoint(facts.acts)


def told(history: Iterable[HistoryItem], record_id: UUID, in_force: InForce) -> tuple[str, ...]:
    """Return the measures that an agency was ever told to apply for a record.

    :param history: the subject's entries, in order.
    :param in_force: the agency's measures in force at a position.
    """
    codes: dict[str, None] = {}
    for item in history:
        if item.record_id == record_id and item.facts is not None:
            codes |= dict.fromkeys(triggered(in_force(item.position), item.facts))
    return tuple(codes)


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
    codes = dict.fromkeys(told(history, record_id, in_force))
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
    before = [item for item in history if item.position < position]
    facts, past = _last_facts(history, record_id), _last_facts(before, record_id)
    if facts is None or past is None:
        return None
    present = in_force(position)
    now = set(triggered(present, facts))
    return _split([c for c in triggered(present, past) if c not in now], history, present)


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
        codes |= dict.fromkeys(told(history, paused_id, paused_measures))
        if paused_id in live:
            codes |= dict.fromkeys(triggered(paused_measures(position), live[paused_id]))
    return _split(codes, history, in_force(position))


def resumption(
    history: Sequence[HistoryItem], record_id: UUID, position: int, in_force: InForce
) -> tuple[str, ...]:
    """Return the measures that an agency is to apply again when an order is resumed."""
    history = [item for item in history if item.position <= position]
    pause = _pause_of(history, record_id)
    live = live_records(history)
    measures = _Concerned(in_force, pause.acts)(position)
    found = [triggered(measures, live[paused]) for paused in pause.records if paused in live]
    return tuple(dict.fromkeys(code for codes in found for code in codes))


def without_paused(
    measures: Iterable[MeasureTerms], history: Iterable[HistoryItem], record_id: UUID
) -> list[MeasureTerms]:
    """Return the measures that a record may trigger for all that is suspended."""
    acts = _paused(history).get(record_id, frozenset())
    return [measure for measure in measures if measure.acts.isdisjoint(acts)]


@dataclass(frozen=True, slots=True)
class _Concerned:
    """Measures in force that carry out certain restricted acts."""

    in_force: InForce
    acts: frozenset[RestrictedAct]

    def __call__(self, position: int) -> Sequence[MeasureTerms]:
        return [m for m in self.in_force(position) if not m.acts.isdisjoint(self.acts)]


def _split(
    codes: Iterable[str], history: Sequence[HistoryItem], present: Sequence[MeasureTerms]
) -> Ending | None:
    codes = tuple(codes)
    if not codes:
        return None
    keepers: dict[str, list[UUID]] = {}
    for live_id, live_facts in live_records(history).items():
        for code in triggered(without_paused(present, history, live_id), live_facts):
            keepers.setdefault(code, []).append(live_id)
    return Ending(
        lift=tuple(code for code in codes if code not in keepers),
        kept=tuple(Kept(code, tuple(keepers[code])) for code in codes if code in keepers),
    )


def live_records(history: Iterable[HistoryItem]) -> dict[UUID, RecordFacts]:
    """Return the records that a subject's history leaves standing, the oldest first."""
    live: dict[UUID, RecordFacts] = {}
    ended: set[UUID] = set()
    for item in history:
        if item.step is Step.ENDS:
            live.pop(item.record_id, None)
            ended.add(item.record_id)
        elif item.facts is not None and (item.step is Step.BEGINS or item.record_id not in ended):
            ended.discard(item.record_id)
            live[item.record_id] = item.facts
    return live


def _last_facts(history: Iterable[HistoryItem], record_id: UUID) -> RecordFacts | None:
    facts = None
    for item in history:
        if item.record_id == record_id and item.facts is not None:
            facts = item.facts
    return facts


def _pause_of(history: Sequence[HistoryItem], record_id: UUID) -> Pause:
    found = [item.pause for item in history if item.record_id == record_id and item.pause]
    return found[-1]


def _paused(history: Iterable[HistoryItem]) -> dict[UUID, frozenset[RestrictedAct]]:
    pauses: dict[UUID, Pause] = {}
    for item in history:
        if item.step is Step.SUSPENDS and item.pause is not None:
            pauses[item.record_id] = item.pause
        elif item.step in (Step.RESUMES, Step.ENDS):
            pauses.pop(item.record_id, None)
    found: dict[UUID, frozenset[RestrictedAct]] = {}
    for pause in pauses.values():
        for record_id in pause.records:
            found[record_id] = found.get(record_id, frozenset()) | pause.acts
    return found
