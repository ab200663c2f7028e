"""Travel is allowed to somebody whose listing is suspended itself: that the public finds it again
meanwhile does not forbid the travel.
"""

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from config import Settings
from registry.journal import read
from tests.api import files, orders, repairs
from tests.api.desk import Desk
from tests.api.test_suspended_listings import CAUSE, STATED
from tests.api.test_unit_notices import WITHHELD
from tests.clocks import SetClock
from tests.engines.migrated import settings_for
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport

TRAVEL = "go2016.G1"
BACK = {"reason": "事由消失", "cause_ended": True}


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Give the settings of a place whose rules know a suspension."""
    return replace(settings_for(database_url), policy='{"suspends_for_public_interest": true}')


@pytest.fixture
def desk(app: Flask, clock: SetClock) -> Desk:
    """Give a court."""
    return Desk(app, clock()).open()


def hidden(desk: Desk, listing: dict[str, Any]) -> None:
    """Suspend a listing."""
    asked = repairs.received(desk, listing["id"], path="public_interest", documents=CAUSE)
    repairs.decided(desk, asked, **STATED)


def shown_again(desk: Desk, listing: dict[str, Any]) -> None:
    """Resume a suspended listing, before its day."""
    version = desk.get(f"/listings/{listing['id']}").get_json()["version"]
    desk.done(f"/listings/{listing['id']}/resumption", BACK, by="judge", version=version)


def told(send: Send, agency: int, session: Session) -> list[tuple[str, list[str], list[str]]]:
    """Return of each notice that waited its type, and what it says to apply and to lift."""
    session.rollback()
    receiver = FakeTransport()
    send(agency, receiver)
    return [
        (each["type"], each.get("apply", []), each.get("lift", [])) for each in receiver.notices()
    ]


def test_a_listing_that_was_hidden_when_travel_was_allowed_does_not_forbid_it(
    desk: Desk, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add(TRAVEL)
    listing = files.published(desk)
    hidden(desk, listing)
    orders.suspended(desk, listing["restriction"]["id"])
    before = told(send_later, agency, session)
    assert before[-1] == ("restriction.suspended", [], [TRAVEL])
    shown_again(desk, listing)
    [(kind, apply, _)] = told(send_later, agency, session)
    assert (kind, apply) == ("listing.resumed", [])


def test_agencies_learn_nothing_of_a_hidden_listing_that_is_not_suitable_for_publication(
    desk: Desk, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add(TRAVEL)
    made = files.served(desk, files.signed(desk, files.drafted(desk, withheld=WITHHELD)))
    listing = desk.done(f"/listings/{made['id']}/withholding", version=made["version"])
    hidden(desk, listing)
    orders.suspended(desk, listing["restriction"]["id"])
    kinds = [kind for kind, *_ in told(send_later, agency, session)]
    assert kinds == ["restriction.imposed", "restriction.suspended"]
    entries = read.after(session, 0, limit=1_000)
    [body] = [json.loads(entry.body) for entry in entries if entry.kind == "restriction.suspended"]
    assert body["suspended"]["listings"] == []


def test_a_listing_that_is_published_while_travel_is_allowed_does_not_forbid_it(
    desk: Desk, directory: Agencies, send_later: Send, session: Session
) -> None:
    """What it triggers waits until the suspension is over, and nothing of it is lost."""
    agency = directory.add(TRAVEL)
    debtor = files.debtor_of(desk, files.case_of(desk))
    order = orders.in_force(desk, debtor)
    allowed = orders.suspended(desk, order["id"])
    assert told(send_later, agency, session)[-1] == ("restriction.suspended", [], [TRAVEL])
    files.published(desk, debtor)
    *_, published, suspended = told(send_later, agency, session)
    assert published == ("listing.published", [TRAVEL], [])
    assert suspended == ("restriction.suspended", [], [TRAVEL])
    # Once it is over, what the order and the listing trigger is applied again.
    body = {"reason": "未按承诺返回", "broken_undertaking": True}
    desk.done(f"/permissions/{allowed['id']}/withdrawal", body, by="president", version=2)
    [resumed] = told(send_later, agency, session)
    assert resumed == ("restriction.resumed", [TRAVEL], [])
