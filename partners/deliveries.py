"""Deliveries (推送): drawn up from the journal, frozen before the first attempt, concluded after
each.

The steps of one attempt, each in a short transaction of its own, none open while the network is
waited for: :func:`draw_up` reads, :func:`freeze` fixes boundaries, fields and digest, the transport
posts, :func:`partners.conclusions.conclude` writes what came of it. A process may end between any
two of them: the next one repeats the frozen delivery, byte for byte, under the same id.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from partners.batches import Gathered, Reader, Recipient, gather
from partners.decisions import Schedule, Standing
from partners.leases import LEASE, Lease, LeaseLostError, held
from partners.models.agencies import Agency
from partners.models.streams import Delivery, StreamState
from partners.notices import Envelope, Told, batch_bytes
from partners.states import DeliveryState, StreamStatus
from partners.versions import (
    AgencyFieldList,
    fields_of,
    fields_text,
    measures_in_force,
    present_fields,
)
from registry.journal import read


class StreamChangedError(Exception):
    """The journal has begun another life: positions mean something else now, and the agency has to
    reconcile first.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A delivery as it goes out.

    :ivar standing: how the stream stands, and ``schedule`` what the agency wants.
    :ivar frozen_id: the row, where it was frozen already.
    :ivar supersedes: the row that it replaces, where an earlier one must not be repeated.
    """

    public_id: UUID
    agency_code: str
    endpoint: str
    after: int
    through: int
    scanned_after: int
    fields: AgencyFieldList
    told: tuple[Told, ...]
    body: bytes
    standing: Standing
    schedule: Schedule
    frozen_id: int | None = None
    supersedes: int | None = None

    @property
    def digest(self) -> bytes:
        """Return the digest of the body."""
        return sha256(self.body).digest()


@dataclass(frozen=True, slots=True)
class Sender:
    """What a delivery is drawn up with.

    :ivar reader: reads the journal.
    :ivar fresh_id: the id of the delivery, should a new one be drawn up.
    """

    reader: Reader
    fresh_id: UUID


def draw_up(session: Session, agency_id: int, sender: Sender) -> Draft | None:
    """Return what goes out next to an agency: the frozen delivery if there is one, else a new one,
    or nothing where there is nothing to tell. Only reads.

    :raises StreamChangedError: when the journal has another stream id than the cursor.
    """
    agency = session.get_one(Agency, agency_id)
    state = session.get_one(StreamState, agency_id)
    head = read.head(session)
    if head.stream != state.stream:
        raise StreamChangedError
    recipient = Recipient(
        code=agency.code, in_force=measures_in_force(session, [agency_id])[agency_id]
    )
    fields = present_fields(session, agency_id)
    frozen = open_delivery(session, agency_id)
    if frozen is not None:
        repeated = _repeat(session, agency, state, frozen, recipient, fields, sender)
        if repeated is not None:
            return repeated
    gathered = gather(
        session,
        sender.reader,
        recipient,
        stream=state.stream,
        fields=fields.fields,
        after=state.scanned,
        through=head.size,
        most=state.batch_limit or agency.max_notices,
        most_bytes=agency.max_bytes,
    )
    if not gathered.told:
        return None
    through = gathered.told[-1].position
    envelope = Envelope(
        agency=agency.code,
        stream=head.stream,
        delivery=sender.fresh_id,
        after=state.through,
        through=through,
    )
    return _draft(
        agency,
        state,
        envelope,
        gathered,
        fields,
        scanned=state.scanned,
        supersedes=_id(frozen),
    )


def open_delivery(session: Session, agency_id: int) -> Delivery | None:
    """Return the delivery that is frozen and not yet accepted."""
    return session.scalars(
        select(Delivery).where(
            Delivery.agency_id == agency_id, Delivery.state == DeliveryState.FROZEN
        )
    ).one_or_none()


def _repeat(
    session: Session,
    agency: Agency,
    state: StreamState,
    frozen: Delivery,
    recipient: Recipient,
    present: AgencyFieldList,
    sender: Sender,
) -> Draft | None:
    """Rebuild a frozen delivery, or return nothing where it must not or cannot be repeated."""
    fields = fields_of(frozen.fields)
    if not set(fields) <= set(present.fields):
        return None
    gathered = gather(
        session,
        sender.reader,
        recipient,
        stream=state.stream,
        fields=fields,
        after=frozen.scanned_after,
        through=frozen.through,
    )
    envelope = Envelope(
        agency=agency.code,
        stream=state.stream,
        delivery=frozen.public_id,
        after=frozen.after,
        through=frozen.through,
    )
    repeated = _draft(
        agency,
        state,
        envelope,
        gathered,
        present,
        scanned=frozen.scanned_after,
        frozen_id=frozen.id,
    )
    #  Only the outside of the journal can differ: a court's name was corrected, an identity erased.
    return repeated if repeated.digest == frozen.digest else None


def _draft(
    agency: Agency,
    state: StreamState,
    envelope: Envelope,
    gathered: Gathered,
    fields: AgencyFieldList,
    *,
    scanned: int,
    frozen_id: int | None = None,
    supersedes: int | None = None,
) -> Draft:
    return Draft(
        public_id=envelope.delivery,
        agency_code=agency.code,
        endpoint=agency.endpoint,
        after=envelope.after,
        through=envelope.through,
        scanned_after=scanned,
        fields=fields,
        told=tuple(gathered.told),
        body=batch_bytes(envelope, gathered.parts),
        standing=Standing(
            failures=state.failures,
            batch_limit=state.batch_limit,
            halted=state.state == StreamStatus.HALTED,
        ),
        schedule=Schedule(
            every=timedelta(seconds=agency.every_seconds), max_notices=agency.max_notices
        ),
        frozen_id=frozen_id,
        supersedes=supersedes,
    )


def _id(delivery: Delivery | None) -> int | None:
    return None if delivery is None else delivery.id


def freeze(session: Session, lease: Lease, draft: Draft, *, now: datetime) -> int | None:
    """Fix a delivery before its attempt, renew the lease, and return the delivery's row; or
    nothing where the agency's field list changed since the draft was drawn up.

    :raises LeaseLostError: when the lease is no longer ours, or the stream has moved or is paused.
    """
    renewed = session.execute(
        update(StreamState)
        .where(
            held(lease),
            StreamState.state != StreamStatus.PAUSED,
            StreamState.scanned == draft.scanned_after,
            StreamState.through == draft.after,
        )
        .values(lease_until=now + LEASE)
        .returning(StreamState.agency_id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    if renewed is None:
        raise LeaseLostError
    if draft.frozen_id is not None:
        return draft.frozen_id
    if present_fields(session, lease.agency_id).row_id != draft.fields.row_id:
        return None
    if draft.supersedes is not None:
        supersede(session, draft.supersedes, now=now)
    delivery = Delivery(
        public_id=draft.public_id,
        agency_id=lease.agency_id,
        after=draft.after,
        through=draft.through,
        scanned_after=draft.scanned_after,
        notices=len(draft.told),
        fields=fields_text(draft.fields.fields),
        digest=draft.digest,
        state=DeliveryState.FROZEN.value,
        frozen_at=now,
        closed_at=None,
    )
    session.add(delivery)
    session.flush()
    return delivery.id


def supersede(session: Session, delivery_id: int, *, now: datetime) -> None:
    """Close a delivery that will not be repeated; its notices go out in another, their ids stay."""
    _close(session, [delivery_id], DeliveryState.SUPERSEDED, now=now)


def accept(session: Session, delivery_id: int, *, now: datetime) -> None:
    """Close a delivery that was accepted."""
    _close(session, [delivery_id], DeliveryState.ACCEPTED, now=now)


def _close(
    session: Session, delivery_ids: Collection[int], state: DeliveryState, *, now: datetime
) -> None:
    session.execute(
        update(Delivery)
        .where(Delivery.id.in_(delivery_ids), Delivery.state == DeliveryState.FROZEN)
        .values(state=state.value, closed_at=now)
        .execution_options(synchronize_session=False)
    )
