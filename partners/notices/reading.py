"""Reading (取阅) of stretches of the journal: usual beginnings out of their sealed texts, and
whatever has none out of the journal itself.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from partners.notices import columns, entries
from partners.notices.columns import Columns
from partners.notices.entry import Entry
from registry.journal import sealed_texts
from registry.journal.sealed_texts import SealedPart


class Stretch(NamedTuple):
    """What may become notices.

    :ivar usual: usual beginnings of which there is a sealed text.
    :ivar others: whatever has none, in order.
    :ivar sealed: by position, what is sealed of subjects.
    """

    usual: Columns
    others: Sequence[Entry]
    sealed: Mapping[int, SealedPart]


def read(session: Session, after: int, through: int) -> Stretch:
    """Read what lies above one position and up to another."""
    texts = sealed_texts.between(session, after, through)
    others: Sequence[Entry] = ()
    if not texts.known:
        others = entries.between(session, after, through)
    elif unread := texts.unread(after, through):
        others = entries.among_positions(session, unread)
    sealed = dict(zip(texts.positions, texts.sealed, strict=True))
    return Stretch(columns.of_texts(texts.positions, texts.said), others, sealed)
