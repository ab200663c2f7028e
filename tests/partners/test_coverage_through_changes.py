"""Coverage of a record whose beginning was told under another catalogue, for another court, or
before the agency changed: as the court sees it, and as the person concerned does.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from partners import jobs, measure_jobs
from partners.measures import catalogue_files
from partners.measures.catalogue import NATIONAL
from partners.receipts import keeping, receipts
from partners.services import agency_changes, endpoint_acts, streams
from partners.services import catalogue as loading
from partners.services.agency_changes import ChangeAgency
from partners.services.endpoint_acts import RotateSecret
from registry.db import end_reading, transaction
from registry.runtime import current_runtime
from registry.services.access import courts as access
from registry.services.access.courts import AddCourt
from tests.api import courts_above, files
from tests.api.beginnings import Beginnings
from tests.api.courts_above import Courts
from tests.api.desk import ADULT, OTHER_NAME, Desk
from tests.api.test_own_records import CASE, PLACE
from tests.api.test_transfers import body as transfer_body
from tests.clocks import SetClock
from tests.partners.caller import Caller, printed
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, with_receipts
from tests.partners.register import ACTOR
from tests.partners.test_newcomers import CODE, OWN, taken_whole

LISTED, OTHER = "go2016.C1", "go2016.E3"
ITEMS = catalogue_files.own(NATIONAL).items
TOLD, LATER = "2026-03-02T01:01:00+00:00", timedelta(days=5)


@pytest.fixture
def courts(app: Flask, clock: SetClock, beginnings: Beginnings | None) -> Courts:
    """Give a court, another one, and those above."""
    return courts_above.open_courts(app, clock, beginnings)


class Listed:
    """A listing that an agency was told of at one minute past nine, and has applied."""

    def __init__(self, desk: Desk, agency: int, send: Send, client: FlaskClient) -> None:
        listing = files.served(desk, files.signed(desk, files.drafted(desk)))
        desk.done(f"/listings/{listing['id']}/publication", version=listing["version"])
        self.id, self._debtor = str(listing["id"]), listing["debtor"]
        self._code, self._client = listing["own_code"], client
        self.agency, self._send = agency, send
        self.answered("applied")

    def answered(self, *outcomes: str) -> list[dict[str, Any]]:
        """Send the agency what waits, which it answers so; return what it was told."""
        end_reading()
        its = FakeTransport([with_receipts(*outcomes)] * 5 if outcomes else ())
        self._send(self.agency, its)
        return its.notices()

    def says_lifted(self, told: list[dict[str, Any]]) -> None:
        """Have the agency say that all is lifted that notices asked for."""
        words = [
            {"notice": notice["id"], "measure": code, "outcome": "lifted"}
            for notice in told
            for code in notice.get("lift", ())
        ]
        with transaction() as session:
            said = receipts.read_list(words).receipts
            keeping.keep(session, self.agency, said, now=current_runtime().now())

    def removed(self, desk: Desk) -> None:
        """Let the debtor pay, and the court that has the case remove the listing."""
        files.paid(desk, self._debtor)
        files.removed(desk, self.id, "LR10-1")
        end_reading()
        jobs.watch_liftings()

    def by(self, desk: Desk) -> dict[str, Any]:
        """Return how the one agency stands, as a court reads it."""
        [found] = desk.get(f"/records/{self.id}/agencies").get_json()["agencies"]
        return dict(found)

    def by_person(self) -> dict[str, Any]:
        """Return how it stands, as the person concerned reads it."""
        asked = {"case_number": CASE, "id_number": ADULT, "code": self._code}
        told = self._client.post(f"{PLACE}/records", json=asked).get_json()
        [decision] = [one for one in told["decisions"] if one["list"] == "dishonest"]
        [found] = decision["agencies"]
        return dict(found)


@pytest.fixture
def listed(courts: Courts, directory: Agencies, send_later: Send, client: FlaskClient) -> Listed:
    """Give a listing that was told."""
    return Listed(courts.basic, directory.add(LISTED), send_later, client)


def without_measure() -> None:
    """Withdraw the measure from the catalogue."""
    items = [item for item in ITEMS if item.code != LISTED]
    with transaction() as session:
        loading.load(session, NATIONAL, items, actor=ACTOR, now=current_runtime().now())


def without_it() -> None:
    """Give the agency another measure instead."""
    with transaction() as session:
        order = ChangeAgency(code=CODE, measures=(OTHER,))
        agency_changes.change(session, order, actor=ACTOR, now=current_runtime().now())


def with_other_secret() -> None:
    """Give the agency another secret at once."""
    runtime = current_runtime()
    with transaction() as session:
        order = RotateSecret(code=CODE, overlap=timedelta(0))
        endpoint_acts.rotate(session, order, runtime.vault, actor=ACTOR, now=runtime.now())


def nothing() -> None:
    """Change nothing."""


CHANGES = [without_measure, without_it, with_other_secret]


@pytest.mark.parametrize("is_adjusted", [True, False])
@pytest.mark.parametrize("change", CHANGES)
def test_who_was_told_before_a_change_lifts_confirms_and_is_late_after_it(
    courts: Courts,
    listed: Listed,
    clock: SetClock,
    change: Callable[[], None],
    is_adjusted: bool,
) -> None:
    change()
    if is_adjusted:
        measure_jobs.adjust_records()
    listed.removed(courts.basic)
    told = listed.answered()
    assert LISTED in told[-1]["lift"]
    owing = listed.by(courts.basic)
    assert (owing["told_at"], owing["applied"]) == (TOLD, [LISTED])
    assert (LISTED in owing["lift"], owing["lifted"]) == (True, [])
    clock.forward(LATER)
    assert (listed.by(courts.basic)["is_late"], listed.by_person()["is_late"]) == (True, True)
    listed.says_lifted(told)
    done = listed.by(courts.basic)
    assert (done["unconfirmed_since"], done["lifted"]) == (None, done["lift"])
    assert listed.by_person()["confirmed_on"] == "2026-03-07"


@pytest.mark.parametrize("change", [nothing, without_measure, without_it])
def test_after_a_transfer_both_the_new_court_and_the_person_see_who_was_told_for_the_old_one(
    courts: Courts, listed: Listed, change: Callable[[], None]
) -> None:
    change()
    courts.intermediate.done("/transfers", transfer_body(), by="judge")
    listed.removed(courts.other)
    told = listed.answered("lifted")
    assert LISTED in told[-1]["lift"]
    found = listed.by(courts.other)
    assert (found["told_at"], found["lifted"]) == (TOLD, found["lift"])
    person = listed.by_person()
    assert (person["told_on"], person["is_late"]) == ("2026-03-02", False)
    assert (person["unconfirmed_since"], found["unconfirmed_since"]) == (None, None)


@pytest.mark.every_engine
@pytest.mark.parametrize("merges", [False, True])
def test_after_its_court_was_renamed_or_merged_a_record_is_lifted_and_seen_under_the_new_name(
    courts: Courts, listed: Listed, clock: SetClock, merges: bool
) -> None:
    name, having = "成都市武侯新区人民法院", courts.basic
    with transaction() as session:
        order = AddCourt(code=courts.basic.court, name=name)
        assert access.add(session, order, actor=ACTOR, now=clock())
    assert listed.by(courts.basic)["told_at"] == TOLD
    if merges:
        courts.intermediate.done("/transfers", transfer_body(), by="judge")
        having, name = courts.other, OTHER_NAME
        assert courts.basic.get(f"/records/{listed.id}/agencies").status_code == 404
    listed.removed(having)
    clock.forward(LATER)
    assert (listed.by(having)["is_late"], listed.by_person()["is_late"]) == (True, True)
    told = listed.answered("lifted")
    [ended] = [notice for notice in told if notice["type"] == "listing.removed"]
    assert (ended["lift"], ended["record"]) == ([LISTED], listed.id)
    named = {notice["case"]["court"]["name"] for notice in told if "case" in notice}
    assert named == {name}
    assert listed.by(having)["lifted"] == [LISTED]
    assert listed.by_person()["confirmed_on"] == "2026-03-07"
    end_reading()
    jobs.watch_liftings()
    [duty] = [
        found
        for found in having.get("/deadlines").get_json()["items"]
        if found["kind"] == "confirm_lifting"
    ]
    assert duty["done_on"] == "2026-03-07"


def test_who_is_paused_when_a_record_ends_is_late_and_confirms_once_it_goes_on(
    courts: Courts, listed: Listed, clock: SetClock
) -> None:
    with transaction() as session:
        streams.pause(session, CODE, reason="检修", actor=ACTOR, now=clock())
    listed.removed(courts.basic)
    assert listed.answered("lifted") == []
    clock.forward(LATER)
    waiting, person = listed.by(courts.basic), listed.by_person()
    assert (waiting["told_at"], waiting["told_of_end_at"]) == (TOLD, None)
    assert (waiting["is_late"], person["is_late"]) == (True, True)
    end_reading()
    with transaction() as session:
        streams.resume(session, CODE, actor=ACTOR, now=clock())
    assert listed.answered("lifted")[-1]["lift"] == [LISTED]
    assert listed.by(courts.basic)["unconfirmed_since"] is None
    assert listed.by_person()["is_late"]


@pytest.mark.parametrize("change", [nothing, without_it])
def test_what_was_to_be_lifted_while_a_snapshot_was_taken_is_told_after_it(
    courts: Courts,
    listed: Listed,
    client: FlaskClient,
    runner: FlaskCliRunner,
    change: Callable[[], None],
) -> None:
    """The snapshot says nothing of a record that has ended, so that nobody could confirm it."""
    itself = Caller(client, printed(runner, "agency", "key", CODE))
    change()
    listed.removed(courts.basic)
    assert itself.post(f"{OWN}/snapshot", {"reason": "副本丢失"}).status_code == 202
    jobs.prepare_snapshots()
    assert taken_whole(itself) == []
    told = listed.answered("lifted")
    [ended] = [notice for notice in told if notice["type"] == "listing.removed"]
    found = listed.by(courts.basic)
    assert (LISTED in ended["lift"], found["lifted"]) == (True, ended["lift"])
    assert found["unconfirmed_since"] is None
