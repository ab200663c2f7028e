"""Inquiries on the streams (协助查询推送): how far what courts ask has got with each agency."""

from collections.abc import Mapping
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.agencies import Agency
from partners.models.streams import StreamState
from partners.oversight.coverage import accepted_at
from partners.receipts import kept_receipts
from partners.receipts.batch_receipts import Task
from registry.models.journal import JournalEntry
from registry.respondents import Progress
from schemas.codes import NoticeType, Outcome
from schemas.notices import INQUIRY


def progress(session: Session, inquiry_id: UUID) -> Mapping[str, Progress]:
    """Return how far an inquiry got with each agency that is asked, by its code.

    :param inquiry_id: its public id, which is the record of its notices.
    """
    asked = session.execute(
        select(JournalEntry.position, JournalEntry.id, JournalEntry.body).where(
            JournalEntry.record_id == inquiry_id,
            JournalEntry.kind == NoticeType.INQUIRY_REQUESTED,
        )
    ).one_or_none()
    if asked is None:
        return {}
    codes = orjson.loads(asked.body)["inquiry"]["asked"]
    rows = session.execute(
        select(Agency.id, Agency.code, StreamState.through)
        .join(StreamState, StreamState.agency_id == Agency.id)
        .where(Agency.code.in_(codes))
    )
    return {
        row.code: _progress(session, row.id, asked.position, asked.id)
        for row in rows
        if row.through >= asked.position
    }


def _progress(session: Session, agency_id: int, position: int, notice_id: UUID) -> Progress:
    said = [
        one
        for one in kept_receipts.latest(session, agency_id, [Task(notice_id, position, {})])
        if one.measure == INQUIRY
    ]
    latest = said[-1] if said else None
    return Progress(
        sent_at=accepted_at(session, agency_id, position),
        accepted=None if latest is None else latest.outcome != Outcome.REJECTED,
        reason="" if latest is None else latest.reason,
        said_at=None if latest is None else latest.stated_at,
    )
