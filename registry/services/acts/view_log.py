"""The record of views (查阅记录): a chain apart from the journal, which says who saw what and why.

Each entry's digest commits to the one before it, so that nothing can be altered, left out or moved
unnoticed; the store itself refuses to change an entry. It holds nothing of what was seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import orjson
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.journal.entry import moment_text
from registry.models.views import ViewEntry, ViewHead
from registry.services.acts import view_anchors
from schemas.inquiry_codes import ViewPurpose

START = bytes(32)
# So many are read at once.
PAGE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What somebody is about to see, and what for.

    :ivar record_kind: what kind of record it is, such as ``inquiry``.
    """

    record_kind: str
    record_id: UUID
    case_id: UUID
    purpose: ViewPurpose


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of the whole chain came to: its length and last digest, and where it breaks.

    :ivar broken_at: the first position that does not follow from the one before it; None where all
        do.
    """

    size: int
    digest: bytes
    broken_at: int | None


def enter(session: Session, view: View, *, actor: CourtActor, now: datetime) -> ViewEntry:
    """Enter a view as the next one; whoever enters another one waits for this transaction."""
    head = session.execute(
        select(ViewHead).where(ViewHead.id == 1).with_for_update(),
        execution_options={"populate_existing": True},
    ).scalar_one()
    entry = ViewEntry(
        position=head.size + 1,
        actor=actor.journal.name,
        via=actor.journal.via,
        court_code=actor.court_code,
        purpose=view.purpose,
        record_kind=view.record_kind,
        record_id=view.record_id,
        case_id=view.case_id,
        seen_at=now,
    )
    entry.digest = _digest(head.digest, entry)
    session.add(entry)
    head.size, head.digest = entry.position, entry.digest
    session.flush()
    return entry


def of_record(session: Session, record_id: UUID, *, after: int, most: int) -> Sequence[ViewEntry]:
    """Return who has seen a record, the first first.

    :param after: the position to go on from.
    """
    return session.scalars(
        select(ViewEntry)
        .where(ViewEntry.record_id == record_id, ViewEntry.position > after)
        .order_by(ViewEntry.position)
        .limit(most)
    ).all()


def verify(session: Session) -> Verified:
    """Check that every entry follows from the one before it, that none is missing, and that the
    chain is the one of which the journal holds the anchors.
    """
    anchors = view_anchors.anchored(session)
    head = session.execute(select(ViewHead).where(ViewHead.id == 1)).scalar_one()
    size = session.execute(select(func.count()).select_from(ViewEntry)).scalar_one()
    before, position = START, 0
    while True:
        chosen = select(ViewEntry).where(ViewEntry.position > position)
        entries = session.scalars(chosen.order_by(ViewEntry.position).limit(PAGE)).all()
        for entry in entries:
            position += 1
            if entry.position != position or entry.digest != _digest(before, entry):
                return Verified(size, before, position)
            if anchors.get(position, entry.digest) != entry.digest:
                return Verified(size, before, position)
            before = entry.digest
        if not entries:
            break
    is_whole = (head.size, head.digest) == (position, before)
    is_whole = is_whole and max(anchors, default=0) <= position
    return Verified(size, before, None if is_whole else position + 1)


def _digest(before: bytes, entry: ViewEntry) -> bytes:
    said = (
        entry.position,
        entry.actor,
        entry.via,
        entry.court_code,
        entry.purpose,
        entry.record_kind,
        entry.record_id.hex,
        entry.case_id.hex,
        moment_text(entry.seen_at),
    )
    return sha256(before + orjson.dumps(said)).digest()
