"""Known entries (已知条目): what the register has of the entries that some lines speak of."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, bindparam, select

from registry.identity import number_index
from registry.imports.candidates import Candidate
from registry.models.cases import Debtor, EnforcementCase
from registry.models.imports import ImportVersion
from registry.models.listings import Listing
from registry.models.subjects import Subject
from registry.vault import Vault
from schemas.codes import ListingState, RecordSource

_ENTRIES = (
    select(
        Listing.entry_key,
        Listing.state,
        Listing.import_run_id,
        ImportVersion.digest,
        ImportVersion.import_run_id,
        ImportVersion.line,
    )
    .join(ImportVersion, ImportVersion.listing_id == Listing.id)
    .where(Listing.entry_key.in_(bindparam("keys", expanding=True)))
)
_BY_COURTS = (
    select(EnforcementCase.number, Subject.number_index, Listing.ended_on)
    .select_from(EnforcementCase)
    .join(Debtor, Debtor.case_id == EnforcementCase.id)
    .join(Subject, Subject.id == Debtor.subject_id)
    .join(Listing, Listing.debtor_id == Debtor.id)
    .where(
        EnforcementCase.number.in_(bindparam("numbers", expanding=True)),
        Listing.source == RecordSource.COURT,
    )
)


@dataclass(frozen=True, slots=True)
class Sighting:
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
    found: dict[bytes | None, KnownEntry] = {}
    rows = connection.execute(_ENTRIES, {"keys": list(keys)})
    for key, state, made_by, digest, run_id, line in rows:
        entry = found.get(key)
        if entry is None:
            entry = found[key] = KnownEntry(ListingState(state), made_by)
        entry.versions[digest] = Sighting(run_id, line)
    return {key: entry for key, entry in found.items() if key is not None}


class CourtListings:
    """Listings that courts themselves decided on here, of the cases of some candidates.

    Lists of other sites go on naming what a court has ended here; an import neither repeats a
    court's act nor brings back what it ended.
    """

    def __init__(
        self, connection: Connection, candidates: Iterable[Candidate], vault: Vault
    ) -> None:
        self._vault = vault
        numbers = {candidate.statement.case.number for candidate in candidates}
        self._ends: dict[tuple[str, bytes | None], date | None] = {}
        for number, index, ended_on in connection.execute(_BY_COURTS, {"numbers": list(numbers)}):
            self._ends[number, index] = ended_on

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
