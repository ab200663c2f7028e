"""Lives of the journal (台账的一期): after a backup was restored, positions that agencies know are
given again to other entries. So the journal goes on as another stream, which every agency has to
meet with a snapshot before it is told anything.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.journal import read
from registry.models.journal import JournalEntry


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the journal ends.

    :ivar stream: the id of its present life.
    :ivar recorded_at: when its last entry was written; nothing where it has none.
    """

    stream: UUID
    size: int
    recorded_at: datetime | None


def stand(session: Session) -> Stand:
    """Return where the journal ends."""
    head = read.head(session)
    last = select(JournalEntry.recorded_at).where(JournalEntry.position == head.size)
    return Stand(head.stream, head.size, session.scalar(last))


class Lives:
    """All lives of a journal.

    :param present: the id of its present stream.
    :param beginnings: the positions at which another life began, in order, each with the stream
        before.
    """

    def __init__(self, present: UUID, beginnings: Sequence[tuple[int, UUID]]) -> None:
        self._present = present
        self._positions = [position for position, _ in beginnings]
        self._before = [before for _, before in beginnings]

    def at(self, size: int) -> UUID:
        """Return the stream of which the journal was when it had a size."""
        place = bisect_right(self._positions, size)
        return self._before[place] if place < len(self._before) else self._present

    def latest_beginning(self, size: int) -> int | None:
        """Return the last position up to a size at which another life began; nothing where the
        journal was never restored up to there.
        """
        place = bisect_right(self._positions, size)
        return self._positions[place - 1] if place else None


def all_of(session: Session) -> Lives:
    """Return the lives of the journal."""
    rows = session.execute(
        select(JournalEntry.position, JournalEntry.body)
        .where(JournalEntry.kind == events.JOURNAL_RESTORED.name)
        .order_by(JournalEntry.position)
    )
    beginnings = [(position, UUID(orjson.loads(body)["before"])) for position, body in rows]
    return Lives(read.head(session).stream, beginnings)


def ended_at(session: Session, stream: UUID) -> datetime | None:
    """Return when the journal stopped being a stream; nothing where it is that one still, or never
    was.
    """
    rows = session.execute(
        select(JournalEntry.occurred_at, JournalEntry.body)
        .where(JournalEntry.kind == events.JOURNAL_RESTORED.name)
        .order_by(JournalEntry.position)
    )
    return next((at for at, body in rows if UUID(orjson.loads(body)["before"]) == stream), None)
