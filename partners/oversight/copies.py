"""Copies (快照副本): what agencies know of records by snapshots that they confirmed, or will know
by the one that they wait for.

A snapshot tells all that an agency should hold at its position, and takes the place of whatever was
told before: no notice of the stream need ever have said so.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.measures.audience import standing
from partners.measures.histories import HistoryItem, InForce
from partners.models.agencies import Agency
from partners.models.snapshots import Snapshot
from partners.notices.entry import Entry
from partners.notices.notices import Told
from partners.states import SnapshotState


@dataclass(frozen=True, slots=True)
class Copy:
    """A snapshot of an agency.

    :ivar position: the position that it is of.
    :ivar confirmed_at: when the agency said that it has it whole; absent while it waits for it.
    """

    position: int
    confirmed_at: datetime | None


def confirmed(session: Session, agencies: Collection[Agency]) -> Mapping[int, Sequence[Copy]]:
    """Return the snapshots that agencies have confirmed, by the agency and in order."""
    rows = session.execute(
        select(Snapshot.agency_id, Snapshot.position, Snapshot.confirmed_at)
        .where(
            Snapshot.state == SnapshotState.CONFIRMED,
            Snapshot.agency_id.in_([agency.id for agency in agencies]),
        )
        .order_by(Snapshot.id)
    )
    found: dict[int, list[Copy]] = {}
    for agency_id, position, confirmed_at in rows:
        found.setdefault(agency_id, []).append(Copy(position, confirmed_at))
    return found


def lines(
    rows: Iterable[Entry],
    histories: Mapping[UUID, Sequence[HistoryItem]],
    in_force: InForce,
    copies: Sequence[Copy],
) -> dict[UUID, tuple[Told, Copy]]:
    """Return the notices that stand in copies, by their ids, each with the first that it is in and
    the measures that any of them says.

    :param rows: the entries of some records, and ``histories`` those of their subjects.
    """
    rows, found = tuple(rows), dict[UUID, tuple[Told, Copy]]()
    for copy in copies:
        for row in _saying(rows, histories, copy.position):
            past = [one for one in histories[row.subject] if one.position <= copy.position]
            codes = standing(past, in_force(copy.position)).get(row.record, ())
            if not codes:
                continue
            known, first = found.get(row.id, (Told(row), copy))
            apply = tuple(dict.fromkeys((*known.apply, *codes)))
            found[row.id] = known._replace(apply=apply), first
    return found


def _saying(
    rows: Iterable[Entry], histories: Mapping[UUID, Sequence[HistoryItem]], position: int
) -> Iterable[Entry]:
    """Return the entries that say last, up to a position, what their records are."""
    says = {
        item.position
        for history in histories.values()
        for item in history
        if item.says and item.position <= position
    }
    return {row.record: row for row in rows if row.position in says}.values()


def merged(
    notices: Iterable[Told], copied: Mapping[UUID, tuple[Told, Copy]]
) -> tuple[list[Told], frozenset[UUID]]:
    """Return what an agency is told by its stream and by copies, in order, and the ids of what it
    is told by copies alone.
    """
    by_id = {notice.id: notice for notice in notices}
    alone = frozenset(copied).difference(by_id)
    for key, (line, _) in copied.items():
        known = by_id.get(key, line)
        by_id[key] = known._replace(apply=tuple(dict.fromkeys((*known.apply, *line.apply))))
    return sorted(by_id.values(), key=lambda notice: notice.position), alone
