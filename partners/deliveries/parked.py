"""Parked notices (搁置的通知) in the store: what an agency refused, and what is held behind it.

Whoever changes them has the row of the agency's stream locked, so that its counts stay right.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, Table, exists, func, select, update
from sqlalchemy.orm import Session

from partners.deliveries.sieve import KEPT_BACK, OPEN, settled
from partners.measures.steps import Step, step_of
from partners.models.parked import ParkedNotice
from partners.models.streams import StreamState
from partners.notices.notices import Told
from partners.states import ParkState
from registry.models.journal import JournalEntry
from registry.upserts import insert_into

# How many notices are sent again in one delivery at most.
MOST_AT_ONCE = 500
ENDED = "记录已结束，解除已另行通知 The record has ended; its end was told."
OVER = "已无内容可通知 Nothing is left to tell."


def released(session: Session, agency_id: int) -> Sequence[ParkedNotice]:
    """Return what waits to be sent again, in the order of the journal."""
    return session.scalars(
        select(ParkedNotice)
        .where(ParkedNotice.agency_id == agency_id, ParkedNotice.state == ParkState.RELEASED)
        .order_by(ParkedNotice.position)
        .limit(MOST_AT_ONCE)
    ).all()


def of_delivery(session: Session, delivery_id: int) -> Sequence[ParkedNotice]:
    """Return the rows of what a delivery sends again, in order."""
    return session.scalars(
        select(ParkedNotice)
        .where(ParkedNotice.delivery_id == delivery_id)
        .order_by(ParkedNotice.position)
    ).all()


def put_in(session: Session, rows: Collection[int], delivery_id: int) -> bool:
    """Put released notices into a delivery that is being frozen, and tell whether all still wait to
    be sent.
    """
    done = session.execute(
        update(ParkedNotice)
        .where(ParkedNotice.id.in_(rows), ParkedNotice.state == ParkState.RELEASED)
        .values(delivery_id=delivery_id)
        .returning(ParkedNotice.id)
        .execution_options(synchronize_session=False)
    ).all()
    return len(done) == len(rows)


def take_out(session: Session, delivery_id: int) -> None:
    """Take released notices out of a delivery that will not be repeated."""
    session.execute(
        update(ParkedNotice)
        .where(ParkedNotice.delivery_id == delivery_id)
        .values(delivery_id=None)
        .execution_options(synchronize_session=False)
    )


def sent(session: Session, agency_id: int, delivery_id: int, *, now: datetime) -> None:
    """Note that a delivery of released notices was accepted."""
    rows = ParkedNotice.delivery_id == delivery_id
    session.execute(
        update(ParkedNotice)
        .where(rows)
        .values(state=ParkState.SENT.value, delivery_id=None, changed_at=now)
        .execution_options(synchronize_session=False)
    )
    recount(session, agency_id)


def told_otherwise(
    session: Session, agency_id: int, remark: str, *, through: int, now: datetime
) -> None:
    """Note that an agency has what was kept out of its stream up to a position, what an operator
    closed included: it was told of all that as a whole.
    """
    # By the journal and not by the parked row's own position, which another life may have given.
    is_in_it = exists().where(
        JournalEntry.id == ParkedNotice.notice_id, JournalEntry.position <= through
    )
    session.execute(
        update(ParkedNotice)
        .where(
            ParkedNotice.agency_id == agency_id,
            ParkedNotice.state != ParkState.SENT,
            is_in_it,
        )
        .values(state=ParkState.SENT.value, remark=remark, delivery_id=None, changed_at=now)
        .execution_options(synchronize_session=False)
    )
    settle(session, agency_id)


def close(
    session: Session, agency_id: int, rows: Collection[int], remark: str, *, now: datetime
) -> None:
    """Close open notices, as a person wants it; the agency does without them."""
    _leave(session, ParkedNotice.id.in_(rows), ParkState.CLOSED, remark, now=now)
    settle(session, agency_id)


def over(
    session: Session, agency_id: int, rows: Collection[int], remark: str, *, now: datetime
) -> None:
    """Let open notices be, of which nothing is left to tell; the agency does without nothing."""
    _leave(session, ParkedNotice.id.in_(rows), ParkState.OVER, remark, now=now)
    settle(session, agency_id)


def forget(session: Session, agency_id: int, remark: str, *, now: datetime) -> None:
    """Let be whatever is kept back from an agency."""
    own = ParkedNotice.agency_id == agency_id
    _leave(session, own, ParkState.OVER, remark, now=now, states=KEPT_BACK)
    settle(session, agency_id)


def _leave(
    session: Session,
    chosen: ColumnElement[bool],
    state: ParkState,
    remark: str,
    *,
    now: datetime,
    states: Collection[ParkState] = OPEN,
) -> None:
    session.execute(
        update(ParkedNotice)
        .where(chosen, ParkedNotice.state.in_(states))
        .values(state=state.value, remark=remark, delivery_id=None, changed_at=now)
        .execution_options(synchronize_session=False)
    )


def park(
    session: Session,
    agency_id: int,
    told: Told,
    *,
    reason: str,
    detail: str,
    now: datetime,
) -> None:
    """Keep a notice that was refused; one that was parked before is parked again."""
    row = session.scalars(
        select(ParkedNotice).where(
            ParkedNotice.agency_id == agency_id, ParkedNotice.notice_id == told.id
        )
    ).one_or_none()
    if row is None:
        row = ParkedNotice(**_row(agency_id, told, ParkState.PARKED, now))
        session.add(row)
    row.state = ParkState.PARKED.value
    row.reason, row.detail = reason, detail
    row.refusals += 1
    row.delivery_id = None
    row.changed_at = now
    session.flush()
    settle(session, agency_id)


def hold(session: Session, agency_id: int, excluded: Iterable[Told], *, now: datetime) -> None:
    """Keep notices that follow a parked one of their record."""
    rows = [_row(agency_id, told, ParkState.HELD, now) for told in excluded]
    if rows:
        table = cast(Table, ParkedNotice.__table__)
        session.execute(insert_into(session, table).on_conflict_do_nothing(), rows)
        settle(session, agency_id)


def close_ended(session: Session, agency_id: int, told: Iterable[Told], *, now: datetime) -> None:
    """Let be what was kept back of records whose end was accepted, up to that end."""
    ends = [notice for notice in told if step_of(notice.type, notice.body) is Step.ENDS]
    for notice in ends:
        before = ParkedNotice.position < notice.position
        chosen = (
            (ParkedNotice.agency_id == agency_id)
            & (ParkedNotice.record_id == notice.record_id)
            & before
        )
        _leave(session, chosen, ParkState.OVER, ENDED, now=now)
    if ends:
        settle(session, agency_id)


def settle(session: Session, agency_id: int) -> None:
    """Bring what waits of each record in line with whether something before it is parked."""
    rows = session.scalars(
        select(ParkedNotice)
        .where(ParkedNotice.agency_id == agency_id, ParkedNotice.state.in_(OPEN))
        .order_by(ParkedNotice.position)
        .execution_options(populate_existing=True)
    ).all()
    by_record: dict[UUID, list[ParkedNotice]] = {}
    for row in rows:
        by_record.setdefault(row.record_id or row.notice_id, []).append(row)
    for together in by_record.values():
        states = settled([ParkState(row.state) for row in together])
        for row, state in zip(together, states, strict=True):
            row.state = state.value
    session.flush()
    recount(session, agency_id)


def recount(session: Session, agency_id: int) -> None:
    """Bring the counts of an agency's stream in line with what is kept."""
    found = session.execute(
        select(ParkedNotice.state, func.count())
        .where(ParkedNotice.agency_id == agency_id, ParkedNotice.state.in_(OPEN))
        .group_by(ParkedNotice.state)
    )
    counts = {row[0]: row[1] for row in found}
    session.execute(
        update(StreamState)
        .where(StreamState.agency_id == agency_id)
        .values(parked=sum(counts.values()), to_resend=counts.get(ParkState.RELEASED, 0))
        .execution_options(synchronize_session=False)
    )


def _row(agency_id: int, told: Told, state: ParkState, now: datetime) -> dict[str, object]:
    return {
        "agency_id": agency_id,
        "notice_id": told.id,
        "position": told.position,
        "record_id": told.record_id,
        "kind": told.type.value,
        "state": state.value,
        "reason": "",
        "detail": "",
        "refusals": 0,
        "fields": None,
        "delivery_id": None,
        "parked_at": now,
        "changed_at": now,
        "remark": "",
    }
