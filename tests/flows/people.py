"""People of two courts and one above (各级法院人员), as a state machine lets them act: it sends
what they do, keeps the records that answers name, and checks each answer and what the journal says
of it.
"""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
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
from tests.flows import promises
from tests.flows.acts import Choice, Sent
from tests.flows.acts_of_remedies import PERSON_NUMBER
from tests.flows.start import NUMBERS, Start

HIDDEN = (*NUMBERS, PERSON_NUMBER)
# What an answer names beside its own record, and which kind of record that is.
NAMED = {"restriction": "restrictions", "capacity_proposal": "capacity-proposals"}


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
        self.here, self.there = self.start.desk, self.start.other
        self.seen: set[tuple[str, str]] = set()

    def teardown(self) -> None:
        if hasattr(self, "records"):
            verdict = verify(db.session(), current_runtime().signer.public_bytes)
            numbers = promises.numbers_in_journal(db.session(), HIDDEN)
            end_reading()
            assert not verdict.faults
            assert numbers == []

    def send(self, act: Sent, desk: Desk, by: str, record: str, number: int) -> TestResponse:
        chosen = Choice(legal_day(self.clock()), number, record, self.records)
        version = None
        if act.changes:
            reader = self.start.above if act.above else self.here
            seen = reader.get(f"/{act.about}/{record}")
            assert seen.status_code == 200
            self.note(seen.get_json())
            version = int(seen.headers["ETag"].strip('"'))
        self.keys += 1
        return desk.post(
            act.path.format(record), act.body(chosen), by=by, version=version, key=str(self.keys)
        )

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
        if act.makes == "transfers" and record["to_court"] == self.there.court:
            self.here, self.there = self.there, self.here
        self.note(record)

    def note(self, record: Mapping[str, Any]) -> None:
        """Remember what a record names beside itself."""
        named = [(kind, record.get(name)) for name, kind in NAMED.items()]
        if "capacity" in record and isinstance(record.get("restriction"), dict):
            named.append(("persons", record))
        for kind, other in named:
            if isinstance(other, dict) and other["id"] not in self.records.get(kind, []):
                self.records.setdefault(kind, []).append(other["id"])

    def follow(self, course: Sequence[Sent], about: str, number: int) -> None:
        """Take one step after the other, as far as they go."""
        for act in course:
            desk = self.start.above if act.above else self.here
            answer = self.send(act, desk, act.by, about, number)
            self.keep(act, answer)
            if answer.status_code >= 400:
                return
            about = answer.get_json()["id"]
