"""A city or a region with a catalogue of its own (测试城市): invented units that carry its measures
beside the national ones, and what each of them must hold, worked out without the program's rules.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient, FlaskCliRunner

from partners import measure_jobs
from partners.endpoints.attempts import Answer
from partners.services import agency_changes
from partners.services.agency_changes import ChangeAgency
from registry.db import end_reading, transaction
from registry.runtime import current_runtime
from schemas.codes import SubjectKind
from tests.clocks import SetClock
from tests.partners.caller import Caller, printed, said
from tests.partners.conftest import Agencies, Send
from tests.partners.copy import Copy
from tests.partners.receiver import FakeTransport, Posted, with_receipts
from tests.partners.register import ACTOR, KnownSubject, Register
from tests.partners.test_catalogue_files import ROW, as_csv

BINDS = ("both", "natural", "organisation")
TRIGGERS = ("listing", "either", "restriction", "listing", "exit_order", "optional")
# National measures that a listing triggers, with whom they bind.
NATIONAL = {"go2016.C1": "natural", "go2016.E3": "both"}
KINDS = {SubjectKind.NATURAL: "natural", SubjectKind.ORGANISATION: "organisation"}
Rows = dict[str, dict[str, str]]
_OTHERS = {"listing": {"listing", "either"}, "restriction": {"restriction", "either"}}


def catalogue_of(units: int, measures: int, classes: int, name: str = "river") -> Rows:
    """Return a catalogue of so many units, measures and classes, by code; all of it invented."""
    rows = {}
    for number in range(measures):
        category = number % classes
        bodies = range(number, units, measures)
        rows[f"{name}.M{number:02}"] = {
            **ROW,
            "code": f"{name}.M{number:02}",
            "category": f"K{category:02}",
            "category_zh": f"示例类别{category}",
            "category_en": f"Example {category}",
            "name_zh": f"示例措施{number}",
            "name_en": f"Example measure {number}",
            "binds": BINDS[number % 3],
            "triggers": TRIGGERS[number % len(TRIGGERS)],
            "agencies": ";".join(f"unit-{one}|示例单位{one}|Unit {one}" for one in bodies),
        }
    return rows


@dataclass
class City:
    """A city, its catalogue, the agencies in it, and what each of them has been told."""

    rows: Rows
    file: Path
    directory: Agencies
    register: Register
    runner: FlaskCliRunner
    client: FlaskClient
    send: Send
    clock: SetClock
    keys: dict[str, int] = field(default_factory=dict)
    measures: dict[str, tuple[str, ...]] = field(default_factory=dict)
    copies: dict[str, Copy] = field(default_factory=dict)
    records: list[tuple[KnownSubject, UUID, str]] = field(default_factory=list)
    silent: set[str] = field(default_factory=set)
    pulling: frozenset[str] = frozenset()

    def import_(self, *options: str) -> str:
        """Write the catalogue as a file and import it, as an operator does."""
        self.file.write_bytes(as_csv(*self.rows.values()))
        arguments = ["partners", "catalogue", "import", str(self.file), *options]
        done = self.runner.invoke(args=arguments)
        assert done.exit_code == 0, done.output
        return done.output

    def connect(self, *pulling: str) -> None:
        """Take in every unit of the catalogue with the measures that it is responsible for, and
        national ones.
        """
        self.pulling = frozenset(pulling)
        found: dict[str, list[str]] = {}
        for code, row in self.rows.items():
            for body in row["agencies"].split(";"):
                found.setdefault(body.partition("|")[0], []).append(code)
        for number, (unit, own) in enumerate(sorted(found.items())):
            national = tuple(NATIONAL)[: number % 3]
            self.measures[unit] = (*own, *national)
            endpoint = None if unit in pulling else f"http://127.0.0.1:9/{unit}"
            self.keys[unit] = self.directory.add(*self.measures[unit], code=unit, endpoint=endpoint)
            self.copies[unit] = Copy()

    def change(self, unit: str, *measures: str) -> None:
        """Give a unit other measures, as an operator does."""
        self.measures[unit] = measures
        order = ChangeAgency(code=unit, measures=measures)
        with transaction() as session:
            agency_changes.change(session, order, actor=ACTOR, now=current_runtime().now())

    def live(self) -> None:
        """Bring records of every kind into force, and one about somebody nobody can identify."""
        register = self.register
        person, firm = register.subject(), register.subject(kind=SubjectKind.ORGANISATION)
        both, nobody = register.subject(), register.subject(number=None)
        self.records = [
            (person, register.publish(person), "listing"),
            (firm, register.publish(firm), "listing"),
            (both, register.publish(both), "listing"),
            (both, register.impose(both), "restriction"),
            (firm, register.impose(firm), "restriction"),
        ]
        register.publish(nobody)

    def told(self) -> Mapping[str, list[dict[str, Any]]]:
        """Adjust what there is to adjust, send to every agency, and return what each was told; all
        but the silent ones answer that it is done.
        """
        measure_jobs.expire_measures()
        end_reading()
        measure_jobs.adjust_records()
        self.clock.forward(timedelta(minutes=1))
        return {unit: self._told(unit) for unit in self.keys}

    def _told(self, unit: str) -> list[dict[str, Any]]:
        if unit in self.pulling:
            return self._pulled(unit)
        its = FakeTransport([self._answer(unit)] * 9)
        self.send(self.keys[unit], its)
        for posted in its.posted:
            self.copies[unit].take(posted.delivery)
        return its.notices()

    def _answer(self, unit: str) -> Callable[[Posted], Answer]:
        def answer(posted: Posted) -> Answer:
            if unit in self.silent:
                return Answer(status=200, body=b"")
            return with_receipts("applied", "lifted")(posted)

        return answer

    def _pulled(self, unit: str) -> list[dict[str, Any]]:
        agency, found = self.caller(unit), []
        while (pulled := agency.get("/api/v1/agency/notices")).status_code == 200:
            delivery = said(pulled)
            self.copies[unit].take(delivery)
            found += delivery["notices"]
            word = {name: delivery[name] for name in ("stream", "through", "delivery")}
            assert agency.post("/api/v1/agency/ack", word).status_code == 200
        return found

    def caller(self, unit: str) -> Caller:
        """Return a unit as it calls the register."""
        return Caller(self.client, printed(self.runner, "agency", "key", unit))

    def expected(self, unit: str) -> dict[str, set[str]]:
        """Return which measures a unit must hold for each subject, by its measures and the rows."""
        held: dict[str, set[str]] = {}
        for subject, _, kind in self.records:
            codes = {code for code in self.measures[unit] if self._binds(code, subject, kind)}
            held.setdefault(str(subject.id), set()).update(codes)
        return {subject: codes for subject, codes in held.items() if codes}

    def _binds(self, code: str, subject: KnownSubject, kind: str) -> bool:
        if code in NATIONAL:
            binds, trigger = NATIONAL[code], "listing"
        elif code in self.rows:
            binds, trigger = self.rows[code]["binds"], self.rows[code]["triggers"]
        else:
            return False
        return binds in ("both", KINDS[subject.kind]) and trigger in _OTHERS[kind]

    def held(self, unit: str) -> dict[str, set[str]]:
        """Return which measures a unit holds for each subject, from what it was told."""
        found = self.copies[unit].measures
        return {subject: set(codes) for subject, codes in found.items() if codes}
