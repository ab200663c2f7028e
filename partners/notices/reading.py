"""Reading (取阅) of stretches of the journal: usual beginnings out of their sealed texts, and
whatever has none out of the journal itself.
"""

from collections.abc import Mapping, Sequence
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy.orm import Session

from partners.notices import entries
from partners.notices.entry import Entry, make
from registry.journal import sealed_texts
from registry.journal.sealed_texts import SealedPart, Texts


class Stretch(NamedTuple):
    """What may become notices, in order, and by position what is sealed of the subjects."""

    entries: Sequence[Entry]
    sealed: Mapping[int, SealedPart]


def read(session: Session, after: int, through: int) -> Stretch:
    """Read what lies above one position and up to another."""
    texts = sealed_texts.between(session, after, through)
    found = _of_texts(texts)
    if len(texts.known) < through - after:
        missing = set(range(after + 1, through + 1)).difference(texts.known)
        others = (
            entries.among_positions(session, sorted(missing))
            if texts.known
            else entries.between(session, after, through)
        )
        if others:
            found = sorted([*found, *others], key=itemgetter(0))
    return Stretch(found, dict(zip(texts.positions, texts.sealed, strict=True)))


def _of_texts(texts: Texts) -> list[Entry]:
    known = {
        each: (kind := each[0].decode(), entries.facts_said(kind, *each[1:]))
        for each in set(texts.deciding)
    }
    found = [known[each] for each in texts.deciding]
    rows = zip(
        texts.positions,
        texts.ids,
        [kind for kind, _ in found],
        repeat(None),
        texts.subjects,
        texts.records,
        texts.moments,
        [facts for _, facts in found],
        texts.said,
        strict=False,
    )
    return list(map(make, repeat(Entry), rows))
