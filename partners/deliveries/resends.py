"""Sending again (补发): notices beside the stream, under their own ids, without moving the cursor.

What is sent again is told as of a position up to which the agency was told everything else; see
:mod:`partners.deliveries.retelling`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from partners.deliveries.batches import Gathering, Reader, Recipient, told_of
from partners.deliveries.retelling import retold
from partners.measures.histories import HistoryItem, concerning
from partners.measures.versions import fields_of
from partners.models.parked import ParkedNotice
from partners.notices import entries
from partners.notices.blocks import write_notices
from partners.notices.notices import Told
from partners.notices.writing import notice_bytes
from schemas.measures import NoticeField

FieldList = tuple[NoticeField, ...]
# What a notice says by now, given its subject's history; nothing where it is left out.
Telling = Callable[[Told, Sequence[HistoryItem]], Told | None]


@dataclass(slots=True)
class ToldAgain:
    """Notices that are sent again, and the ids of those that say nothing any more."""

    gathered: Gathering = field(default_factory=Gathering)
    over: set[UUID] = field(default_factory=set)


def wanted(rows: Iterable[ParkedNotice], fields: Collection[NoticeField]) -> dict[int, FieldList]:
    """Return which positions are to be told again with which fields."""
    present = tuple(fields)
    return {
        row.position: present
        if row.fields is None
        else tuple(name for name in fields_of(row.fields) if name in present)
        for row in rows
    }


def retell(
    session: Session,
    reader: Reader,
    recipient: Recipient,
    positions: Mapping[int, FieldList],
    *,
    as_of: int,
    most: int | None = None,
    most_bytes: int | None = None,
    tell: Telling | None = None,
) -> ToldAgain:
    """Gather notices again.

    :param positions: which ones, in order, and the fields each may carry.
    :param as_of: the position up to which the agency was told everything else.
    :param most: how many notices at most, and ``most_bytes`` how large the body may become.
    :param tell: tells what each says by now; absent for notices that come late.
    """
    again = ToldAgain()
    if tell is None:
        tell = _late(as_of, recipient)
    chosen = _retold(session, recipient, sorted(positions), as_of, tell, again.over)
    for told in chosen[:most]:
        if not add(again.gathered, session, reader, told, positions[told.position], most_bytes):
            break
    return again


def add(
    gathered: Gathering,
    session: Session,
    reader: Reader,
    told: Told,
    fields: FieldList,
    most_bytes: int | None,
) -> bool:
    """Add a notice to what is gathered, and tell whether there was room for it."""
    [(_, common)] = write_notices(session, reader.vault, [told], fields)
    part = notice_bytes(told, common)
    size = gathered.size + len(part) + 1
    if most_bytes is not None and gathered.told and size > most_bytes:
        return False
    gathered.told.append(told)
    gathered.parts.append(part)
    gathered.size = size
    return True


def _late(as_of: int, recipient: Recipient) -> Telling:
    return lambda told, history: retold(told, history, as_of, recipient.in_force)


def _retold(
    session: Session,
    recipient: Recipient,
    positions: Sequence[int],
    as_of: int,
    tell: Telling,
    over: set[UUID],
) -> list[Told]:
    rows = entries.at(session, positions)
    subjects = {row.subject_id for row in rows if row.subject_id is not None}
    histories = entries.histories(session, subjects, through=as_of)
    found: list[Told] = []
    for told in told_of(session, recipient, rows):
        whole = histories[told.subject_id] if told.subject_id else []
        history = concerning(whole, recipient.code)
        again = tell(told, history)
        if again is None:
            over.add(told.id)
        else:
            found.append(again)
    known = {told.id for told in found} | over
    # What the agency would not be told of any more, its settings being what they are.
    over |= {row.id for row in rows if row.id not in known}
    return found
