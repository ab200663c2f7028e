"""The dispatcher: an agency that hangs slows nobody else, and endings need not wait."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.dispatch.dispatcher import Dispatcher, StreamGlance, is_wanted
from partners.dispatch.looks import FAR, Looked
from partners.endpoints.attempts import Answer, Transport, Trouble
from partners.models.streams import DeliveryAttempt, StreamState
from registry.db import db
from tests.clocks import SetClock
from tests.partners.conftest import Agencies
from tests.partners.receiver import ACCEPTED, FakeTransport, Posted, status, trouble
from tests.partners.register import Register

Dispatch = Callable[[Transport], Dispatcher]


@pytest.fixture
def dispatch(app: Flask) -> Iterator[Dispatch]:
    """Give a way to make dispatchers, and close them."""
    made: list[Dispatcher] = []

    def make(transport: Transport) -> Dispatcher:
        made.append(Dispatcher(app, transport, jitter=lambda: 1.0))
        return made[-1]

    yield make
    for dispatcher in made:
        dispatcher.close()


def test_everything_that_is_due_is_sent_to_everybody(
    register: Register, directory: Agencies, dispatch: Dispatch
) -> None:
    for number in range(5):
        directory.add(code=f"agency-{number}", endpoint=f"http://127.0.0.1:9/{number}")
    register.publish(register.subject())
    receiver = FakeTransport()
    dispatch(receiver).drain()
    assert {posted.endpoint for posted in receiver.posted} == {
        f"http://127.0.0.1:9/{number}" for number in range(5)
    }


@pytest.mark.every_engine
def test_an_agency_that_hangs_slows_nobody_else(
    register: Register,
    directory: Agencies,
    dispatch: Dispatch,
    session: Session,
    clock: SetClock,
) -> None:
    directory.add(code="hanging", endpoint="http://127.0.0.1:9/hanging")
    well = directory.add(code="well", endpoint="http://127.0.0.1:9/well")
    hangs, arrived, freed = Event(), Event(), Event()

    def receive(posted: Posted) -> Answer:
        if posted.endpoint.endswith("/hanging"):
            hangs.set()
            assert freed.wait(30)
        else:
            arrived.set()
        return ACCEPTED

    dispatcher = dispatch(FakeTransport([receive] * 10))
    subject = register.subject()
    for _ in range(3):
        register.publish(subject)
        clock.forward(timedelta(seconds=2))
        arrived.clear()
        while not arrived.is_set():
            # A tick comes back at once, though the other agency has not answered since the first.
            dispatcher.tick()
            arrived.wait(0.02)
        assert hangs.wait(30)
    freed.set()
    dispatcher.drain()
    session.rollback()
    assert session.get_one(StreamState, well).failures == 0


@pytest.mark.every_engine
def test_two_dispatchers_deliver_everything_once(
    register: Register, directory: Agencies, dispatch: Dispatch, clock: SetClock
) -> None:
    directory.add(max_notices=3)
    receiver = FakeTransport()
    first, second = dispatch(receiver), dispatch(receiver)
    subject = register.subject()
    for _ in range(10):
        register.publish(subject)
        clock.forward(timedelta(seconds=2))
        first.tick()
        second.tick()
    for dispatcher in (first, second, first):
        clock.forward(timedelta(seconds=2))
        dispatcher.drain()
    ids = [notice["id"] for notice in receiver.notices()]
    assert len(ids) == len(set(ids)) == 10
    positions = [notice["position"] for notice in receiver.notices()]
    assert positions == sorted(positions)


def test_an_interval_is_kept_between_deliveries(
    register: Register, directory: Agencies, dispatch: Dispatch, clock: SetClock
) -> None:
    directory.add(every=3600)
    subject = register.subject()
    receiver = FakeTransport()
    dispatcher = dispatch(receiver)
    register.publish(subject)
    dispatcher.drain()
    register.publish(subject)
    register.publish(subject)
    dispatcher.drain()
    assert [len(posted.notices) for posted in receiver.posted] == [1]
    clock.forward(timedelta(hours=1))
    dispatcher.drain()
    assert [len(posted.notices) for posted in receiver.posted] == [1, 2]


def test_an_ending_goes_at_once_to_who_asks_for_it_and_takes_along_what_is_before_it(
    register: Register, directory: Agencies, dispatch: Dispatch
) -> None:
    directory.add(code="at-once", every=3600, endings_at_once=True, endpoint="http://127.0.0.1:9/1")
    directory.add(code="hourly", every=3600, endpoint="http://127.0.0.1:9/2")
    subject = register.subject()
    receiver = FakeTransport()
    dispatcher = dispatch(receiver)
    record = register.publish(subject)
    dispatcher.drain()
    receiver.posted.clear()
    other = register.publish(subject)
    dispatcher.drain()
    assert receiver.posted == []
    register.remove(subject, record)
    dispatcher.drain()
    assert [posted.endpoint for posted in receiver.posted] == ["http://127.0.0.1:9/1"]
    assert [notice["record"] for notice in receiver.notices()] == [str(other), str(record)]


def test_an_ending_that_an_agency_has_no_part_in_does_not_hurry_it(
    register: Register, directory: Agencies, dispatch: Dispatch
) -> None:
    directory.add("go2016.C1", every=3600, endings_at_once=True)
    masked, subject = register.subject(number=None), register.subject()
    receiver = FakeTransport()
    dispatcher = dispatch(receiver)
    register.publish(subject)
    dispatcher.drain()
    record = register.publish(masked)
    register.publish(subject)
    register.remove(masked, record)
    dispatcher.drain()
    assert len(receiver.posted) == 1


def test_an_ending_does_not_overtake_the_pause_after_a_failure(
    register: Register, directory: Agencies, dispatch: Dispatch, clock: SetClock
) -> None:
    directory.add(every=3600, endings_at_once=True)
    subject = register.subject()
    receiver = FakeTransport([status(503, retry_after="600")])
    dispatcher = dispatch(receiver)
    record = register.publish(subject)
    dispatcher.drain()
    register.remove(subject, record)
    dispatcher.drain()
    assert len(receiver.posted) == 1
    clock.forward(timedelta(seconds=600))
    dispatcher.drain()
    assert [len(posted.notices) for posted in receiver.posted] == [1, 1, 1]


@pytest.mark.every_engine
def test_a_cursor_that_is_far_behind_without_anything_to_tell_is_moved(
    register: Register, directory: Agencies, dispatch: Dispatch, session: Session
) -> None:
    agency = directory.add()
    register.note(FAR + 1)
    receiver = FakeTransport()
    dispatch(receiver).drain()
    db.session.rollback()
    assert session.get_one(StreamState, agency).scanned >= FAR + 1
    register.publish(register.subject())
    dispatch(receiver).drain()
    assert len(receiver.notices()) == 1


@pytest.mark.every_engine
def test_what_fails_inside_halts_that_stream_and_no_other(
    app: Flask, register: Register, directory: Agencies, dispatch: Dispatch, session: Session
) -> None:
    def fail(_posted: Posted) -> Answer:
        raise ZeroDivisionError

    agency = directory.add()
    register.publish(register.subject())
    dispatch(FakeTransport([fail])).drain()
    session.rollback()
    state = session.get_one(StreamState, agency)
    assert (state.state, state.reason) == ("halted", "internal: ZeroDivisionError")
    assert (state.failures, state.lease_holder) == (1, None)


def test_an_attempt_that_we_interrupt_ourselves_says_nothing_about_the_agency(
    register: Register, directory: Agencies, dispatch: Dispatch, session: Session
) -> None:
    agency = directory.add()
    register.publish(register.subject())
    receiver = FakeTransport([trouble(Trouble.INTERRUPTED)])
    dispatch(receiver).drain()
    session.rollback()
    state = session.get_one(StreamState, agency)
    assert (state.failures, state.lease_holder, state.state) == (0, None, "running")
    assert session.scalars(select(DeliveryAttempt)).all() == []
    session.rollback()
    dispatch(receiver).drain()
    first, second = receiver.posted
    assert first.body == second.body


def glance(**changes: object) -> StreamGlance:
    values: dict[str, object] = {
        "agency_id": 1,
        "scanned": 10,
        "is_due": True,
        "is_failing": False,
        "is_leased": False,
        "has_open_delivery": False,
        "endings_at_once": False,
    }
    return StreamGlance(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stream", "looked", "size", "wanted"),
    [
        (glance(), Looked(), 10, False),
        (glance(), Looked(), 11, True),
        (glance(), Looked(notices=11), 11, False),
        (glance(scanned=11), Looked(notices=5), 12, True),
        (glance(has_open_delivery=True), Looked(notices=11), 11, True),
        (glance(is_leased=True, has_open_delivery=True), Looked(), 11, False),
        (glance(is_due=False), Looked(), 11, False),
        (glance(is_due=False, endings_at_once=True), Looked(), 11, True),
        (glance(is_due=False, endings_at_once=True), Looked(endings=11), 11, False),
        (glance(is_due=False, endings_at_once=True, is_failing=True), Looked(), 11, False),
        (glance(), Looked(notices=FAR + 11), FAR + 11, True),
    ],
)
def test_a_worker_is_wanted_where_there_may_be_something_to_do(
    stream: StreamGlance, looked: Looked, size: int, wanted: bool
) -> None:
    assert is_wanted(stream, looked, size) == wanted
