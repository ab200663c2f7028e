"""Blocks (台账分段): stretches of the journal, read and written out once for all the agencies of a
process.

What stands in the journal never changes, so a block may be kept; who a subject is may be erased, so
what was written of identities is kept for a moment only.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from threading import Lock
from typing import cast
from uuid import UUID

from sqlalchemy.orm import Session

from partners.measures.versions import KnownMeasures
from partners.notices import columns, entries, usual_writing
from partners.notices.block import Block, Kept
from partners.notices.columns import KINDS, POSITIONS, Beginnings, Rows
from partners.notices.entry import Entry
from partners.notices.naming import CourtNames, Identities
from partners.notices.notices import Told
from partners.notices.usual_writing import Who
from partners.notices.writing import Written, written
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


class Blocks:
    """The blocks that a process keeps, those that were used last.

    :param clock: gives seconds that only grow.
    :ivar measures: what decides on who is told of their entries.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.measures = KnownMeasures()
        self._clock = clock
        self._names = CourtNames(clock)
        self._blocks: OrderedDict[tuple[UUID, int, int], Block] = OrderedDict()
        self._lock = Lock()

    def between(
        self, session: Session, stream: UUID, after: int, through: int, *, erased: int = 0
    ) -> Iterator[tuple[Block, Sequence[Entry]]]:
        """Yield what may become notices above one position and up to another, block by block.

        :param stream: the life of the journal that positions are of.
        :param erased: how often identities had been erased before anything was read for this: what
            others read and wrote before another time is not used. No matter where nobody is named.
        """
        for block, start, last in self._stretches(stream, after, through, erased):
            with block.lock:
                block.read(session, start // LENGTH * LENGTH, last)
                rows = block.rows(start, last)
            yield block, rows

    def beginnings_or_rows(
        self, session: Session, stream: UUID, after: int, through: int, *, erased: int
    ) -> Iterator[tuple[Block, Rows | Sequence[Entry]]]:
        """Yield the same, in columns where many usual beginnings stand together."""
        for block, start, last in self._stretches(stream, after, through, erased):
            with block.lock:
                block.read(session, start // LENGTH * LENGTH, last)
                parts = block.parts(start, last)
            for part in parts:
                yield block, part

    def _stretches(
        self, stream: UUID, after: int, through: int, erased: int
    ) -> Iterator[tuple[Block, int, int]]:
        while after < through:
            number = after // LENGTH
            last = min((number + 1) * LENGTH, through)
            yield self._block((stream, erased, number)), after, last
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
            for lock in dict.fromkeys([block.lock for block, _ in chosen]):
                locks.enter_context(lock)
            places = [(block, block.kept(fields), told) for block, told in chosen]
            missing = [(block, kept, kept.misses(told)) for block, kept, told in places]
            self._write_usual(session, vault, missing, fields)
            self._write_others(session, vault, missing, fields)
            return [part for _, kept, told in places for part in kept.parts(told)]

    def _write_usual(
        self,
        session: Session,
        vault: Vault,
        missing: Sequence[tuple[Block, Kept, Sequence[Told]]],
        fields: Collection[NoticeField],
    ) -> None:
        """Write what usual beginnings among some notices say, and keep it."""
        parts: list[Rows] = []
        sealed: list[SealedPart | None] = []
        kept_in: list[tuple[Kept, int, int]] = []
        for block, kept, each in missing:
            usual = _usual_of(each)
            if usual.runs:
                parts.append(usual)
                first = len(sealed)
                sealed += map(block.sealed(session).get, usual.column(POSITIONS))
                kept_in.append((kept, first, len(sealed)))
        if not parts:
            return
        rows, who = _who(session, vault, columns.together(parts), sealed)
        found = write_usual(session, rows, who, fields, self._names)
        positions = rows.column(POSITIONS)
        for kept, start, stop in kept_in:
            mine = positions[start:stop]
            kept.around.update(zip(mine, map(found.__getitem__, mine), strict=True))

    def _write_others(
        self,
        session: Session,
        vault: Vault,
        missing: Sequence[tuple[Block, Kept, Sequence[Told]]],
        fields: Collection[NoticeField],
    ) -> None:
        """Write what all other notices among some say, and keep it."""
        others = {
            told[0][0]: (kept, told)
            for _, kept, each in missing
            if not isinstance(each, Beginnings)
            for told in each
            if told[0][8] is None
        }
        told = [told for _, told in others.values()]
        for one, done in write_notices(session, vault, told, fields, self._names):
            others[one.position][0].common[one.position] = done

    def _block(self, key: tuple[UUID, int, int]) -> Block:
        with self._lock:
            block = self._blocks.pop(key, None) or Block(self._clock)
            self._blocks[key] = block
            while len(self._blocks) > KEPT:
                self._blocks.popitem(last=False)
        return block


def _usual_of(told: Sequence[Told]) -> Rows:
    if isinstance(told, Beginnings):
        return told.rows
    return columns.of_entries([each[0] for each in told if each[0][8] is not None])


def _who(
    session: Session, vault: Vault, rows: Rows, sealed: Sequence[SealedPart | None]
) -> tuple[Rows, Who]:
    """Return usual beginnings, and who their subjects are; nothing for those who were erased."""
    if None not in sealed:
        present = cast(Sequence[SealedPart], sealed)
        opened = sealed_texts.open_columns(vault, rows.column(POSITIONS), present)
        if opened is not None:
            return rows, opened
    each, who = _quoted(session, vault, rows.entries(), sealed)
    return columns.of_entries(each), who


def _quoted(
    session: Session, vault: Vault, rows: list[Entry], sealed: Sequence[SealedPart | None]
) -> tuple[list[Entry], list[Quoted | None]]:
    positions = [row[0] for row in rows]
    found = sealed_texts.open_all(vault, list(zip(positions, sealed, strict=True)))
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
    rows: Rows,
    who: Who,
    fields: Collection[NoticeField],
    names: CourtNames,
) -> Mapping[int, tuple[bytes, bytes]]:
    """Return what usual beginnings say before and after the measures to apply, by position."""
    codes = {code.decode() for code in set(rows.said(COURT_CODE))}
    known = names.of(session, codes)
    # A court that the register does not know yet is called by its code.
    called = {code: known.get(code, code) for code in codes}
    each = rows.column(KINDS)
    kinds = set(each)
    found: dict[int, tuple[bytes, bytes]] = {}
    for kind in kinds:
        alike, whom = rows, who
        if len(kinds) > 1:
            chosen = [one == kind for one in each]
            alike, whom = rows.only(chosen), usual_writing.only(who, chosen)
        heads, tails = usual_writing.write(alike, whom, fields, called)
        around = zip(heads, tails, strict=True)
        found.update(zip(alike.column(POSITIONS), around, strict=True))
    return found


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
