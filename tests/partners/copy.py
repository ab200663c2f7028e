"""A copy as an agency keeps it (测试单位副本): from what notices say alone, with its canonical
lines and buckets computed as the documentation says.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

SAYING = {
    "listing.published",
    "listing.amended",
    "listing.extended",
    "listing.resumed",
    "restriction.imposed",
    "restriction.amended",
}
ENDING = {
    "listing.removed",
    "listing.revoked",
    "listing.suspended",
    "restriction.lifted",
    "restriction.revoked",
}


class Copy:
    """What one agency holds."""

    def __init__(self) -> None:
        self.records: dict[str, tuple[str, str]] = {}
        self.measures: dict[str, set[str]] = {}

    def take(self, delivery: Mapping[str, Any]) -> None:
        """Take a delivery in."""
        for notice in delivery["notices"]:
            if "record" not in notice:
                continue
            record, subject = notice["record"], notice["subject"]["id"]
            if notice["type"] in SAYING:
                self.records[record] = (subject, notice["id"])
            if notice["type"] in ENDING:
                self.records.pop(record, None)
            if notice.get("line"):
                self.records[record] = (subject, notice["line"])
            elif "line" in notice:
                self.records.pop(record, None)
            held = self.measures.setdefault(subject, set())
            held |= set(notice.get("apply", ()))
            held -= set(notice.get("lift", ()))

    def digests(self, prefix: str = "") -> dict[str, str]:
        """Return the digest of each record's line."""
        found = {}
        for record, (subject, notice) in self.records.items():
            if record.replace("-", "").startswith(prefix):
                measures = ",".join(sorted(self.measures[subject]))
                line = f"{record} {subject} {notice} {measures}"
                found[record] = sha256(line.encode()).hexdigest()
        return found

    def bucket(self, prefix: str = "") -> dict[str, Any]:
        """Return count and digest of the records whose ids begin with a prefix."""
        digests = self.digests(prefix).values()
        total = sum(int(digest, 16) for digest in digests) % 2**256
        return {"count": len(digests), "digest": f"{total:064x}"}

    def buckets(self, prefix: str = "") -> dict[str, Any]:
        """Return the buckets right below a prefix."""
        names = {r.replace("-", "")[: len(prefix) + 2] for r in self.digests(prefix)}
        return {name: self.bucket(name) for name in names}
