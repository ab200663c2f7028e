"""Rows of streams (推送流的行) as the dispatcher writes them, batch after batch: statements that
are made once.

Every change of a stream carries the fencing token of its lease.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, case, func, insert, select, update
from sqlalchemy.orm import Session

from partners.deliveries.leases import LEASE, Lease
from partners.models.agencies import AgencyFields
from partners.models.streams import Delivery, DeliveryAttempt, StreamState
from partners.states import AT_REST, STILL, DeliveryState
from registry.db import Moment

_STREAM = cast(Table, StreamState.__table__)
_DELIVERY = cast(Table, Delivery.__table__)
_ATTEMPT = insert(cast(Table, DeliveryAttempt.__table__))
_FIX = insert(_DELIVERY)
_s = _STREAM.c
_OURS = (
    (_s.agency_id == bindparam("agency"))
    & (_s.lease_token == bindparam("token"))
    & _s.lease_holder.is_not(None)
)
_NOW = bindparam("now", type_=Moment())
_AT_REST = _s.state.in_([str(state) for state in AT_REST])
_STAYS = _AT_REST | (_s.state == bindparam("to_state"))
_MOVE = (
    update(_STREAM)
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
_RENEW = (
    update(_STREAM)
    .where(
        _OURS,
        _s.state.not_in([str(state) for state in STILL]),
        _s.scanned == bindparam("was_scanned"),
        _s.through == func.coalesce(bindparam("was_through"), _s.through),
    )
    .values(
        lease_until=bindparam("until", type_=Moment()),
        posted_at=func.coalesce(bindparam("posted", type_=Moment()), _s.posted_at),
    )
    .returning(_s.parked)
)
_CLOSE = (
    update(_DELIVERY)
    .where(_DELIVERY.c.id == bindparam("delivery"), _DELIVERY.c.state == DeliveryState.FROZEN.value)
    .values(state=bindparam("to_state"), closed_at=_NOW)
)
_FIELDS = select(func.max(AgencyFields.id)).where(AgencyFields.agency_id == bindparam("agency"))


def move(session: Session, lease: Lease, values: Mapping[str, Any]) -> bool:
    """Move a stream, and tell whether it was ours and where it should have been.

    :param values: ``was_scanned`` and ``was_through`` say where; the others what it becomes.
    """
    return _ours(session, _MOVE, lease, values) is not None


def renew(
    session: Session,
    lease: Lease,
    *,
    scanned: int,
    through: int | None,
    now: datetime,
    posted_at: datetime | None,
) -> int | None:
    """Renew a lease where the cursor is as expected; return how many notices are kept out, or
    nothing where it is not ours, or the stream stands still.

    :param posted_at: the moment, where a request leaves right after.
    """
    values = {
        "was_scanned": scanned,
        "was_through": through,
        "until": now + LEASE,
        "posted": posted_at,
    }
    return _ours(session, _RENEW, lease, values)


def _ours(session: Session, statement: Any, lease: Lease, values: Mapping[str, Any]) -> int | None:
    fenced = {"agency": lease.agency_id, "token": lease.token, **values}
    found: int | None = session.connection().execute(statement, fenced).scalar_one_or_none()
    return found


def fix(session: Session, values: Mapping[str, Any]) -> int:
    """Write a delivery, and return its row."""
    done = session.connection().execute(_FIX, values)
    return int(cast(Any, done.inserted_primary_key)[0])


def close(session: Session, delivery_id: int, state: DeliveryState, *, now: datetime) -> None:
    """Close a frozen delivery."""
    values = {"delivery": delivery_id, "to_state": state.value, "now": now}
    session.connection().execute(_CLOSE, values)


def note_attempt(session: Session, values: Mapping[str, Any]) -> None:
    """Write an attempt."""
    session.connection().execute(_ATTEMPT, values)


def field_list(session: Session, agency_id: int) -> int:
    """Return the row of the field list that an agency has now."""
    return int(session.connection().execute(_FIELDS, {"agency": agency_id}).scalar_one())
