"""What follows (接续推送): the next delivery of a stream, drawn up while the agency works at the
one before, as it will be if that one is accepted. Only reads.

Whoever fixes it looks again at everything it rests on; where anything is otherwise, it is thrown
away and drawn up anew. So a guess that was wrong costs its time and nothing else.
"""

from dataclasses import replace
from typing import cast
from uuid import UUID

from sqlalchemy.orm import Session

from partners.deliveries.batches import Recipient
from partners.deliveries.desks import Desk
from partners.deliveries.drafts import Draft, Sender
from partners.deliveries.drawing import draw_stream
from partners.deliveries.present import Present
from partners.states import AT_REST, DeliveryKind, StreamStatus


def draw_following(session: Session, before: Draft, stood: Present, sender: Sender) -> Draft | None:
    """Return what goes out after a delivery if it is accepted, or nothing where that cannot be
    said before it is.

    :param stood: how the stream stood when the delivery was fixed.
    """
    stream = before.stream
    if not _is_plain(before) or not _is_open(stood, stream):
        return None
    measures = sender.reader.blocks.measures
    in_force = measures.of(session, stood.agency_id, stream=stream, through=stood.size)
    desk = Desk(
        session=session,
        state=_accepted(stood, before),
        recipient=Recipient(code=stood.code, in_force=in_force),
        fields=before.fields,
        sender=sender,
    )
    # Nothing is held, so that nothing can only be passed over.
    return cast(Draft | None, draw_stream(desk, stood.size, frozenset(), None))


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


def _is_open(stood: Present, stream: UUID) -> bool:
    return (
        stood.journal == stream
        and stood.state not in AT_REST
        and stood.posts_per_minute is None
        and not (stood.parked or stood.to_resend or stood.resends)
    )


def _accepted(stood: Present, before: Draft) -> Present:
    """Return a stream as it stands after an acceptance: nothing failed, nothing is kept out."""
    return replace(
        stood,
        stream=before.stream,
        scanned=before.through,
        through=before.through,
        state=StreamStatus.RUNNING.value,
        failures=0,
        batch_limit=None,
        refused_in_a_row=0,
        posted_at=None,
    )
