"""Words of agencies (反馈的认定): which of all that an agency said of a measure counts, whether it
answers what was asked, and whether it said otherwise before.

Pure. Every word is kept; the one stated last counts, whatever order they came in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from schemas.codes import Outcome


class Asked(Enum):
    """What a notice asks for a measure, with the words that answer it."""

    APPLY = frozenset({Outcome.APPLIED, Outcome.NOT_APPLICABLE, Outcome.REJECTED})
    LIFT = frozenset({Outcome.LIFTED, Outcome.NOT_APPLICABLE, Outcome.REJECTED})
    # The notice names it only when it is sent again, as what holds by then.
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

    :ivar fits: whether it answers what the notice asked.
    :ivar before: what was said otherwise before it, first to last.
    :ivar reopens: whether it says that the measure is applied after it was said to be lifted.
    """

    said: Said
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
    lifted: dict[str, datetime] = {}
    for one in in_order:
        several.setdefault((one.notice_id, one.measure), []).append(one)
        if one.outcome is Outcome.LIFTED:
            lifted[one.measure] = one.stated_at
    return {
        key: Word(
            said=words[-1],
            fits=words[-1].outcome in asked.get(key, Asked.NOTHING).value,
            before=_otherwise(words),
            reopens=_reopens(words[-1], lifted.get(words[-1].measure)),
        )
        for key, words in several.items()
    }


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
