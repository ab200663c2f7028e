"""Blocks (台账分段): stretches of the journal, read and written out once for all the agencies of a
process.

What stands in the journal never changes, so a block may be kept; who a subject is may be erased, so
what was written of identities is kept for a moment only.
"""

import time
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from threading import Lock
from uuid import UUID

from sqlalchemy.orm import Session

from partners import entries
from partners.entry import Entry
from partners.naming import SECONDS, CourtNames, Identities
from partners.notices import Told
from partners.versions import KnownMeasures
from partners.writing import Written, notice_bytes, written
from registry.vault import Vault
from schemas.measures import NoticeField

# Positions in a block: about what a delivery holds.
LENGTH = 512
# So many are kept: streams that are up to date read the same few, and one that catches up reads
# each of its blocks once.
KEPT = 32


_position = attrgetter("position")


@dataclass(slots=True)
class _Kept:
    """What was written for one field list, by position; whole notices where no more than the
    measures to apply differs between agencies.
    """

    common: dict[int, Written] = field(default_factory=dict)
    whole: dict[tuple[int, tuple[str, ...]], bytes] = field(default_factory=dict)

    def part(self, told: Told) -> bytes:
        """Return a notice, the common part of which was written."""
        if told.entry.facts is None:
            return notice_bytes(told, self.common[told.position])
        key = told.entry.position, told.apply
        found = self.whole.get(key)
        if found is None:
            found = self.whole[key] = notice_bytes(told, self.common[told.position])
        return found


class Block:
    """Entries of one stretch of the journal, up to a position that was known when it was read."""

    def __init__(self, clock: Callable[[], float], names: CourtNames) -> None:
        self._clock = clock
        self._names = names
        self.through = 0
        self.entries: Sequence[Entry] = ()
        self.lock = Lock()
        self._kept: dict[tuple[NoticeField, ...], _Kept] = {}
        self._since = 0.0

    def read(self, session: Session, after: int, through: int) -> None:
        """Read the entries above one position and up to another, unless that was done."""
        if self.through < through:
            since = max(after, self.through)
            self.entries = [*self.entries, *entries.between(session, since, through)]
            self.through = through

    def write(
        self,
        session: Session,
        vault: Vault,
        chosen: Sequence[Told],
        fields: Collection[NoticeField],
    ) -> Sequence[tuple[Told, bytes]]:
        """Return notices as JSON for agencies that are told of these fields."""
        now = self._clock()
        with self.lock:
            if now - self._since > SECONDS:
                self._kept.clear()
                self._since = now
            kept = self._kept.setdefault(tuple(fields), _Kept())
            missing = [told for told in chosen if told.entry.position not in kept.common]
            for told, done in write_notices(session, vault, missing, fields, self._names):
                kept.common[told.entry.position] = done
            return [(told, kept.part(told)) for told in chosen]


class Blocks:
    """The blocks that a process keeps, those that were used last.

    :param clock: gives seconds that only grow.
    :ivar measures: what decides on who is told of their entries.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.measures = KnownMeasures()
        self._clock = clock
        self._names = CourtNames(clock)
        self._blocks: OrderedDict[tuple[UUID, int], Block] = OrderedDict()
        self._lock = Lock()

    def between(
        self, session: Session, stream: UUID, after: int, through: int
    ) -> Iterator[tuple[Block, Sequence[Entry]]]:
        """Yield what may become notices above one position and up to another, block by block.

        :param stream: the life of the journal that positions are of.
        """
        while after < through:
            number = after // LENGTH
            first, last = number * LENGTH, min((number + 1) * LENGTH, through)
            block = self._block((stream, number))
            with block.lock:
                block.read(session, first, last)
                kept = block.entries
            start = bisect_right(kept, after, key=_position)
            yield block, kept[start : bisect_right(kept, last, key=_position)]
            after = last

    def _block(self, key: tuple[UUID, int]) -> Block:
        with self._lock:
            block = self._blocks.pop(key, None) or Block(self._clock, self._names)
            self._blocks[key] = block
            while len(self._blocks) > KEPT:
                self._blocks.popitem(last=False)
        return block


def write_notices(
    session: Session,
    vault: Vault,
    missing: Sequence[Told],
    fields: Collection[NoticeField],
    names: CourtNames | None = None,
) -> Iterator[tuple[Told, Written]]:
    """Yield notices with what they say to every agency that is told of these fields.

    :param names: of courts, where some are known already.
    """
    if not missing:
        return
    wanted = frozenset(fields)
    subjects = {hexed for told in missing if (hexed := told.entry.subject_hex) is not None}
    identities = Identities(session, vault, subjects)
    codes = {told.body["case"]["court_code"] for told in missing if "case" in told.body}
    called = (names or CourtNames()).of(session, codes)
    for told in missing:
        hexed = told.entry.subject_hex
        identity = identities.open(hexed, told.body["identity"]["version"]) if hexed else None
        yield told, written(told, identity, wanted, called)
