"""Replays (补发): an agency is sent again what it was told since a position or a day.

Notices keep their ids and their order and come beside the stream, whose cursor stays; see
:mod:`partners.deliveries.replaying`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partners.deliveries import resend_jobs
from partners.deliveries.resend_jobs import AskToResend
from partners.models.agencies import Agency
from partners.models.reconciliations import Resend
from partners.services import agency_checks
from partners.services.agencies import entry_of, find, stream_locked
from partners.states import ResendKind, ResendState, StreamStatus
from registry import events
from registry.clock import SHANGHAI, legal_day
from registry.errors import ErrorKind, ServiceError
from registry.journal import append, read
from registry.journal.entry import Actor
from registry.models.journal import JournalEntry
from schemas.free_text import mask_numbers_in_text

# So many are shown.
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForReplay:
    """From where an agency is to be told again, and why.

    :ivar after: the position above which it begins, or absent where ``since`` names the first day
        (in Beijing time) of what is told again.
    """

    agency: str
    reason: str
    after: int | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelReplay:
    """Which replay of which agency is given up, and why."""

    agency: str
    replay: UUID
    reason: str


def ask(session: Session, order: AskForReplay, *, actor: Actor, now: datetime) -> Resend:
    """Let an agency be sent again what it was told since then, and return the work that does it.

    :raises ServiceError: ``agency.not_found``, ``agency.retired``; 422 ``replay.from_where``; 409
        ``replay.beyond``, ``replay.before_agency``, ``stream.changed``,
        ``stream.awaiting_snapshot``, ``resend.too_many``.
    """
    agency = find(session, order.agency)
    agency_checks.alive(session, agency)
    state = stream_locked(session, agency.id)
    if read.head(session).stream != state.stream:
        raise ServiceError(ErrorKind.CONFLICT, "stream.changed")
    if state.state == StreamStatus.AWAITING_SNAPSHOT:
        raise ServiceError(ErrorKind.CONFLICT, "stream.awaiting_snapshot")
    after = _after(session, agency, order)
    if after >= state.scanned:
        facts = {"after": after, "told_through": state.scanned}
        raise ServiceError(ErrorKind.CONFLICT, "replay.beyond", facts)
    reason = mask_numbers_in_text(order.reason)
    asked = AskToResend(kind=ResendKind.REPLAY, reason=reason, after=after, through=state.scanned)
    work = resend_jobs.start(session, state, asked, now=now)
    body = {"replay": str(work.public_id), "after": after, "through": state.scanned}
    _record(session, agency, body, reason, actor=actor, now=now)
    return work


def cancel(session: Session, order: CancelReplay, *, actor: Actor, now: datetime) -> Resend:
    """Give a replay up where it stands; a delivery that is under way still arrives.

    :raises ServiceError: ``agency.not_found``; 404 ``replay.not_found``; 409 ``replay.over``.
    """
    agency = find(session, order.agency)
    stream_locked(session, agency.id)
    work = session.scalars(
        select(Resend)
        .where(
            Resend.agency_id == agency.id,
            Resend.public_id == order.replay,
            Resend.kind == ResendKind.REPLAY,
        )
        .execution_options(populate_existing=True)
    ).one_or_none()
    if work is None:
        facts = {"agency": agency.code, "replay": str(order.replay)}
        raise ServiceError(ErrorKind.NOT_FOUND, "replay.not_found", facts)
    if work.state != ResendState.WAITING:
        raise ServiceError(ErrorKind.CONFLICT, "replay.over", {"state": work.state})
    resend_jobs.end(session, work, ResendState.CANCELLED, now=now)
    body = {"replay": str(work.public_id), "state": work.state}
    _record(session, agency, body, mask_numbers_in_text(order.reason), actor=actor, now=now)
    return work


def of_agency(session: Session, code: str) -> Sequence[Resend]:
    """Return an agency's latest works of sending again, the last first.

    :raises ServiceError: ``agency.not_found``.
    """
    return resend_jobs.of_agency(session, find(session, code).id, limit=MOST_SHOWN)


def _after(session: Session, agency: Agency, order: AskForReplay) -> int:
    """Return the position above which a replay begins."""
    if (order.after is None) == (order.since is None):
        raise ServiceError(ErrorKind.INVALID, "replay.from_where")
    added = session.execute(
        select(JournalEntry.position, JournalEntry.occurred_at).where(
            JournalEntry.record_id == agency.public_id,
            JournalEntry.kind == events.AGENCY_ADDED.name,
        )
    ).one()
    first: int = added.position - 1
    if order.since is None:
        after = -1 if order.after is None else order.after
        if after < first:
            raise _before(agency, first)
        return after
    if order.since < legal_day(added.occurred_at):
        raise _before(agency, first)
    return max(first, _position_before(session, order.since))


def _position_before(session: Session, day: date) -> int:
    """Return the last position of what was entered before a day began in Beijing."""
    begin = datetime.combine(day, time.min, SHANGHAI)
    earliest = select(func.min(JournalEntry.position)).where(JournalEntry.recorded_at >= begin)
    found: int | None = session.scalars(earliest).one()
    return read.head(session).size if found is None else found - 1


def _before(agency: Agency, first: int) -> ServiceError:
    facts = {"agency": agency.code, "first": first}
    return ServiceError(ErrorKind.CONFLICT, "replay.before_agency", facts)


def _record(
    session: Session,
    agency: Agency,
    said: Mapping[str, object],
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    body = {"agency": agency.code, **said}
    append.record(
        session, entry_of(events.AGENCY_CHANGED, agency, body, reason, actor=actor, now=now)
    )
