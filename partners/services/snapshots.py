"""Snapshots (快照) of what an agency should hold: asked for, confirmed, given up.

:mod:`partners.services.snapshot_pieces` prepares them.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from partners.deliveries import deliveries, kept_back, parked, resend_jobs
from partners.deliveries.resend_jobs import AskToResend
from partners.endpoints import endpoints
from partners.measures.steps import STEPS, Step
from partners.models.agencies import Agency
from partners.models.snapshots import Snapshot, SnapshotChunk
from partners.models.streams import StreamState
from partners.services import agency_checks
from partners.services.agencies import entry_of, find, stream_locked
from partners.states import ResendKind, SnapshotState, StreamStatus
from registry import events
from registry.errors import ErrorKind, ServiceError
from registry.journal import append, read
from registry.journal.entry import Actor
from registry.models.journal import JournalEntry
from schemas.free_text import mask_numbers_in_text

RETRY_SECONDS = 5
TAKEN = "已由快照替代 A snapshot has taken its place."
UNTOLD = "快照期间终止、减少的措施 What ended, or was to be lifted, before the snapshot."
_TAKING_AWAY = tuple(
    kind for kind, step in STEPS.items() if step in (Step.ENDS, Step.CHANGES, Step.SUSPENDS)
)
_STANDING = (SnapshotState.PREPARING, SnapshotState.READY)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmSnapshot:
    """What an agency says of the snapshot that it has taken in whole."""

    snapshot: UUID
    digest: str


def ask(session: Session, agency_id: int, reason: str, *, actor: Actor, now: datetime) -> Snapshot:
    """Ask for a snapshot at the journal's present end; the stream stands still until the agency
    has confirmed it. One that was asked for before is given up.
    """
    agency, state = session.get_one(Agency, agency_id), stream_locked(session, agency_id)
    for earlier in _standing(session, agency_id):
        _expire(session, earlier)
    head = read.head(session)
    snapshot = Snapshot(
        public_id=uuid4(),
        agency_id=agency_id,
        stream=head.stream,
        position=head.size,
        state=SnapshotState.PREPARING.value,
        reason=mask_numbers_in_text(reason),
        after_subject=None,
        chunks=0,
        records=0,
        size=0,
        digest=b"",
        asked_at=now,
        ready_at=None,
        expires_at=None,
        confirmed_at=None,
    )
    session.add(snapshot)
    if state.state != StreamStatus.PAUSED:
        state.state = StreamStatus.AWAITING_SNAPSHOT.value
        state.changed_at = now
    state.reason = snapshot.reason
    body = {"agency": agency.code, "snapshot": str(snapshot.public_id), "position": head.size}
    append.record(
        session,
        entry_of(events.AGENCY_CHANGED, agency, body, snapshot.reason, actor=actor, now=now),
    )
    session.flush()
    return snapshot


def ask_for(session: Session, code: str, reason: str, *, actor: Actor, now: datetime) -> Snapshot:
    """Ask for a snapshot on an agency's behalf; otherwise as :func:`ask`.

    :raises ServiceError: ``agency.not_found``, ``agency.retired``.
    """
    agency = find(session, code)
    agency_checks.alive(session, agency)
    return ask(session, agency.id, reason, actor=actor, now=now)


def latest(session: Session, agency_id: int) -> Snapshot:
    """Return the snapshot that an agency has asked for.

    :raises ServiceError: 404 ``snapshot.none``.
    """
    found = _standing(session, agency_id)
    if not found:
        raise ServiceError(ErrorKind.NOT_FOUND, "snapshot.none")
    return found[-1]


def ready(session: Session, agency_id: int) -> Snapshot:
    """Return the snapshot that an agency can take.

    :raises ServiceError: 404 ``snapshot.none``, 409 ``snapshot.preparing``.
    """
    snapshot = latest(session, agency_id)
    if snapshot.state != SnapshotState.READY:
        facts = {"records": snapshot.records, "retry_after": RETRY_SECONDS}
        raise ServiceError(ErrorKind.CONFLICT, "snapshot.preparing", facts)
    return snapshot


def confirm(
    session: Session, agency_id: int, order: ConfirmSnapshot, *, actor: Actor, now: datetime
) -> int:
    """Let an agency's stream begin at the position of the snapshot that it has, and return it; what
    was confirmed already, and whose answer was lost, changes nothing.

    :raises ServiceError: 404 ``snapshot.none``, 409 ``snapshot.preparing``, ``snapshot.another``,
        ``snapshot.differs``, ``stream.changed``.
    """
    agency, state = session.get_one(Agency, agency_id), stream_locked(session, agency_id)
    known = _confirmed(session, state, order)
    if known is not None:
        return known
    snapshot = ready(session, agency_id)
    if snapshot.public_id != order.snapshot:
        facts = {"snapshot": str(snapshot.public_id)}
        raise ServiceError(ErrorKind.CONFLICT, "snapshot.another", facts)
    if snapshot.digest.hex() != order.digest:
        raise ServiceError(ErrorKind.CONFLICT, "snapshot.differs")
    if read.head(session).stream != snapshot.stream:
        raise ServiceError(ErrorKind.CONFLICT, "stream.changed")
    _begin_at(session, state, snapshot, now)
    snapshot.state, snapshot.confirmed_at = SnapshotState.CONFIRMED.value, now
    _forget_chunks(session, snapshot.id)
    body = {"agency": agency.code, "confirmed": str(snapshot.public_id)}
    append.record(
        session,
        entry_of(events.AGENCY_CHANGED, agency, body, "单位确认快照", actor=actor, now=now),
    )
    return snapshot.position


def expire(session: Session, *, now: datetime) -> int:
    """Give up snapshots that nobody has taken in time, and return how many."""
    late = session.scalars(
        select(Snapshot).where(Snapshot.state == SnapshotState.READY, Snapshot.expires_at <= now)
    ).all()
    for snapshot in late:
        _expire(session, snapshot)
    return len(late)


def _begin_at(session: Session, state: StreamState, snapshot: Snapshot, now: datetime) -> None:
    frozen = deliveries.open_delivery(session, state.agency_id)
    if frozen is not None:
        deliveries.supersede(session, frozen.id, now=now)
    kept = kept_back.records(session, state.agency_id, _TAKING_AWAY)
    parked.told_otherwise(session, state.agency_id, TAKEN, through=snapshot.position, now=now)
    if state.stream != snapshot.stream:
        # What is left of an earlier life of the journal is nowhere any more.
        parked.forget(session, state.agency_id, TAKEN, now=now)
    resend_jobs.cancel_all(session, state.agency_id, now=now)
    untold = _untold_since(session, state, snapshot)
    state.stream = snapshot.stream
    state.scanned = state.through = snapshot.position
    if state.state != StreamStatus.PAUSED:
        state.state = endpoints.resting_or_running(session, state.agency_id).value
        state.reason = ""
    state.failures = state.refused_in_a_row = 0
    state.batch_limit = None
    state.due_at = state.changed_at = state.accepted_at = now
    # Whoever holds the lease moves nothing any more.
    state.lease_holder = state.lease_until = None
    state.lease_token += 1
    session.flush()
    if untold is not None:
        asked = AskToResend(
            kind=ResendKind.REPLAY, reason=UNTOLD, after=untold, through=snapshot.position
        )
        resend_jobs.start(session, state, asked, now=now)
    if kept:
        # What was refused or closed lies below where a replay begins.
        asked = AskToResend(kind=ResendKind.RECORDS, reason=UNTOLD, records=kept)
        resend_jobs.start(session, state, asked, now=now)


def _untold_since(session: Session, state: StreamState, snapshot: Snapshot) -> int | None:
    """Return after which position an agency was not told what a snapshot leaves out: what ended, or
    asks for less than before; nothing where nothing may have been left out.
    """
    after = min(state.scanned, snapshot.position)
    if state.stream != snapshot.stream:
        begun = select(func.max(JournalEntry.position)).where(
            JournalEntry.kind == events.JOURNAL_RESTORED.name
        )
        after = min(after, session.scalars(begun).one() or after)
    chosen = select(JournalEntry.position).where(
        JournalEntry.position > after,
        JournalEntry.position <= snapshot.position,
        JournalEntry.kind.in_(_TAKING_AWAY),
    )
    return None if session.execute(chosen.limit(1)).first() is None else after


def _confirmed(session: Session, state: StreamState, order: ConfirmSnapshot) -> int | None:
    """Return the position of a snapshot that was confirmed before, where the stream still is that
    on which it was.
    """
    found = session.scalars(
        select(Snapshot).where(
            Snapshot.agency_id == state.agency_id,
            Snapshot.public_id == order.snapshot,
            Snapshot.state == SnapshotState.CONFIRMED,
            Snapshot.stream == state.stream,
        )
    ).one_or_none()
    is_same = found is not None and found.digest.hex() == order.digest
    return found.position if found is not None and is_same else None


def _standing(session: Session, agency_id: int) -> list[Snapshot]:
    return list(
        session.scalars(
            select(Snapshot)
            .where(Snapshot.agency_id == agency_id, Snapshot.state.in_(_STANDING))
            .order_by(Snapshot.id)
        )
    )


def _expire(session: Session, snapshot: Snapshot) -> None:
    snapshot.state = SnapshotState.EXPIRED.value
    _forget_chunks(session, snapshot.id)


def _forget_chunks(session: Session, snapshot_id: int) -> None:
    session.execute(delete(SnapshotChunk).where(SnapshotChunk.snapshot_id == snapshot_id))
