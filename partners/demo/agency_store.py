"""What a demo agency keeps (演示单位的库): the notices it has seen and the measures it applies, in
its own SQLite file.
"""

import json
import sqlite3
from collections.abc import Iterable
from threading import Lock
from typing import Any

from registry.clock import Clock

SCHEMA = """
CREATE TABLE IF NOT EXISTS stream (
    id INTEGER PRIMARY KEY CHECK (id = 1), stream TEXT NOT NULL, through INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS notice (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL, type TEXT NOT NULL, record TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS holding (
    record TEXT NOT NULL, measure TEXT NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL,
    since TEXT NOT NULL, PRIMARY KEY (record, measure)
);
CREATE INDEX IF NOT EXISTS holding_by_name ON holding (name);
CREATE INDEX IF NOT EXISTS holding_by_subject ON holding (subject, measure);
"""


class GapError(Exception):
    """A delivery does not follow the last one that was accepted."""


class AgencyStore:
    """Takes deliveries in, each in one transaction, and knows a notice that it has seen.

    :param path: the database file; it is made where there is none.
    :param clock: the agency's own clock.
    """

    def __init__(self, path: str, clock: Clock) -> None:
        self._clock = clock
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._lock = Lock()
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.executescript(SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def take_in(self, delivery: dict[str, Any]) -> list[dict[str, str]]:
        """Store a delivery and return the receipts for it; a repeated one changes nothing and gets
        receipts again.

        :raises GapError: when it begins after more than this agency has seen.
        """
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                receipts = self._take_in(delivery)
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        return receipts

    def _take_in(self, delivery: dict[str, Any]) -> list[dict[str, str]]:
        stream, after, through = delivery["stream"], delivery["after"], delivery["through"]
        row = self._connection.execute("SELECT stream, through FROM stream").fetchone()
        # What is told again on request leaves the position, and is carried out once more.
        replay = bool(delivery.get("replay"))
        if row is not None and (row[0] != stream or (after > row[1] and not replay)):
            raise GapError(f"{after} follows nothing this agency has: {row[1]} of stream {row[0]}")
        receipts = [
            receipt
            for notice in delivery["notices"]
            for receipt in self._notice(notice, again=replay)
        ]
        reached = max(through, row[1]) if row else through
        if not replay:
            self._connection.execute(
                "INSERT OR REPLACE INTO stream VALUES (1, ?, ?)", (stream, reached)
            )
        return receipts

    def _notice(self, notice: dict[str, Any], *, again: bool) -> Iterable[dict[str, str]]:
        seen = self._connection.execute(
            "INSERT OR IGNORE INTO notice VALUES (?, ?, ?, ?, ?)",
            (
                notice["id"],
                notice["position"],
                notice["type"],
                notice.get("record", ""),
                json.dumps(notice, ensure_ascii=False),
            ),
        )
        if again or seen.rowcount == 1:
            self._carry_out(notice)
        at = self._clock().isoformat()
        if notice["type"] == "inquiry.requested":
            # Somebody at the agency looks for what is asked; that it was taken up is said at once.
            yield {"notice": notice["id"], "measure": "inquiry", "outcome": "accepted", "at": at}
        for outcome, measures in (("applied", "apply"), ("lifted", "lift")):
            for measure in notice.get(measures, ()):
                yield {"notice": notice["id"], "measure": measure, "outcome": outcome, "at": at}

    def _carry_out(self, notice: dict[str, Any]) -> None:
        # A test notice is about nobody; an alert of a watched list names a row.
        if "subject" not in notice:
            return
        record, subject = notice["record"], notice["subject"]
        for measure in notice.get("apply", ()):
            self._connection.execute(
                "INSERT OR REPLACE INTO holding VALUES (?, ?, ?, ?, ?)",
                (record, measure, subject["id"], subject.get("name", ""), notice["occurred_at"]),
            )
        if "ended" in notice:
            # This record binds no longer; what another record keeps is held under that record.
            self._connection.execute("DELETE FROM holding WHERE record = ?", (record,))
        for kept in notice.get("kept", ()):
            self._connection.executemany(
                "INSERT OR IGNORE INTO holding VALUES (?, ?, ?, ?, ?)",
                [
                    (
                        keeper,
                        kept["measure"],
                        subject["id"],
                        subject.get("name", ""),
                        notice["occurred_at"],
                    )
                    for keeper in kept["records"]
                ],
            )
        for measure in notice.get("lift", ()):
            self._connection.execute(
                "DELETE FROM holding WHERE subject = ? AND measure = ?", (subject["id"], measure)
            )

    def through(self) -> int:
        """Return how far this agency has come in the stream."""
        with self._lock:
            row = self._connection.execute("SELECT through FROM stream").fetchone()
        return row[0] if row else 0

    def holdings(
        self, *, name: str | None = None, record: str | None = None
    ) -> list[dict[str, str]]:
        """Return the measures that this agency applies, of a name or of a record."""
        column, value = ("record", record) if record is not None else ("name", name)
        query = "SELECT record, measure, subject, name, since FROM holding WHERE "
        query += "record = ?" if column == "record" else "name = ?"
        with self._lock:
            rows = self._connection.execute(
                query + " ORDER BY record, measure", (value,)
            ).fetchall()
        return [
            dict(zip(("record", "measure", "subject", "name", "since"), row, strict=True))
            for row in rows
        ]

    def history(self) -> list[dict[str, Any]]:
        """Return every notice this agency has carried out, in the order in which they came in."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT id, position, type, record FROM notice ORDER BY rowid"
            ).fetchall()
        return [dict(zip(("id", "position", "type", "record"), row, strict=True)) for row in rows]
