"""Repeated words (重复反馈): what an agency says that it has said before.

A word without a moment says when nothing was done: the same call, answer or file, made, given or
handed over twice, must not look like something done twice. A word with a moment of its own is never
a repetition: the store keeps the same moment once.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from partners.models.streams import Receipt
from partners.notices.among import among
from partners.receipts import batch_receipts
from partners.receipts.batch_receipts import Task
from partners.receipts.receipts import ReceiptSaid
from registry.models.journal import JournalEntry
from schemas.codes import Outcome

# Whatever a batch receipt says of a notice, it says it of all that was asked.
_ANY = {"": Outcome.APPLIED}
_NONE: tuple[Sequence["Content"], datetime | None] = ((), None)
_ENTRIES = select(JournalEntry.id, JournalEntry.record_id, JournalEntry.position)


class Content(NamedTuple):
    """What a word says, without when."""

    notice: UUID
    measure: str
    outcome: Outcome
    reason: str


# One measure of one record.
Key = tuple[UUID, str]
EntryRow = Row[UUID, UUID | None, int]


def standing(before: Sequence[Content], said: Sequence[Content]) -> int:
    """Return how many of the first of some words, said at once on one measure of one record, repeat
    others: those that were said before in this order, the last of them as one that nothing else was
    said after. Pure.

    :param before: what was said before, in order.
    :param said: what is said, in order, no word twice in a row.
    """
    found = matched(before, said)
    last = {word: at for at, word in enumerate(before)}
    same = len(before)
    while same and before[same - 1].outcome is before[-1].outcome:
        same -= 1
    for count in range(min(len(said), len(found) + 1), 0, -1):
        word = said[count - 1]
        at = last.get(word, -1)
        follows = count == 1 or found[count - 2] < at
        if at >= 0 and follows and at + 1 >= same and word.outcome is before[-1].outcome:
            return count
    return 0


def matched(before: Sequence[Content], said: Sequence[Content]) -> Sequence[int]:
    """Return where the first of some words stand among those before, in the same order. Pure."""
    found: list[int] = []
    for at, word in enumerate(before):
        if len(found) < len(said) and word == said[len(found)]:
            found.append(at)
    return found


def anew(session: Session, agency_id: int, said: Collection[ReceiptSaid]) -> list[ReceiptSaid]:
    """Return the words, said at once, that are not the repetition of what is kept, in order. Only
    reads.
    """
    undated = [one for one in said if one.stated_at is None]
    if not undated:
        return list(said)
    records, rows = records_of(session, undated)
    before = words_before(session, agency_id, records)
    tasks = [Task(row.id, row.position, _ANY) for row in rows]
    said_at = _of_batches(session, agency_id, tasks, records) if before else {}
    repeated: set[int] = set()
    for key, words in by_measure(said, records).items():
        kept, received_at = before.get(key, _NONE)
        if received_at is not None and key[0] in said_at and said_at[key[0]] > received_at:
            # What was said of a whole batch is a newer word than any that could be repeated.
            kept = ()
        fresh = without_twins(words)
        found = standing(kept, list(fresh.values()))
        repeated.update(words.keys() - fresh.keys(), list(fresh)[:found])
    return [one for number, one in enumerate(said) if number not in repeated]


def by_measure(
    said: Collection[ReceiptSaid], records: Mapping[UUID, UUID]
) -> Mapping[tuple[UUID, str], dict[int, Content]]:
    """Return the words without a moment by record and measure, each under its number."""
    found: dict[tuple[UUID, str], dict[int, Content]] = {}
    for number, one in enumerate(said):
        if one.stated_at is None:
            content = Content(one.notice_id, one.measure, one.outcome, one.reason)
            record = records.get(one.notice_id, one.notice_id)
            found.setdefault((record, one.measure), {})[number] = content
    return found


def without_twins(
    words: Mapping[int, Content], *, after: Content | None = None
) -> Mapping[int, Content]:
    """Return words of which none says what the one before it says. Pure.

    :param after: what was said before the first.
    """
    fresh: dict[int, Content] = {}
    for number, content in words.items():
        if content != after:
            fresh[number] = content
        after = content
    return fresh


def records_of(
    session: Session, said: Collection[ReceiptSaid]
) -> tuple[Mapping[UUID, UUID], Sequence[EntryRow]]:
    """Return the records of all notices of the records that some words are about, by the notices,
    and the rows of the journal of these. What changed measures at large is about no record, and
    stands for itself.
    """
    chosen = among(session, JournalEntry.id, {one.notice_id for one in said})
    entries = session.execute(_ENTRIES.where(chosen)).all()
    about = {row.id: row.record_id or row.id for row in entries}
    own = among(session, JournalEntry.record_id, set(about.values()))
    rows = [*entries, *session.execute(_ENTRIES.where(own))]
    return {row.id: row.record_id or row.id for row in rows}, rows


def words_before(
    session: Session, agency_id: int, records: Mapping[UUID, UUID], *, through: int | None = None
) -> Mapping[Key, tuple[Sequence[Content], datetime | None]]:
    """Return what an agency said word by word of each measure of records, in order, and when the
    last of it came.

    :param records: as :func:`records_of` returns them.
    :param through: the last receipt that counts; absent where all do.
    """
    query = select(
        Receipt.notice_id,
        Receipt.measure_code,
        Receipt.outcome,
        Receipt.reason,
        Receipt.received_at,
    ).where(Receipt.agency_id == agency_id, among(session, Receipt.notice_id, records))
    if through is not None:
        query = query.where(Receipt.id <= through)
    found: dict[Key, tuple[list[Content], datetime | None]] = {}
    for notice, measure, outcome, reason, received_at in session.execute(
        query.order_by(Receipt.stated_at, Receipt.received_at, Receipt.id)
    ):
        key = records[notice], measure
        words, latest = found.get(key, ([], None))
        words.append(Content(notice, measure, Outcome(outcome), reason))
        found[key] = words, max(received_at, latest or received_at)
    return found


def _of_batches(
    session: Session, agency_id: int, tasks: Sequence[Task], records: Mapping[UUID, UUID]
) -> Mapping[UUID, datetime]:
    """Return when something was said last of a whole batch with notices of records, by these."""
    latest: dict[UUID, datetime] = {}
    for word in batch_receipts.words(session, agency_id, tasks):
        record = records[word.notice_id]
        latest[record] = max(word.received_at, latest.get(record, word.received_at))
    return latest
