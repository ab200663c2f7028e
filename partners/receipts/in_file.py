"""Words in files (文件中的反馈): which of them are new.

A file may be an old one, or an old one with lines added: it repeats whatever was said in its order.
But the last of its words on a measure counts anew where it confirms what was taken back since.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partners.models.streams import Receipt
from partners.receipts.file_progress import Along, FileProgress
from partners.receipts.receipt_words import CONFIRMS
from partners.receipts.receipts import ReceiptSaid
from partners.receipts.repeated import (
    Content,
    by_measure,
    matched,
    records_of,
    without_twins,
    words_before,
)


class Repeats(NamedTuple):
    """What lines on one measure of one record repeat.

    :ivar words: how many of the first of them, and ``passed`` how many of the words before they
        have passed with that.
    :ivar counts_anew: whether the last of all of them counts anew, should no other line follow.
    """

    words: int
    passed: int
    counts_anew: bool


def repeats(before: Sequence[Content], said: Sequence[Content]) -> Repeats:
    """Return what some words in a file repeat of what was said before it. Pure.

    :param before: what was said before, in order.
    :param said: what is said, in order, no word twice in a row; one at least.
    """
    found = matched(before, said)
    counts_anew = False
    if len(found) == len(said) and said[-1].outcome in CONFIRMS:
        last = len(before) - before[::-1].index(said[-1])
        counts_anew = any(word.outcome not in CONFIRMS for word in before[last:])
    return Repeats(len(found), found[-1] + 1 if found else 0, counts_anew)


def anew(
    session: Session, agency_id: int, said: Collection[ReceiptSaid], progress: FileProgress
) -> list[ReceiptSaid]:
    """Return the words of the next lines of a file that are new, in order.

    :param progress: how far the lines before them have come; it is moved on.
    """
    if progress.before is None:
        own = select(func.max(Receipt.id)).where(Receipt.agency_id == agency_id)
        progress.before = session.scalars(own).one() or 0
    undated = [one for one in said if one.stated_at is None]
    if not undated:
        return list(said)
    records, _ = records_of(session, undated)
    before = words_before(session, agency_id, records, through=progress.before)
    words_of = by_measure(said, records)
    along, reached = progress.of(words_of), {}
    repeated: set[int] = set()
    for key, words in words_of.items():
        known = along.get(key, Along())
        fresh = without_twins(words, after=known.last)
        repeated.update(words.keys() - fresh.keys())
        if not fresh:
            continue
        kept, _ = before.get(key, ((), None))
        found = Repeats(0, 0, counts_anew=False)
        if not known.says_more:
            found = repeats(kept[known.passed :], list(fresh.values()))
        repeated.update(list(fresh)[: found.words])
        reached[key] = Along(
            passed=known.passed + found.passed,
            says_more=found.words < len(fresh),
            last=list(fresh.values())[-1],
            counts_anew=found.counts_anew,
        )
    progress.keep(reached)
    return [one for number, one in enumerate(said) if number not in repeated]
