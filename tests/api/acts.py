"""Acts in the journal (台账中的行为), what was refused left out."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from registry.journal import read
from registry.models.journal import JournalEntry

REFUSED = "act.refused"


def done(session: Session, after: int = 0) -> Sequence[JournalEntry]:
    """Return the acts above a position, in order."""
    session.rollback()
    found = read.after(session, after, limit=1_000)
    return [entry for entry in found if entry.kind != REFUSED]
