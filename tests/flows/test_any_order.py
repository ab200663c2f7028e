"""Anything in any order over the API (任意顺序): whoever asks for whatever on any day, the promises
of the register hold in the public search, the journal, the deadlines and the stored states.

Every run of the tests tries a few courses; `make soak` tries many.
"""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from hypothesis import Phase
from hypothesis import settings as bounded
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from sqlalchemy import make_url, select

from config import Settings
from registry.clock import legal_day
from registry.db import db, end_reading
from registry.models.cases import Debtor
from registry.models.deadlines import Deadline
from registry.models.listings import Listing, RestrictionOrder
from registry.timetable import jobs_of
from tests.clocks import SetClock
from tests.engines.migrated import settings_for
from tests.flows import promises
from tests.flows.acts import Sent
from tests.flows.acts_of_remedies import PERSON
from tests.flows.courses import ACTS, COURSES
from tests.flows.people import HIDDEN, People
from tests.flows.start import NAMES, Start, make_start

EXAMPLES, STEPS = int(os.environ.get("SOAK_COURSES", "5")), 10
LOGINS = ("clerk", "clerk2", "judge", "president", "auditor")
ENDED = {"dropped", "removed", "revoked", "lifted"}


class Attempt(NamedTuple):
    """Which act somebody tries, about which record, how, by whom if not by who may, and whether at
    another court.
    """

    act: Sent
    which: int
    number: int
    by: str | None
    elsewhere: bool


class Turn(NamedTuple):
    """Whose turn it is to go on, and what to take up where nothing goes on: the first course that
    is possible from one on, about which record, and how.
    """

    seat: int
    first: int
    which: int
    number: int


ATTEMPTS = st.builds(
    Attempt,
    st.sampled_from(ACTS),
    st.integers(0, 5),
    st.integers(0, 59),
    st.sampled_from((None, None, None, *LOGINS)),
    st.sampled_from((False, False, False, False, True)),
)
TURNS = st.builds(
    Turn,
    st.integers(0, 2),
    st.sampled_from(range(len(COURSES))),
    st.integers(0, 6),
    st.integers(0, 9),
)


def one_of(*strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Choose among strategies; one that is named more than once comes that much more often."""
    return st.sampled_from(strategies).flatmap(lambda chosen: chosen)


# One rule chooses among these, for of several rules some would be left out of a course altogether.
PEOPLE_ACT = st.lists(one_of(TURNS, TURNS, TURNS, TURNS, ATTEMPTS), min_size=6, max_size=12)
DAYS = st.sampled_from([1, 3, 20, 45, 200, 740])
HAPPENINGS = one_of(PEOPLE_ACT, PEOPLE_ACT, PEOPLE_ACT, PEOPLE_ACT, DAYS, st.none())


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Give the settings of a place whose rules know a suspension of listings."""
    return replace(settings_for(database_url), policy='{"suspends_for_public_interest": true}')


@pytest.fixture
def start(app: Flask, clock: SetClock, database_url: str, tmp_path: Path) -> Start:
    """Give the register that every example begins with."""
    return make_start(app, clock(), database_url, tmp_path / "start.db")


class AnyOrder(People):
    """People of two courts, who try whatever there is to try."""

    @rule(what=HAPPENINGS)
    def something_happens(self, what: list[Turn | Attempt] | int | None) -> None:
        if what is None:
            self.what_was_drafted_is_signed()
        elif isinstance(what, int):
            self.time_passes(what)
        else:
            for each in what:
                self.take_turn(each) if isinstance(each, Turn) else self.attempt(each)

    def attempt(self, attempt: Attempt) -> None:
        """Have somebody try something about a record that is there, if there is one."""
        act, known = attempt.act, self.records.get(attempt.act.about)
        if not known:
            return
        record = known[-1 - attempt.which % len(known)]
        before, position = self.standing(), self.position()
        by, elsewhere = attempt.by, attempt.elsewhere
        answer = self.send(act, record, attempt.number, by=by, elsewhere=elsewhere)
        self.keep(act, answer)
        if answer.status_code >= 400:
            assert self.standing() == before
        else:
            self.check_entries(position)
            assert not elsewhere
            assert by != "auditor"

    def take_turn(self, turn: Turn) -> None:
        """Have somebody go on with a course, or take one up."""
        going = self.going.pop(turn.seat, None) or self.take_up(turn.first, turn.which)
        if going is not None and self.go_on(going, turn.number):
            self.going[turn.seat] = going

    def what_was_drafted_is_signed(self) -> None:
        """Have the latest draft of each kind signed."""
        for act in ACTS:
            known = self.records.get(act.about)
            if act.path.endswith("/signature") and known:
                self.keep(act, self.send(act, known[-1], 0))

    def time_passes(self, days: int) -> None:
        """Let days go by and every job run, by which nothing is imposed or published."""
        self.clock.forward(timedelta(days=days))
        for job in jobs_of(self.start.desk.app):
            job.run()
        db.session.remove()
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
        shown, bound, persons = promises.to_be_seen(db.session(), on)
        debtors = db.session.scalars(select(Debtor)).all()
        end_reading()
        named = dict(zip(self.start.records["debtors"], (*NAMES, NAMES[0]), strict=True))
        names = {row.id: named[str(row.public_id)] for row in debtors}
        subjects = {row.subject_id: names[row.id] for row in debtors}
        wanted = {("dishonest", names[key]) for key in shown}
        wanted |= {("restricted", names[key]) for key in bound}
        wanted |= {("restricted", subjects.get(key, PERSON)) for key in persons}
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
    bounds = bounded(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=True,
        phases=(Phase.generate,),
    )
    run_state_machine_as_test(AnyOrder, settings=bounds)
