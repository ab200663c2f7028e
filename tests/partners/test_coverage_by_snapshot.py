"""Coverage of what an agency knows by a snapshot alone: the court and the person concerned see it
as they see every other that was told.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy.orm import Session

from partners import jobs
from partners.oversight.coverage import coverage
from registry.db import end_reading
from tests.api import files
from tests.api.beginnings import Beginnings
from tests.api.desk import ADULT, Desk
from tests.api.test_own_records import CASE, PLACE
from tests.clocks import MORNING, SetClock
from tests.partners.caller import Caller, printed
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, status, with_receipts
from tests.partners.register import Register
from tests.partners.test_newcomers import CODE, OWN, taken_whole

LISTED = "go2016.C1"
LATER = timedelta(hours=3)
Taking = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def desk(app: Flask, clock: SetClock, beginnings: Beginnings | None) -> Desk:
    """Give the desk of a court."""
    return Desk(app, clock(), beginnings=beginnings).open()


@pytest.fixture
def as_agency(client: FlaskClient, runner: FlaskCliRunner) -> Callable[[], Caller]:
    """Give a way to call as the agency, once that is connected."""
    return lambda: Caller(client, printed(runner, "agency", "key", CODE))


@pytest.fixture
def take(as_agency: Callable[[], Caller]) -> Taking:
    """Give a way to ask for a snapshot, to take it and to confirm it."""

    def taken() -> list[dict[str, Any]]:
        agency = as_agency()
        assert agency.post(f"{OWN}/snapshot", {"reason": "接入"}).status_code == 202
        jobs.prepare_snapshots()
        return taken_whole(agency)

    return taken


def served(desk: Desk) -> dict[str, Any]:
    """Publish a listing whose debtor has a code of his own; return it as it was served."""
    listing = files.served(desk, files.signed(desk, files.drafted(desk)))
    desk.done(f"/listings/{listing['id']}/publication", version=listing["version"])
    return listing


def removed(desk: Desk, listing: dict[str, Any]) -> None:
    """Let the debtor pay, and remove the listing."""
    files.paid(desk, listing["debtor"])
    files.removed(desk, listing["id"], "LR10-1")


def seen(desk: Desk, listing: dict[str, Any]) -> list[dict[str, Any]]:
    """Return how agencies stand to a listing, as the court reads it."""
    found: list[dict[str, Any]]
    found = desk.get(f"/records/{listing['id']}/agencies").get_json()["agencies"]
    return found


def own_view(client: FlaskClient, listing: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the agencies of a listing, as the person concerned reads them."""
    body = {"case_number": CASE, "id_number": ADULT, "code": listing["own_code"]}
    told = client.post(f"{PLACE}/records", json=body).get_json()
    [found] = [one for one in told["decisions"] if one["list"] == "dishonest"]
    agencies: list[dict[str, Any]] = found["agencies"]
    return agencies


@pytest.mark.every_engine
def test_who_learned_of_a_record_by_a_snapshot_is_covered_while_it_is_in_force(
    desk: Desk, directory: Agencies, take: Taking, clock: SetClock
) -> None:
    listing = served(desk)
    clock.forward(LATER)
    directory.add(LISTED, begins_now=False)
    [waiting] = seen(desk, listing)
    assert (waiting["told_at"], waiting["apply"], waiting["is_late"]) == (None, [LISTED], False)
    end_reading()
    [line] = take()
    [told] = seen(desk, listing)
    assert line["record"] == listing["id"]
    assert (told["agency"], told["told_at"]) == (CODE, "2026-03-02T04:00:00+00:00")
    assert (told["apply"], told["lift"], told["unconfirmed_since"]) == ([LISTED], [], None)


def test_what_is_said_of_a_line_of_a_snapshot_is_shown(
    desk: Desk, directory: Agencies, take: Taking, as_agency: Callable[[], Caller]
) -> None:
    listing = served(desk)
    directory.add(LISTED, begins_now=False)
    [line] = take()
    word = {"notice": line["id"], "measure": LISTED, "outcome": "applied"}
    assert as_agency().post(f"{OWN}/receipts", {"receipts": [word]}).status_code == 200
    [told] = seen(desk, listing)
    assert told["applied"] == [LISTED]
    assert [(word["outcome"], word["contradictory"]) for word in told["words"]] == [
        ("applied", False)
    ]


@pytest.mark.every_engine
def test_who_learned_of_it_by_a_snapshot_lifts_confirms_and_is_late_as_everybody_else(
    desk: Desk,
    directory: Agencies,
    take: Taking,
    send_later: Send,
    client: FlaskClient,
    clock: SetClock,
) -> None:
    listing = served(desk)
    agency = directory.add(LISTED, begins_now=False)
    take()
    removed(desk, listing)
    receiver = FakeTransport()
    send_later(agency, receiver)
    assert receiver.notices()[-1]["lift"] == [LISTED]
    [owing] = seen(desk, listing)
    assert (owing["told_at"], owing["due_on"]) == ("2026-03-02T01:00:00+00:00", "2026-03-05")
    assert (owing["told_of_end_at"], owing["is_late"]) == ("2026-03-02T01:01:00+00:00", False)
    clock.forward(timedelta(days=4))
    [late] = own_view(client, listing)
    assert (late["unconfirmed_since"], late["due_on"], late["is_late"]) == (
        "2026-03-02",
        "2026-03-05",
        True,
    )


def test_who_began_without_a_snapshot_was_told_of_the_end_and_of_nothing_before(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    subject = register.subject()
    record = register.publish(subject)
    agency = directory.add(LISTED, begins_now=True)
    assert coverage(session, record) == ()
    end_reading()
    register.remove(subject, record)
    send_later(agency, FakeTransport([with_receipts("lifted")]))
    [told] = coverage(session, record)
    assert (told.told, told.told_at, told.lifted) == (False, None, (LISTED,))
    assert told.told_of_end_at == MORNING + timedelta(minutes=1)


def test_a_notice_that_was_parked_is_told_by_the_snapshot_that_takes_its_place(
    desk: Desk, directory: Agencies, send_later: Send, take: Taking
) -> None:
    agency = directory.add(LISTED)
    listing = served(desk)
    send_later(agency, FakeTransport([status(422), status(422)]))
    [parked] = seen(desk, listing)
    assert parked["told_at"] is None
    end_reading()
    take()
    [told] = seen(desk, listing)
    assert told["told_at"] == "2026-03-02T01:01:00+00:00"


def test_a_second_snapshot_says_no_other_moment_than_the_first(
    desk: Desk, directory: Agencies, send_later: Send, take: Taking, clock: SetClock
) -> None:
    agency = directory.add(LISTED)
    listing = served(desk)
    send_later(agency, FakeTransport([with_receipts("applied")]))
    clock.forward(timedelta(days=1))
    take()
    clock.forward(timedelta(days=1))
    take()
    [told] = seen(desk, listing)
    assert (told["told_at"], told["applied"]) == ("2026-03-02T01:01:00+00:00", [LISTED])
