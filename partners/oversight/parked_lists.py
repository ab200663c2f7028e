"""Lists of parked notices (搁置通知列表), page by page: what waits for a person, what waits to be
sent again, and what was closed.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.parked import ParkedNotice
from partners.states import ParkState


class ParkedList(StrEnum):
    """Which of the notices that are kept from an agency (搁置列表)."""

    WAITING = "waiting"
    RELEASED = "released"
    CLOSED = "closed"


_STATES: Mapping[ParkedList, Sequence[ParkState]] = MappingProxyType(
    {
        ParkedList.WAITING: (ParkState.PARKED, ParkState.HELD),
        ParkedList.RELEASED: (ParkState.RELEASED,),
        ParkedList.CLOSED: (ParkState.CLOSED,),
    }
)


def page(
    session: Session, agency_id: int, which: ParkedList, *, after: int, most: int
) -> Sequence[ParkedNotice]:
    """Return a page of one list, in the order in which notices were kept out; of closed ones the
    latest first.

    :param after: the key of the last one on the page before; nought for the first page.
    """
    # By the key and not by the position, which two lives of the journal may both have given.
    key = ParkedNotice.id
    chosen = select(ParkedNotice).where(
        ParkedNotice.agency_id == agency_id, ParkedNotice.state.in_(_STATES[which])
    )
    if which is ParkedList.CLOSED:
        chosen = chosen.order_by(key.desc())
        chosen = chosen.where(key < after) if after else chosen
    else:
        chosen = chosen.where(key > after).order_by(key)
    return session.scalars(chosen.limit(most)).all()
