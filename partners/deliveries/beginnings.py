"""Beginnings (开始事项): what they set in motion for an agency, found once for all alike."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from partners.measures.triggers import RecordFacts
from partners.measures.versions import MeasuresInForce
from partners.notices.columns import FACTS, POSITIONS, Beginnings, Rows
from partners.notices.entry import Entry, make
from partners.notices.notices import Told

_NOTHING_ELSE = tuple(Told._field_defaults.values())[1:]


def told_of_rows(in_force: MeasuresInForce, rows: Rows) -> Beginnings | None:
    """Return what an agency is told of usual beginnings, where nothing but their facts decides.

    :param in_force: its measures.
    """
    positions = rows.column(POSITIONS)
    if not positions:
        return Beginnings(rows, ())
    if in_force.has_thresholds or not in_force.is_steady(positions[0], positions[-1]):
        return None
    apply = _by_facts(in_force, positions[0], rows.column(FACTS))
    if all(apply):
        return Beginnings(rows, apply)
    return Beginnings(rows.only(apply), list(filter(None, apply)))


def _by_facts(
    in_force: MeasuresInForce, position: int, facts: Sequence[RecordFacts | None]
) -> Sequence[tuple[str, ...]]:
    """Return what each of some facts sets in motion, where the measures are those at a position."""
    # By the object: entries share the facts that are equal, and hashing them costs more.
    keys = list(map(id, facts))
    firsts = dict(zip(keys, facts, strict=True))
    known = {key: in_force.triggered(position, one) if one else () for key, one in firsts.items()}
    return list(map(known.__getitem__, keys))


class FactsAlone:
    """What beginnings among some entries set in motion, found once for all that have the same facts
    as long as nothing changes between them.
    """

    def __init__(self, in_force: MeasuresInForce, rows: Sequence[Entry]) -> None:
        self._in_force = in_force
        self._is_steady = in_force.is_steady(rows[0].position, rows[-1].position)
        self._known: dict[tuple[int, int], tuple[str, ...]] = {}

    def suffice(self, rows: Sequence[Entry]) -> bool:
        """Tell whether nothing but their facts decides on any of these entries."""
        is_plain = self._is_steady and not self._in_force.has_thresholds
        return is_plain and None not in [row.facts for row in rows]

    def all_of(self, rows: Sequence[Entry]) -> Iterator[Told]:
        """Yield what is told of entries on which their facts alone decide, in order."""
        found = _by_facts(self._in_force, rows[0].position, [row.facts for row in rows])
        return (
            make(Told, (row, apply, *_NOTHING_ELSE))
            for row, apply in zip(rows, found, strict=True)
            if apply
        )

    def __call__(self, row: Entry, facts: RecordFacts) -> tuple[str, ...]:
        owed = row.owed if self._in_force.has_thresholds else None
        key = id(facts), self._in_force.reached(owed)
        found = self._known.get(key) if self._is_steady else None
        if found is None:
            facts = replace(facts, owed=owed)
            found = self._known[key] = self._in_force.triggered(row.position, facts)
        return found
