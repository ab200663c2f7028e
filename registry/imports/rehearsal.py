"""Rehearsal (试运行): remembers what a dry run would have taken in, so that its verdicts are those
of the import itself.

The memory is a private file that disappears with the program, not the machine's main memory: a
rehearsal of a national list needs no more than one of a single court.
"""

import sqlite3
from collections.abc import Iterable

from registry.imports.candidates import Candidate
from registry.imports.deciding import Decision
from registry.imports.entries import KnownEntry, Sighting
from schemas.codes import ListingState

_TABLE = """
CREATE TABLE version (
    entry_key BLOB NOT NULL, digest BLOB NOT NULL, run_id INTEGER, line INTEGER NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX version_by_entry ON version (entry_key);
"""
_ADD = "INSERT INTO version VALUES (?, ?, ?, ?, ?)"
_FIND = """
SELECT entry_key, digest, run_id, line, state FROM version
WHERE entry_key IN (SELECT unhex_(value) FROM json_each(?)) ORDER BY line
"""


class Rehearsal:
    """What one dry run has decided so far."""

    def __init__(self) -> None:
        # An empty name is a temporary file that SQLite deletes itself.
        self._store = sqlite3.connect("", isolation_level=None)
        self._store.executescript(_TABLE)
        self._store.create_function("unhex_", 1, bytes.fromhex, deterministic=True)

    def close(self) -> None:
        """Forget it all."""
        self._store.close()

    def add_to(
        self, known: dict[bytes, KnownEntry], candidates: Iterable[Candidate]
    ) -> dict[bytes, KnownEntry]:
        """Return the known entries, with those that would be known by now."""
        keys = [candidate.entry_key.hex() for candidate in candidates]
        found = self._store.execute(_FIND, (str(keys).replace("'", '"'),))
        for key, digest, run_id, line, state in found:
            entry = known.setdefault(key, KnownEntry(ListingState(state), run_id))
            entry.state = ListingState(state)
            entry.versions[digest] = Sighting(run_id, line)
        return known

    def remember(self, decisions: Iterable[Decision], *, run_id: int | None) -> None:
        """Remember what would have been written."""
        self._store.executemany(
            _ADD,
            [
                (
                    decision.candidate.entry_key,
                    decision.candidate.digest,
                    run_id,
                    decision.result.line,
                    decision.result.state or "",
                )
                for decision in decisions
            ],
        )
