"""What is kept back (未送达的通知) from agencies, for now or for good: parked, held, released and
not yet sent again, or closed by a person. Only reads.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.deliveries.sieve import KEPT_BACK, OPEN
from partners.models.parked import ParkedNotice
from partners.states import ParkState


def held_records(session: Session, agency_id: int) -> frozenset[UUID]:
    """Return the records of which something is kept out of an agency's stream."""
    return frozenset(
        session.scalars(
            select(ParkedNotice.record_id).where(
                ParkedNotice.agency_id == agency_id,
                ParkedNotice.state.in_(OPEN),
                ParkedNotice.record_id.is_not(None),
            )
        )
    )


def states_of(
    session: Session, agency_id: int, notice_ids: Collection[UUID]
) -> dict[UUID, ParkState]:
    """Return how those notices stand that an agency did not get in their place."""
    rows = session.execute(
        select(ParkedNotice.notice_id, ParkedNotice.state).where(
            ParkedNotice.agency_id == agency_id, ParkedNotice.notice_id.in_(notice_ids)
        )
    )
    return {row.notice_id: ParkState(row.state) for row in rows}


def positions(session: Session, agency_id: int) -> frozenset[int]:
    """Return the positions of the notices that are kept back from an agency."""
    return frozenset(
        session.scalars(
            select(ParkedNotice.position).where(
                ParkedNotice.agency_id == agency_id, ParkedNotice.state.in_(KEPT_BACK)
            )
        )
    )


def records(session: Session, agency_id: int, kinds: Collection[str]) -> tuple[UUID, ...]:
    """Return the records of which notices of certain kinds are kept back from an agency."""
    found = session.scalars(
        select(ParkedNotice.record_id)
        .where(
            ParkedNotice.agency_id == agency_id,
            ParkedNotice.state.in_(KEPT_BACK),
            ParkedNotice.kind.in_(kinds),
            ParkedNotice.record_id.is_not(None),
        )
        .order_by(ParkedNotice.position)
    )
    return tuple(dict.fromkeys(record for record in found if record is not None))


def notices(session: Session, agency_id: int) -> frozenset[UUID]:
    """Return the notices that are kept back from an agency, for now or for good."""
    return frozenset(
        session.scalars(
            select(ParkedNotice.notice_id).where(
                ParkedNotice.agency_id == agency_id, ParkedNotice.state.in_(KEPT_BACK)
            )
        )
    )
