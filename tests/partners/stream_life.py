"""What an agency holds, and what it should hold (测试单位与应有措施): the one from what it accepted
alone, the other from the bare rows of the journal.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from partners.endpoints.attempts import Answer, Trouble, nothing
from tests.partners.copy import Copy
from tests.partners.receiver import ACCEPTED, Posted, status

ENDS = {"removed", "revoked", "lifted"}
BEGINS = {"published", "imposed", "amended"}
Row = tuple[int, str, str | None, str | None, dict[str, Any]]
# Of each measure: kinds of subject, families of records, acts of orders.
Terms = tuple[frozenset[str], frozenset[str], frozenset[str]]


def journal(session: Session) -> list[Row]:
    """Return the rows of the journal about records."""
    columns = "position, kind, record_id, subject_id, body"
    query = f"SELECT {columns} FROM journal_entry ORDER BY position"  # noqa: S608
    rows = session.execute(text(query)).all()
    session.rollback()
    return [(row[0], row[1], row[2], row[3], json.loads(row[4])) for row in rows]


def demanded(rows: Iterable[Row], terms: Mapping[str, Terms]) -> dict[str, set[str]]:
    """Return the measures that an agency is to apply to each subject, given its measures now."""
    found: dict[str, set[str]] = {}
    for (subject, _), codes in demanded_by_record(rows, terms).items():
        found.setdefault(subject, set()).update(codes)
    return found


def surely_held(
    rows: Sequence[Row], closed: Collection[int], terms: Mapping[str, Terms]
) -> dict[str, set[str]]:
    """Return what an agency holds at least of each subject, given the positions of the notices that
    a person has kept from it: what records demand on which none of these decides.

    What others demand may have been lifted meanwhile, and rightly, and the agency not told again.
    """
    unsure: set[str] = set()
    for position, _, record, _, body in rows:
        if position in closed:
            # An order pauses the listings of its case.
            pause = body.get("suspended") or body.get("resumed") or {}
            unsure.update(_plain(each) for each in (record, *pause.get("listings", ())) if each)
    told = demanded_by_record([row for row in rows if row[0] not in closed], terms)
    found: dict[str, set[str]] = {}
    for (subject, record), codes in demanded_by_record(rows, terms).items():
        if record not in unsure:
            both = codes & told.get((subject, record), set())
            found.setdefault(subject, set()).update(both)
    return found


def _plain(text: str) -> str:
    return text.replace("-", "")


def demanded_by_record(
    rows: Iterable[Row], terms: Mapping[str, Terms]
) -> dict[tuple[str, str], set[str]]:
    """Return the measures that an agency is to apply because of each record of each subject."""
    live: dict[str, tuple[str, str, str, frozenset[str]]] = {}
    pauses: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {}
    for _, kind, record, subject, body in rows:
        family, _, step = kind.partition(".")
        if family not in {"listing", "restriction"} or record is None or subject is None:
            continue
        if step in BEGINS or (family, step) == ("listing", "resumed"):
            acts = frozenset(body.get("restriction", {}).get("acts", ()))
            live[record] = (subject, family, body["subject_kind"], acts)
        elif step in ENDS or (family, step) == ("listing", "suspended"):
            live.pop(record, None)
            pauses.pop(record, None)
        elif step == "suspended":
            listings = [_plain(listing) for listing in body["suspended"]["listings"]]
            pauses[record] = frozenset(body["suspended"]["acts"]), (record, *listings)
        elif step == "resumed":
            pauses.pop(record, None)
    paused = _paused(pauses.values())
    found: dict[tuple[str, str], set[str]] = {}
    for record, (subject, family, kind, acts) in live.items():
        for code, (kinds, families, concerned) in terms.items():
            is_bound = kind in kinds and family in families
            if family == "restriction" and concerned:
                is_bound = is_bound and bool(concerned & acts)
            if is_bound and not concerned & paused.get(_plain(record), frozenset()):
                found.setdefault((_plain(subject), _plain(record)), set()).add(code)
    return found


def _paused(
    pauses: Iterable[tuple[frozenset[str], tuple[str, ...]]],
) -> dict[str, frozenset[str]]:
    """Return the acts that may be done meanwhile, by the records that are suspended."""
    found: dict[str, frozenset[str]] = {}
    for acts, records in pauses:
        for record in records:
            found[_plain(record)] = found.get(_plain(record), frozenset()) | acts
    return found


@dataclass
class Holder:
    """An agency that carries out what it accepts.

    :ivar copy: what it keeps to compare.
    :ivar backup: what it held when a backup was made, and the position from where it has to be told
        again.
    """

    held: dict[str, set[str]] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    through: int = 0
    last: dict[str, int] = field(default_factory=dict)
    applied: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    from_snapshot: int = 0
    kinds: dict[str, str] = field(default_factory=dict)
    copy: Copy = field(default_factory=Copy)
    backup: tuple[dict[str, set[str]], Copy] = field(default_factory=lambda: ({}, Copy()))
    backed_up_at: int = 0
    picky: str = ""
    mood: str = "accepts"

    def post(
        self,
        endpoint: str,
        headers: Mapping[str, str],
        body: bytes,
        *,
        answer_limit: int,
        meanwhile: Callable[[], None] = nothing,
    ) -> Answer:
        """Take a delivery, or not."""
        posted = Posted(endpoint, dict(headers), body, answer_limit)
        meanwhile()
        if self.mood == "fails":
            return status(500)
        if self.mood == "shrinks" and len(posted.notices) > 1:
            return status(413)
        if self.picky and self.picky in body.decode():
            return status(422)
        self.take(posted.delivery)
        # The agency has it, and nobody learns that.
        return Answer(trouble=Trouble.TIMEOUT) if self.mood == "mumbles" else ACCEPTED

    def close(self) -> None:
        """Nothing is held open."""

    def take(self, delivery: Mapping[str, Any]) -> None:
        """Take a delivery in, once, and in order."""
        is_replay = "replay" in delivery
        assert delivery["after"] <= self.through, "something is missing"
        for notice in delivery["notices"]:
            if is_replay:
                self.backed_up_at = min(self.backed_up_at, notice["position"] - 1)
            elif notice["id"] in self.known:
                continue
            else:
                self._is_in_order(notice)
            self.known.add(notice["id"])
            self._carry_out(notice)
        if not is_replay:
            self.through = max(self.through, delivery["through"])

    def _is_in_order(self, notice: Mapping[str, Any]) -> None:
        record = notice.get("record", "")
        assert notice["position"] > self.last.get(record, 0), "overtaken"
        self.last[record] = notice["position"]

    def _carry_out(self, notice: Mapping[str, Any]) -> None:
        if "record" not in notice:
            return
        subject = notice["subject"]["id"].replace("-", "")
        self.kinds[subject] = notice["subject"]["kind"]
        if notice.get("apply"):
            self.applied.add(notice["record"])
        if notice["type"].partition(".")[2] in ENDS:
            self.ended.add(notice["record"])
        self.copy.take({"notices": [notice]})
        held = self.held.setdefault(subject, set())
        held |= set(notice.get("apply", ()))
        held -= set(notice.get("lift", ()))

    def replace(self, records: Sequence[Mapping[str, Any]], position: int) -> None:
        """Put a snapshot in the place of what is held."""
        self.held, self.applied, self.copy = {}, set(), Copy()
        self.through = self.from_snapshot = position
        self.known.clear()
        self.last.clear()
        for record in records:
            self._carry_out(record)
        self.back_up()

    def back_up(self) -> None:
        """Keep what is held now."""
        self.backup = deepcopy((self.held, self.copy))
        self.backed_up_at = self.through

    def restore(self) -> int:
        """Go back to the backup, and return from where to be told again."""
        self.held, self.copy = deepcopy(self.backup)
        return self.backed_up_at

    def holding(self) -> dict[str, set[str]]:
        """Return what is applied to whom."""
        return {subject: codes for subject, codes in self.held.items() if codes}
