"""Works of sending again (补发) in the store: asked for, moved on, done.

Whoever changes them has the row of the agency's stream locked or its lease, so that its count stays
right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from partners.deliveries.drafts import ResendStep
from partners.models.reconciliations import Resend
from partners.models.streams import StreamState
from partners.notices.notices import Told
from partners.states import ResendKind, ResendState
from registry.errors import ErrorKind, ServiceError

# Whoever asks for more has to wait until something is done.
MOST_OPEN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AskToResend:
    """What is to be sent again, and why: the journal above one position and up to another, or
    records.
    """

    kind: ResendKind
    reason: str
    after: int = 0
    through: int = 0
    records: tuple[UUID, ...] = ()


def start(session: Session, state: StreamState, asked: AskToResend, *, now: datetime) -> Resend:
    """Begin a work of sending again, beside whatever else the agency is sent.

    :param state: the agency's stream, its row locked.
    :raises ServiceError: 409 ``resend.too_many``.
    """
    if state.resends >= MOST_OPEN:
        raise ServiceError(ErrorKind.CONFLICT, "resend.too_many", {"most": MOST_OPEN})
    work = Resend(
        public_id=uuid4(),
        agency_id=state.agency_id,
        stream=state.stream,
        kind=asked.kind.value,
        state=ResendState.WAITING.value,
        reason=asked.reason,
        after=asked.after,
        through=asked.through,
        records=",".join(str(record) for record in asked.records),
        sent=0,
        refused=0,
        asked_at=now,
        done_at=None,
    )
    session.add(work)
    session.flush()
    recount(session, state.agency_id)
    if state.failures == 0:
        state.due_at = now
    return work


def next_of(session: Session, agency_id: int) -> Resend | None:
    """Return the oldest work of an agency that is not done."""
    return session.scalars(
        select(Resend)
        .where(Resend.agency_id == agency_id, Resend.state == ResendState.WAITING)
        .order_by(Resend.id)
        .limit(1)
    ).one_or_none()


def of_agency(session: Session, agency_id: int, *, limit: int) -> Sequence[Resend]:
    """Return an agency's works of sending again, the latest first."""
    return session.scalars(
        select(Resend).where(Resend.agency_id == agency_id).order_by(Resend.id.desc()).limit(limit)
    ).all()


def records_of(work: Resend) -> list[UUID]:
    """Return the records that are still to be sent."""
    return [UUID(record) for record in work.records.split(",") if record]


def sent(session: Session, resend_id: int, told: Sequence[Told], *, now: datetime) -> None:
    """Note that notices were accepted again."""
    work = advance(session, _step(resend_id, told), now=now)
    work.sent += len(told)


def refused(session: Session, resend_id: int, told: Sequence[Told], *, now: datetime) -> None:
    """Note that the agency would not take a notice again; the work goes on after it."""
    work = advance(session, _step(resend_id, told), now=now)
    work.refused += len(told)


def advance(session: Session, step: ResendStep, *, now: datetime) -> Resend:
    """Move a work on; where nothing is left of it, it is done."""
    work = session.get_one(Resend, step.resend_id, populate_existing=True)
    if work.state != ResendState.WAITING:
        return work
    if work.kind == ResendKind.REPLAY:
        work.after = max(work.after, step.after)
        # What the stream told meanwhile is told again too, after what was before it.
        is_done = work.after >= session.get_one(StreamState, work.agency_id).scanned
    else:
        left = [str(record) for record in records_of(work) if record not in step.records]
        work.records = ",".join(left)
        is_done = not left
    if is_done:
        end(session, work, ResendState.DONE, now=now)
    return work


def end(session: Session, work: Resend, state: ResendState, *, now: datetime) -> None:
    """Close a work."""
    work.state, work.done_at = state.value, now
    session.flush()
    recount(session, work.agency_id)


def cancel_all(session: Session, agency_id: int, *, now: datetime) -> None:
    """Give up all that waits to be sent again: the agency has a whole copy."""
    session.execute(
        update(Resend)
        .where(Resend.agency_id == agency_id, Resend.state == ResendState.WAITING)
        .values(state=ResendState.CANCELLED.value, done_at=now)
        .execution_options(synchronize_session=False)
    )
    recount(session, agency_id)


def recount(session: Session, agency_id: int) -> None:
    """Bring the count of an agency's stream in line with its works."""
    waiting = (
        select(func.count())
        .where(Resend.agency_id == agency_id, Resend.state == ResendState.WAITING)
        .scalar_subquery()
    )
    session.execute(
        update(StreamState)
        .where(StreamState.agency_id == agency_id)
        .values(resends=waiting)
        .execution_options(synchronize_session=False)
    )


def _step(resend_id: int, told: Sequence[Told]) -> ResendStep:
    return ResendStep(
        resend_id=resend_id,
        after=max(notice.position for notice in told),
        records=frozenset(notice.record_id for notice in told if notice.record_id is not None),
    )
