"""What follows (接续推送): the next delivery of a stream, drawn up while the agency works at the
one before, as it will be if that one is accepted. Only reads.

Whoever fixes it looks again at everything it rests on; where anything is otherwise, it is thrown
away and drawn up anew. So a guess that was wrong costs its time and nothing else.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from partners.deliveries.batches import Recipient
from partners.deliveries.desks import Desk
from partners.deliveries.drafts import Draft, Sender
from partners.deliveries.drawing import draw_stream
from partners.models.agencies import Agency
from partners.models.streams import StreamState
from partners.states import AT_REST, DeliveryKind, StreamStatus
from registry.models.journal import JournalHead

# One row with all that a delivery depends on besides journal and measures.
_PRESENT = (
    select(
        JournalHead.stream,
        JournalHead.size,
        Agency.code,
        Agency.every_seconds,
        Agency.cron,
        Agency.posts_per_minute,
        Agency.max_notices,
        Agency.max_bytes,
        StreamState.state,
        StreamState.parked,
        StreamState.to_resend,
        StreamState.resends,
    )
    .select_from(StreamState)
    .join(Agency, Agency.id == StreamState.agency_id)
    .join(JournalHead, JournalHead.id == 1)
    .where(StreamState.agency_id == bindparam("agency_id"))
)


@dataclass(slots=True, kw_only=True)
class _Stand:
    """A stream after an acceptance: nothing failed, nothing is kept out."""

    agency_id: int
    stream: UUID
    scanned: int
    through: int
    state: str = StreamStatus.RUNNING.value
    failures: int = 0
    batch_limit: int | None = None
    refused_in_a_row: int = 0
    parked: int = 0
    posted_at: datetime | None = field(default=None)


@dataclass(slots=True, kw_only=True)
class _Addressee:
    id: int
    code: str
    every_seconds: int
    cron: str | None
    posts_per_minute: int | None
    max_notices: int
    max_bytes: int


def draw_following(session: Session, agency_id: int, before: Draft, sender: Sender) -> Draft | None:
    """Return what goes out after a delivery if it is accepted, or nothing where that cannot be
    said before it is.
    """
    stream = before.stream
    if not _is_plain(before):
        return None
    present = session.connection().execute(_PRESENT, {"agency_id": agency_id}).one()
    if not _is_open(present, stream):
        return None
    measures = sender.reader.blocks.measures
    desk = Desk(
        session=session,
        agency=_Addressee(
            id=agency_id,
            code=present.code,
            every_seconds=present.every_seconds,
            cron=present.cron,
            posts_per_minute=None,
            max_notices=present.max_notices,
            max_bytes=present.max_bytes,
        ),
        state=_Stand(
            agency_id=agency_id, stream=stream, scanned=before.through, through=before.through
        ),
        recipient=Recipient(
            code=present.code,
            in_force=measures.of(session, agency_id, stream=stream, through=present.size),
        ),
        fields=before.fields,
        sender=sender,
    )
    # Nothing is held, so that nothing can only be passed over.
    return cast(Draft | None, draw_stream(desk, present.size, frozenset(), None))


def _is_plain(before: Draft) -> bool:
    """Tell whether an acceptance leaves the stream with nothing but its cursor moved."""
    standing = before.standing
    return (
        before.kind is DeliveryKind.STREAM
        and standing.batch_limit is None
        and not (standing.halted or before.kept_out or before.held or before.excluded)
        # Of another agency's pace, and of a field list that a repeat has kept, no guess is made.
        and before.schedule.posts_per_minute is None
        and before.frozen_id is None
    )


def _is_open(present: Row[*tuple[Any, ...]], stream: UUID) -> bool:
    return (
        present.stream == stream
        and present.state not in AT_REST
        and present.posts_per_minute is None
        and not (present.parked or present.to_resend or present.resends)
    )
