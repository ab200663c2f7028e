"""Histories (主体经历): what entries did to a subject's records, and since when each stands as it
does, in the eyes of one agency. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from partners.measures.steps import Step
from partners.measures.triggers import MeasureTerms, RecordFacts, triggered
from schemas.codes import RestrictedAct


@dataclass(frozen=True, slots=True)
class Pause:
    """What a temporary suspension (暂时解除) pauses.

    :ivar acts: the restricted acts that may be done meanwhile.
    :ivar records: the order, and the listings of its case.
    """

    acts: frozenset[RestrictedAct]
    records: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Adjusted:
    """What an adjustment of a record to changed measures looks at: these measures alone.

    :ivar agency: the one agency that it concerns; absent where a catalogue changed.
    """

    codes: frozenset[str]
    agency: str | None


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One entry of a subject's history; only a beginning or a change has facts of its own, only a
    suspension or its end a pause.

    :ivar adjusts: where it only brings a record in line with changed measures, which these are; it
        says nothing of what the record is.
    :ivar permission: which permission an exemption is about.
    :ivar entry: the id of what says what its record is.
    """

    position: int
    step: Step
    record_id: UUID
    facts: RecordFacts | None
    pause: Pause | None = None
    adjusts: Adjusted | None = None
    permission: UUID | None = None
    entry: UUID | None = None

    @property
    def says(self) -> bool:
        """Tell whether it says what its record is."""
        return self.facts is not None and self.adjusts is None


class InForce(Protocol):
    """The measures of one agency at any position."""

    def __call__(self, position: int) -> Sequence[MeasureTerms]:
        """Return those in force at a position."""

    def versions(self, first: int, last: int) -> Iterable[Sequence[MeasureTerms]]:
        """Return each that was in force at some position from the first to the last."""


def stretches(
    history: Iterable[HistoryItem], record_id: UUID, through: int
) -> list[tuple[int, int, RecordFacts]]:
    """Return the stretches of positions in which a record stood with the same facts."""
    found: list[tuple[int, int, RecordFacts]] = []
    since: tuple[int, RecordFacts] | None = None
    for item in history:
        if item.record_id != record_id or item.position > through:
            continue
        if item.facts is None and item.step is not Step.ENDS:
            continue
        if since is not None:
            found.append((since[0], max(since[0], item.position - 1), since[1]))
        since = None if item.facts is None else (item.position, item.facts)
    if since is not None:
        found.append((since[0], max(since[0], through), since[1]))
    return found


def concerning(history: Iterable[HistoryItem], agency: str) -> list[HistoryItem]:
    """Return a history as one agency knows it: without adjustments that concern another."""
    return [
        item for item in history if item.adjusts is None or item.adjusts.agency in (None, agency)
    ]


def bearing_on(history: Sequence[HistoryItem], record_id: UUID) -> list[HistoryItem]:
    """Return the entries that decide what one record alone triggers, in order: its own, and those
    of orders that were ever suspended. A subject may have hundreds of others.
    """
    suspended = {item.record_id for item in history if item.pause is not None}
    return [i for i in history if i.record_id == record_id or i.record_id in suspended]


@dataclass(frozen=True, slots=True)
class LastTold:
    """Since when a live record stands as it does, in the eyes of one agency.

    :ivar since: the position that said last what it is.
    :ivar adjusted: the later ones that looked at a measure, by its code.
    """

    facts: RecordFacts
    since: int
    adjusted: Mapping[str, int]

    def first(self, code: str) -> int:
        """Return the position at which the agency was told last of a measure."""
        return self.adjusted.get(code, self.since)

    def knows(self, code: str, in_force: InForce) -> bool:
        """Tell whether the record triggered a measure when the agency was told last of it."""
        return code in triggered(in_force(self.first(code)), self.facts)

    def is_known(self, in_force: InForce) -> bool:
        """Tell whether the agency was told of the record, be all of it suspended or not."""
        ever = {*triggered(in_force(self.since), self.facts), *self.adjusted}
        return any(self.knows(code, in_force) for code in ever)

    def applied(self, in_force: InForce, through: int) -> list[str]:
        """Return what the record triggered since the agency was told last of each measure."""
        return [
            code
            for code in self._triggered(in_force, self.since, through)
            if code not in self.adjusted
            or code in self._triggered(in_force, self.adjusted[code], through)
        ]

    def _triggered(self, in_force: InForce, first: int, last: int) -> dict[str, None]:
        return {
            code: None
            for measures in in_force.versions(first, last)
            for code in triggered(measures, self.facts)
        }


def last_told(history: Sequence[HistoryItem], record_id: UUID, through: int) -> LastTold | None:
    """Return since when a record stands as it does at a position; nothing where it does not.

    :param history: the subject's entries as one agency knows them.
    """
    found: LastTold | None = None
    for item in history:
        if item.record_id != record_id or item.position > through:
            continue
        if item.step is Step.ENDS:
            found = None
        elif item.facts is not None and item.adjusts is None:
            found = LastTold(item.facts, item.position, {})
        elif item.adjusts is not None and found is not None:
            looked_at = dict.fromkeys(item.adjusts.codes, item.position)
            found = replace(found, adjusted={**found.adjusted, **looked_at})
    return found


def held_by(
    history: Iterable[HistoryItem], record_id: UUID, present: Iterable[MeasureTerms]
) -> UUID | None:
    """Return the notice by which an agency holds a record, which is the one that said last what it
    is; nothing where the record has ended, or sets none of the agency's measures in motion.
    """
    history = list(history)
    facts = live_records(history).get(record_id)
    if facts is None or not triggered(present, facts):
        return None
    return [item.entry for item in history if item.record_id == record_id and item.says][-1]


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
