"""Blocks (台账分段): stretches of the journal, read and written out once for all the agencies of a
process.

What stands in the journal never changes, so a block may be kept; who a subject is may be erased, so
what was written of identities is kept for a moment only.
"""

import time
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from operator import attrgetter
from threading import Lock
from typing import cast
from uuid import UUID

from sqlalchemy.orm import Session

from partners.measures.versions import KnownMeasures
from partners.notices import entries, usual_writing
from partners.notices.entry import Entry
from partners.notices.naming import SECONDS, CourtNames, Identities
from partners.notices.notices import Told
from partners.notices.usual import COURT_CODE, VERSION, Said
from partners.notices.writing import Written, apply_text, notice_bytes, written
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
    """What was written for one field list, by position: what agencies have in common, and of usual
    beginnings what stands before and after the measures that an agency is to apply.
    """

    common: dict[int, Written] = field(default_factory=dict)
    around: dict[int, tuple[bytes, bytes]] = field(default_factory=dict)

    def misses(self, chosen: Sequence[Told]) -> list[Told]:
        """Return those of which nothing was written yet."""
        known = self.around.keys() | self.common.keys() if self.common else self.around
        return [told for told in chosen if told[0][0] not in known]

    def parts(self, chosen: Sequence[Told]) -> list[bytes]:
        """Return notices of which all was written."""
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

    def kept(self, fields: Collection[NoticeField]) -> _Kept:
        """Return what was written for a field list a moment ago; whoever asks holds the lock."""
        now = self._clock()
        if now - self._since > SECONDS:
            self._kept.clear()
            self._since = now
        return self._kept.setdefault(tuple(fields), _Kept())


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

    def write(
        self,
        session: Session,
        vault: Vault,
        chosen: Sequence[tuple[Block, Sequence[Told]]],
        fields: Collection[NoticeField],
    ) -> list[bytes]:
        """Return notices as JSON for agencies that are told of these fields.

        :param chosen: blocks in order, each with notices of its entries.
        """
        # One asks of identities for all blocks at once; whoever needs them as well waits for it.
        with ExitStack() as locks:
            for block, _ in chosen:
                locks.enter_context(block.lock)
            places = [(block.kept(fields), told) for block, told in chosen]
            missing = [(kept, kept.misses(told)) for kept, told in places]
            usual = [told[0] for _, each in missing for told in each if told[0][8] is not None]
            around = dict(write_usual(session, vault, usual, fields, self._names))
            others = [told for _, each in missing for told in each if told[0][8] is None]
            common = {
                told.position: done
                for told, done in write_notices(session, vault, others, fields, self._names)
            }
            for kept, each in missing:
                positions = {told[0][0] for told in each}
                kept.around.update((at, around[at]) for at in positions & around.keys())
                kept.common.update((at, common[at]) for at in positions & common.keys())
            return [part for kept, told in places for part in kept.parts(told)]

    def _block(self, key: tuple[UUID, int]) -> Block:
        with self._lock:
            block = self._blocks.pop(key, None) or Block(self._clock)
            self._blocks[key] = block
            while len(self._blocks) > KEPT:
                self._blocks.popitem(last=False)
        return block


def write_usual(
    session: Session,
    vault: Vault,
    rows: Sequence[Entry],
    fields: Collection[NoticeField],
    names: CourtNames,
) -> Iterator[tuple[int, tuple[bytes, bytes]]]:
    """Yield what usual beginnings say before and after the measures to apply, by position.

    What concerns every notice goes by place here, since names cost as much as the work itself.
    """
    if not rows:
        return
    subjects = cast(list[str], [row[4] for row in rows])
    said = cast(list[Said], [row[8] for row in rows])
    wanted = [(subject, int(one[VERSION])) for subject, one in zip(subjects, said, strict=True)]
    quoted = Identities(session, vault, subjects).quoted(wanted)
    codes = {one[COURT_CODE] for one in said}
    known = names.of(session, codes)
    # A court that the register does not know yet is called by its code.
    called = {code: known.get(code, code) for code in codes}
    for kind in {row[2] for row in rows}:
        alike = [row for row in rows if row[2] == kind]
        who = [quoted.get(one) for row, one in zip(rows, wanted, strict=True) if row[2] == kind]
        texts = usual_writing.write(alike, who, fields, called)
        yield from zip([row[0] for row in alike], texts, strict=True)


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
    subjects = {one for told in missing if (one := told.entry.raw_subject) is not None}
    identities = Identities(session, vault, subjects)
    codes = {told.body["case"]["court_code"] for told in missing if "case" in told.body}
    called = (names or CourtNames()).of(session, codes)
    for told in missing:
        subject = told.entry.raw_subject
        identity = identities.open(subject, told.body["identity"]["version"]) if subject else None
        yield told, written(told, identity, wanted, called)
