"""Leases (租约): one dispatcher at a time moves an agency's stream, and every change carries the
fencing token of its lease.

Clocks and pauses of processes decide only who tries; what is written is decided by the token, so a
holder that stalled and wakes changes nothing.
"""

import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, or_, select, true, update
from sqlalchemy.orm import Session

from partners.endpoints.attempts import LONGEST_RETRY_AFTER
from partners.models.streams import StreamState
from partners.states import AT_REST, STILL

# Longer than an attempt and the little that is written around it.
LEASE = timedelta(seconds=30)
_RUN = uuid4().hex


class LeaseLostError(Exception):
    """The lease has passed to somebody else, or the stream was paused: nothing may be written."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to move one agency's stream."""

    agency_id: int
    token: int


def this_process() -> str:
    """Return the name under which this process holds leases."""
    return f"{socket.gethostname()}:{os.getpid()}:{_RUN}"


def is_gone(holder: str) -> bool:
    """Tell whether a holder was a process of this machine that is no more.

    Its lease passes on at once instead of running out. Where this is mistaken, two may try, and
    the token still decides.
    """
    host, _, rest = holder.partition(":")
    pid, _, run = rest.partition(":")
    if host != socket.gethostname() or not pid.isdigit():
        return False
    if int(pid) == os.getpid():
        return run != _RUN
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False


def due(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a stream has waited as long as it had to.

    What a clock that was ahead has written is no reason to wait once it was set back.
    """
    set_back = or_(
        and_(StreamState.failures == 0, StreamState.accepted_at > now),
        and_(StreamState.failures > 0, StreamState.due_at > now + LONGEST_RETRY_AFTER),
    )
    return or_(StreamState.due_at <= now, set_back)


def free(now: datetime) -> ColumnElement[bool]:
    """Return the condition that nobody holds a stream's lease, as far as the clock can tell.

    A lease that runs much longer than any was written by a clock that was ahead; a small difference
    between the clocks of machines is none.
    """
    return or_(
        StreamState.lease_until.is_(None),
        StreamState.lease_until <= now,
        StreamState.lease_until > now + 2 * LEASE,
    )


def claim(
    session: Session, agency_id: int, *, holder: str, now: datetime, early: bool
) -> Lease | None:
    """Take the lease of a stream that is due, unless somebody else has it.

    :param early: take it before it is due as well, as long as it is not waiting after a failure.
    """
    wanted = due(now)
    if early:
        wanted = or_(wanted, StreamState.failures == 0)
    # An agency may take what waits by itself before its endpoint is proven; nothing is sent there.
    wanted = and_(wanted, StreamState.state.not_in(AT_REST))
    return _take(session, agency_id, wanted, holder=holder, now=now)


def claim_for_agency(
    session: Session, agency_id: int, *, holder: str, now: datetime
) -> Lease | None:
    """Take the lease for an agency that asks by itself, due or not, unless somebody has it."""
    return _take(session, agency_id, true(), holder=holder, now=now)


def _take(
    session: Session, agency_id: int, wanted: ColumnElement[bool], *, holder: str, now: datetime
) -> Lease | None:
    present = session.execute(
        select(StreamState.lease_holder).where(StreamState.agency_id == agency_id)
    ).scalar_one_or_none()
    to_be_had = free(now)
    if present is not None and is_gone(present):
        to_be_had = or_(to_be_had, StreamState.lease_holder == present)
    token = session.execute(
        update(StreamState)
        .where(
            StreamState.agency_id == agency_id,
            StreamState.state.not_in(STILL),
            wanted,
            to_be_had,
        )
        .values(
            lease_holder=holder,
            lease_until=now + LEASE,
            lease_token=StreamState.lease_token + 1,
        )
        .returning(StreamState.lease_token)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    return None if token is None else Lease(agency_id, token)


def held(lease: Lease) -> ColumnElement[bool]:
    """Return the condition that a lease still holds, for every write that it covers."""
    return and_(
        StreamState.agency_id == lease.agency_id,
        StreamState.lease_token == lease.token,
        StreamState.lease_holder.is_not(None),
    )


def release(session: Session, lease: Lease) -> None:
    """Give a lease back, where it still holds."""
    session.execute(
        update(StreamState)
        .where(held(lease))
        .values(lease_holder=None, lease_until=None)
        .execution_options(synchronize_session=False)
    )
