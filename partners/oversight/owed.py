"""Owed liftings (应解除事项): what an agency was asked to lift because of one record, since when,
and when it confirmed.

Pure. What is asked again before it was confirmed is owed since it was asked first; what is asked
after that is owed anew. Whatever was to be applied again in between is not owed any more. A notice
of the record that is sent again may ask for it too, and is answered under its own id.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeGuard
from uuid import UUID

from partners.notices.notices import Told
from partners.receipts.receipt_words import CONFIRMS, Word

Words = Mapping[tuple[UUID, str], Word]


@dataclass(frozen=True, slots=True)
class Owed:
    """The lifting of one measure.

    :ivar since: when it was asked for first.
    :ivar confirmed_at: when the word came that it is lifted, as long as that is not taken back.
    """

    measure: str
    since: datetime
    confirmed_at: datetime | None


def owed(notices: Sequence[Told], words: Words, told: Collection[UUID]) -> tuple[Owed, ...]:
    """Return what an agency owes, or has done, measure by measure and in order.

    :param notices: what it was, or is to be, told of one record, in order.
    :param words: its words on them, and ``told`` the ids of the notices that it has accepted.
    """
    again = {word.said.measure for word in words.values() if word.reopens}
    found: list[Owed] = []
    for code, asked in _asked(notices).items():
        since: datetime | None = None
        others = [notice.id for notice in notices if notice not in asked and notice.id in told]
        for notice in asked:
            since = since or notice.occurred_at
            own = [words.get((notice.id, code))] if notice.id in told else []
            confirmed_at = [word.since for word in own if _confirms(word)]
            confirmed_at += _elsewhere(words, others, code, notice.occurred_at)
            if confirmed_at and code not in again:
                found.append(Owed(code, since, min(confirmed_at)))
                since = None
        if since is not None:
            found.append(Owed(code, since, None))
    return tuple(found)


def _confirms(word: Word | None) -> TypeGuard[Word]:
    return word is not None and word.said.outcome in CONFIRMS


def _elsewhere(
    words: Words, others: Collection[UUID], code: str, asked_at: datetime
) -> list[datetime]:
    """Return when it was said of other notices of the record that a measure is lifted, after that
    was asked for.
    """
    said = [word.said for other in others if _confirms(word := words.get((other, code)))]
    return [one.received_at for one in said if one.received_at >= asked_at]


def _asked(notices: Sequence[Told]) -> dict[str, list[Told]]:
    """Return the notices that asked for the lifting of each measure since it was to be applied
    last, whether the record has ended or only triggers less than before.
    """
    asked: dict[str, list[Told]] = {}
    for notice in notices:
        for code in notice.apply:
            asked.pop(code, None)
        for code in () if notice.ending is None else notice.ending.lift:
            asked.setdefault(code, []).append(notice)
    return asked
