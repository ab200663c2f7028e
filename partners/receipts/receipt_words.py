"""Words of agencies (反馈的认定): which of all that an agency said of a measure counts, whether it
answers what was asked, and whether it said otherwise before.

Pure. Every word is kept; the one stated last counts, whatever order they came in.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import NamedTuple
from uuid import UUID

from schemas.codes import Outcome

# An agency that has nothing to lift has lifted all there is.
CONFIRMS = frozenset({Outcome.LIFTED, Outcome.NOT_APPLICABLE})


class Asked(Enum):
    """What a notice asks for a measure, with the words that answer it."""

    APPLY = frozenset({Outcome.APPLIED, Outcome.NOT_APPLICABLE, Outcome.REJECTED})
    LIFT = frozenset({Outcome.LIFTED, Outcome.NOT_APPLICABLE, Outcome.REJECTED})
    # The notice names it, or names it otherwise, when it is sent again, as what holds by then.
    AGAIN = frozenset(Outcome)
    # The notice does not name the measure at all.
    NOTHING = frozenset[Outcome]()


@dataclass(frozen=True, slots=True)
class Said:
    """One word of an agency on one measure of one notice.

    :ivar stated_at: when the agency did it, by its own clock.
    """

    notice_id: UUID
    measure: str
    outcome: Outcome
    reason: str
    stated_at: datetime
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Word:
    """The word that counts on one measure of one notice.

    :ivar since: when the agency was first heard to say so, as long as it has not taken that back.
    :ivar fits: whether it answers what the notice asked.
    :ivar before: what was said otherwise before it, first to last.
    :ivar reopens: whether it says that the measure is applied after it was said to be lifted.
    """

    said: Said
    since: datetime
    fits: bool
    before: tuple[Outcome, ...]
    reopens: bool


def weigh(
    said: Iterable[Said], asked: Mapping[tuple[UUID, str], Asked]
) -> dict[tuple[UUID, str], Word]:
    """Return the word that counts on each measure of each notice, by notice and measure.

    :param said: everything that one agency said of the notices of one record; of two words stated
        at one moment the one received later counts.
    :param asked: what each notice asks for each measure that it names.
    """
    in_order = sorted(said, key=lambda one: (one.stated_at, one.received_at))
    several: dict[tuple[UUID, str], list[Said]] = {}
    since: dict[tuple[UUID, str], _Since] = {}
    lifted: dict[str, datetime] = {}
    applied: Counter[str] = Counter()
    for one in in_order:
        key = one.notice_id, one.measure
        several.setdefault(key, []).append(one)
        if one.outcome is Outcome.LIFTED:
            lifted[one.measure] = one.stated_at
        if one.outcome is Outcome.APPLIED:
            applied[one.measure] += 1
        since[key] = _since(since.get(key), one, applied[one.measure])
    return {
        key: Word(
            said=words[-1],
            since=since[key].received_at,
            fits=words[-1].outcome in asked.get(key, Asked.NOTHING).value,
            # What answers a notice that was sent again is no contradiction.
            before=() if asked.get(key) is Asked.AGAIN else _otherwise(words),
            reopens=_reopens(words[-1], lifted.get(words[-1].measure)),
        )
        for key, words in several.items()
    }


class _Since(NamedTuple):
    """Since when a word stands: what it says, and how often its measure was applied before."""

    confirms: bool
    applied: int
    received_at: datetime


def _since(before: _Since | None, one: Said, applied: int) -> _Since:
    """Return since when a word stands: where it confirms what was confirmed before, since then,
    unless the measure was applied in between.
    """
    confirms = one.outcome in CONFIRMS
    stands = before is not None and before.confirms and confirms and before.applied == applied
    if before is None or not stands:
        return _Since(confirms, applied, one.received_at)
    return before._replace(received_at=min(before.received_at, one.received_at))


def _otherwise(words: list[Said]) -> tuple[Outcome, ...]:
    last = words[-1].outcome
    return tuple(dict.fromkeys(one.outcome for one in words if one.outcome is not last))


def _reopens(word: Said, lifted_at: datetime | None) -> bool:
    return word.outcome is Outcome.APPLIED and lifted_at is not None and word.stated_at > lifted_at


def is_contradictory(word: Word) -> bool:
    """Tell whether a person should look at a word: it answers something else, an earlier one said
    otherwise, or it takes back that the measure was lifted.
    """
    return not word.fits or bool(word.before) or word.reopens
