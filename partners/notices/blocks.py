"""Blocks (台账分段): stretches of the journal, read and written out once for all the agencies of a
process.

What stands in the journal never changes, so a block may be kept; who a subject is may be erased, so
what was written of identities is kept for a moment only.
"""

import time
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from operator import attrgetter
from threading import Lock
from typing import cast
from uuid import UUID

from sqlalchemy.orm import Session

from partners.measures.versions import KnownMeasures
from partners.notices import entries, reading, usual_writing
from partners.notices.entry import Entry
from partners.notices.naming import SECONDS, CourtNames, Identities
from partners.notices.notices import Told
from partners.notices.writing import Written, apply_text, notice_bytes, written
from registry.identity import Quoted
from registry.journal import sealed_texts
from registry.journal.sealed_texts import SealedPart
from registry.journal.usual import COURT_CODE, VERSION, Said
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
        if not self.around and not self.common:
            return list(chosen)
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
        self._after = 0
        self._kept: dict[tuple[NoticeField, ...], _Kept] = {}
        self._sealed: dict[int, SealedPart] | None = None
        self._since = 0.0

    def read(self, session: Session, after: int, through: int) -> None:
        """Read the entries above one position and up to another, unless that was done."""
        if self.through < through:
            self._forget()
            if not self.through:
                self._after, self._sealed = after, {}
            found = reading.read(session, max(after, self.through), through)
            self.entries = [*self.entries, *found.entries] if self.entries else found.entries
            if self._sealed is not None:
                self._sealed.update(found.sealed)
            self.through = through

    def kept(self, fields: Collection[NoticeField]) -> _Kept:
        """Return what was written for a field list a moment ago; whoever asks holds the lock."""
        self._forget()
        return self._kept.setdefault(tuple(fields), _Kept())

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
            places = [(block, block.kept(fields), told) for block, told in chosen]
            missing = [(block, kept, kept.misses(told)) for block, kept, told in places]
            self._write_usual(session, vault, missing, fields)
            self._write_others(session, vault, missing, fields)
            return [part for _, kept, told in places for part in kept.parts(told)]

    def _write_usual(
        self,
        session: Session,
        vault: Vault,
        missing: Sequence[tuple[Block, _Kept, Sequence[Told]]],
        fields: Collection[NoticeField],
    ) -> None:
        """Write what usual beginnings among some notices say, and keep it."""
        rows: list[Entry] = []
        sealed: list[SealedPart | None] = []
        kept_in: list[tuple[_Kept, int]] = []
        for block, kept, each in missing:
            usual = [told[0] for told in each if told[0][8] is not None]
            if usual:
                rows += usual
                sealed += map(block.sealed(session).get, [row[0] for row in usual])
                kept_in.append((kept, len(rows)))
        if not rows:
            return
        rows, quoted = _quoted(session, vault, rows, sealed)
        around = dict(write_usual(session, rows, quoted, fields, self._names))
        positions, first = [row[0] for row in rows], 0
        for kept, end in kept_in:
            kept.around |= {position: around[position] for position in positions[first:end]}
            first = end

    def _write_others(
        self,
        session: Session,
        vault: Vault,
        missing: Sequence[tuple[Block, _Kept, Sequence[Told]]],
        fields: Collection[NoticeField],
    ) -> None:
        """Write what all other notices among some say, and keep it."""
        others = {
            told[0][0]: (kept, told)
            for _, kept, each in missing
            for told in each
            if told[0][8] is None
        }
        told = [told for _, told in others.values()]
        for one, done in write_notices(session, vault, told, fields, self._names):
            others[one.position][0].common[one.position] = done

    def _block(self, key: tuple[UUID, int]) -> Block:
        with self._lock:
            block = self._blocks.pop(key, None) or Block(self._clock)
            self._blocks[key] = block
            while len(self._blocks) > KEPT:
                self._blocks.popitem(last=False)
        return block


def _quoted(
    session: Session, vault: Vault, rows: list[Entry], sealed: Sequence[SealedPart | None]
) -> tuple[list[Entry], Sequence[Quoted | None]]:
    """Return usual beginnings, and who their subjects are; nothing for those who were erased."""
    positions = [row[0] for row in rows]
    found = sealed_texts.open_all(vault, list(zip(positions, sealed, strict=True)))
    if None not in found:
        return rows, found
    without = [row for row, one in zip(rows, found, strict=True) if one is None]
    # What does not open may say anything: the journal is asked what was told.
    unread = [row[0] for row in without if row[3] is None]
    again = {row[0]: row for row in entries.usual_at(session, unread)} if unread else {}
    without = [again.get(row[0], row) for row in without]
    wanted = [(cast(str, row[4]), int(cast(Said, row[8])[VERSION])) for row in without]
    identities = Identities(session, vault, {subject for subject, _ in wanted}).quoted(wanted)
    told = {row[0]: (row, one) for row, one in zip(without, identities, strict=True)}
    each = [told.get(row[0], (row, one)) for row, one in zip(rows, found, strict=True)]
    return [row for row, _ in each], [one for _, one in each]


def write_usual(
    session: Session,
    rows: Sequence[Entry],
    quoted: Sequence[Quoted | None],
    fields: Collection[NoticeField],
    names: CourtNames,
) -> Iterator[tuple[int, tuple[bytes, bytes]]]:
    """Yield what usual beginnings say before and after the measures to apply, by position.

    What concerns every notice goes by place here, since names cost as much as the work itself.
    """
    if not rows:
        return
    codes = {cast(Said, row[8])[COURT_CODE].decode() for row in rows}
    known = names.of(session, codes)
    # A court that the register does not know yet is called by its code.
    called = {code: known.get(code, code) for code in codes}
    kinds = {row[2] for row in rows}
    for kind in kinds:
        alike, who = rows, quoted
        if len(kinds) > 1:
            alike = [row for row in rows if row[2] == kind]
            who = [one for row, one in zip(rows, quoted, strict=True) if row[2] == kind]
        heads, tails = usual_writing.write(alike, who, fields, called)
        around = zip(heads, tails, strict=True)
        yield from zip([row[0] for row in alike], around, strict=True)


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
