"""Anything in any order over the API (任意顺序): whoever asks for whatever on any day, the promises
of the register hold in the public search, the journal, the deadlines and the stored states.

Every run of the tests tries a few courses; `make soak` tries many.
"""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from sqlalchemy import make_url, select

from registry.clock import legal_day
from registry.db import db, end_reading
from registry.models.bound_persons import BoundSubject
from registry.models.cases import Debtor
from registry.models.deadlines import Deadline
from registry.models.listings import Listing, RestrictionOrder
from registry.scheduling import jobs_of
from schemas.codes import ListingState, OrderState
from tests.api import capacity
from tests.clocks import SetClock
from tests.flows import promises
from tests.flows.acts import ACTS as ACTS_OF_LISTS
from tests.flows.acts import COURSE, Sent
from tests.flows.acts_of_cases import ACTS_OF_CASES
from tests.flows.acts_of_orders import ACTS_OF_ORDERS
from tests.flows.acts_of_remedies import ACTS_OF_REMEDIES, PERSON
from tests.flows.acts_of_sanctions import ACTS_OF_SANCTIONS, COURSE_OF_A_SANCTION
from tests.flows.people import HIDDEN, People
from tests.flows.promises import in_public
from tests.flows.start import NAMES, Start, make_start

EXAMPLES, STEPS = int(os.environ.get("SOAK_COURSES", "5")), 25
ACTS = (
    *(*ACTS_OF_LISTS, *ACTS_OF_ORDERS, *ACTS_OF_CASES),
    *(*ACTS_OF_REMEDIES, *ACTS_OF_SANCTIONS),
)
LOGINS = ("clerk", "clerk2", "judge", "president", "auditor")
ENDED = {"dropped", "removed", "revoked", "lifted"}
SIGNED = Sent("/removals/{}/signature", "removals")
# Which act, about which record, how, by whom if not by who may, and at which court.
ATTEMPTS = st.tuples(
    st.sampled_from(ACTS),
    st.integers(0, 5),
    st.integers(0, 59),
    st.sampled_from((None, None, None, *LOGINS)),
    st.sampled_from((False, False, False, False, True)),
)


@pytest.fixture
def start(app: Flask, clock: SetClock, database_url: str, tmp_path: Path) -> Start:
    """Give the register that every example begins with."""
    return make_start(app, clock(), database_url, tmp_path / "start.db")


class AnyOrder(People):
    """People of two courts, who try whatever there is to try."""

    @rule(attempts=st.lists(ATTEMPTS, min_size=8, max_size=20))
    def people_act(self, attempts: list[tuple[Sent, int, int, str | None, bool]]) -> None:
        for act, which, number, by, elsewhere in attempts:
            known = self.records.get(act.about)
            if not known:
                continue
            at = self.start.above if act.above else self.here
            desk = self.there if elsewhere else at
            before, position = self.standing(), self.position()
            answer = self.send(act, desk, by or act.by, known[-1 - which % len(known)], number)
            self.keep(act, answer)
            if answer.status_code >= 400:
                assert self.standing() == before
            else:
                self.check_entries(position)
            assert not (elsewhere and answer.status_code < 400)
            assert not (by == "auditor" and answer.status_code < 400)

    @rule(number=st.integers(0, 3), which=st.integers(0, 3), steps=st.integers(2, 4))
    def a_listing_takes_its_usual_course(self, number: int, which: int, steps: int) -> None:
        self.follow(COURSE[:steps], self.records["debtors"][which], number * 6)

    @rule(number=st.integers(0, 3), which=st.integers(0, 3), steps=st.integers(3, 8))
    def a_breach_is_sanctioned(self, number: int, which: int, steps: int) -> None:
        known = self.records.get("restrictions")
        if known:
            about = known[-1 - which % len(known)]
            self.follow(COURSE_OF_A_SANCTION[:steps], about, number * 6)

    @rule(which=st.integers(0, 2), outcome=st.sampled_from(["unable", "able"]))
    def a_debtor_is_found_unable_or_able(self, which: int, outcome: str) -> None:
        about, desk = self.records["debtors"][which], self.here
        today = legal_day(self.clock()).isoformat()
        body = capacity.ruling_body if outcome == "unable" else capacity.house_body
        desk.post("/evidence", body(about, dated_on=today))
        wanted = capacity.assessment_body(about, outcome=outcome)
        drafted = desk.post("/capacity-assessments", wanted)
        if drafted.status_code == 201:
            found = drafted.get_json()
            path = f"/capacity-assessments/{found['id']}/signature"
            self.keep(SIGNED, desk.post(path, by="judge", version=found["version"]))

    @rule(which=st.integers(0, 3))
    def the_creditor_consents_to_a_removal(self, which: int) -> None:
        known = self.records.get("listings")
        if not known:
            return
        consent = {"creditor_applied_in_writing": True, "court_agrees": True}
        body = {"ground": "LR10-3", "reason": "申请执行人同意", "facts": consent}
        desk = self.here
        drafted = desk.post("/removals", body | {"listing": known[-1 - which % len(known)]})
        if drafted.status_code == 201:
            removal = drafted.get_json()
            path = f"/removals/{removal['id']}/signature"
            self.keep(SIGNED, desk.post(path, by="judge", version=removal["version"]))

    @rule()
    def what_was_drafted_is_signed(self) -> None:
        for act in ACTS:
            known = self.records.get(act.about)
            if act.path.endswith("/signature") and known:
                desk = self.start.above if act.above else self.here
                answer = self.send(act, desk, act.by, known[-1], 0)
                self.keep(act, answer)

    @rule(days=st.sampled_from([1, 3, 20, 45, 200, 740]))
    def time_passes(self, days: int) -> None:
        self.clock.forward(timedelta(days=days))
        for job in jobs_of(self.start.desk.app):
            job.run()
        db.session.remove()
        # Nothing is imposed or published by the passing of time alone.
        seen = self.public()
        assert seen <= self.seen
        self.seen = seen

    def public(self) -> set[tuple[str, str]]:
        """Search for everybody, as the public does."""
        found = set()
        for name in (*NAMES, PERSON):
            answer = self.start.desk.client().get(
                "/api/v1/public/entries", query_string={"name": name}
            )
            assert answer.status_code == 200
            assert not any(number in answer.text for number in HIDDEN)
            found |= {(item["list"], item["name"]) for item in answer.get_json()["items"]}
        return found

    @invariant()
    def the_public_sees_what_is_in_force_and_no_minor_as_dishonest(self) -> None:
        on = legal_day(self.clock())
        listings = db.session.scalars(select(Listing)).all()
        shown = {row.debtor_id for row in listings if in_public(ListingState(row.state), row, on)}
        orders = db.session.scalars(select(RestrictionOrder)).all()
        bound = {row.debtor_id for row in orders if in_public(OrderState(row.state), row, on)}
        people = db.session.scalars(select(BoundSubject)).all()
        persons = any(in_public(OrderState(row.state), row, on) for row in people)
        names = {row.id: row.public_id for row in db.session.scalars(select(Debtor))}
        end_reading()
        order_of = dict(zip(self.start.records["debtors"], NAMES, strict=True))
        wanted = {("dishonest", order_of[str(names[key])]) for key in shown}
        wanted |= {("restricted", order_of[str(names[key])]) for key in bound}
        wanted |= {("restricted", PERSON)} if persons else set()
        self.seen = self.public()
        assert self.seen == wanted
        assert ("dishonest", "赵幼年") not in self.seen

    @invariant()
    def what_has_ended_stays_ended_and_nothing_is_due_about_it(self) -> None:
        about = (
            select(Listing.public_id, Listing.state),
            select(RestrictionOrder.public_id, RestrictionOrder.state),
        )
        rows = [(str(key), state) for query in about for key, state in db.session.execute(query)]
        due = {
            str(key)
            for key in db.session.scalars(
                select(Deadline.record_id).where(Deadline.done_on.is_(None))
            )
        }
        end_reading()
        for key, state in rows:
            assert self.ended.get(key, state) == state
            if state in ENDED:
                self.ended[key] = state
                assert key not in due

    @invariant()
    def each_open_duty_has_exactly_one_deadline(self) -> None:
        assert promises.duties_twice_open(db.session()) == []
        end_reading()

    @invariant()
    def whatever_waits_for_a_person_has_exactly_one_day(self) -> None:
        found = promises.waiting(db.session())
        end_reading()
        for kind, (waiting, days) in found.items():
            assert waiting == days, kind

    @invariant()
    def a_term_runs_for_whoever_did_more_than_refuse_and_for_nobody_else(self) -> None:
        found = promises.terms_amiss(db.session())
        end_reading()
        assert found == []

    @invariant()
    def nobody_found_unable_is_published_for_refusing_afterwards(self) -> None:
        found = promises.refusing_though_unable(db.session(), on=legal_day(self.clock()))
        end_reading()
        assert found == []


@pytest.mark.timeout(60 * EXAMPLES)
def test_whatever_is_tried_in_any_order_the_promises_hold(
    app: Flask, start: Start, clock: SetClock, database_url: str
) -> None:
    AnyOrder.start, AnyOrder.clock = start, clock
    AnyOrder.database = Path(str(make_url(database_url).database))
    bounds = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=True,
        phases=(Phase.generate,),
    )
    run_state_machine_as_test(AnyOrder, settings=bounds)
