"""Duties of agencies to lift what a record that goes on demands no more: amended, suspended, or
under other measures than before.
"""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from partners import jobs, measure_jobs
from partners.services import agency_changes
from partners.services.agency_changes import ChangeAgency
from registry import jobs as registry_jobs
from registry.db import end_reading, transaction
from tests.api import files, orders
from tests.api.beginnings import Beginnings
from tests.api.chain import chain_of
from tests.api.desk import Desk
from tests.clocks import SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, with_receipts
from tests.partners.register import ACTOR

# Trains and aircraft; real property.
TRAVEL, PROPERTY = "go2016.G1", "go2016.G6"
LESS = {"acts": ["CR3-1"]}


@pytest.fixture
def desk(app: Flask, clock: SetClock, beginnings: Beginnings | None) -> Desk:
    """Give the desk of a court."""
    return Desk(app, clock(), beginnings=beginnings).open()


def ordered(desk: Desk) -> str:
    """Bring an order into force and return its id."""
    debtor = files.debtor_of(desk, files.case_of(desk))
    found: str = orders.in_force(desk, debtor)["id"]
    return found


def watched() -> None:
    """Let the job run, as the scheduler does."""
    end_reading()
    jobs.watch_liftings()


def duties(desk: Desk, **query: str) -> list[tuple[str, str, str]]:
    """Return what agencies owe for orders of the court: which, since when, by when."""
    found = desk.get("/deadlines", kind="confirm_lifting", **query).get_json()["items"]
    assert {duty["bearer"] for duty in found} <= {"agency"}
    return [(duty["record"], duty["opened_on"], duty["due_on"]) for duty in found]


def answers(*outcomes: str) -> FakeTransport:
    return FakeTransport([with_receipts(*outcomes)] * 3)


@pytest.mark.every_engine
def test_agencies_have_days_to_lift_what_an_amended_order_restricts_no_more(
    desk: Desk, directory: Agencies, send_later: Send, clock: SetClock
) -> None:
    quick, slow = directory.add(TRAVEL, PROPERTY), directory.add(PROPERTY, code="slow")
    directory.add(TRAVEL, code="not-concerned")
    order = ordered(desk)
    watched()
    assert duties(desk) == []
    orders.amended(desk, order, **LESS)
    watched()
    # The 2nd of March 2026 is a Monday.
    assert duties(desk, state="open") == [(order, "2026-03-02", "2026-03-05")]
    send_later(quick, answers("applied", "lifted"))
    send_later(slow, answers("applied"))
    clock.forward(timedelta(days=4))
    watched()
    found: dict[str, Any] = desk.get(f"/records/{order}/agencies").get_json()
    standing = {one["agency"]: one for one in found["agencies"]}
    assert (found["ended"], found["due_on"]) == (False, "2026-03-05")
    assert (standing["market-regulation"]["lifted"], standing["slow"]["lift"]) == (
        [PROPERTY],
        [PROPERTY],
    )
    assert {code: one["is_late"] for code, one in standing.items()} == {
        "market-regulation": False,
        "not-concerned": False,
        "slow": True,
    }


def test_whoever_is_late_is_told_of_to_the_courts_above(
    app: Flask, directory: Agencies, clock: SetClock
) -> None:
    chain = chain_of(app, clock).open()
    directory.add(PROPERTY)
    orders.amended(chain.court, ordered(chain.court), **LESS)
    watched()
    clock.forward(timedelta(days=7))
    registry_jobs.remind()
    for desk in (chain.court, chain.intermediate):
        told = desk.get("/reminders", kind="escalation").get_json()["items"]
        assert "confirm_lifting" in {one["deadline"]["kind"] for one in told}


@pytest.mark.every_engine
def test_agencies_have_days_to_lift_what_their_changed_measures_demand_no_more(
    desk: Desk, directory: Agencies, send_later: Send, clock: SetClock
) -> None:
    agency, order = directory.add(TRAVEL, PROPERTY), ordered(desk)
    with transaction() as session:
        change = ChangeAgency(code="market-regulation", measures=(TRAVEL,))
        agency_changes.change(session, change, actor=ACTOR, now=clock())
    measure_jobs.adjust_records()
    watched()
    assert duties(desk, state="open") == [(order, "2026-03-02", "2026-03-05")]
    send_later(agency, answers("applied", "lifted"))
    watched()
    assert duties(desk, state="open") == []


def test_an_amendment_that_has_nobody_lift_anything_opens_no_duty(
    desk: Desk, directory: Agencies
) -> None:
    directory.add(TRAVEL)
    orders.amended(desk, ordered(desk), **LESS)
    watched()
    assert duties(desk) == []


def test_the_travel_that_a_suspension_allows_is_to_be_let_happen_until_it_is_over(
    desk: Desk, directory: Agencies, clock: SetClock
) -> None:
    directory.add(TRAVEL, PROPERTY)
    order = ordered(desk)
    orders.suspended(desk, order)
    watched()
    assert duties(desk, state="open") == [(order, "2026-03-02", "2026-03-05")]
    # On its fixed day the order goes on, and nothing is to be lifted any more.
    clock.forward(timedelta(days=20))
    registry_jobs.resume_restrictions()
    watched()
    assert duties(desk, state="open") == []


def test_what_is_asked_later_has_days_of_its_own(
    desk: Desk, directory: Agencies, send_later: Send, clock: SetClock
) -> None:
    agency, order = directory.add(TRAVEL, PROPERTY), ordered(desk)
    orders.amended(desk, order, **LESS)
    watched()
    send_later(agency, answers("applied", "lifted"))
    clock.forward(timedelta(days=1))
    orders.lifted(desk, order)
    watched()
    # What was confirmed is done; what the end asks for is another duty.
    assert duties(desk, state="open") == [(order, "2026-03-03", "2026-03-06")]


def test_what_is_asked_again_before_it_was_confirmed_is_due_since_it_was_asked_first(
    desk: Desk, directory: Agencies, clock: SetClock
) -> None:
    directory.add(TRAVEL, PROPERTY)
    order = ordered(desk)
    orders.amended(desk, order, **LESS)
    watched()
    clock.forward(timedelta(days=1))
    orders.lifted(desk, order)
    watched()
    assert duties(desk) == [(order, "2026-03-02", "2026-03-05")]
