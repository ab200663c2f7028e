"""Suspended orders (暂时解除) at agencies: the travel is let happen, and nothing else, until the
order is resumed.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from partners.deliveries.batches import Recipient, told_of
from partners.deliveries.replaying import Hindsight, replayed
from partners.deliveries.retelling import retold
from partners.demo.agency_store import AgencyStore
from partners.measures.versions import measures_in_force
from partners.notices import entries
from partners.oversight.coverage import coverage
from schemas.notices import NoticeSchema
from tests.clocks import SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, with_receipts
from tests.partners.register import Register

# Trains and aircraft; real property.
TRAVEL, PROPERTY = "go2016.G1", "go2016.G6"


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> Iterator[AgencyStore]:
    """Give the store of the demo agency."""
    built = AgencyStore(str(tmp_path / "agency.db"), clock)
    yield built
    built.close()


class Told:
    """An agency that is sent what waits for it and carries it out."""

    def __init__(self, send: Send, agency: int, clock: SetClock, store: AgencyStore) -> None:
        self._send, self._agency, self._clock, self._store = send, agency, clock, store

    def next(self) -> list[dict[str, Any]]:
        """Return the notices that came, after carrying them out."""
        self._clock.forward(timedelta(seconds=2))
        receiver = FakeTransport([with_receipts("lifted"), with_receipts("applied")])
        self._send(self._agency, receiver)
        for posted in receiver.posted:
            self._store.take_in(posted.delivery)
        return receiver.notices()

    def holds(self, *records: UUID) -> set[str]:
        """Return the measures that it applies for records."""
        held = [item for record in records for item in self._store.holdings(record=str(record))]
        return {item["measure"] for item in held}


@pytest.fixture
def told(directory: Agencies, send: Send, clock: SetClock, store: AgencyStore) -> Told:
    """Give an agency that is responsible for travel and for real property."""
    return Told(send, directory.add(TRAVEL, PROPERTY), clock, store)


@pytest.mark.every_engine
def test_travel_is_let_happen_while_an_order_is_suspended_and_nothing_else(
    register: Register, told: Told
) -> None:
    subject = register.subject()
    listing, order = register.publish(subject), register.impose(subject)
    told.next()
    assert told.holds(listing) == told.holds(order) == {TRAVEL, PROPERTY}

    register.suspend(subject, order, listing)
    (notice,) = told.next()
    assert notice["type"] == "restriction.suspended"
    assert (notice["lift"], notice["kept"]) == ([TRAVEL], [])
    assert notice["suspended"] == {
        "travel": ["flights"],
        "starts_on": "2026-03-02",
        "ends_on": "2026-03-20",
    }
    assert "ended" not in notice
    assert told.holds(listing, order) == {PROPERTY}

    register.resume(subject, order, listing)
    (notice,) = told.next()
    assert (notice["type"], notice["apply"]) == ("restriction.resumed", [TRAVEL])
    assert notice["resumed"] == {"travel": ["flights"], "on": "2026-03-21"}
    assert told.holds(order) == {TRAVEL, PROPERTY}


def test_an_order_of_another_case_keeps_the_travel_restricted(
    register: Register, told: Told
) -> None:
    subject = register.subject()
    order, other = register.impose(subject), register.impose(subject)
    told.next()
    register.suspend(subject, order)
    (notice,) = told.next()
    assert (notice["lift"], notice["kept"]) == (
        [],
        [{"measure": TRAVEL, "records": [str(other)]}],
    )
    assert told.holds(other) == {TRAVEL, PROPERTY}


def test_a_suspended_order_keeps_no_travel_restricted_when_another_ends(
    register: Register, told: Told
) -> None:
    subject = register.subject()
    order, other = register.impose(subject), register.impose(subject)
    register.suspend(subject, order)
    told.next()
    register.lift(subject, other)
    (notice,) = told.next()
    assert notice["lift"] == [TRAVEL]
    assert notice["kept"] == [{"measure": PROPERTY, "records": [str(order)]}]
    register.resume(subject, order)
    told.next()
    assert told.holds(order) == {TRAVEL, PROPERTY}


def test_an_amendment_restricts_no_travel_that_is_suspended(register: Register, told: Told) -> None:
    subject = register.subject()
    listing, order = register.publish(subject), register.impose(subject)
    register.suspend(subject, order, listing)
    register.amend(subject, listing)
    assert told.next()[-1]["apply"] == [PROPERTY]
    register.resume(subject, order, listing)
    register.amend(subject, listing)
    assert [notice["apply"] for notice in told.next()] == [[TRAVEL], [TRAVEL, PROPERTY]]


def test_who_restricts_no_travel_is_told_of_no_suspension(
    register: Register, directory: Agencies, send: Send, clock: SetClock, store: AgencyStore
) -> None:
    told = Told(send, directory.add(PROPERTY), clock, store)
    subject = register.subject()
    order = register.impose(subject)
    told.next()
    register.suspend(subject, order)
    register.resume(subject, order)
    assert told.next() == []


def test_a_suspended_order_that_is_lifted_pauses_nothing_any_more(
    register: Register, told: Told
) -> None:
    subject = register.subject()
    listing, order = register.publish(subject), register.impose(subject)
    register.suspend(subject, order, listing)
    register.lift(subject, order)
    register.remove(subject, listing)
    last = told.next()[-1]
    assert (set(last["lift"]), last["kept"]) == ({TRAVEL, PROPERTY}, [])
    assert told.holds(listing, order) == set()


@pytest.mark.every_engine
def test_what_a_suspension_let_happen_is_applied_again_when_the_order_ends_and_the_listing_stays(
    register: Register, told: Told, session: Session
) -> None:
    subject = register.subject()
    listing, order = register.publish(subject), register.impose(subject)
    told.next()
    register.suspend(subject, order, listing)
    told.next()
    assert told.holds(listing, order) == {PROPERTY}
    register.lift(subject, order)
    (notice,) = told.next()
    assert (notice["type"], notice["apply"], notice["lift"]) == ("restriction.lifted", [TRAVEL], [])
    assert {kept["measure"] for kept in notice["kept"]} == {TRAVEL, PROPERTY}
    assert told.holds(listing) == {TRAVEL, PROPERTY}
    assert told.holds(order) == set()
    NoticeSchema().loads(json.dumps(notice))
    # To apply again what goes on is no contradiction, and nothing is owed for the order.
    (covered,) = coverage(session, order)
    assert (covered.ended, covered.lift, covered.open_since) == (True, (), None)
    register.remove(subject, listing)
    assert set(told.next()[0]["lift"]) == {TRAVEL, PROPERTY}
    assert told.holds(listing, order) == set()


def test_nothing_is_applied_again_where_the_listing_is_over_too(
    register: Register, told: Told
) -> None:
    subject = register.subject()
    listing, order = register.publish(subject), register.impose(subject)
    register.suspend(subject, order, listing)
    register.remove(subject, listing)
    register.lift(subject, order)
    last = told.next()[-1]
    assert ("apply" in last, set(last["lift"])) == (False, {TRAVEL, PROPERTY})


@pytest.mark.parametrize(("over", "expected"), [(False, (TRAVEL,)), (True, ())])
def test_an_end_that_is_told_late_applies_again_only_what_still_goes_on(
    register: Register,
    directory: Agencies,
    session: Session,
    over: bool,
    expected: tuple[str, ...],
) -> None:
    agency, subject = directory.add(TRAVEL, PROPERTY), register.subject()
    listing, order = register.publish(subject), register.impose(subject)
    register.suspend(subject, order, listing)
    register.lift(subject, order)
    end = register.size()
    if over:
        register.remove(subject, listing)
    size, in_force = register.size(), measures_in_force(session, [agency])[agency]
    recipient = Recipient(code="market-regulation", in_force=in_force)
    (told,) = told_of(session, recipient, entries.at(session, [end]))
    history = entries.histories(session, [subject.id], through=size)[subject.id]
    late = retold(told, history, size, in_force)
    again = replayed(told, history, Hindsight(as_of=size, in_force=in_force))
    assert told.apply == (TRAVEL,)
    assert [None if one is None else one.apply for one in (late, again)] == [expected, expected]


def test_coverage_does_not_call_a_suspended_order_ended(
    register: Register, told: Told, session: Session
) -> None:
    subject = register.subject()
    order = register.impose(subject)
    register.suspend(subject, order)
    (waiting,) = coverage(session, order)
    assert (waiting.ended, waiting.lift) == (False, (TRAVEL,))
    assert waiting.open_since is not None
    session.rollback()
    told.next()
    register.resume(subject, order)
    (resumed,) = coverage(session, order)
    assert (resumed.ended, resumed.open_since) == (False, None)


def test_a_suspension_is_among_what_is_sent_at_once_to_agencies_that_want_endings_so(
    register: Register, session: Session
) -> None:
    subject = register.subject()
    order = register.impose(subject)
    register.suspend(subject, order)
    register.resume(subject, order)
    pages = entries.all_endings(session, 0, register.size())
    assert [row.kind for rows in pages for row in rows] == ["restriction.suspended"]
