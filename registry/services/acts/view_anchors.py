"""Anchors of the record of views (查阅记录入账): its length and last digest, entered in the
journal, so that the journal's signed heads cover it.

The chain alone shows what was altered in its middle; whoever owns the store could still write all
of it anew, or cut off its end. What a signed head has covered, nobody can.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.models.journal import JournalEntry
from registry.models.views import ViewHead
from registry.rules.inquiry_views import NEED_TO_KNOW

ANCHORER = Actor(name="job:sign-tree-head", via="scheduler")
# The record of views as the journal names it: there is one.
RECORD = UUID("5b0f3a52-6e0c-4d7c-9a37-0d8f5f0c4e11")
REASON = "查阅记录入账"


def anchor(session: Session, *, now: datetime) -> bool:
    """Enter how far the record of views has come, unless that was entered already; tell whether it
    was entered now.
    """
    head = session.execute(select(ViewHead).where(ViewHead.id == 1)).scalar_one()
    if head.size == _last(session):
        return False
    entry = Entry(
        kind=events.VIEW_ANCHORED,
        body={"size": head.size, "digest": head.digest.hex()},
        actor=ANCHORER,
        reason=REASON,
        basis=str(NEED_TO_KNOW.article),
        occurred_at=now,
        record_id=RECORD,
    )
    append.record(session, entry)
    return True


def anchored(session: Session) -> Mapping[int, bytes]:
    """Return the digests that the journal holds, by the length at which each was the last."""
    chosen = select(JournalEntry.body).where(
        JournalEntry.record_id == RECORD, JournalEntry.kind == events.VIEW_ANCHORED.name
    )
    said = [orjson.loads(body) for body in session.scalars(chosen)]
    return {one["size"]: bytes.fromhex(one["digest"]) for one in said}


def _last(session: Session) -> int:
    chosen = (
        select(JournalEntry.body)
        .where(JournalEntry.record_id == RECORD, JournalEntry.kind == events.VIEW_ANCHORED.name)
        .order_by(JournalEntry.position.desc())
        .limit(1)
    )
    body = session.scalars(chosen).first()
    size: int = 0 if body is None else orjson.loads(body)["size"]
    return size
