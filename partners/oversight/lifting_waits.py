"""Waits (督促等待): what each open duty of the agencies waits for, so that only those are looked at
again of which something has changed, however many are open.
"""

from collections.abc import Collection, Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import Table, delete, exists, select, update
from sqlalchemy.orm import Session

from partners.models.streams import LiftingWait, StreamState
from partners.notices.among import among
from partners.oversight.standings import Standing
from registry.upserts import insert_into


def enter(session: Session, records: Collection[UUID]) -> None:
    """Have records looked at, whose duties are open or may have to be."""
    if not records:
        return
    session.execute(
        insert_into(session, cast(Table, LiftingWait.__table__)).on_conflict_do_update(
            index_elements=["record_id"], set_={"is_woken": True}
        ),
        [{"record_id": record, "is_woken": True} for record in records],
    )


def wait_for(session: Session, record: UUID, standing: Standing) -> None:
    """Note that the duty of a record waits for an agency."""
    untold = [each.position for each in standing.notices if each.id not in standing.told]
    session.execute(
        update(LiftingWait)
        .where(LiftingWait.record_id == record)
        .values(
            agency_id=standing.agency.id, position=untold[-1] if untold else None, is_woken=False
        )
        .execution_options(synchronize_session=False)
    )


def end(session: Session, records: Collection[UUID]) -> None:
    """Forget the duties of records, which are done."""
    session.execute(
        delete(LiftingWait)
        .where(among(session, LiftingWait.record_id, records))
        .execution_options(synchronize_session=False)
    )


def wake_accepted(session: Session) -> None:
    """Have the duties looked at that wait for notices which their agencies have accepted since."""
    has_come = exists().where(
        StreamState.agency_id == LiftingWait.agency_id,
        StreamState.through >= LiftingWait.position,
    )
    session.execute(
        update(LiftingWait)
        .where(LiftingWait.position.is_not(None), has_come)
        .values(is_woken=True)
        .execution_options(synchronize_session=False)
    )


def woken(session: Session, limit: int) -> Sequence[UUID]:
    """Return the records whose duties are to be looked at, some at a time."""
    return session.scalars(
        select(LiftingWait.record_id)
        .where(LiftingWait.is_woken)
        .order_by(LiftingWait.record_id)
        .limit(limit)
    ).all()
