"""Duties of agencies: opened when a record ends, shown to the court and to the person concerned,
escalated when they are missed, and done when the last agency has confirmed.
"""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from partners import jobs
from registry import jobs as registry_jobs
from registry.db import end_reading
from tests.api import files
from tests.api.beginnings import Beginnings
from tests.api.chain import Chain, chain_of
from tests.api.desk import ADULT, Desk
from tests.api.test_own_records import CASE, PLACE
from tests.clocks import SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, with_receipts

LISTED = "go2016.C1"


@pytest.fixture
def desk(app: Flask, clock: SetClock, beginnings: Beginnings | None) -> Desk:
    """Give the desk of a court."""
    return Desk(app, clock(), beginnings=beginnings).open()


@pytest.fixture
def chain(app: Flask, clock: SetClock, beginnings: Beginnings | None) -> Chain:
    """Give the desks of a court and of every court above."""
    return chain_of(app, clock, beginnings).open()


def ended(desk: Desk) -> dict[str, Any]:
    """Publish a listing, let the debtor pay, and remove it; return it as it was published."""
    listing = files.published(desk)
    files.paid(desk, listing["debtor"])
    files.removed(desk, listing["id"], "LR10-1")
    return listing


def watched() -> None:
    """Let the job run, as the scheduler does."""
    end_reading()
    jobs.watch_liftings()


def duties(desk: Desk, **query: str) -> list[dict[str, Any]]:
    """Return what agencies owe for records of the court."""
    found = desk.get("/deadlines", kind="confirm_lifting", **query).get_json()["items"]
    return [duty for duty in found if duty["record_kind"] == "listing"]


def agencies_of(desk: Desk, listing: dict[str, Any]) -> dict[str, Any]:
    """Return how agencies stand to a listing, as the court reads it."""
    found: dict[str, Any] = desk.get(f"/records/{listing['id']}/agencies").get_json()
    return found


@pytest.mark.every_engine
def test_a_court_sees_who_has_not_lifted_until_the_last_has_confirmed(
    desk: Desk, directory: Agencies, send: Send, clock: SetClock
) -> None:
    quick, slow = directory.add(LISTED), directory.add(LISTED, code="slow")
    directory.add("go2016.A2", code="not-concerned")
    listing = ended(desk)
    watched()
    # The 2nd of March 2026 is a Monday.
    [duty] = duties(desk, state="open")
    assert (duty["bearer"], duty["due_on"], duty["case"]["id"]) == (
        "agency",
        "2026-03-05",
        listing["case"]["id"],
    )
    send(quick, FakeTransport([with_receipts("applied", "lifted")]))
    watched()
    assert len(duties(desk, state="open")) == 1
    clock.forward(timedelta(days=4))
    found = agencies_of(desk, listing)
    standing = {one["agency"]: one for one in found["agencies"]}
    assert (found["ended"], found["due_on"], set(standing)) == (
        True,
        "2026-03-05",
        {"market-regulation", "slow"},
    )
    done, late = standing["market-regulation"], standing["slow"]
    assert (done["lifted"], done["unconfirmed_since"], done["is_late"]) == ([LISTED], None, False)
    assert (late["lifted"], late["told_at"], late["is_late"]) == ([], None, True)
    send(slow, FakeTransport([with_receipts("applied", "lifted")]))
    watched()
    assert duties(desk, state="open") == []
    [duty] = duties(desk, state="done")
    assert (duty["done_on"], duty["punctuality"]) == ("2026-03-06", "done_late")
    assert agencies_of(desk, listing)["agencies"][1]["is_late"]


@pytest.mark.every_engine
def test_watching_twice_changes_nothing(desk: Desk, directory: Agencies) -> None:
    directory.add(LISTED)
    ended(desk)
    watched()
    watched()
    assert len(duties(desk)) == 1


def test_a_record_of_which_no_agency_was_to_be_told_opens_no_duty(
    desk: Desk, directory: Agencies
) -> None:
    directory.add("go2016.A2")
    ended(desk)
    watched()
    assert duties(desk) == []


def test_an_agency_that_is_late_is_told_of_to_the_courts_above(
    chain: Chain, directory: Agencies, clock: SetClock
) -> None:
    directory.add(LISTED)
    ended(chain.court)
    watched()
    clock.forward(timedelta(days=7))
    registry_jobs.remind()
    told = chain.court.get("/reminders", kind="escalation").get_json()["items"]
    assert {one["deadline"]["kind"] for one in told} == {"confirm_lifting"}
    above = chain.intermediate.get("/reminders", kind="escalation").get_json()["items"]
    assert {one["deadline"]["kind"] for one in above} == {"confirm_lifting"}


def test_the_person_concerned_is_shown_the_same_list(
    desk: Desk, directory: Agencies, send: Send, client: FlaskClient
) -> None:
    quick = directory.add(LISTED)
    directory.add(LISTED, code="slow")
    served = files.served(desk, files.signed(desk, files.drafted(desk)))
    path = f"/listings/{served['id']}/publication"
    desk.done(path, version=served["version"])
    files.paid(desk, served["debtor"])
    files.removed(desk, served["id"], "LR10-1")
    send(quick, FakeTransport([with_receipts("applied", "lifted")]))
    watched()
    body = {"case_number": CASE, "id_number": ADULT, "code": served["own_code"]}
    told = client.post(f"{PLACE}/records", json=body).get_json()
    [listing] = [one for one in told["decisions"] if one["list"] == "dishonest"]
    assert [(one["confirmed_on"], one["unconfirmed_since"]) for one in listing["agencies"]] == [
        ("2026-03-02", None),
        (None, "2026-03-02"),
    ]
    assert ("confirm_lifting", "2026-03-05") in [
        (day["kind"], day["due_on"]) for day in listing["dates"]
    ]
    page = client.post("/own", data={**body, "what": "records"}).text
    assert "尚未确认解除" in page
    assert "确认解除" in page


def test_a_court_does_not_see_the_agencies_of_another_courts_record(
    desk: Desk, directory: Agencies, app: Flask, clock: SetClock
) -> None:
    directory.add(LISTED)
    listing = files.published(desk)
    other = Desk(app, clock(), "川0106").open("成都市金牛区人民法院")
    answer = other.get(f"/records/{listing['id']}/agencies")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "record.not_found")
