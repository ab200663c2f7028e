"""What is decided later about a listing that is not suitable for publication (不宜公布的后续决定):
it is done, nobody but the unit is told, and the unit is told of that too.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from config import Settings
from tests.api import files, repairs, test_amendments, test_extensions, test_transfers
from tests.api.courts_above import Courts
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.api.test_suspended_listings import CAUSE, STATED
from tests.api.test_unit_notices import WITHHELD, duties, lists, notice, notices, told
from tests.clocks import SetClock
from tests.engines.migrated import settings_for


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Give the settings of a place whose rules know a suspension."""
    return replace(settings_for(database_url), policy='{"suspends_for_public_interest": true}')


def withheld(desk: Desk, **changes: Any) -> dict[str, Any]:
    """Bring a listing without publication into effect, of which the unit is told."""
    made = files.drafted(desk, withheld=WITHHELD, **changes)
    listing = files.served(desk, files.signed(desk, made))
    path = f"/listings/{listing['id']}"
    done = desk.done(f"{path}/withholding", version=listing["version"])
    desk.done(f"{path}/unit-notices", notice("own_unit"))
    return done


def now(desk: Desk, listing: dict[str, Any]) -> dict[str, Any]:
    """Return a listing as it stands."""
    found: dict[str, Any] = desk.get(f"/listings/{listing['id']}").get_json()
    return found


@pytest.mark.every_engine
def test_an_amendment_changes_the_record_and_is_told_to_the_unit_alone(
    desk: Desk, session: Session
) -> None:
    listing = withheld(desk)
    done = test_amendments.amended(desk, listing, conduct="转移车辆")
    assert (done["listing"]["conduct"], done["listing"]["state"]) == ("转移车辆", "unpublished")
    assert lists(session) == set()
    assert told(session) == ["restriction.imposed"]
    assert duties(desk) == {"notify_unit_of_change": "2026-03-09"}
    path = f"/listings/{listing['id']}/unit-notices"
    assert desk.done(path, notice("own_unit"))["occasion"] == "changed"
    assert duties(desk) == {}
    assert desk.refused(path, notice("own_unit"))["code"] == "unit_notice.already_recorded"


def test_what_belongs_to_the_case_is_mended_in_it_too(desk: Desk, session: Session) -> None:
    listing = withheld(desk)
    test_amendments.amended(desk, listing, basis_number="(2024)川0107民初9号")
    case = desk.get(f"/cases/{listing['case']['id']}").get_json()
    assert case["basis"]["number"] == "(2024)川0107民初9号"
    last = desk.get(f"/listings/{listing['id']}/history").get_json()["items"][-1]
    assert last["kind"] == "listing.record_amended"
    assert told(session) == ["restriction.imposed"]


def test_a_term_is_extended_from_the_day_on_which_it_took_effect(
    desk: Desk, session: Session, clock: SetClock
) -> None:
    listing = withheld(desk, grounds=["LR1-4"])
    assert (listing["published_on"], listing["ends_on"]) == (None, "2028-03-02")
    clock.forward(timedelta(days=400))
    done = test_extensions.extended(desk, listing, years=2)
    assert (done["listing"]["ends_on"], done["listing"]["state"]) == ("2030-03-02", "unpublished")
    assert told(session) == ["restriction.imposed"]
    assert "notify_unit_of_change" in duties(desk)
    clock.forward(timedelta(days=2_000))
    problem = desk.refused("/extensions", test_extensions.body_of(now(desk, listing)))
    assert "extension.term_still_runs" in findings(problem)


def test_it_is_suspended_and_resumed_without_ever_being_published(
    desk: Desk, session: Session, clock: SetClock
) -> None:
    listing = withheld(desk)
    asked = repairs.received(desk, listing["id"], path="public_interest", documents=CAUSE)
    done = repairs.decided(desk, asked, **STATED)
    assert done["listing"]["state"] == "suspended"
    assert lists(session) == set()
    kinds = told(session)
    assert "listing.suspended" not in kinds
    assert set(duties(desk)) == {"resume_listing", "notify_unit_of_change"}
    path, why = f"/listings/{listing['id']}/resumption", {"reason": "期满"}
    version = now(desk, listing)["version"]
    assert findings(desk.refused(path, why, by="judge", version=version)) == {
        "listing_suspension.resumed_on_its_day": "Register Rule 12"
    }
    # While it is suspended it is not brought back by the way of a first withholding.
    problem = desk.refused(f"/listings/{listing['id']}/withholding", version=version)
    assert problem["code"] == "listing.wrong_state"
    clock.forward(timedelta(days=93))
    back = desk.done(path, why, by="judge", version=version)
    assert (back["state"], back["published_on"]) == ("unpublished", None)
    assert lists(session) == set()
    assert told(session) == kinds
    history = desk.get(f"/listings/{listing['id']}/history").get_json()["items"]
    assert {"listing.record_suspended", "listing.record_resumed"} <= {
        entry["kind"] for entry in history
    }


def test_the_end_of_a_suspended_one_is_told_to_the_unit_alone(desk: Desk, session: Session) -> None:
    listing = withheld(desk)
    asked = repairs.received(desk, listing["id"], path="public_interest", documents=CAUSE)
    repairs.decided(desk, asked, **STATED)
    files.paid(desk, listing["debtor"])
    files.removed(desk, listing["id"], "LR10-1")
    assert "listing.removed" not in told(session)
    assert lists(session) == set()
    assert "notify_unit_of_change" not in duties(desk)
    assert "notify_unit_of_end" in duties(desk)


def test_it_goes_with_its_case_and_the_new_court_tells_the_unit(
    courts: Courts, session: Session
) -> None:
    listing = withheld(courts.basic)
    courts.intermediate.done("/transfers", test_transfers.body(), by="judge")
    assert courts.basic.get(f"/listings/{listing['id']}").status_code == 404
    assert now(courts.other, listing)["state"] == "unpublished"
    assert told(session) == ["restriction.imposed", "restriction.amended"]
    assert lists(session) == set()
    assert duties(courts.basic) == {}
    assert duties(courts.other) == {"notify_unit_of_change": "2026-03-09"}
    path = f"/listings/{listing['id']}/unit-notices"
    assert courts.other.done(path, notice("own_unit"))["occasion"] == "changed"
    # The new court does everything with it that the old one could.
    done = test_amendments.amended(courts.other, listing, conduct="转移车辆")
    assert done["listing"]["conduct"] == "转移车辆"


def test_of_several_changes_the_last_is_told_and_who_comes_late_knows_it(
    desk: Desk, clock: SetClock
) -> None:
    listing = files.published(desk, standing="state_personnel")
    path = f"/listings/{listing['id']}/unit-notices"
    desk.done(path, notice("own_unit"))
    test_amendments.amended(desk, listing, conduct="转移车辆")
    clock.forward(timedelta(days=1))
    test_amendments.amended(desk, listing, conduct="转移存款")
    assert duties(desk)["notify_unit_of_change"] == "2026-03-10"
    problem = desk.refused(path, notice("own_unit", "2026-03-02"))
    assert list(findings(problem)) == ["notification.notified_since"]
    # The department was not told of the listing yet, and learns how it stands now.
    late = notice("competent_department", "2026-03-03")
    assert desk.done(path, late)["occasion"] == "listed"
    assert desk.done(path, notice("own_unit", "2026-03-03"))["occasion"] == "changed"
    assert [one["occasion"] for one in notices(desk, listing)["items"]] == [
        "listed",
        "listed",
        "changed",
    ]


def test_what_was_never_notified_is_not_notified_of_a_change(desk: Desk) -> None:
    listing = files.published(desk, standing="state_personnel")
    test_amendments.amended(desk, listing, conduct="转移车辆")
    assert "notify_unit_of_change" not in duties(desk)
