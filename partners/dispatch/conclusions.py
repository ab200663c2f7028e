"""Conclusions (推送结论): what came of an attempt, written in one short transaction."""

from datetime import datetime

from sqlalchemy import case, update
from sqlalchemy.orm import Session

from partners.deliveries import deliveries, parked, resend_jobs, stream_rows
from partners.deliveries.decisions import Move
from partners.deliveries.drafts import Draft
from partners.deliveries.leases import Lease, LeaseLostError, held
from partners.endpoints.attempts import Answer
from partners.models.streams import StreamState
from partners.receipts import answer_faults, batch_receipts, keeping, liftings
from partners.receipts.receipts import Answered
from partners.services import parking
from partners.states import AT_REST, AttemptOutcome, DeliveryKind, DeliveryState, StreamStatus
from registry.prepared import Writes
from schemas.free_text import mask_numbers_in_text

MOST_DETAIL = 300


def conclude(
    session: Session,
    lease: Lease,
    draft: Draft,
    delivery_id: int,
    answer: Answer,
    answered: Answered,
    move: Move,
    *,
    now: datetime,
    until: datetime | None = None,
) -> None:
    """Write what came of an attempt: the cursor, the attempt, and on acceptance the receipts.

    :param answered: the receipts in the answer.
    :param until: how long the lease is to hold, where the next request leaves right after.
    :raises LeaseLostError: when the lease is no longer ours; what was written is to be taken back.
    """
    is_accepted = move.outcome is AttemptOutcome.ACCEPTED
    writes = Writes()
    stream_rows.note_attempt(
        writes,
        {
            "delivery_id": delivery_id,
            "attempted_at": now,
            "outcome": move.outcome.value,
            "status": answer.status,
            "milliseconds": answer.milliseconds,
            "detail": _accepted(answered) if is_accepted else _detail(answer),
            "faults": answered.faults,
        },
    )
    if is_accepted:
        stream_rows.close(writes, delivery_id, DeliveryState.ACCEPTED, now=now)
        batch_receipts.keep(writes, lease.agency_id, delivery_id, answered.stretches, now=now)
    elif move.parks:
        stream_rows.close(writes, delivery_id, DeliveryState.REFUSED, now=now)
    _move(session, lease, draft, move, writes, now=now, until=until)
    if is_accepted:
        liftings.owe(session, lease.agency_id, draft.told, answered.stretches, now=now)
        keeping.keep(session, lease.agency_id, answered.receipts, now=now)
        _settle_parked(session, lease.agency_id, draft, delivery_id, now=now)
    elif move.supersedes:
        deliveries.supersede(session, delivery_id, now=now)
    elif move.parks:
        if draft.resend_id is not None:
            resend_jobs.refused(session, draft.resend_id, draft.told, now=now)
            return
        _park(session, lease.agency_id, draft, answer, now=now)


def _settle_parked(
    session: Session, agency_id: int, draft: Draft, delivery_id: int, *, now: datetime
) -> None:
    """Keep what an accepted delivery left out, and close what it has made needless."""
    parked.hold(session, agency_id, draft.excluded, now=now)
    if draft.resend_id is not None:
        resend_jobs.sent(session, draft.resend_id, draft.told, now=now)
    if draft.kind is DeliveryKind.RELEASED:
        parked.sent(session, agency_id, delivery_id, now=now)
    if draft.held or draft.excluded or draft.kept_out:
        parked.close_ended(session, agency_id, draft.told, now=now)


def _park(session: Session, agency_id: int, draft: Draft, answer: Answer, *, now: datetime) -> None:
    """Put the one notice of a delivery aside for a person, in the table and in the journal."""
    [told] = draft.told
    parked.hold(session, agency_id, draft.excluded, now=now)
    parked.park(session, agency_id, told, reason=answer.label, detail=_detail(answer), now=now)
    parking.journal_parked(session, agency_id, told, answer.label, now=now)


def stumble(
    session: Session, lease: Lease, reason: str, *, now: datetime, due_at: datetime
) -> None:
    """Halt a stream for which a delivery could not even be drawn up; it is tried again later."""
    session.execute(
        update(StreamState)
        .where(held(lease), StreamState.state.not_in(AT_REST))
        .values(
            state=StreamStatus.HALTED.value,
            changed_at=case(
                (StreamState.state == StreamStatus.HALTED, StreamState.changed_at), else_=now
            ),
            reason=reason,
            failures=StreamState.failures + 1,
            due_at=due_at,
        )
        .execution_options(synchronize_session=False)
    )


def advance(session: Session, lease: Lease, *, scanned: int, to: int) -> None:
    """Note that the journal was read on without finding anything for the agency."""
    session.execute(
        update(StreamState)
        .where(held(lease), StreamState.scanned == scanned)
        .values(scanned=to)
        .execution_options(synchronize_session=False)
    )


def postpone(session: Session, lease: Lease, *, until: datetime) -> None:
    """Let a stream be due at a moment before which its agency takes no request."""
    session.execute(
        update(StreamState)
        .where(held(lease))
        .values(due_at=until)
        .execution_options(synchronize_session=False)
    )


def let_go_by(session: Session, agency_id: int, *, was_due_at: datetime, due_at: datetime) -> None:
    """Let a time of a cron line go by at which nothing waited: what comes later waits on."""
    session.execute(
        update(StreamState)
        .where(
            StreamState.agency_id == agency_id,
            StreamState.due_at == was_due_at,
            StreamState.lease_holder.is_(None),
        )
        .values(due_at=due_at)
        .execution_options(synchronize_session=False)
    )


def _move(
    session: Session,
    lease: Lease,
    draft: Draft,
    move: Move,
    writes: Writes,
    *,
    now: datetime,
    until: datetime | None,
) -> None:
    is_accepted = move.outcome is AttemptOutcome.ACCEPTED
    of_stream = draft.kind is DeliveryKind.STREAM
    values = {
        "was_scanned": draft.scanned,
        "was_through": draft.after,
        "to_state": move.status.value,
        "why": move.reason,
        "failed": move.failures,
        "limit": move.batch_limit,
        "refused": move.refused_in_a_row,
        "due": move.due_at,
        "accepted": now if is_accepted else None,
        "now": now,
        # What is parked moves the cursor on; what was accepted last stays what it was.
        "to_scanned": draft.through if of_stream and (is_accepted or move.parks) else draft.scanned,
        "to_through": draft.through if of_stream and is_accepted else draft.after,
    }
    if until is not None:
        values["until"] = until
    if not stream_rows.move(session, lease, writes, values):
        raise LeaseLostError


def _accepted(answered: Answered) -> str:
    return answered.detail or answer_faults.written(answered.fault)


def _detail(answer: Answer) -> str:
    """Return what a person may need to see of a refusal, with numbers masked."""
    text = answer.body[: MOST_DETAIL * 4].decode(errors="replace").replace("\x00", "")
    excerpt = mask_numbers_in_text(text)[:MOST_DETAIL]
    return f"{answer.label}: {excerpt}" if excerpt else answer.label
