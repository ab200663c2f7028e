"""Agencies that are late with a lifting: each by its own day, whenever it was asked, and the court
sees every one of them.
"""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partners.oversight.status import report
from partners.receipts import keeping, receipts
from registry import jobs as registry_jobs
from registry.db import end_reading, transaction
from tests.api import orders
from tests.api.beginnings import Beginnings
from tests.api.desk import Desk
from tests.clocks import SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.test_narrowed_duties import (
    LESS,
    PROPERTY,
    TRAVEL,
    answers,
    ordered,
    watched,
)


@pytest.fixture
def desk(app: Flask, clock: SetClock, beginnings: Beginnings | None) -> Desk:
    """Give the desk of a court."""
    return Desk(app, clock(), beginnings=beginnings).open()


def asked_twice(desk: Desk, clock: SetClock) -> str:
    """Have an order restrict less on a Monday, the 2nd of March, and end on the Wednesday."""
    order = ordered(desk)
    orders.amended(desk, order, **LESS)
    watched()
    clock.forward(timedelta(days=2))
    orders.lifted(desk, order)
    watched()
    return order


def duties(desk: Desk, state: str) -> list[tuple[str, str, str | None]]:
    """Return what agencies owe, or owed: since when, by when, when it was done."""
    found = desk.get("/deadlines", kind="confirm_lifting", state=state).get_json()["items"]
    return [(duty["opened_on"], duty["due_on"], duty["done_on"]) for duty in found]


def agencies_of(desk: Desk, record: str) -> dict[str, tuple[str | None, bool]]:
    """Return by when each agency is to lift, and whether it is late, as the court reads it."""
    found: dict[str, Any] = desk.get(f"/records/{record}/agencies").get_json()
    return {one["agency"]: (one["due_on"], one["is_late"]) for one in found["agencies"]}


def escalated(desk: Desk) -> list[str]:
    """Return by when the liftings were due of which the courts were told that they are missed."""
    registry_jobs.remind()
    found = desk.get("/reminders", kind="escalation").get_json()["items"]
    return sorted({one["deadline"]["due_on"] for one in found})


@pytest.mark.every_engine
def test_agencies_that_are_asked_at_different_times_are_late_at_different_times(
    desk: Desk, directory: Agencies, send_later: Send, clock: SetClock
) -> None:
    first, second = directory.add(PROPERTY), directory.add(TRAVEL, code="second")
    order = asked_twice(desk, clock)
    send_later(first, answers("applied"))
    send_later(second, answers("applied"))
    assert agencies_of(desk, order) == {
        "market-regulation": ("2026-03-05", False),
        "second": ("2026-03-09", False),
    }
    clock.forward(timedelta(days=2))
    assert agencies_of(desk, order) == {
        "market-regulation": ("2026-03-05", True),
        "second": ("2026-03-09", False),
    }
    assert escalated(desk) == ["2026-03-05"]
    clock.forward(timedelta(days=5))
    assert all(is_late for _, is_late in agencies_of(desk, order).values())


@pytest.mark.every_engine
def test_when_one_has_confirmed_the_next_ones_day_runs(
    desk: Desk, directory: Agencies, send_later: Send, clock: SetClock
) -> None:
    first, second = directory.add(PROPERTY), directory.add(TRAVEL, code="second")
    order = asked_twice(desk, clock)
    clock.forward(timedelta(days=3))
    send_later(second, answers("applied"))
    send_later(first, answers("applied", "lifted"))
    watched()
    assert duties(desk, "done") == [("2026-03-02", "2026-03-05", "2026-03-07")]
    assert duties(desk, "open") == [("2026-03-04", "2026-03-09", None)]
    assert agencies_of(desk, order) == {
        "market-regulation": ("2026-03-05", True),
        "second": ("2026-03-09", False),
    }
    clock.forward(timedelta(days=5))
    assert "2026-03-09" in escalated(desk)


@pytest.mark.every_engine
def test_whoever_says_again_what_he_confirmed_in_time_is_not_late(
    desk: Desk, directory: Agencies, send_later: Send, clock: SetClock
) -> None:
    agency, order = directory.add(TRAVEL), ordered(desk)
    orders.lifted(desk, order)
    its = answers("applied", "lifted")
    send_later(agency, its)
    watched()
    clock.forward(timedelta(days=30))
    word = {"notice": its.notices()[-1]["id"], "measure": TRAVEL, "outcome": "lifted"}
    with transaction() as writing:
        said = receipts.read_list([word]).receipts
        keeping.keep(writing, agency, said, now=clock())
    found = desk.get(f"/records/{order}/agencies").get_json()["agencies"]
    assert [one["confirmed_at"][:10] for one in found] == ["2026-03-02"]
    assert agencies_of(desk, order) == {"market-regulation": ("2026-03-05", False)}


@pytest.mark.every_engine
def test_a_lifting_that_was_never_confirmed_is_owed_no_more_once_the_order_goes_on(
    desk: Desk, directory: Agencies, send_later: Send, clock: SetClock, session: Session
) -> None:
    agency, order = directory.add(TRAVEL), ordered(desk)
    orders.suspended(desk, order)
    send_later(agency, answers("applied"))
    watched()
    assert duties(desk, "open") == [("2026-03-02", "2026-03-05", None)]
    end_reading()
    assert [stream.unconfirmed for stream in report(session, now=clock())] == [1]
    clock.forward(timedelta(days=20))
    registry_jobs.resume_restrictions()
    send_later(agency, answers("applied"))
    watched()
    assert duties(desk, "open") == []
    end_reading()
    assert [stream.unconfirmed for stream in report(session, now=clock())] == [0]
