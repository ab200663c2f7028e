"""Grace (宽限期): nothing is public while it runs, and a person records how it ended."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.publication import PublicEntry
from tests.api import files
from tests.api.desk import ADULT, Desk
from tests.api.proceedings import day
from tests.api.refusals import findings
from tests.api.test_own_records import CASE
from tests.api.test_own_records import PLACE as OWN
from tests.clocks import SetClock

POINT_15 = "2019 Opinion 15"
GRANT = {"months": 1, "reason": "已提出履行计划"}
UNPERFORMED = {"outcome": "not_performed", "reason": "未见履行"}
PERFORMED = {"outcome": "performed", "reason": "款项已到账"}


def in_grace(desk: Desk, **changes: object) -> dict[str, Any]:
    """Bring a listing to its grace period, served; it ends on 2 April 2026, a Thursday."""
    listing = files.served(desk, files.signed(desk, files.drafted(desk)))
    body = {**GRANT, **changes}
    path = f"/listings/{listing['id']}/grace"
    return desk.done(path, body, by="judge", version=listing["version"])


def outcome(desk: Desk, listing: dict[str, Any], body: dict[str, str]) -> dict[str, Any]:
    """Record what was performed."""
    path = f"/listings/{listing['id']}/grace/outcome"
    return desk.done(path, body, by="judge", version=listing["version"])


def duties(desk: Desk) -> list[tuple[str, str]]:
    """Return the open duties with their days."""
    found = desk.get("/deadlines", state="open").get_json()["items"]
    return [(duty["kind"], duty["due_on"]) for duty in found]


@pytest.mark.every_engine
def test_nothing_is_public_in_grace_and_its_end_is_a_duty(desk: Desk, session: Session) -> None:
    listing = in_grace(desk)
    assert listing["state"] == "in_grace"
    assert listing["grace"] == {
        "months": 1,
        "ends_on": "2026-04-02",
        "provisional": False,
        "outcome": None,
    }
    assert session.scalars(select(PublicEntry)).all() == []
    session.rollback()
    assert duties(desk) == [("record_grace_outcome", "2026-04-08")]
    problem = desk.refused(f"/listings/{listing['id']}/publication", version=listing["version"])
    assert findings(problem) == {
        "grace.nothing_published": POINT_15,
        "grace.outcome_recorded": POINT_15,
    }
    order = listing["restriction"]
    problem = desk.refused(f"/restrictions/{order['id']}/imposition", version=order["version"])
    assert problem["code"] == "restriction.goes_with_listing"
    last = desk.get(f"/listings/{listing['id']}/history").get_json()["items"][-1]
    assert (last["kind"], last["basis"]) == ("listing.grace_granted", POINT_15)
    assert last["body"]["grace"] == {"months": 1, "ends_on": "2026-04-02"}


@pytest.mark.parametrize(("days", "judged"), [(30, False), (31, False), (32, True)])
def test_non_performance_is_recorded_after_the_last_day(
    desk: Desk, clock: SetClock, days: int, judged: bool
) -> None:
    listing = in_grace(desk)
    clock.forward(timedelta(days=days))
    if judged:
        assert outcome(desk, listing, UNPERFORMED)["grace"]["outcome"] == "not_performed"
        return
    path = f"/listings/{listing['id']}/grace/outcome"
    problem = desk.refused(path, UNPERFORMED, by="judge", version=listing["version"])
    assert findings(problem) == {"grace.not_judged_early": POINT_15}


def test_what_was_not_performed_is_published_and_not_by_itself(desk: Desk, clock: SetClock) -> None:
    listing = in_grace(desk)
    clock.forward(timedelta(days=40))
    path = f"/listings/{listing['id']}/publication"
    problem = desk.refused(path, version=listing["version"])
    assert findings(problem) == {"grace.outcome_recorded": POINT_15}
    judged = outcome(desk, listing, UNPERFORMED)
    assert (judged["state"], duties(desk)) == ("in_grace", [])
    problem = desk.refused(
        f"/listings/{listing['id']}/grace/outcome", PERFORMED, by="judge", version=judged["version"]
    )
    assert (problem["status"], problem["code"]) == (409, "listing.not_in_grace")
    done = desk.done(path, version=judged["version"])
    assert (done["state"], done["published_on"]) == ("published", "2026-04-11")
    assert done["restriction"]["state"] == "in_force"


@pytest.mark.every_engine
def test_what_was_performed_is_dropped_on_any_day(desk: Desk, session: Session) -> None:
    listing = in_grace(desk)
    path = f"/listings/{listing['id']}/grace/outcome"
    problem = desk.refused(path, PERFORMED, by="judge", version=listing["version"])
    assert findings(problem) == {"grace.recorded_as_it_is": POINT_15}
    files.paid(desk, listing["debtor"])
    done = outcome(desk, listing, PERFORMED)
    assert (done["state"], done["ended_on"]) == ("dropped", "2026-03-02")
    assert (done["restriction"]["state"], duties(desk)) == ("dropped", [])
    assert session.scalars(select(PublicEntry)).all() == []


def test_a_last_day_in_a_year_whose_arrangement_has_not_come_is_provisional(
    desk: Desk, clock: SetClock
) -> None:
    listing = files.served(desk, files.signed(desk, files.drafted(desk)))
    day(clock, "2026-11-30")
    path = f"/listings/{listing['id']}/grace"
    body = {**GRANT, "months": 2}
    granted = desk.done(path, body, by="judge", version=listing["version"])
    assert granted["grace"]["provisional"] is True
    [duty] = desk.get("/deadlines", state="open").get_json()["items"]
    assert duty["provisional"] is True
    day(clock, "2027-02-10")
    judged = outcome(desk, granted, UNPERFORMED)
    assert judged["grace"]["provisional"] is False


def test_bars_are_tested_again_after_grace(desk: Desk, clock: SetClock) -> None:
    listing = in_grace(desk)
    clock.forward(timedelta(days=40))
    judged = outcome(desk, listing, UNPERFORMED)
    drop, why = f"/listings/{listing['id']}/drop", {"reason": "期满后履行"}
    problem = desk.refused(drop, why, by="judge", version=judged["version"])
    assert findings(problem) == {"grace.dropped_for_cause": POINT_15}
    files.paid(desk, listing["debtor"])
    problem = desk.refused(f"/listings/{listing['id']}/publication", version=judged["version"])
    assert "grounds.obligation_unperformed" in findings(problem)
    dropped = desk.done(drop, why, by="judge", version=judged["version"])
    assert dropped["state"] == "dropped"


def test_only_a_signed_decision_is_given_grace_by_who_decides(desk: Desk) -> None:
    listing = files.drafted(desk)
    path = f"/listings/{listing['id']}/grace"
    problem = desk.refused(path, GRANT, by="judge", version=1)
    assert (problem["status"], problem["code"]) == (409, "listing.wrong_state")
    listing = files.signed(desk, listing)
    problem = desk.refused(path, GRANT, by="clerk", version=2)
    assert findings(problem) == {"authority.role_fits_act": "Register Rule 2"}
    for wrong in ({"months": 0}, {"months": 4}, {"reason": " "}):
        problem = desk.refused(path, {**GRANT, **wrong}, by="judge", version=2)
        assert problem["code"] == "request.invalid"
    assert desk.refused(path, GRANT, by="judge")["status"] == 428
    problem = desk.refused(f"{path}/outcome", PERFORMED, by="judge", version=2)
    assert (problem["status"], problem["code"]) == (409, "listing.not_in_grace")
    given = desk.done(path, {**GRANT, "months": 3}, by="judge", version=2)
    assert given["grace"]["ends_on"] == "2026-06-02"


def test_of_what_is_no_money_the_person_who_records_knows(desk: Desk) -> None:
    case = files.case_of(desk, amount=None, obligation="腾退房屋")
    listing = files.signed(desk, files.drafted(desk, files.debtor_of(desk, case)))
    given = desk.done(f"/listings/{listing['id']}/grace", GRANT, by="judge", version=2)
    assert outcome(desk, given, PERFORMED)["state"] == "dropped"


def test_grace_is_prolonged_within_three_months_of_its_first_day(
    desk: Desk, clock: SetClock
) -> None:
    listing = in_grace(desk)
    path = f"/listings/{listing['id']}/grace"
    clock.forward(timedelta(days=20))
    prolonged = desk.done(path, GRANT, by="judge", version=listing["version"])
    # Two months from 2 March are over on Saturday, in a holiday, and end on the working day after.
    assert prolonged["grace"] == {
        "months": 2,
        "ends_on": "2026-05-06",
        "provisional": False,
        "outcome": None,
    }
    assert duties(desk) == [("record_grace_outcome", "2026-05-09")]
    more = {**GRANT, "months": 2}
    problem = desk.refused(path, more, by="judge", version=prolonged["version"])
    assert findings(problem) == {"grace.within_limits": POINT_15}
    clock.forward(timedelta(days=60))
    problem = desk.refused(path, GRANT, by="judge", version=prolonged["version"])
    assert problem["code"] == "listing.not_in_grace"


def test_the_debtor_sees_that_the_last_day_of_grace_is_provisional_as_long_as_it_is(
    desk: Desk, clock: SetClock, client: FlaskClient
) -> None:
    listing = files.served(desk, files.signed(desk, files.drafted(desk)))
    day(clock, "2026-11-30")
    body = {**GRANT, "months": 2}
    path = f"/listings/{listing['id']}/grace"
    granted = desk.done(path, body, by="judge", version=listing["version"])

    def shown() -> tuple[bool, bool]:
        who = {"case_number": CASE, "id_number": ADULT, "code": listing["own_code"]}
        [said] = client.post(f"{OWN}/records", json=who).get_json()["decisions"]
        page = client.post("/own", data=who).text
        last_day = re.search(r"宽限期最后一日</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)
        return said["grace_provisional"], last_day is not None and "暂定" in last_day[1]

    assert shown() == (True, True)
    day(clock, "2027-02-10")
    outcome(desk, granted, UNPERFORMED)
    assert shown() == (False, False)
