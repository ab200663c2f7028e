"""Who is entitled to what (应收条目), worked out from the bare rows of the journal and without any
of the program's own rules, to compare receivers with.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import create_engine, text

BEGINNINGS = {"listing": "listing.published", "restriction": "restriction.imposed"}
ENDINGS = {"listing.removed", "listing.revoked", "restriction.lifted", "restriction.revoked"}
# A measure that a listing triggers, and one that orders trigger as well.
BY_LISTING, BY_EITHER = "go2016.C1", "go2016.F1"
TRIGGERS = {BY_LISTING: {"listing"}, BY_EITHER: {"listing", "restriction"}}
Entry = tuple[int, str, str]


@dataclass(frozen=True)
class Rows:
    """The journal as it lies in the store."""

    entries: tuple[Entry, ...]

    @classmethod
    def read(cls, database_url: str) -> "Rows":
        """Read it with a connection of one's own."""
        engine = create_engine(database_url)
        query = text("SELECT position, kind, record_id FROM journal_entry ORDER BY position")
        try:
            with engine.connect() as connection:
                found = connection.execute(query).all()
        finally:
            engine.dispose()
        assert [row[0] for row in found] == list(range(1, len(found) + 1))
        return cls(
            tuple((row[0], row[1], str(UUID(str(row[2]))) if row[2] else "") for row in found)
        )

    def of(self, measure: str, *, since: int) -> list[Entry]:
        """Return what an agency with one measure must have been told since it was taken in."""
        told: set[str] = set()
        found = []
        for position, kind, record in self.entries:
            family = kind.partition(".")[0]
            if position <= since or family not in TRIGGERS[measure]:
                continue
            if kind == BEGINNINGS[family]:
                told.add(record)
            if record in told:
                found.append((position, kind, record))
        return found


def standing(entries: Iterable[Entry]) -> set[str]:
    """Return the records that bind after these entries."""
    bound: set[str] = set()
    for _, kind, record in entries:
        if kind in ENDINGS:
            bound.discard(record)
        else:
            bound.add(record)
    return bound
