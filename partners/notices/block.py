"""A block (分段): one stretch of the journal as it was read, and what was written of it a moment
ago.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from threading import Lock

from sqlalchemy.orm import Session

from partners.notices import columns, reading
from partners.notices.columns import Beginnings, Columns, Rows, Run
from partners.notices.entry import Entry
from partners.notices.naming import SECONDS
from partners.notices.notices import Told
from partners.notices.writing import Written, apply_text, notice_bytes
from registry.journal import sealed_texts
from registry.journal.sealed_texts import SealedPart
from schemas.measures import NoticeField

# So few usual beginnings between other entries are looked at one by one, as those are.
FEWEST = 64
_position = attrgetter("position")


@dataclass(slots=True)
class Kept:
    """What was written for one field list, by position: what agencies have in common, and of usual
    beginnings what stands before and after the measures that an agency is to apply.
    """

    common: dict[int, Written] = field(default_factory=dict)
    around: dict[int, tuple[bytes, bytes]] = field(default_factory=dict)

    def misses(self, chosen: Sequence[Told]) -> Sequence[Told]:
        """Return those of which nothing was written yet."""
        if not self.around and not self.common:
            return chosen
        if isinstance(chosen, Beginnings):
            return chosen.without(self.around)
        known = self.around.keys() | self.common.keys() if self.common else self.around
        return [told for told in chosen if told[0][0] not in known]

    def parts(self, chosen: Sequence[Told]) -> list[bytes]:
        """Return notices of which all was written."""
        if isinstance(chosen, Beginnings):
            each = map(self.around.__getitem__, chosen.positions)
            texts = map(apply_text, chosen.apply)
            return [head + text + tail for (head, tail), text in zip(each, texts, strict=True)]
        find, common = self.around.get, self.common
        return [
            around[0] + apply_text(told[1]) + around[1]
            if (around := find(told[0][0])) is not None
            else notice_bytes(told, common[told.position])
            for told in chosen
        ]


class Block:
    """Entries of one stretch of the journal, up to a position that was known when it was read."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.through = 0
        self.lock = Lock()
        self._usual = Columns()
        self._others: Sequence[Entry] = ()
        self._entries: Sequence[Entry] | None = ()
        self._after = 0
        self._kept: dict[tuple[NoticeField, ...], Kept] = {}
        self._sealed: dict[int, SealedPart] | None = None
        self._since = 0.0

    def read(self, session: Session, after: int, through: int) -> None:
        """Read the entries above one position and up to another, unless that was done."""
        if self.through < through:
            self._forget()
            if not self.through:
                self._after, self._sealed = after, {}
            found = reading.read(session, max(after, self.through), through)
            self._usual = columns.joined(self._usual, found.usual)
            self._others = [*self._others, *found.others]
            self._entries = None
            if self._sealed is not None:
                self._sealed.update(found.sealed)
            self.through = through

    def rows(self, after: int, through: int) -> Sequence[Entry]:
        """Return the entries above one position and up to another; whoever asks holds the lock."""
        if self._entries is None:
            found = [*columns.of(self._usual).entries(), *self._others]
            self._entries = sorted(found, key=_position) if self._others else found
        return _part(self._entries, after, through)

    def parts(self, after: int, through: int) -> Sequence[Rows | Sequence[Entry]]:
        """Return the same, those in columns that many usual beginnings with texts stand together
        in; whoever asks holds the lock.
        """
        positions = self._usual.positions
        found: list[Rows | Sequence[Entry]] = []
        single: list[Entry] = []
        start = bisect_right(positions, after)
        others = _part(self._others, after, through)
        for other in [*others, None]:
            stop = bisect_right(positions, through if other is None else other.position)
            run = Rows([Run(self._usual, range(start, stop))])
            if stop - start >= (FEWEST if others else 1):
                found += [single, run] if single else [run]
                single = []
            else:
                single += run.entries()
            single += [] if other is None else [other]
            start = stop
        return [*found, single] if single else found

    def kept(self, fields: Collection[NoticeField]) -> Kept:
        """Return what was written for a field list a moment ago; whoever asks holds the lock."""
        self._forget()
        return self._kept.setdefault(tuple(fields), Kept())

    def sealed(self, session: Session) -> Mapping[int, SealedPart]:
        """Return what is sealed of subjects, as it was read a moment ago."""
        if self._sealed is None:
            self._sealed = sealed_texts.sealed_between(session, self._after, self.through)
        return self._sealed

    def _forget(self) -> None:
        now = self._clock()
        if now - self._since > SECONDS:
            self._kept.clear()
            self._sealed = None
            self._since = now


def _part(rows: Sequence[Entry], after: int, through: int) -> Sequence[Entry]:
    start = bisect_right(rows, after, key=_position)
    return rows[start : bisect_right(rows, through, key=_position)]
