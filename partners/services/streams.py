"""Streams (推送流) in the hands of a person: paused and resumed, tested, given new secrets."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from partners.models.streams import StreamState
from partners.services.agencies import entry_of, find
from partners.signing import secret_text
from partners.signing_keys import add_key, end_keys
from partners.states import StreamStatus
from registry import events
from registry.journal import append
from registry.journal.entry import Actor
from registry.vault import Vault

DAY = timedelta(hours=24)


def pause(session: Session, code: str, *, reason: str, actor: Actor, now: datetime) -> None:
    """Pause an agency's stream until a person resumes it; what happens meanwhile waits.

    :raises ServiceError: ``agency.not_found``.
    """
    agency = find(session, code)
    _set_status(session, agency.id, StreamStatus.PAUSED, reason, now)
    body = {"agency": code, "stream": StreamStatus.PAUSED.value}
    append.record(
        session, entry_of(events.AGENCY_CHANGED, agency, body, reason, actor=actor, now=now)
    )


def resume(session: Session, code: str, *, actor: Actor, now: datetime) -> None:
    """Resume a stream that a person paused or an answer halted; it is due at once.

    :raises ServiceError: ``agency.not_found``.
    """
    agency = find(session, code)
    _set_status(session, agency.id, StreamStatus.RUNNING, "", now)
    body = {"agency": code, "stream": StreamStatus.RUNNING.value}
    append.record(
        session, entry_of(events.AGENCY_CHANGED, agency, body, "恢复推送", actor=actor, now=now)
    )


def test(session: Session, code: str, *, actor: Actor, now: datetime) -> UUID:
    """Put a test notice into an agency's stream, in its place after what waits; return its id.

    :raises ServiceError: ``agency.not_found``.
    """
    agency = find(session, code)
    entry = entry_of(events.STREAM_TEST, agency, {"agency": code}, "测试推送", actor=actor, now=now)
    append.record(session, entry)
    return entry.id


def rotate(
    session: Session,
    code: str,
    vault: Vault,
    *,
    overlap: timedelta,
    actor: Actor,
    now: datetime,
) -> str:
    """Give an agency a new signing secret and return it; the present ones sign until the overlap
    is over.

    :raises ServiceError: ``agency.not_found``.
    """
    agency = find(session, code)
    end_keys(session, agency.id, until=now + overlap)
    body = {"agency": code, "secret": "rotated", "overlap_seconds": int(overlap.total_seconds())}
    append.record(
        session, entry_of(events.AGENCY_CHANGED, agency, body, "轮换签名密钥", actor=actor, now=now)
    )
    return secret_text(add_key(session, vault, agency.id, now=now))


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
