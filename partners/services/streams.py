"""Streams (推送流) in the hands of a person: paused, resumed and tested."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from partners.endpoints import endpoints
from partners.models.streams import StreamState
from partners.services import agency_checks
from partners.services.agencies import entry_of, find
from partners.states import StreamStatus
from registry import events
from registry.journal import append
from registry.journal.entry import Actor


def pause(session: Session, code: str, *, reason: str, actor: Actor, now: datetime) -> None:
    """Pause an agency's stream until a person resumes it; what happens meanwhile waits.

    :raises ServiceError: ``agency.not_found``, ``agency.retired``.
    """
    agency = find(session, code)
    agency_checks.alive(session, agency)
    _set_status(session, agency.id, StreamStatus.PAUSED, reason, now)
    body = {"agency": code, "stream": StreamStatus.PAUSED.value}
    append.record(
        session, entry_of(events.AGENCY_CHANGED, agency, body, reason, actor=actor, now=now)
    )


def resume(session: Session, code: str, *, actor: Actor, now: datetime) -> None:
    """Resume a stream that a person paused or an answer halted; it is due at once, if an endpoint
    is proven.

    :raises ServiceError: ``agency.not_found``, ``agency.retired``.
    """
    agency = find(session, code)
    agency_checks.alive(session, agency)
    status = endpoints.resting_or_running(session, agency.id)
    _set_status(session, agency.id, status, "", now)
    body = {"agency": code, "stream": status.value}
    append.record(
        session, entry_of(events.AGENCY_CHANGED, agency, body, "恢复推送", actor=actor, now=now)
    )


def test(session: Session, code: str, *, actor: Actor, now: datetime) -> UUID:
    """Put a test notice into an agency's stream, in its place after what waits; return its id.

    :raises ServiceError: ``agency.not_found``, ``agency.retired``.
    """
    agency = find(session, code)
    agency_checks.alive(session, agency)
    entry = entry_of(events.STREAM_TEST, agency, {"agency": code}, "测试推送", actor=actor, now=now)
    append.record(session, entry)
    return entry.id


def _set_status(
    session: Session, agency_id: int, status: StreamStatus, reason: str, now: datetime
) -> None:
    #  A person stands above the lease: whoever holds it finds out before the next attempt.
    session.execute(
        update(StreamState)
        .where(StreamState.agency_id == agency_id)
        .values(
            state=status.value,
            reason=reason,
            changed_at=now,
            due_at=now,
            failures=0,
            refused_in_a_row=0,
        )
        .execution_options(synchronize_session=False)
    )
