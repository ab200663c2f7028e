"""Desks (组批台): what everything about one agency is drawn up from, and put into a delivery."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from partners.deliveries.batches import Gathered, Recipient
from partners.deliveries.decisions import Standing
from partners.deliveries.drafts import Draft, Sender
from partners.deliveries.present import Present
from partners.measures.versions import AgencyFieldList
from partners.notices.notices import Envelope, Told, batch_bytes
from partners.schedules import schedule_of
from partners.states import DeliveryKind, StreamStatus
from schemas.pulling import MOST_POSITION
from schemas.receipts import MOST_RECEIPTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What everything about one agency is drawn up from."""

    session: Session
    state: Present
    recipient: Recipient
    fields: AgencyFieldList
    sender: Sender


def most_of(desk: Desk) -> int:
    """Return how many notices a new delivery may hold: an answer has to have room for a receipt of
    every measure that each may name.
    """
    usual = desk.state.batch_limit or desk.state.max_notices
    with_room = max(1, MOST_RECEIPTS // max(1, _measures_of(desk)))
    return min(usual, desk.sender.most or usual, with_room)


def _measures_of(desk: Desk) -> int:
    """Return how many measures the agency has at most from where its cursor stands on."""
    versions = desk.recipient.in_force.versions(desk.state.scanned, MOST_POSITION)
    return max(map(len, versions), default=0)


def envelope_of(desk: Desk, public_id: UUID, *, after: int, through: int) -> Envelope:
    """Return the envelope of a delivery of the stream."""
    return Envelope(
        agency=desk.state.code,
        stream=desk.state.stream,
        delivery=public_id,
        after=after,
        through=through,
    )


def beside(desk: Desk, public_id: UUID) -> Envelope:
    """Return the envelope of what is sent beside the stream: the cursor stays where it is."""
    at = desk.state.through
    return Envelope(
        agency=desk.state.code,
        stream=desk.state.stream,
        delivery=public_id,
        after=at,
        through=at,
        replay=True,
    )


def draft_of(
    desk: Desk,
    envelope: Envelope,
    gathered: Gathered,
    *,
    scanned_after: int,
    kind: DeliveryKind = DeliveryKind.STREAM,
    excluded: tuple[Told, ...] = (),
    held: frozenset[UUID] = frozenset(),
    rows: tuple[int, ...] = (),
    over: tuple[int, ...] = (),
    resend_id: int | None = None,
    frozen_id: int | None = None,
    supersedes: int | None = None,
) -> Draft:
    """Return a delivery as it goes out."""
    state = desk.state
    return Draft(
        public_id=envelope.delivery,
        stream=envelope.stream,
        kind=kind,
        agency_code=state.code,
        scanned=state.scanned,
        after=envelope.after,
        through=envelope.through,
        scanned_after=scanned_after,
        erased=state.erased,
        fields=desk.fields,
        told=gathered.told,
        excluded=excluded,
        held=held,
        kept_out=state.parked,
        rows=rows,
        over=over,
        resend_id=resend_id,
        body=batch_bytes(envelope, gathered.parts),
        measures=_measures_of(desk),
        standing=Standing(
            failures=state.failures,
            batch_limit=state.batch_limit,
            halted=state.state == StreamStatus.HALTED,
            refused_in_a_row=state.refused_in_a_row,
        ),
        schedule=schedule_of(state),
        posted_at=state.posted_at,
        frozen_id=frozen_id,
        supersedes=supersedes,
    )
