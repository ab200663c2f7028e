"""Known entries (已知条目): what the register has of the entries that some lines speak of."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from registry.identity import number_index
from registry.imports import lookups
from registry.imports.candidates import Candidate
from registry.models.cases import Debtor, EnforcementCase
from registry.models.listings import Listing
from registry.models.subjects import Subject
from registry.vault import Vault
from schemas.codes import ListingState, RecordSource

_BY_COURTS = (
    select(EnforcementCase.number, Subject.number_index, Listing.ended_on)
    .select_from(EnforcementCase)
    .join(Debtor, Debtor.case_id == EnforcementCase.id)
    .join(Subject, Subject.id == Debtor.subject_id)
    .join(Listing, Listing.debtor_id == Debtor.id)
    .where(
        EnforcementCase.id.in_(bindparam("cases", expanding=True)),
        Listing.source == RecordSource.COURT,
    )
)


class Sighting(NamedTuple):
    """Where a version was first seen; no run means the one that is being imported."""

    run_id: int | None
    line: int


@dataclass(slots=True)
class KnownEntry:
    """One entry, with every version of it that was ever seen.

    :ivar made_by: the run that brought it in, none for the one that is being imported.
    """

    state: ListingState
    made_by: int | None
    versions: dict[bytes, Sighting] = field(default_factory=dict)

    def first_line(self, run_id: int | None) -> int | None:
        """Return the first line of a run that brought a version of it."""
        lines = [seen.line for seen in self.versions.values() if seen.run_id == run_id]
        return min(lines, default=None)


def find(connection: Connection, keys: Collection[bytes]) -> dict[bytes, KnownEntry]:
    """Return the entries with these keys."""
    found: dict[bytes, KnownEntry] = {}
    for key, state, made_by, digest, run_id, line in lookups.entries(connection, keys):
        entry = found.get(key)
        if entry is None:
            entry = found[key] = KnownEntry(ListingState(state), made_by)
        entry.versions[digest] = Sighting(run_id, line)
    return found


class CourtListings:
    """Listings that courts themselves decided on here, in some cases that the register has.

    Lists of other sites go on naming what a court has ended here; an import neither repeats a
    court's act nor brings back what it ended.
    """

    def __init__(self, connection: Connection, cases: Collection[int], vault: Vault) -> None:
        self._vault = vault
        rows = connection.execute(_BY_COURTS, {"cases": list(cases)}).all() if cases else ()
        self._ends: dict[tuple[str, bytes | None], date | None] = {
            (number, index): ended_on for number, index, ended_on in rows
        }

    def cover(self, candidate: Candidate) -> bool:
        """Tell whether a court has listed this debtor in this case, and not ended it before the
        record was published anew.
        """
        identity = candidate.statement.identity
        if not self._ends or not identity.documents:
            return False
        index = number_index(self._vault, identity.kind, identity.documents[0].number)
        key = (candidate.statement.case.number, index)
        if key not in self._ends:
            return False
        ended_on = self._ends[key]
        return ended_on is None or candidate.statement.listing.published_on <= ended_on
