"""Repeated words (重复反馈): what a file of an agency says that it has said before.

A line without a moment says when nothing was done: the same file, handed over or imported twice,
must not look like something done twice.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.streams import Receipt
from partners.notices.among import among
from partners.receipts.receipt_words import CONFIRMS
from partners.receipts.receipts import ReceiptSaid
from registry.models.journal import JournalEntry
from schemas.codes import Outcome

_RECORDS = select(JournalEntry.id, JournalEntry.record_id)


class Content(NamedTuple):
    """What a word says, without when."""

    notice: UUID
    measure: str
    outcome: Outcome
    reason: str


def anew(session: Session, agency_id: int, said: Collection[ReceiptSaid]) -> list[ReceiptSaid]:
    """Return the words that are not the repetition of one that is kept, in order. Only reads.

    A word with a moment of its own is never one: the store keeps the same moment once. Without one
    it is, unless it confirms what was taken back since. So an agency that applies a measure once
    more after it lifted it has to say when.
    """
    undated = {one.notice_id for one in said if one.stated_at is None}
    before = _before(session, agency_id, undated) if undated else {}
    found = []
    for one in said:
        known = before.get(one.notice_id, [])
        if one.stated_at is None and _is_repeated(one, known):
            continue
        found.append(one)
        # What follows in the file comes after it, of whichever notice of the record.
        known.append(_content(one))
    return found


def _content(one: ReceiptSaid) -> Content:
    return Content(one.notice_id, one.measure, one.outcome, one.reason)


def _is_repeated(one: ReceiptSaid, before: Sequence[Content]) -> bool:
    """Tell whether a word stands among those on its record, and stands by now."""
    content = _content(one)
    of_measure = [word for word in before if word.measure == one.measure]
    if content not in of_measure:
        return False
    last = len(of_measure) - 1 - of_measure[::-1].index(content)
    later = of_measure[last + 1 :]
    is_taken_back = any(word.outcome not in CONFIRMS for word in later)
    return one.outcome not in CONFIRMS or not is_taken_back


def _before(
    session: Session, agency_id: int, notices: Collection[UUID]
) -> Mapping[UUID, list[Content]]:
    """Return what an agency said word by word of the records of notices, by the notice, in order.

    What changed measures at large is about no record, and stands for itself.
    """
    chosen = among(session, JournalEntry.id, notices)
    about = {key: record or key for key, record in session.execute(_RECORDS.where(chosen))}
    own = among(session, JournalEntry.record_id, set(about.values()))
    of = about | {row.id: row.record_id for row in session.execute(_RECORDS.where(own))}
    rows = session.execute(
        select(Receipt.notice_id, Receipt.measure_code, Receipt.outcome, Receipt.reason)
        .where(Receipt.agency_id == agency_id, among(session, Receipt.notice_id, of))
        .order_by(Receipt.stated_at, Receipt.received_at, Receipt.id)
    )
    by_record: dict[UUID | None, list[Content]] = {}
    for notice, measure, outcome, reason in rows:
        said = Content(notice, measure, Outcome(outcome), reason)
        by_record.setdefault(of[notice], []).append(said)
    return {key: by_record.setdefault(record, []) for key, record in about.items()}
