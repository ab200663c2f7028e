"""Blocks (台账分段): stretches of the journal, read and written out once for all the agencies of a
process.

What stands in the journal never changes, so a block may be kept; who a subject is may be erased, so
what was written of identities is kept for a moment only.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import compress, count
from threading import Lock
from uuid import UUID

from sqlalchemy.orm import Session

from partners.measures.versions import KnownMeasures
from partners.notices import columns, usual_writing, whom
from partners.notices.block import Block, Kept
from partners.notices.columns import POSITIONS, Beginnings, Rows
from partners.notices.entry import Entry
from partners.notices.naming import CourtNames, Identities
from partners.notices.notices import Told
from partners.notices.whom import NamedBeginnings
from partners.notices.writing import Written, written
from registry.journal.sealed_texts import SealedPart
from registry.vault import Vault
from schemas.measures import NoticeField

# Positions in a block: some deliveries' worth, since each is read by one statement.
LENGTH = 2048
# So many are kept: streams that are up to date read the same few, and one that catches up reads
# each of its blocks once.
KEPT = 8


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
        usual = [(block, kept, _usual_of(each)) for block, kept, each in missing]
        usual = [(block, kept, rows) for block, kept, rows in usual if rows.runs]
        if not usual:
            return
        rows = columns.together([own for _, _, own in usual])
        sealed: list[SealedPart | None] = []
        for block, _, own in usual:
            sealed += map(block.sealed(session).get, own.column(POSITIONS))
        found = write_usual(session, whom.named(session, vault, rows, sealed), fields, self._names)
        start = 0
        for _, kept, own in usual:
            stop = start + len(own)
            kept.around.update(zip(own.column(POSITIONS), found[start:stop], strict=True))
            start = stop

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


def write_usual(
    session: Session, told: NamedBeginnings, fields: Collection[NoticeField], names: CourtNames
) -> Sequence[tuple[bytes, bytes]]:
    """Return what usual beginnings say before and after the measures to apply, in order."""
    courts = partial(names.texts_of, session)
    kinds = set(told.kinds)
    if len(kinds) == 1:
        each = usual_writing.write(told.kinds[0], told.texts, told.who, fields, courts)
        return list(zip(*each, strict=True))
    found: dict[int, tuple[bytes, bytes]] = {}
    for kind in kinds:
        alike = [own == kind for own in told.kinds]
        texts, who = (list(compress(column, alike)) for column in (told.texts, told.who))
        each = usual_writing.write(kind, texts, who, fields, courts)
        found.update(zip(compress(count(), alike), zip(*each, strict=True), strict=True))
    return list(map(found.__getitem__, range(len(found))))


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
