"""Repeated words (重复反馈): what an agency says that it has said before.

A word without a moment says when nothing was done: the same call, answer or file, made, given or
handed over twice, must not look like something done twice. A word with a moment of its own is never
a repetition: the store keeps the same moment once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.streams import Receipt
from partners.notices.among import among
from partners.receipts import batch_receipts
from partners.receipts.batch_receipts import Task
from partners.receipts.receipt_words import CONFIRMS, Said
from partners.receipts.receipts import ReceiptSaid
from registry.models.journal import JournalEntry
from schemas.codes import Outcome

# Whatever a batch receipt says of a notice, it says it of all that was asked.
_ANY = {"": Outcome.APPLIED}
_ENTRIES = select(JournalEntry.id, JournalEntry.record_id, JournalEntry.position)


class Way(Enum):
    """How words came (反馈方式): at once, by call or answer, or by a file that may be old."""

    AT_ONCE = "at_once"
    BY_FILE = "by_file"


class Content(NamedTuple):
    """What a word says, without when."""

    notice: UUID
    measure: str
    outcome: Outcome
    reason: str


@dataclass(slots=True)
class _Kept:
    """What is kept of one measure of one record, in order; what is of the file at hand apart."""

    before: list[Content] = field(default_factory=list)
    of_this_file: list[Content] = field(default_factory=list)
    received_at: datetime | None = None


def repeats(before: Sequence[Content], said: Sequence[Content], *, way: Way) -> int:
    """Return how many of the first of some words on one measure of one record repeat others. Pure.

    Words said at once repeat those of which the last still stands. A file may be an old one, or an
    old one with lines added: it repeats whatever was said in its order. But the last of its words
    counts anew where it confirms what was taken back since.

    :param before: what was said before, in order.
    :param said: what is said, in order, no word twice in a row.
    """
    matched = _matched(before, said)
    if way is Way.AT_ONCE:
        return _standing(before, said, matched)
    if not said or len(matched) < len(said) or said[-1].outcome not in CONFIRMS:
        return len(matched)
    last = len(before) - before[::-1].index(said[-1])
    is_taken_back = any(word.outcome not in CONFIRMS for word in before[last:])
    return len(matched) - is_taken_back


def _standing(before: Sequence[Content], said: Sequence[Content], matched: Sequence[int]) -> int:
    """Return how many of the first words were said before in this order, the last of them as one
    that nothing else was said after.
    """
    last = {word: at for at, word in enumerate(before)}
    same = len(before)
    while same and before[same - 1].outcome is before[-1].outcome:
        same -= 1
    for count in range(min(len(said), len(matched) + 1), 0, -1):
        word = said[count - 1]
        at = last.get(word, -1)
        follows = count == 1 or matched[count - 2] < at
        if at >= 0 and follows and at + 1 >= same and word.outcome is before[-1].outcome:
            return count
    return 0


def _matched(before: Sequence[Content], said: Sequence[Content]) -> Sequence[int]:
    """Return where the first of some words stand among those before, in the same order."""
    found: list[int] = []
    for at, word in enumerate(before):
        if len(found) < len(said) and word == said[len(found)]:
            found.append(at)
    return found


def anew(
    session: Session,
    agency_id: int,
    said: Collection[ReceiptSaid],
    *,
    way: Way,
    since: datetime | None = None,
) -> list[ReceiptSaid]:
    """Return the words that are not the repetition of what is kept, in order. Only reads.

    :param since: from when on what was kept is of the same file.
    """
    undated = [one for one in said if one.stated_at is None]
    if not undated:
        return list(said)
    kept = _kept(session, agency_id, undated, way=way, since=since)
    repeated: set[int] = set()
    for key, words in _by_measure(said, kept.records).items():
        known = kept.of.get(key, _Kept())
        fresh = _without_twins(words, after=known.of_this_file[-1:])
        in_file = [*known.of_this_file, *fresh.values()]
        found = repeats(known.before, in_file, way=way) - len(known.of_this_file)
        repeated.update(words.keys() - fresh.keys(), list(fresh)[: max(found, 0)])
    return [one for number, one in enumerate(said) if number not in repeated]


def _by_measure(
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


def _without_twins(
    words: Mapping[int, Content], *, after: Sequence[Content]
) -> Mapping[int, Content]:
    """Return words of which none says what the one before it says."""
    fresh: dict[int, Content] = {}
    last = after[0] if after else None
    for number, content in words.items():
        if content != last:
            fresh[number] = content
        last = content
    return fresh


@dataclass(frozen=True, slots=True)
class _Before:
    """The records of notices, and what is kept of each measure of each of them."""

    records: Mapping[UUID, UUID]
    of: Mapping[tuple[UUID, str], _Kept]


def _kept(
    session: Session,
    agency_id: int,
    said: Collection[ReceiptSaid],
    *,
    way: Way,
    since: datetime | None,
) -> _Before:
    """Return what an agency said word by word of the records of notices.

    What changed measures at large is about no record, and stands for itself. What it said at once
    of a whole batch later than all of that is a newer word than any that could be repeated.
    """
    chosen = among(session, JournalEntry.id, {one.notice_id for one in said})
    entries = session.execute(_ENTRIES.where(chosen)).all()
    about = {row.id: row.record_id or row.id for row in entries}
    own = among(session, JournalEntry.record_id, set(about.values()))
    rows = [*entries, *session.execute(_ENTRIES.where(own))]
    records = {row.id: row.record_id or row.id for row in rows}
    of: dict[tuple[UUID, str], _Kept] = {}
    for word, received_at in _words(session, agency_id, records):
        kept = of.setdefault((records[word.notice], word.measure), _Kept())
        is_of_file = since is not None and received_at >= since
        (kept.of_this_file if is_of_file else kept.before).append(word)
        kept.received_at = max(received_at, kept.received_at or received_at)
    if way is Way.AT_ONCE and of:
        tasks = [Task(row.id, row.position, _ANY) for row in rows]
        _forget_older(of, batch_receipts.words(session, agency_id, tasks), records)
    return _Before(records, of)


def _words(
    session: Session, agency_id: int, notices: Collection[UUID]
) -> list[tuple[Content, datetime]]:
    rows = session.execute(
        select(
            Receipt.notice_id,
            Receipt.measure_code,
            Receipt.outcome,
            Receipt.reason,
            Receipt.received_at,
        )
        .where(Receipt.agency_id == agency_id, among(session, Receipt.notice_id, notices))
        .order_by(Receipt.stated_at, Receipt.received_at, Receipt.id)
    )
    return [
        (Content(notice, measure, Outcome(outcome), reason), received_at)
        for notice, measure, outcome, reason, received_at in rows
    ]


def _forget_older(
    of: Mapping[tuple[UUID, str], _Kept], in_batches: Iterable[Said], records: Mapping[UUID, UUID]
) -> None:
    """Forget what was kept before something was said of a whole batch."""
    latest: dict[UUID, datetime] = {}
    for word in in_batches:
        record = records[word.notice_id]
        latest[record] = max(word.received_at, latest.get(record, word.received_at))
    for (record, _), kept in of.items():
        said_at = latest.get(record)
        if said_at is not None and kept.received_at is not None and said_at > kept.received_at:
            kept.before.clear()
