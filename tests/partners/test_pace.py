"""Pace: a stream keeps to its cron line and to the requests a minute that its agency takes."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from partners.dispatch.dispatcher import Dispatcher
from partners.services import agency_changes
from partners.services.agency_changes import ChangeAgency
from registry.db import transaction
from registry.errors import ServiceError
from tests.clocks import SetClock
from tests.partners.conftest import Agencies
from tests.partners.receiver import FakeTransport, status
from tests.partners.register import ACTOR, Register

CODE = "market-regulation"


class Sending:
    """A dispatcher with a receiver."""

    def __init__(self, app: Flask) -> None:
        self.receiver = FakeTransport()
        self.dispatcher = Dispatcher(app, self.receiver, jitter=lambda: 1.0)

    def posts(self) -> int:
        """Send what may be sent now, and return how many requests have left in all."""
        # What a worker has found out counts from the next tick on.
        for _ in range(2):
            self.dispatcher.drain()
        return len(self.receiver.posted)


@pytest.fixture
def sending(app: Flask) -> Iterator[Sending]:
    """Give a dispatcher with a receiver."""
    made = Sending(app)
    yield made
    made.dispatcher.close()


def test_what_comes_between_two_times_of_a_cron_line_waits_for_the_next(
    directory: Agencies, register: Register, sending: Sending, clock: SetClock
) -> None:
    # The clock stands at 09:00 in Beijing.
    directory.add(cron="0 12 * * *")
    assert sending.posts() == 0
    register.publish(register.subject())
    assert sending.posts() == 0
    clock.forward(timedelta(hours=3))
    assert sending.posts() == 1
    # Nothing waits at noon of the next day, so that what comes after it waits for the day after.
    clock.forward(timedelta(hours=24))
    assert sending.posts() == 1
    clock.forward(timedelta(hours=1))
    register.publish(register.subject())
    assert sending.posts() == 1
    clock.forward(timedelta(hours=23))
    assert sending.posts() == 2


def test_endings_that_go_at_once_do_not_wait_for_a_cron_line(
    directory: Agencies, register: Register, sending: Sending, clock: SetClock
) -> None:
    directory.add(cron="0 12 * * *", endings_at_once=True)
    sending.posts()
    subject = register.subject()
    record = register.publish(subject)
    assert sending.posts() == 0
    register.remove(subject, record)
    assert sending.posts() == 1
    assert [n["type"] for n in sending.receiver.notices()] == [
        "listing.published",
        "listing.removed",
    ]


def test_no_more_requests_leave_in_a_minute_than_the_agency_takes(
    directory: Agencies, register: Register, sending: Sending, clock: SetClock
) -> None:
    directory.add(posts_per_minute=6, max_notices=1)
    for _ in range(3):
        register.publish(register.subject())
    assert sending.posts() == 1
    clock.forward(timedelta(seconds=9))
    assert sending.posts() == 1
    clock.forward(timedelta(seconds=1))
    assert sending.posts() == 2
    sending.receiver.answers = [status(500)] * 3
    clock.forward(timedelta(seconds=10))
    assert sending.posts() == 3
    # A retry is a request like any other.
    clock.forward(timedelta(seconds=5))
    assert sending.posts() == 3


def test_nothing_goes_to_an_agency_that_has_retired(
    directory: Agencies, register: Register, sending: Sending, clock: SetClock
) -> None:
    directory.add()
    register.publish(register.subject())
    with transaction() as session:
        agency_changes.retire(session, CODE, reason="机构合并", actor=ACTOR, now=clock())
    assert sending.posts() == 0
    order = ChangeAgency(code=CODE, every_seconds=5)
    with pytest.raises(ServiceError, match=r"agency\.retired"), transaction() as session:
        agency_changes.change(session, order, actor=ACTOR, now=clock())
