"""Leases (租约): one dispatcher at a time moves an agency's stream, and every change carries the
fencing token of its lease.

Clocks and pauses of processes decide only who tries; what is written is decided by the token, so a
holder that stalled and wakes changes nothing.
"""

import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    and_,
    bindparam,
    literal,
    literal_column,
    null,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import Session

from partners.endpoints.attempts import LONGEST_RETRY_AFTER
from partners.models.streams import StreamState
from partners.states import AT_REST, STILL
from registry import raw
from registry.db import Moment
from registry.prepared import Prepared

# Longer than an attempt and the little that is written around it.
LEASE = timedelta(seconds=30)
_RUN = uuid4().hex
_s = raw.columns_of(StreamState)


class LeaseLostError(Exception):
    """The lease has passed to somebody else, or the stream was paused: nothing may be written."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to move one agency's stream."""

    agency_id: int
    token: int


def _place() -> str:
    """Return where process ids are those that this process sees: containers of one machine may
    have its name, and count their processes each for itself.
    """
    try:
        return f"{socket.gethostname()}/{Path('/proc/self/ns/pid').stat().st_ino}"
    except OSError:
        return socket.gethostname()


def this_process() -> str:
    """Return the name under which this process holds leases."""
    return f"{_place()}:{os.getpid()}:{_RUN}"


def is_gone(holder: str) -> bool:
    """Tell whether a holder was a process of this machine, or of this container, that is no more.

    Its lease passes on at once instead of running out. Where this is mistaken, two may try, and
    the token still decides.
    """
    place, _, rest = holder.partition(":")
    pid, _, run = rest.partition(":")
    if place != _place() or not pid.isdigit():
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
    return _due(*(literal(moment, Moment()) for moment in (now, now + LONGEST_RETRY_AFTER)))


def _due(now: ColumnElement[datetime], last: ColumnElement[datetime]) -> ColumnElement[bool]:
    set_back = or_(
        and_(_s.failures == 0, _s.accepted_at > now),
        and_(_s.failures > 0, _s.due_at > last),
    )
    return or_(_s.due_at <= now, set_back)


def free(now: datetime) -> ColumnElement[bool]:
    """Return the condition that nobody holds a stream's lease, as far as the clock can tell.

    A lease that runs much longer than any was written by a clock that was ahead; a small difference
    between the clocks of machines is none.
    """
    return _free(*(literal(moment, Moment()) for moment in (now, now + 2 * LEASE)))


def _free(now: ColumnElement[datetime], longest: ColumnElement[datetime]) -> ColumnElement[bool]:
    return or_(_s.lease_until.is_(None), _s.lease_until <= now, _s.lease_until > longest)


def claim(
    session: Session, agency_id: int, *, holder: str, now: datetime, early: bool
) -> Lease | None:
    """Take the lease of a stream that is due, unless somebody else has it.

    :param early: take it before it is due as well, as long as it is not waiting after a failure.
    """
    statement = _CLAIM_EARLY if early else _CLAIM_DUE
    return _take(session, agency_id, statement, holder=holder, now=now)


def claim_for_agency(
    session: Session, agency_id: int, *, holder: str, now: datetime
) -> Lease | None:
    """Take the lease for an agency that asks by itself, due or not, unless somebody has it."""
    return _take(session, agency_id, _CLAIM_ASKED, holder=holder, now=now)


def _take(
    session: Session, agency_id: int, statement: Prepared, *, holder: str, now: datetime
) -> Lease | None:
    present = _HOLDER.value(session, {"agency": agency_id})
    wanted = {
        "agency": agency_id,
        "holder": holder,
        "gone": present if present is not None and is_gone(present) else None,
        "now": now,
        "last": now + LONGEST_RETRY_AFTER,
        "longest": now + 2 * LEASE,
        "until": now + LEASE,
    }
    token = statement.value(session, wanted)
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
    _RELEASE.run(session, {"agency": lease.agency_id, "token": lease.token})


def _moment(name: str) -> BindParameter[datetime]:
    return bindparam(name, type_=Moment())


def _claim(wanted: ColumnElement[bool], at_rest: Iterable[str]) -> Prepared:
    """Return the statement that takes the lease where a stream is wanted and does not rest."""
    return Prepared(
        update(_s.state.table)
        .where(
            _s.agency_id == bindparam("agency"),
            _s.state.not_in([literal_column(f"'{state}'") for state in at_rest]),
            wanted,
            or_(_free(_moment("now"), _moment("longest")), _s.lease_holder == bindparam("gone")),
        )
        .values(
            lease_holder=bindparam("holder"),
            lease_until=_moment("until"),
            lease_token=_s.lease_token + 1,
        )
        .returning(_s.lease_token)
    )


_IS_DUE = _due(_moment("now"), _moment("last"))
# An agency may take what waits by itself before its endpoint is proven; nothing is sent there.
_CLAIM_DUE = _claim(_IS_DUE, AT_REST)
_CLAIM_EARLY = _claim(or_(_IS_DUE, _s.failures == 0), AT_REST)
_CLAIM_ASKED = _claim(true(), STILL)
_HOLDER = Prepared(select(_s.lease_holder).where(_s.agency_id == bindparam("agency")))
_RELEASE = Prepared(
    update(_s.state.table)
    .where(
        _s.agency_id == bindparam("agency"),
        _s.lease_token == bindparam("token"),
        _s.lease_holder.is_not(None),
    )
    .values(lease_holder=null(), lease_until=null())
)
