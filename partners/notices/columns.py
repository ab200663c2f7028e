"""Columns (分列): usual beginnings of a stretch of the journal, column by column.

Of thousands on their way to an agency no entry and no notice is made until somebody asks for it.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import compress, islice, repeat
from operator import itemgetter
from typing import Any, NamedTuple, cast, overload

from partners.measures.triggers import RecordFacts
from partners.notices import entries
from partners.notices.entry import Entry, make
from partners.notices.notices import Told
from registry.journal import wording
from registry.journal.entry import moment_text
from registry.journal.usual import Said
from registry.raw import Raw

_NOTHING_ELSE = tuple(map(repeat, tuple(Told._field_defaults.values())[1:]))


class Columns(NamedTuple):
    """What usual beginnings say, in the order of the journal.

    :ivar facts: what decides on measures, one object for all that are equal.
    :ivar texts: what they say, as :mod:`registry.journal.wording` has it.
    """

    positions: Sequence[int] = ()
    kinds: Sequence[str] = ()
    facts: Sequence[RecordFacts] = ()
    texts: Sequence[bytes] = ()


# Where they are, for whoever asks for some.
POSITIONS, KINDS, FACTS, TEXTS = range(4)


class Run(NamedTuple):
    """Some rows of columns, by their places there, in order."""

    columns: Columns
    places: Sequence[int]

    def of(self, column: Sequence[Any]) -> Sequence[Any]:
        """Return what a column holds there."""
        places = self.places
        if isinstance(places, range):
            return column[places.start : places.stop]
        return list(map(column.__getitem__, places))


class Rows:
    """Usual beginnings, in the order of the journal: runs of columns, of which nothing is copied
    that nobody asks for.
    """

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs

    def __len__(self) -> int:
        return sum([len(run.places) for run in self.runs])

    def column(self, place: int) -> Sequence[Any]:
        """Return a column, by one of the places above."""
        return _chained([run.of(run.columns[place]) for run in self.runs])

    @property
    def ids(self) -> Sequence[bytes]:
        """Return the ids of the entries, as the wire has them."""
        return wording.ids_of(self.column(TEXTS))

    def between(self, start: int, stop: int) -> "Rows":
        """Return the rows from one place up to another, without that."""
        found, first = [], 0
        for run in self.runs:
            places = run.places[max(start - first, 0) : max(stop - first, 0)]
            if places:
                found.append(Run(run.columns, places))
            first += len(run.places)
        return Rows(found)

    def only(self, chosen: Iterable[Any]) -> "Rows":
        """Return the rows of which something is so.

        :param chosen: true or false of each.
        """
        each = iter(chosen)
        found = [
            Run(run.columns, list(compress(run.places, islice(each, len(run.places)))))
            for run in self.runs
        ]
        return Rows([run for run in found if run.places])

    def entries(self) -> list[Entry]:
        """Return the rows as entries."""
        positions, kinds, facts, texts = map(self.column, range(4))
        ids, subjects, records, moments, said = wording.parts_of(texts)
        nothing = repeat(None, len(positions))
        columns = positions, ids, kinds, nothing, subjects, records, moments, facts, said
        return list(map(make, repeat(Entry), zip(*columns, strict=True)))


def _chained(columns: Sequence[Sequence[Any]]) -> Sequence[Any]:
    if len(columns) == 1:
        return columns[0]
    found: list[Any] = []
    for column in columns:
        found.extend(column)
    return found


def of(columns: Columns) -> Rows:
    """Return all rows of columns."""
    return Rows([Run(columns, range(len(columns.positions)))] if columns.positions else [])


def together(parts: Iterable[Rows]) -> Rows:
    """Return the rows of several stretches, one after the other."""
    return Rows([run for part in parts for run in part.runs])


def joined(first: Columns, then: Columns) -> Columns:
    """Return columns with those of the stretch that follows."""
    if not first.positions:
        return then
    return make(Columns, ([*one, *other] for one, other in zip(first, then, strict=True)))


def of_texts(positions: Sequence[int], texts: Sequence[bytes]) -> Columns:
    """Return what is said by texts at some positions."""
    deciding = wording.deciding_of(texts)
    known = {each: _decided_by(each) for each in set(deciding)}
    found = list(map(known.__getitem__, deciding))
    return Columns(
        positions, list(map(itemgetter(0), found)), list(map(itemgetter(1), found)), texts
    )


def _decided_by(deciding: bytes) -> tuple[str, RecordFacts]:
    kind, subject_kind, acts = wording.decided_by(deciding)
    return kind, entries.facts_said(kind, subject_kind, b"true", acts)


def of_entries(rows: Sequence[Entry]) -> Rows:
    """Return entries that are usual beginnings, in columns."""
    return of(
        Columns(
            [row.position for row in rows],
            [row.kind for row in rows],
            [cast(RecordFacts, row.facts) for row in rows],
            [_text_of(row) for row in rows],
        )
    )


def _text_of(row: Entry) -> bytes:
    ids = row.raw_id, cast(Raw, row.raw_subject), cast(Raw, row.raw_record)
    said = cast(Said, row.usual)
    return wording.text_of(row.position, ids, row.kind, moment_text(row.occurred_at), said)


class Beginnings(Sequence[Told]):
    """Usual beginnings that an agency is told of: notices that are made when they are asked for.

    :param rows: the entries.
    :param apply: what each has it apply.
    """

    def __init__(self, rows: Rows, apply: Sequence[tuple[str, ...]]) -> None:
        self.rows = rows
        self.apply = apply
        self.positions: Sequence[int] = rows.column(POSITIONS)
        self._made: list[Told] | None = None

    def without(self, known: Container[int]) -> "Beginnings":
        """Return those at positions that are not among some."""
        chosen = [position not in known for position in self.positions]
        if all(chosen):
            return self
        return Beginnings(self.rows.only(chosen), list(compress(self.apply, chosen)))

    def __len__(self) -> int:
        return len(self.apply)

    @overload
    def __getitem__(self, place: int) -> Told: ...

    @overload
    def __getitem__(self, place: slice) -> "Beginnings": ...

    def __getitem__(self, place: int | slice) -> "Told | Beginnings":
        if isinstance(place, slice):
            start, stop, _ = place.indices(len(self.apply))
            return Beginnings(self.rows.between(start, stop), self.apply[start:stop])
        if self._made is not None:
            return self._made[place]
        at = range(len(self.apply))[place]
        [row] = self.rows.between(at, at + 1).entries()
        return Told(row, self.apply[at])

    def __iter__(self) -> Iterator[Told]:
        if self._made is None:
            each = zip(self.rows.entries(), self.apply, *_NOTHING_ELSE)  # noqa: B905 - the rest has no end
            self._made = list(map(make, repeat(Told), each))
        return iter(self._made)


def told_together(parts: Sequence[Beginnings]) -> Beginnings:
    """Return what an agency is told of several stretches, one after the other."""
    if len(parts) == 1:
        return parts[0]
    apply = _chained([part.apply for part in parts])
    return Beginnings(together([part.rows for part in parts]), apply)


def span_of(told: Sequence[Told]) -> tuple[int, int]:
    """Return the positions of the first and the last of some notices, of which there is one."""
    if isinstance(told, Beginnings):
        return told.positions[0], told.positions[-1]
    return told[0].position, told[-1].position
