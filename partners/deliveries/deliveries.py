"""Deliveries (推送) in the store: frozen before the first attempt, closed after the last.

The steps of one attempt, each in a short transaction of its own, none open while the network is
waited for: :func:`partners.deliveries.drawing.draw_up` reads, :func:`freeze` fixes boundaries,
fields and digest, the transport posts, :func:`partners.dispatch.conclusions.conclude` writes what
came of it. A process may end between any two of them: the next one repeats the frozen delivery,
byte for byte, under the same id.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from partners.deliveries import kept_back, parked, resend_jobs, stream_rows
from partners.deliveries.drafts import Draft, Passing
from partners.deliveries.leases import Lease, LeaseLostError, held
from partners.deliveries.present import Present
from partners.measures.versions import fields_text
from partners.models.streams import Delivery, StreamState
from partners.notices.notices import Told
from partners.states import STILL, DeliveryState
from registry.prepared import Writes

# Made once: every delivery asks for it.
_OPEN = select(Delivery).where(
    Delivery.agency_id == bindparam("agency"), Delivery.state == DeliveryState.FROZEN.value
)


def open_delivery(session: Session, agency_id: int) -> Delivery | None:
    """Return the delivery that is frozen and not yet accepted."""
    return session.scalars(_OPEN, {"agency": agency_id}).one_or_none()


def freeze(session: Session, lease: Lease, draft: Draft, *, now: datetime) -> int | None:
    """Fix a delivery before its attempt, renew the lease, and return the delivery's row; or
    nothing where an identity was erased, or the agency's field list, or what is kept out, changed
    since it was drawn up.

    :raises LeaseLostError: when the lease is no longer ours, or the stream has moved or is paused.
    """
    kept_out, erased = _renew(session, lease, draft.scanned, draft.after, now=now, posted_at=now)
    if erased != draft.erased:
        return None
    if draft.frozen_id is not None:
        return draft.frozen_id
    if stream_rows.field_list(session, lease.agency_id) != draft.fields.row_id:
        return None
    if not _still_held(session, lease.agency_id, draft.held, kept_out):
        return None
    if draft.supersedes is not None:
        supersede(session, draft.supersedes, now=now)
    delivery_id = stream_rows.fix(session, _row_of(lease.agency_id, draft, now=now))
    if draft.over:
        parked.over(session, lease.agency_id, draft.over, parked.OVER, now=now)
    if draft.rows and not parked.put_in(session, draft.rows, delivery_id):
        raise LeaseLostError
    return delivery_id


def freeze_following(
    session: Session, draft: Draft, stood: Present, *, now: datetime
) -> int | None:
    """Fix a delivery in the transaction that accepts the one before, and return its row; or nothing
    where anything is otherwise than when it was drawn up, or the stream stands still.

    :param stood: how the stream stands in that transaction, its cursor moved and its lease renewed.
    """
    drawn = draft.stream, draft.erased, draft.fields.row_id, draft.scanned, draft.after
    stands = stood.journal, stood.erased, stood.fields_row, stood.scanned, stood.through
    if stood.state in STILL or stands != drawn:
        return None
    if not _still_held(session, stood.agency_id, draft.held, stood.parked):
        return None
    return stream_rows.fix(session, _row_of(stood.agency_id, draft, now=now))


def _row_of(agency_id: int, draft: Draft, *, now: datetime) -> dict[str, object]:
    return {
        "public_id": draft.public_id,
        "agency_id": agency_id,
        "after": draft.after,
        "through": draft.through,
        "scanned_after": draft.scanned_after,
        "notices": len(draft.told),
        "fields": fields_text(draft.fields.fields),
        "digest": draft.digest,
        "kind": draft.kind.value,
        "excluded": positions_text(draft.excluded),
        "resend_id": draft.resend_id,
        "retold": "" if draft.resend_id is None else positions_text(draft.told),
        "state": DeliveryState.FROZEN.value,
        "frozen_at": now,
        "closed_at": None,
    }


def pass_over(session: Session, lease: Lease, passing: Passing, *, now: datetime) -> None:
    """Move the cursor over what is held, and close what says nothing more.

    :raises LeaseLostError: as :func:`freeze`.
    """
    kept_out, _ = _renew(session, lease, passing.scanned, None, now=now)
    if not _still_held(session, lease.agency_id, passing.held, kept_out):
        return
    if passing.supersedes is not None:
        supersede(session, passing.supersedes, now=now)
    session.execute(
        update(StreamState)
        .where(held(lease))
        .values(scanned=passing.to)
        .execution_options(synchronize_session=False)
    )
    parked.hold(session, lease.agency_id, passing.excluded, now=now)
    if passing.resend is not None:
        resend_jobs.advance(session, passing.resend, now=now)
    if passing.over:
        parked.over(session, lease.agency_id, passing.over, parked.OVER, now=now)


def _renew(
    session: Session,
    lease: Lease,
    scanned: int,
    through: int | None,
    *,
    now: datetime,
    posted_at: datetime | None = None,
) -> tuple[int, int]:
    """Renew a lease where the cursor is as expected; return how many notices are kept out, and how
    often identities were erased.

    :param posted_at: the moment, where a request leaves right after.
    """
    renewed = stream_rows.renew(
        session, lease, scanned=scanned, through=through, now=now, posted_at=posted_at
    )
    if renewed is None:
        raise LeaseLostError
    return renewed


def _still_held(session: Session, agency_id: int, drawn: frozenset[object], kept_out: int) -> bool:
    """Tell whether the same records are held as when a delivery was drawn up."""
    present = kept_back.held_records(session, agency_id) if kept_out else frozenset()
    return present == drawn


def positions_text(told: Iterable[Told]) -> str:
    """Write the positions of notices as they are stored with a delivery."""
    return ",".join(str(notice.position) for notice in told)


def positions_of(text: str) -> frozenset[int]:
    """Read stored positions."""
    return frozenset(int(position) for position in text.split(",") if position)


def supersede(session: Session, delivery_id: int, *, now: datetime) -> None:
    """Close a delivery that will not be repeated; its notices go out in another, their ids stay."""
    writes = Writes()
    stream_rows.close(writes, delivery_id, DeliveryState.SUPERSEDED, now=now)
    writes.run(session)
    parked.take_out(session, delivery_id)
