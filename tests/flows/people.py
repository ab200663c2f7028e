"""People of two courts and one above (各级法院人员), as a state machine lets them act: it sends
what they do, keeps the records that answers name, and checks each answer and what the journal says
of it.
"""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, initialize
from werkzeug.test import TestResponse

from registry.clock import legal_day
from registry.db import db, end_reading
from registry.journal import read
from registry.journal.verify import verify
from registry.runtime import current_runtime
from tests.api.desk import Desk
from tests.clocks import MORNING, SetClock
from tests.flows import promises, standing
from tests.flows.acts import Choice, Sent
from tests.flows.acts_of_remedies import PERSON_NUMBER
from tests.flows.courses import COURSES, Going
from tests.flows.start import NUMBERS, Start

HIDDEN = (*NUMBERS, PERSON_NUMBER)
# What an answer names beside its own record, and which kind of record that is.
NAMED = {
    "case": "cases",
    "restriction": "restrictions",
    "person": "persons",
    "capacity_proposal": "capacity-proposals",
}


def named_in(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the ids of the records that a record names beside itself, by their kinds."""
    named = {kind: record.get(name) for name, kind in NAMED.items()}
    return {
        kind: str(other["id"])
        for kind, other in named.items()
        if isinstance(other, dict) and "id" in other
    }


class People(RuleBasedStateMachine):
    """People who act, and what came of it so far."""

    start: Start
    clock: SetClock
    database: Path

    @initialize()
    def begin(self) -> None:
        db.session.remove()
        db.engine.dispose()
        for left in self.database.parent.glob(f"{self.database.name}*"):
            left.unlink()
        shutil.copyfile(self.start.file, self.database)
        self.clock.set(MORNING)
        self.records = {kind: list(ids) for kind, ids in self.start.records.items()}
        self.ended: dict[str, str] = {}
        self.keys = 0
        self.seen: set[tuple[str, str]] = set()
        self.taken: set[int] = set()
        self.going: dict[int, Going] = {}

    def teardown(self) -> None:
        if hasattr(self, "records"):
            verdict = verify(db.session(), current_runtime().signer.public_bytes)
            numbers = promises.numbers_in_journal(db.session(), HIDDEN)
            end_reading()
            assert not verdict.faults
            assert numbers == []

    def send(
        self,
        act: Sent,
        record: str,
        number: int,
        *,
        by: str | None = None,
        elsewhere: bool = False,
        known: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> TestResponse:
        """Have an act tried at the court whose it is, or at another one."""
        chosen = Choice(legal_day(self.clock()), number, record, {**self.records, **known})
        here, there = self.courts_of(act.about, record)
        reader = self.start.above if act.above else here
        version = None
        if act.changes:
            seen = reader.get(f"/{act.about}/{record}")
            assert seen.status_code == 200
            self.note(seen.get_json())
            version = int(seen.headers["ETag"].strip('"'))
        self.keys += 1
        desk = there if elsewhere else reader
        path, body = act.path.format(record), act.body(chosen)
        return desk.post(path, body, by=by or act.by, version=version, key=str(self.keys))

    def courts_of(self, about: str, record: str) -> tuple[Desk, Desk]:
        """Return the court that has a record, which a transfer may have given it, and the other."""
        first, second = self.start.desk, self.start.other
        if "transfers" not in self.records:
            return first, second
        seen = second.get(f"/{about}/{record}")
        gone = seen.status_code == 200 and seen.get_json().get("to_court") != first.court
        return (second, first) if gone else (first, second)

    def standing(self) -> Sequence[Any]:
        """Return what the store holds."""
        found = promises.standing(db.session())
        end_reading()
        return found

    def position(self) -> int:
        """Return how far the journal goes."""
        found = read.head(db.session()).size
        end_reading()
        return found

    def check_entries(self, after: int) -> None:
        """Check that an act was entered, with its person, its basis and its moment."""
        entries = read.after(db.session(), after, limit=100)
        assert entries
        for entry in entries:
            assert entry.actor.startswith(("staff:", "job:"))
            assert entry.occurred_at == self.clock()
            assert entry.basis or entry.reason, entry.kind
        end_reading()

    def keep(self, act: Sent, answer: TestResponse) -> None:
        """Check the answer to an act, and remember the records that it names."""
        text = answer.get_data(as_text=True)
        assert answer.status_code < 500, text
        assert not any(number in text for number in HIDDEN)
        if answer.status_code >= 400:
            assert answer.content_type == "application/problem+json"
            return
        record = answer.get_json()
        if act.makes and "id" in record and record["id"] not in self.records.get(act.makes, []):
            self.records.setdefault(act.makes, []).append(record["id"])
        self.note(record)
        if act.about == "capacity-assessments":
            # What a finding proposes is said by the listing that it is about.
            for listing in self.records.get("listings", ()):
                here, _ = self.courts_of("listings", listing)
                self.note(here.get(f"/listings/{listing}").get_json())

    def note(self, record: Mapping[str, Any]) -> None:
        """Remember what a record names beside itself."""
        for kind, other in named_in(record).items():
            if other not in self.records.get(kind, []):
                self.records.setdefault(kind, []).append(other)

    def words_of(self, about: str, record: str) -> frozenset[str]:
        """Return how a record stands."""
        found = standing.words_of(db.session(), about, record)
        end_reading()
        return found

    def take_up(self, first: int, which: int) -> Going | None:
        """Take up a course that nobody has taken yet, about a record that is fit for it; none if
        there is none.
        """
        for number in (*range(first, len(COURSES)), *range(first)):
            course = COURSES[number]
            known = () if number in self.taken else self.records.get(course.about, ())
            fit = [one for one in known if course.stands <= self.words_of(course.about, one)]
            if fit:
                self.taken.add(number)
                record = fit[-1 - which % len(fit)]
                return Going(course, {"cases": self.records["cases"][-1], course.about: record})
        return None

    def go_on(self, going: Going, number: int) -> bool:
        """Take the next step of a course; tell whether another may follow."""
        act, variant = going.step
        known = {kind: [record] for kind, record in going.ids.items()}
        chosen = number if variant is None else variant
        position = self.position()
        answer = self.send(act, going.ids[act.about], chosen, known=known)
        self.keep(act, answer)
        if answer.status_code >= 400:
            return False
        self.check_entries(position)
        record = answer.get_json()
        if act.makes and "id" in record:
            going.ids[act.makes] = record["id"]
        going.ids |= named_in(record)
        going.done += 1
        return not going.is_over
