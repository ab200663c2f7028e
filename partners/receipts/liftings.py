"""Liftings (应解除措施): noted when an agency has accepted that it is to lift something, confirmed
or opened again by what it says, and owed no more once the measure is to be applied again.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Table, func, select, update
from sqlalchemy.orm import Session

from partners.measures.steps import FIRST
from partners.models.streams import Lifting, LiftingWait
from partners.notices.among import among
from partners.notices.columns import Beginnings
from partners.notices.notices import Told
from partners.receipts.batch_receipts import Stretch, is_within
from registry.upserts import insert_into


def owe(
    session: Session,
    agency_id: int,
    told: Sequence[Told],
    stretches: Sequence[Stretch],
    *,
    now: datetime,
) -> None:
    """Note what an agency has to lift since it accepted notices; where it says so at once, that it
    has. What it has not lifted and is to apply again, it owes no more.

    :param told: the notices, in order.
    """
    if isinstance(told, Beginnings):
        # What begins for the first time lifts nothing, and nothing was to be lifted of it.
        return
    rows: dict[tuple[UUID | None, UUID, str], dict[str, object]] = {}
    again: dict[UUID | None, set[str]] = {}
    for notice in told:
        if notice.apply and notice.type not in FIRST:
            again.setdefault(notice.record_id, set()).update(notice.apply)
            rows = {
                key: row
                for key, row in rows.items()
                if key[0] != notice.record_id or key[2] not in notice.apply or row["confirmed_at"]
            }
        for code in () if notice.ending is None else notice.ending.lift:
            rows[notice.record_id, notice.id, code] = {
                "agency_id": agency_id,
                "notice_id": notice.id,
                "measure_code": code,
                "record_id": notice.record_id,
                "ended_at": notice.occurred_at,
                "told_at": now,
                "confirmed_at": now if is_within(notice.position, stretches) else None,
            }
    _forgive(session, agency_id, again)
    if rows:
        _note(session, list(rows.values()))


def _note(session: Session, rows: Sequence[dict[str, object]]) -> None:
    said = insert_into(session, cast(Table, Lifting.__table__))
    confirmed = func.coalesce(Lifting.confirmed_at, said.excluded.confirmed_at)
    session.execute(
        said.on_conflict_do_update(
            index_elements=["agency_id", "notice_id", "measure_code"],
            set_={"confirmed_at": confirmed},
        ),
        rows,
    )


def _forgive(
    session: Session, agency_id: int, again: Mapping[UUID | None, Collection[str]]
) -> None:
    """Forget what an agency was to lift and did not confirm, where it is to be applied again."""
    records = [record for record in again if record is not None]
    if not records:
        return
    for lifting in session.scalars(
        select(Lifting).where(
            Lifting.agency_id == agency_id,
            among(session, Lifting.record_id, records),
            Lifting.confirmed_at.is_(None),
        )
    ):
        if lifting.measure_code in again[lifting.record_id]:
            session.delete(lifting)
    session.flush()


def confirm(session: Session, lifting: Lifting, confirmed_at: datetime | None) -> None:
    """Note when an agency confirmed a lifting; absent where it has taken that back.

    What was asked of the same record before, by whichever notice, is confirmed with it.
    """
    own = Lifting.notice_id == lifting.notice_id
    before = (
        (Lifting.record_id == lifting.record_id)
        & (Lifting.told_at < lifting.told_at)
        & Lifting.confirmed_at.is_(None)
    )
    session.execute(
        update(Lifting)
        .where(
            Lifting.agency_id == lifting.agency_id,
            Lifting.measure_code == lifting.measure_code,
            own if confirmed_at is None else own | before,
        )
        .values(confirmed_at=confirmed_at)
        .execution_options(synchronize_session=False)
    )


def wake(session: Session, records: Collection[UUID], *, agency_id: int | None = None) -> None:
    """Have the open duties of records looked at.

    :param agency_id: only those that wait for what this agency says.
    """
    if not records:
        return
    waiting = among(session, LiftingWait.record_id, records)
    session.execute(
        update(LiftingWait)
        .where(waiting if agency_id is None else waiting & (LiftingWait.agency_id == agency_id))
        .values(is_woken=True)
        .execution_options(synchronize_session=False)
    )
