"""Anything in any order on a stream (任意顺序推送): whatever the court enters, operators change and
agencies answer, what each agency holds in the end is what its measures in force demand.
"""

import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest
from flask import Flask
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import make_url, select

from partners import catalogue_files, jobs, measure_jobs, pulling, resend_jobs
from partners.catalogue import NATIONAL
from partners.models.parked import ParkedNotice
from partners.models.snapshots import Snapshot
from partners.models.streams import StreamState
from partners.pulling import Acknowledge
from partners.resend_jobs import AskToResend
from partners.services import agency_changes, endpoint_acts, parking, replays, snapshots, streams
from partners.services import catalogue as loading
from partners.services.agency_changes import ChangeAgency
from partners.services.endpoint_acts import RotateSecret
from partners.services.parking import HandleParked
from partners.services.replays import AskForReplay
from partners.services.snapshot_pieces import chunk
from partners.services.snapshots import ConfirmSnapshot
from partners.states import ParkState, ResendKind, StreamStatus
from partners.workers import StreamWorker
from registry import events
from registry.db import db, end_reading, transaction
from registry.errors import ServiceError
from registry.runtime import current_runtime
from schemas.codes import RestrictedAct, SubjectKind
from schemas.measures import Binding, Trigger
from tests.clocks import MORNING, SetClock
from tests.partners.conftest import Agencies
from tests.partners.register import ACTOR, KnownSubject, Register
from tests.partners.stream_life import Holder, Terms, demanded, journal

EXAMPLES, STEPS = 6, 30
CODES = ("housing", "railways")
ITEM = catalogue_files.own(NATIONAL).items[0]
FLIGHTS, HOLIDAYS = RestrictedAct.FLIGHTS_AND_BERTHS, RestrictedAct.HOLIDAYS
# What each measure of the town waits for, and which acts of an order it carries out.
MEASURES: dict[str, tuple[Trigger, frozenset[RestrictedAct]]] = {
    "town.a": (Trigger.LISTING, frozenset()),
    "town.b": (Trigger.EITHER, frozenset()),
    "town.c": (Trigger.RESTRICTION, frozenset({FLIGHTS})),
    "town.d": (Trigger.EITHER, frozenset({HOLIDAYS})),
    "town.person": (Trigger.EITHER, frozenset()),
}
FAMILIES = {
    Trigger.LISTING: frozenset({"listing"}),
    Trigger.RESTRICTION: frozenset({"restriction"}),
    Trigger.EITHER: frozenset({"listing", "restriction"}),
}
KINDS = {
    Binding.BOTH: frozenset({"natural", "organisation"}),
    Binding.NATURAL: frozenset({"natural"}),
    Binding.ORGANISATION: frozenset({"organisation"}),
}
SOME = st.sets(st.sampled_from(sorted(MEASURES)), min_size=1)
WHICH = st.integers(0, 5)
AGENCY = st.integers(0, 1)
MOODS = ("accepts", "accepts", "accepts", "mumbles", "fails", "shrinks")


class AnyStream(RuleBasedStateMachine):
    """A court, operators and two agencies, who do whatever can be done."""

    start: Path
    clock: SetClock
    database: Path
    register: Register
    subjects: list[KnownSubject]
    agencies: list[int]

    @initialize()
    def begin(self) -> None:
        db.session.remove()
        db.engine.dispose()
        for left in self.database.parent.glob(f"{self.database.name}*"):
            left.unlink()
        shutil.copyfile(self.start, self.database)
        self.clock.set(MORNING)
        self.holders = [Holder(), Holder()]
        for holder, agency in zip(self.holders, self.agencies, strict=True):
            holder.through = holder.backed_up_at = self.state(agency).through
        self.catalogue = dict.fromkeys(MEASURES, Binding.BOTH) | {"town.person": Binding.NATURAL}
        self.measures = [set(MEASURES), {"town.b", "town.c"}]
        self.live: dict[UUID, tuple[KnownSubject, str, bool]] = {}
        self.ended: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "live"):
            self.everything_settles()

    def state(self, agency: int) -> StreamState:
        state = db.session().get_one(StreamState, agency, populate_existing=True)
        db.session().expunge(state)
        end_reading()
        return state

    # What the court enters.

    @rule(which=WHICH, family=st.sampled_from(["listing", "restriction"]))
    def a_record_begins(self, which: int, family: str) -> None:
        subject = self.subjects[which % len(self.subjects)]
        begin = self.register.publish if family == "listing" else self.register.impose
        self.live[begin(subject)] = (subject, family, False)

    @precondition(lambda self: self.live)
    @rule(which=WHICH, less=st.booleans())
    def a_record_is_amended(self, which: int, less: bool) -> None:
        record, subject, family, _ = self.chosen(which)
        if family == "listing":
            self.register.amend(subject, record)
            return
        acts = (HOLIDAYS,) if less else (FLIGHTS, HOLIDAYS)
        body = self.register.restriction(subject, acts)
        self.register.write(events.RESTRICTION_AMENDED, subject, record, body)

    @precondition(lambda self: self.live)
    @rule(which=WHICH, wrong=st.booleans())
    def a_record_ends(self, which: int, wrong: bool) -> None:
        record, subject, family, _ = self.chosen(which)
        if family == "restriction":
            self.register.lift(subject, record)
        elif wrong:
            self.register.revoke(subject, record)
        else:
            self.register.remove(subject, record)
        del self.live[record]
        self.ended.add(str(record))

    @precondition(lambda self: self.live)
    @rule(which=WHICH)
    def an_order_is_suspended_or_resumed(self, which: int) -> None:
        record, subject, family, is_paused = self.chosen(which)
        if family == "restriction":
            move = self.register.resume if is_paused else self.register.suspend
            move(subject, record)
            self.live[record] = (subject, family, not is_paused)

    def chosen(self, which: int) -> tuple[UUID, KnownSubject, str, bool]:
        record = list(self.live)[which % len(self.live)]
        return record, *self.live[record]

    # What operators change.

    @rule(agency=AGENCY, measures=SOME)
    def an_agency_has_other_measures(self, agency: int, measures: set[str]) -> None:
        wanted = measures & self.catalogue.keys()
        if wanted:
            self.measures[agency] = wanted
            order = ChangeAgency(code=CODES[agency], measures=tuple(sorted(wanted)))
            with transaction() as session:
                agency_changes.change(session, order, actor=ACTOR, now=self.clock())

    @rule(
        code=st.sampled_from(["town.a", "town.b", "town.c", "town.d"]),
        binding=st.sampled_from([None, *Binding]),
    )
    def the_catalogue_changes(self, code: str, binding: Binding | None) -> None:
        self.catalogue.pop(code, None)
        if binding is not None:
            self.catalogue[code] = binding
        load(self.catalogue, self.clock)

    @rule()
    def records_are_adjusted(self) -> None:
        measure_jobs.adjust_records()

    @rule(agency=AGENCY)
    def a_stream_is_paused(self, agency: int) -> None:
        with transaction() as session:
            streams.pause(session, CODES[agency], reason="检修", actor=ACTOR, now=self.clock())

    @rule(agency=AGENCY)
    def a_stream_is_resumed(self, agency: int) -> None:
        # Giving up a snapshot is for an operator to decide; here it is taken.
        if self.state(self.agencies[agency]).state != StreamStatus.AWAITING_SNAPSHOT:
            with transaction() as session:
                streams.resume(session, CODES[agency], actor=ACTOR, now=self.clock())

    @rule(agency=AGENCY)
    def a_secret_is_rotated(self, agency: int) -> None:
        order = RotateSecret(code=CODES[agency], overlap=timedelta())
        vault = current_runtime().vault
        with transaction() as session:
            endpoint_acts.rotate(session, order, vault, actor=ACTOR, now=self.clock())

    @rule(agency=AGENCY)
    def what_is_parked_is_released(self, agency: int) -> None:
        self.holders[agency].picky = ""
        self.release(agency)

    # What agencies do.

    @rule(agency=AGENCY, mood=st.sampled_from(MOODS), early=st.booleans())
    def an_agency_is_sent_to(self, agency: int, mood: str, early: bool) -> None:
        self.holders[agency].mood = mood
        self.clock.forward(timedelta(hours=2))
        self.send(agency, early=early)
        self.holders[agency].mood = "accepts"

    @precondition(lambda self: self.live)
    @rule(agency=AGENCY, which=WHICH)
    def an_agency_refuses_a_record(self, agency: int, which: int) -> None:
        self.holders[agency].picky = str(self.chosen(which)[0])

    @rule(agency=AGENCY, most=st.sampled_from([1, 3, 500]), confirms=st.booleans())
    def an_agency_pulls(self, agency: int, most: int, confirms: bool) -> None:
        runtime = current_runtime()
        with suppress(ServiceError):
            handed = pulling.hand_out(runtime, self.agencies[agency], after=None, most=most)
            if handed is not None:
                self.pulled(agency, read(handed.body), confirms=confirms)

    def pulled(self, agency: int, delivery: dict[str, Any], *, confirms: bool) -> None:
        self.holders[agency].take(delivery)
        if confirms:
            said = Acknowledge(
                stream=UUID(delivery["stream"]),
                through=delivery["through"],
                delivery=UUID(delivery["delivery"]),
            )
            pulling.acknowledge(current_runtime(), self.agencies[agency], said)

    @rule(agency=AGENCY)
    def an_agency_makes_a_backup(self, agency: int) -> None:
        self.holders[agency].back_up()

    @rule(agency=AGENCY)
    def an_agency_restores_its_backup(self, agency: int) -> None:
        state = self.state(self.agencies[agency])
        holder = self.holders[agency]
        if state.state == StreamStatus.AWAITING_SNAPSHOT or holder.backed_up_at >= state.scanned:
            return
        after = holder.restore()
        asked = AskForReplay(agency=CODES[agency], after=after, reason="恢复备份")
        with transaction() as session:
            replays.ask(session, asked, actor=ACTOR, now=self.clock())

    @rule(agency=AGENCY)
    def an_agency_has_records_sent_again(self, agency: int) -> None:
        records = tuple(UUID(record) for record in sorted(self.ended)) + tuple(self.live)
        asked = AskToResend(kind=ResendKind.RECORDS, reason="对账", records=records)
        if records:
            with transaction() as session:
                state = session.get_one(StreamState, self.agencies[agency], with_for_update=True)
                resend_jobs.start(session, state, asked, now=self.clock())

    @rule(agency=AGENCY)
    def an_agency_asks_for_a_snapshot(self, agency: int) -> None:
        with transaction() as session:
            snapshots.ask(session, self.agencies[agency], "丢失", actor=ACTOR, now=self.clock())

    @rule(agency=AGENCY)
    def an_agency_takes_its_snapshot(self, agency: int) -> None:
        state = self.state(self.agencies[agency]).state
        if state == StreamStatus.AWAITING_SNAPSHOT:
            self.take_snapshot(agency)

    # What comes of it.

    def send(self, agency: int, *, early: bool = False) -> None:
        worker = StreamWorker(self.agencies[agency], self.holders[agency], jitter=lambda: 1.0)
        worker.run(early=early)

    def release(self, agency: int) -> None:
        parked = select(ParkedNotice.notice_id).where(
            ParkedNotice.agency_id == self.agencies[agency],
            ParkedNotice.state == ParkState.PARKED,
            ParkedNotice.delivery_id.is_(None),
        )
        with transaction() as session:
            for notice in session.scalars(parked).all():
                order = HandleParked(agency=CODES[agency], notice=notice, reason="已修复")
                parking.release(session, order, actor=ACTOR, now=self.clock())

    def take_snapshot(self, agency: int) -> None:
        jobs.prepare_snapshots()
        agency_id, vault = self.agencies[agency], current_runtime().vault
        session = db.session()
        found: Snapshot = snapshots.ready(session, agency_id)
        taken = b""
        while len(taken) < found.size:
            taken += chunk(session, vault, found.id, at=len(taken))
        _, *records, end = (read(line) for line in taken.splitlines())
        order = ConfirmSnapshot(snapshot=found.public_id, digest=end["digest"])
        position = found.position
        end_reading()
        with transaction() as opened:
            snapshots.confirm(opened, agency_id, order, actor=ACTOR, now=self.clock())
        self.holders[agency].replace(records, position)

    @rule()
    def everything_settles(self) -> None:
        for agency, holder in enumerate(self.holders):
            holder.picky, holder.mood = "", "accepts"
            if self.state(self.agencies[agency]).state == StreamStatus.AWAITING_SNAPSHOT:
                self.take_snapshot(agency)
            with transaction() as session:
                streams.resume(session, CODES[agency], actor=ACTOR, now=self.clock())
        measure_jobs.adjust_records()
        for agency in range(len(CODES)):
            self.release(agency)
            self.clock.forward(timedelta(hours=2))
            self.send(agency)
            self.holds_what_it_should(agency)

    def holds_what_it_should(self, agency: int) -> None:
        state, holder = self.state(self.agencies[agency]), self.holders[agency]
        assert (state.parked, state.to_resend, state.resends) == (0, 0, 0)
        terms = {
            code: terms_of(code, self.catalogue[code])
            for code in self.measures[agency] & self.catalogue.keys()
        }
        rows = journal(db.session())
        assert holder.holding() == demanded(rows, terms)
        organisations = {s for s, kind in holder.kinds.items() if kind == "organisation"}
        assert not any("town.person" in holder.held[s] for s in organisations & holder.held.keys())
        # Whoever was ever told of a record is told of its end.
        assert self.ended & holder.applied <= holder.ended


def terms_of(code: str, binding: Binding) -> Terms:
    trigger, acts = MEASURES[code]
    return KINDS[binding], FAMILIES[trigger], frozenset(act.value for act in acts)


def read(data: bytes) -> Any:
    return orjson.loads(data)


def load(catalogue: dict[str, Binding], clock: SetClock) -> None:
    items = [
        replace(
            ITEM,
            code=code,
            part_of=None,
            binds=binding,
            trigger=MEASURES[code][0],
            acts=tuple(sorted(MEASURES[code][1])),
            least_owed=None,
        )
        for code, binding in catalogue.items()
    ]
    with transaction() as session:
        loading.load(session, "town", items, actor=ACTOR, now=clock())


@pytest.mark.timeout(300)
def test_whatever_happens_each_agency_holds_what_its_measures_demand(
    app: Flask, clock: SetClock, database_url: str, tmp_path: Path
) -> None:
    register, directory = Register(app), Agencies()
    load(dict.fromkeys(MEASURES, Binding.BOTH) | {"town.person": Binding.NATURAL}, clock)
    agencies = [
        directory.add(*sorted(MEASURES), code=CODES[0], max_notices=3),
        directory.add("town.b", "town.c", code=CODES[1], endings_at_once=True),
    ]
    firm = register.subject(kind=SubjectKind.ORGANISATION, number="91510199MA00000003")
    subjects = [register.subject(), register.subject(), firm]
    database = Path(make_url(database_url).database or "")
    db.session.remove()
    db.engine.dispose()
    start = tmp_path / "start.db"
    shutil.copyfile(database, start)
    AnyStream.start, AnyStream.clock, AnyStream.database = start, clock, database
    AnyStream.register, AnyStream.subjects, AnyStream.agencies = register, subjects, agencies
    bounds = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=True,
        phases=(Phase.generate,),
    )
    run_state_machine_as_test(AnyStream, settings=bounds)
