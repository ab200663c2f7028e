"""Anything in any order on a stream (任意顺序推送): whatever the court enters, operators change and
agencies answer, what each agency holds in the end is what its measures in force demand.
"""

import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import make_url

from partners import jobs, measure_jobs
from partners.deliveries import resend_jobs
from partners.deliveries.resend_jobs import AskToResend
from partners.dispatch import pulling
from partners.dispatch.pulling import Acknowledge
from partners.dispatch.workers import StreamWorker
from partners.models.snapshots import Snapshot
from partners.models.streams import StreamState
from partners.notices.canonical import Bucket
from partners.services import reconciliations, replays, snapshots, streams
from partners.services.replays import AskForReplay
from partners.services.snapshot_pieces import chunk
from partners.services.snapshots import ConfirmSnapshot
from partners.states import ResendKind, StreamStatus
from registry.db import db, end_reading, transaction
from registry.errors import ServiceError
from registry.runtime import current_runtime
from schemas.codes import SubjectKind
from schemas.measures import Binding
from tests.clocks import SetClock
from tests.partners.conftest import Agencies
from tests.partners.register import ACTOR, Register
from tests.partners.stream_acts import (
    AGENCY,
    CODES,
    FAMILY,
    MEASURES,
    WHICH,
    StreamActs,
    load,
    read,
    terms_of,
)
from tests.partners.stream_life import demanded, journal, surely_held

EXAMPLES, STEPS = 6, 30
KEEPS = st.sampled_from([True, True, False])
# How often a refused delivery is halved until one notice is left.
HALVINGS = 3
MOODS = ("accepts", "accepts", "accepts", "mumbles", "fails", "shrinks")


class AnyStream(StreamActs):
    """Agencies that take what they are sent, or not."""

    @initialize(agency=AGENCY, anew=st.booleans(), family=FAMILY, keeps=KEEPS)
    def begin(self, agency: int, anew: bool, family: str, keeps: bool) -> None:
        super().begin()
        if keeps:
            # Chance alone comes to this too seldom.
            if not anew:
                self.a_record_begins(0, family)
                self.send(agency)
            self.a_notice_is_refused_and_closed(agency, 0, anew, family)

    def teardown(self) -> None:
        if hasattr(self, "live"):
            self.everything_settles()
            # Whatever persons have closed can be made good.
            for agency in range(len(CODES)):
                self.what_is_closed_is_released(agency)
            self.everything_settles()
            # What other records keep hides what one that has ended, or is suspended, does not.
            while self.live:
                self.a_record_ends(0, wrong=False)
            self.everything_settles()
            assert not any(holder.holding() for holder in self.holders)

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

    @precondition(lambda self: self.live)
    @rule(agency=AGENCY, which=WHICH, anew=st.booleans(), family=FAMILY)
    def a_notice_is_refused_and_closed(
        self, agency: int, which: int, anew: bool, family: str
    ) -> None:
        if anew:
            self.a_record_begins(which, family)
            which = len(self.live) - 1
        else:
            self.a_record_is_amended(which, less=True)
        self.a_stream_is_resumed(agency)
        holder = self.holders[agency]
        holder.picky, holder.mood = str(self.chosen(which)[0]), "accepts"
        for _ in range(HALVINGS):
            self.clock.forward(timedelta(hours=2))
            self.send(agency)
        self.what_is_parked_is_closed(agency)
        holder.picky = ""

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
        # It was told of everything as a whole.
        self.closed[agency] = {each for each in self.closed[agency] if each > position}

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
        rows, closed = journal(db.session()), self.closed[agency]
        expected, held = demanded(rows, terms), holder.holding()
        least = surely_held(rows, closed, terms)
        adjusted = {
            row[3].replace("-", "")
            for row in rows
            if row[0] in closed and row[3] and row[1] == "measures.changed"
        }
        excused = {row[3].replace("-", "") for row in rows if row[0] in closed and row[3]}
        for subject in expected.keys() | held.keys():
            if subject not in excused:
                assert held.get(subject, set()) == expected.get(subject, set())
            elif subject not in adjusted:
                # Where a person has kept something from it: what was told and goes on. What was
                # not lifted stays, whatever follows.
                assert least.get(subject, set()) <= held.get(subject, set())
        organisations = {s for s, kind in holder.kinds.items() if kind == "organisation"}
        assert not any("town.person" in holder.held[s] for s in organisations & holder.held.keys())
        # Whoever was ever told of a record is told of its end.
        unsaid = {str(UUID(row[2])) for row in rows if row[0] in closed and row[2]}
        assert self.ended & holder.applied <= holder.ended | unsaid
        assert not self.compares(agency)

    def compares(self, agency: int) -> dict[str, str]:
        """Let an agency compare its copy from the whole down, and return which records differ."""
        state, copy = self.state(self.agencies[agency]), self.holders[agency].copy
        agency_id, now = state.agency_id, self.clock()
        with transaction() as act:
            found = reconciliations.ask(
                act, agency_id, stream=state.stream, through=state.through, now=now
            ).public_id
        jobs.prepare_reconciliations()
        theirs = {name: Bucket(**bucket) for name, bucket in copy.buckets().items()}
        own, session = (agency_id, found), db.session()
        differ: list[tuple[UUID, str]] = []
        for prefix, _ in reconciliations.compare_buckets(session, *own, "", theirs):
            digests = copy.digests(prefix).items()
            lines = {UUID(record): bytes.fromhex(digest) for record, digest in digests}
            differ += reconciliations.compare_records(session, *own, prefix, lines)
        end_reading()
        return {str(record): how for record, how in differ if how != "withheld"}


@pytest.mark.timeout(300)
def test_whatever_happens_each_agency_holds_what_its_measures_demand(
    app: Flask, clock: SetClock, database_url: str, tmp_path: Path
) -> None:
    register, directory = Register(app), Agencies(app)
    load(dict.fromkeys(MEASURES, Binding.BOTH) | {"town.person": Binding.NATURAL}, clock)
    agencies = [
        directory.add(*sorted(MEASURES), code=CODES[0], max_notices=3),
        directory.add("town.b", "town.c", "town.travel", code=CODES[1], endings_at_once=True),
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
