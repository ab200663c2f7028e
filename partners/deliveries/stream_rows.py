"""Rows of streams (推送流的行) as the dispatcher writes them, batch after batch.

Every change of a stream carries the fencing token of its lease.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    bindparam,
    case,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.orm import Session

from partners.deliveries.leases import LEASE, Lease
from partners.models.agencies import AgencyFields
from partners.models.streams import Delivery, DeliveryAttempt, StreamState
from partners.states import AT_REST, STILL, DeliveryState
from registry import raw
from registry.db import BIG, Moment
from registry.models.erasures import ErasureCount
from registry.prepared import Prepared, Writes, row_of


def _words(codes: Iterable[str]) -> list[ColumnElement[str]]:
    return [literal_column(f"'{code}'") for code in codes]


_s = raw.columns_of(StreamState)
_d = raw.columns_of(Delivery)
_ATTEMPT = Prepared(row_of(DeliveryAttempt))
_FIX = Prepared(row_of(Delivery).returning(_d.id))
_OURS = (
    (_s.agency_id == bindparam("agency"))
    & (_s.lease_token == bindparam("token"))
    & _s.lease_holder.is_not(None)
)
_NOW = bindparam("now", type_=Moment())
_AT_REST = _s.state.in_(_words(AT_REST))
_STILL = _s.state.in_(_words(STILL))
_MOVED = (
    update(_s.state.table)
    .where(_OURS, _s.scanned == bindparam("was_scanned"), _s.through == bindparam("was_through"))
    .values(
        # Whoever brought the stream to rest meanwhile is not overruled.
        state=case((_AT_REST, _s.state), else_=bindparam("to_state")),
        changed_at=case(
            (_AT_REST | (_s.state == bindparam("to_state")), _s.changed_at), else_=_NOW
        ),
        reason=case((_AT_REST, _s.reason), else_=bindparam("why")),
        accepted_at=func.coalesce(bindparam("accepted", type_=Moment()), _s.accepted_at),
        failures=bindparam("failed"),
        batch_limit=bindparam("limit"),
        refused_in_a_row=bindparam("refused"),
        due_at=bindparam("due", type_=Moment()),
        scanned=bindparam("to_scanned"),
        through=bindparam("to_through"),
    )
    .returning(_s.agency_id)
)
_MOVE = Prepared(_MOVED)
# The next request leaves right after, unless the stream was brought to a stand meanwhile.
_MOVE_ON = Prepared(
    _MOVED.values(
        lease_until=case((_STILL, _s.lease_until), else_=bindparam("until", type_=Moment())),
        posted_at=case((_STILL, _s.posted_at), else_=_NOW),
    )
)
_RENEW = Prepared(
    update(_s.state.table)
    .where(
        _OURS,
        ~_STILL,
        _s.scanned == bindparam("was_scanned"),
        _s.through == func.coalesce(bindparam("was_through", type_=BIG), _s.through),
    )
    .values(
        lease_until=bindparam("until", type_=Moment()),
        posted_at=func.coalesce(bindparam("posted", type_=Moment()), _s.posted_at),
    )
    .returning(_s.parked, select(ErasureCount.erased).where(ErasureCount.id == 1).scalar_subquery())
)
_CLOSE = Prepared(
    update(_d.state.table)
    .where(_d.id == bindparam("delivery"), _d.state.in_(_words([DeliveryState.FROZEN])))
    .values(state=bindparam("to_state"), closed_at=_NOW)
)
_FIELDS = Prepared(
    select(func.max(AgencyFields.id)).where(AgencyFields.agency_id == bindparam("agency"))
)


def move(session: Session, lease: Lease, writes: Writes, values: Mapping[str, Any]) -> bool:
    """Move a stream with what else is to be written, and tell whether it was ours and where it
    should have been; where it was not, whoever asks takes back what was written with it.

    :param values: ``was_scanned`` and ``was_through`` say where; the others what it becomes.
        ``until`` says how long the lease holds where a request leaves right after.
    """
    writes.add(_MOVE_ON if "until" in values else _MOVE, _fenced(lease, values))
    return writes.value(session) is not None


def renew(
    session: Session,
    lease: Lease,
    *,
    scanned: int,
    through: int | None,
    now: datetime,
    posted_at: datetime | None,
) -> tuple[int, int] | None:
    """Renew a lease where the cursor is as expected; return how many notices are kept out and how
    often identities were erased, or nothing where it is not ours, or the stream stands still.

    :param posted_at: the moment, where a request leaves right after.
    """
    values = {
        "was_scanned": scanned,
        "was_through": through,
        "until": now + LEASE,
        "posted": posted_at,
    }
    row = _RENEW.row(session, _fenced(lease, values))
    return None if row is None else (row[0], row[1])


def _fenced(lease: Lease, values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"agency": lease.agency_id, "token": lease.token, **values}


def fix(session: Session, values: Mapping[str, Any]) -> int:
    """Write a delivery, and return its row."""
    return int(_FIX.value(session, values))


def close(writes: Writes, delivery_id: int, state: DeliveryState, *, now: datetime) -> None:
    """Close a frozen delivery, with what else is to be written."""
    writes.add(_CLOSE, {"delivery": delivery_id, "to_state": state.value, "now": now})


def note_attempt(writes: Writes, values: Mapping[str, Any]) -> None:
    """Write an attempt, with what else is to be written."""
    writes.add(_ATTEMPT, values)


def field_list(session: Session, agency_id: int) -> int:
    """Return the row of the field list that an agency has now."""
    return int(_FIELDS.value(session, {"agency": agency_id}))
