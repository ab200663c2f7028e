"""Parked notices in tests (搁置通知测试): receivers that refuse, rows, acts of a person."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.endpoints.attempts import Answer
from partners.models.parked import ParkedNotice
from partners.models.streams import StreamState
from partners.services import parking
from partners.services.parking import HandleParked
from registry.db import transaction
from tests.clocks import MORNING
from tests.partners.receiver import ACCEPTED, Answering, Posted, status
from tests.partners.register import ACTOR

CODE = "market-regulation"


def refusing(*words: str, code: int = 422, said: bytes = b"") -> Answering:
    """Return a receiver that refuses whatever holds one of these words."""

    def judge(posted: Posted) -> Answer:
        text = json.dumps(posted.notices)
        return status(code, said) if any(word in text for word in words) else ACCEPTED

    return judge


def rows(session: Session) -> list[ParkedNotice]:
    session.rollback()
    return list(session.scalars(select(ParkedNotice).order_by(ParkedNotice.position)))


def stream_of(session: Session, agency_id: int) -> StreamState:
    session.rollback()
    return session.get_one(StreamState, agency_id)


def order(row: ParkedNotice, reason: str = "已联系单位") -> HandleParked:
    return HandleParked(agency=CODE, notice=row.notice_id, reason=reason)


def release(row: ParkedNotice) -> None:
    handled = order(row)
    with transaction() as session:
        parking.release(session, handled, actor=ACTOR, now=MORNING)


def close(row: ParkedNotice) -> None:
    handled = order(row)
    with transaction() as session:
        parking.close(session, handled, actor=ACTOR, now=MORNING)
