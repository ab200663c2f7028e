"""Credit repair at agencies (信用修复通知): told to whoever was ever told of the listing, after the
ending that asks for the liftings; a suspended listing is lifted and comes back.
"""

import json
from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config import Settings
from partners.models.streams import Lifting
from partners.oversight.coverage import coverage
from schemas.notices import NoticeSchema
from tests.api import files, repairs
from tests.api.beginnings import Beginnings
from tests.api.desk import Desk
from tests.clocks import SetClock
from tests.engines.migrated import settings_for
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport

LISTED = "go2016.C1"
CAUSE = ["application", "undertaking", "identity", "proof_of_cause", "creditor_consent"]


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Give the settings of a place whose rules know a suspension."""
    return replace(settings_for(database_url), policy='{"suspends_for_public_interest": true}')


@pytest.fixture
def desk(app: Flask, clock: SetClock, beginnings: Beginnings | None) -> Desk:
    """Give the desk of a court."""
    return Desk(app, clock(), beginnings=beginnings).open()


def test_everybody_who_was_told_hears_of_the_repair_and_lifts_once(
    desk: Desk, directory: Agencies, send: Send, session: Session
) -> None:
    told = directory.add(LISTED)
    listing = files.published(desk)
    files.paid(desk, listing["debtor"])
    done = repairs.decided(desk, repairs.received(desk, listing["id"], certificate_wanted=True))
    receiver = FakeTransport()
    send(told, receiver)
    notices = receiver.notices()
    assert [notice["type"] for notice in notices] == [
        "listing.published",
        "listing.amended",
        "listing.removed",
        "repair.granted",
    ]
    removed, granted = notices[-2:]
    NoticeSchema().loads(json.dumps(granted))
    assert removed["lift"] == [LISTED]
    assert not {"apply", "lift", "ended"} & set(granted)
    assert granted["record"] == listing["id"]
    assert granted["repair"]["lifted"] == [LISTED]
    assert granted["repair"]["certificate"] == {
        "number": done["certificate"]["number"],
        "verify_at": "/certificates",
    }
    assert done["certificate"]["code"] not in json.dumps(notices)
    # The lifting is owed once, and the record has ended for the agency.
    assert session.scalar(select(func.count()).select_from(Lifting)) == 1
    (agency,) = coverage(session, UUID(listing["id"]))
    assert (agency.ended, agency.lift) == (True, (LISTED,))


def test_a_suspended_listing_is_lifted_and_applied_again_when_it_is_resumed(
    desk: Desk, directory: Agencies, send: Send
) -> None:
    agency = directory.add(LISTED)
    listing = files.published(desk)
    asked = repairs.received(desk, listing["id"], path="public_interest", documents=CAUSE)
    repairs.decided(
        desk, asked, cause_shown=True, creditor_agrees=True, suspended_until="2026-06-02"
    )
    version = desk.get(f"/listings/{listing['id']}").get_json()["version"]
    body = {"reason": "事由消失", "cause_ended": True}
    desk.done(f"/listings/{listing['id']}/resumption", body, by="judge", version=version)
    receiver = FakeTransport()
    send(agency, receiver)
    published, suspended, granted, resumed = receiver.notices()
    assert suspended["type"] == "listing.suspended"
    assert suspended["suspended"] == {"starts_on": "2026-03-02", "ends_on": "2026-06-02"}
    assert suspended["lift"] == [LISTED]
    assert (granted["type"], granted["repair"]["ground"]) == ("repair.granted", None)
    assert (resumed["type"], resumed["apply"]) == ("listing.resumed", [LISTED])
    assert resumed["listing"] == published["listing"]
    for notice in (suspended, granted, resumed):
        NoticeSchema().loads(json.dumps(notice))
