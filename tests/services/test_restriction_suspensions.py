"""Temporary suspension (暂时解除): who gets it, for how long, and how it is over."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.clock import SHANGHAI
from registry.db import transaction
from registry.journal import read
from registry.models.publication import PublicEntry
from registry.services.restrictions import restriction_pauses
from registry.timetable import jobs_of
from tests.api import files, orders
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.clocks import SetClock

APPLY = "/permissions/suspensions"
VERIFIED = {"verified": True, "reason": "经审查属实"}


@pytest.fixture
def order(desk: Desk) -> dict[str, Any]:
    """Give an order in force against a debtor who is not listed."""
    return orders.in_force(desk, files.debtor_of(desk, files.case_of(desk)))


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


def resume(moment: datetime, limit: int = 100) -> int:
    """Run the job at a moment, as the scheduler does."""
    with transaction() as session:
        return restriction_pauses.resume_those_over(session, now=moment, limit=limit)


def state_of(desk: Desk, order: dict[str, Any]) -> str:
    return str(desk.get(f"/restrictions/{order['id']}").get_json()["state"])


def kinds_of(session: Session, order: dict[str, Any]) -> list[str]:
    session.rollback()
    found = read.after(session, 0, limit=1_000)
    return [entry.kind for entry in found if str(entry.record_id) == order["id"]]


@pytest.mark.every_engine
def test_an_order_is_suspended_for_travel_and_the_public_sees_no_difference(
    desk: Desk, session: Session, order: dict[str, Any]
) -> None:
    before = session.scalars(select(PublicEntry.item)).all()
    session.rollback()
    granted = orders.suspended(desk, order["id"])
    assert (granted["state"], granted["restriction"]["state"]) == ("granted", "suspended")
    assert (granted["starts_on"], granted["ends_on"]) == ("2026-03-02", "2026-03-20")
    assert desk.get(f"/permissions/{granted['id']}").get_json() == granted
    assert session.scalars(select(PublicEntry.item)).all() == before
    entry = read.after(session, 0, limit=1_000)[-1]
    assert (entry.kind, entry.basis) == ("restriction.suspended", "2019 Opinion 17(3)")
    assert '"travel":["flights"]' in entry.body
    assert "own_illness" not in entry.body
    session.rollback()
    (duty,) = desk.get("/deadlines", state="open").get_json()["items"]
    assert (duty["kind"], duty["due_on"], duty["provisional"]) == (
        "resume_restriction",
        "2026-03-21",
        False,
    )


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"cause": None}, "suspension.cause_listed"),
        ({"travel": ["flights", "soft_sleepers"]}, "suspension.travel_alone"),
        ({"urgent": False}, "suspension.urgent"),
        ({"evidence": " "}, "applications.evidence_submitted"),
        ({"undertaking_given": False}, "applications.undertaking_given"),
    ],
)
def test_what_an_application_lacks_is_named(
    desk: Desk, order: dict[str, Any], changes: dict[str, object], rule: str
) -> None:
    problem = desk.refused(APPLY, orders.suspension_body(order["id"], **changes))
    assert problem["code"] == "permission.ineligible"
    assert set(findings(problem)) == {rule}
    assert state_of(desk, order) == "in_force"


@pytest.mark.parametrize(
    ("ends_on", "allowed"),
    [
        ("2026-03-02", True),
        ("2026-04-02", True),
        ("2026-04-03", False),
    ],
)
def test_a_suspension_lasts_one_month_from_its_approval_at_most(
    desk: Desk, order: dict[str, Any], ends_on: str, allowed: bool
) -> None:
    asked = orders.suspension_asked(desk, order["id"], ends_on=ends_on)
    path = f"/permissions/{asked['id']}/grant"
    if allowed:
        assert desk.done(path, VERIFIED, by="president", version=1)["ends_on"] == ends_on
        return
    problem = desk.refused(path, VERIFIED, by="president", version=1)
    assert findings(problem) == {"suspension.one_month_at_most": "2019 Opinion 17(3)"}
    assert state_of(desk, order) == "in_force"


def test_only_the_president_approves_what_was_verified_and_received_by_another(
    desk: Desk, order: dict[str, Any]
) -> None:
    asked = orders.suspension_asked(desk, order["id"])
    path = f"/permissions/{asked['id']}/grant"
    assert set(findings(desk.refused(path, VERIFIED, by="judge", version=1))) == {
        "authority.president_approves_suspension"
    }
    body = {"verified": False, "reason": "x"}
    problem = desk.refused(path, body, by="president", version=1)
    assert set(findings(problem)) == {"applications.verified"}
    assert desk.get(f"/permissions/{asked['id']}").get_json()["verified"] is False


def test_what_is_suspended_is_not_suspended_again_nor_restricted_twice(
    desk: Desk, order: dict[str, Any]
) -> None:
    asked = orders.suspension_asked(desk, order["id"])
    orders.suspended(desk, order["id"])
    path = f"/permissions/{asked['id']}/grant"
    problem = desk.refused(path, VERIFIED, by="president", version=1)
    assert set(findings(problem)) == {"suspension.order_in_force"}
    problem = desk.refused("/restrictions", {"debtor": order["debtor"], "reason": "x"})
    assert problem["code"] == "restriction.in_force"
    version = desk.get(f"/restrictions/{order['id']}").get_json()["version"]
    problem = desk.refused(f"/restrictions/{order['id']}/imposition", version=version)
    assert problem["code"] == "restriction.wrong_state"


@pytest.mark.every_engine
@pytest.mark.parametrize(
    ("moment", "resumed"),
    [
        (at(3, 20, 23, 59), 0),
        (at(3, 21), 1),
        # Late, on a Sunday, all the same.
        (at(6, 7, 12), 1),
    ],
)
def test_the_job_resumes_an_order_on_its_fixed_day_and_once(
    desk: Desk, session: Session, order: dict[str, Any], moment: datetime, resumed: int
) -> None:
    granted = orders.suspended(desk, order["id"])
    assert resume(moment) == resumed
    assert resume(moment) == 0
    after = desk.get(f"/permissions/{granted['id']}").get_json()
    told = kinds_of(session, order).count("restriction.resumed")
    if not resumed:
        assert (after["state"], after["restriction"]["state"], told) == ("granted", "suspended", 0)
        return
    assert (after["state"], after["restriction"]["state"], told) == ("ended", "in_force", 1)
    assert after["ended_on"] == "2026-03-20"
    assert desk.get("/deadlines", state="open").get_json()["items"] == []
    last = read.after(session, 0, limit=1_000)[-1]
    assert (last.kind, last.actor) == ("restriction.resumed", "job:resume-restrictions")


def test_the_register_has_the_job_that_resumes(
    desk: Desk, clock: SetClock, order: dict[str, Any]
) -> None:
    orders.suspended(desk, order["id"])
    (job,) = [job for job in jobs_of(desk.app) if job.name == "resume-restrictions"]
    clock.forward(timedelta(days=18))
    job.run()
    assert state_of(desk, order) == "suspended"
    clock.forward(timedelta(days=1))
    job.run()
    assert state_of(desk, order) == "in_force"


@pytest.mark.every_engine
def test_two_jobs_at_once_resume_each_order_once(
    desk: Desk, app: Flask, session: Session, order: dict[str, Any]
) -> None:
    orders.suspended(desk, order["id"])

    def run(_: int) -> int:
        with app.app_context():
            return resume(at(3, 21))

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(run, range(2))) == [0, 1]
    assert kinds_of(session, order).count("restriction.resumed") == 1


@pytest.mark.every_engine
@pytest.mark.parametrize("abuse", ["false_evidence", "broken_undertaking"])
def test_abuse_resumes_the_order_at_once_and_bars_every_further_application(
    desk: Desk, session: Session, order: dict[str, Any], abuse: str
) -> None:
    waiting = orders.suspension_asked(desk, order["id"])
    granted = orders.suspended(desk, order["id"])
    path = f"/permissions/{granted['id']}/withdrawal"
    nothing = {"reason": "情况有变"}
    problem = desk.refused(path, nothing, by="judge", version=granted["version"])
    assert set(findings(problem)) == {"applications.abuse_shown"}
    body = {"reason": "经查不实", abuse: True}
    done = desk.done(path, body, by="judge", version=granted["version"])
    assert (done["state"], done["restriction"]["state"]) == ("withdrawn", "in_force")
    assert (done[abuse], done["ended_on"]) == (True, "2026-03-02")
    assert kinds_of(session, order)[-2:] == ["permission.withdrawn", "restriction.resumed"]
    assert desk.get("/deadlines", state="open").get_json()["items"] == []
    problem = desk.refused(APPLY, orders.suspension_body(order["id"]))
    assert set(findings(problem)) == {"applications.not_barred_by_abuse"}
    # Nor is one granted that was waiting.
    problem = desk.refused(
        f"/permissions/{waiting['id']}/grant", VERIFIED, by="president", version=1
    )
    assert set(findings(problem)) == {"applications.not_barred_by_abuse"}
    assert resume(at(3, 21)) == 0


def test_what_comes_to_light_after_its_end_bars_further_applications_and_resumes_nothing(
    desk: Desk, session: Session, order: dict[str, Any]
) -> None:
    granted = orders.suspended(desk, order["id"])
    resume(at(3, 21))
    version = desk.get(f"/permissions/{granted['id']}").get_json()["version"]
    path = f"/permissions/{granted['id']}/withdrawal"
    body = {"reason": "经查不实", "false_evidence": True}
    done = desk.done(path, body, by="judge", version=version)
    assert (done["state"], done["ended_on"]) == ("withdrawn", "2026-03-20")
    assert kinds_of(session, order).count("restriction.resumed") == 1
    problem = desk.refused(APPLY, orders.suspension_body(order["id"]))
    assert set(findings(problem)) == {"applications.not_barred_by_abuse"}


@pytest.mark.parametrize("false_evidence", [True, False])
def test_a_refusal_for_false_evidence_bars_further_applications_and_another_does_not(
    desk: Desk, order: dict[str, Any], false_evidence: bool
) -> None:
    asked = orders.suspension_asked(desk, order["id"])
    path = f"/permissions/{asked['id']}/refusal"
    body = {"reason": "证据不足", "false_evidence": false_evidence}
    assert findings(desk.refused(path, body, by="clerk2", version=1)) == {
        "authority.role_fits_act": "Register Rule 2"
    }
    assert desk.done(path, body, by="judge", version=1)["state"] == "refused"
    again = desk.post(APPLY, orders.suspension_body(order["id"]))
    assert again.status_code == (422 if false_evidence else 201)
    problem = desk.refused(path, body, by="judge", version=2)
    assert problem["code"] == "permission.wrong_state"


def test_a_suspended_order_is_lifted_and_never_resumed(
    desk: Desk, session: Session, order: dict[str, Any]
) -> None:
    granted = orders.suspended(desk, order["id"])
    orders.lifted(desk, order["id"])
    assert desk.get(f"/permissions/{granted['id']}").get_json()["state"] == "ended"
    assert desk.get("/deadlines", state="open").get_json()["items"] == []
    assert resume(at(3, 21)) == 0
    assert (state_of(desk, order), kinds_of(session, order)[-1]) == ("lifted", "restriction.lifted")


def test_full_performance_lifts_a_suspended_order_with_its_listing(desk: Desk) -> None:
    listing = files.published(desk)
    orders.suspended(desk, listing["restriction"]["id"])
    files.paid(desk, listing["debtor"])
    files.removed(desk, listing["id"], "LR10-1")
    assert state_of(desk, listing["restriction"]) == "lifted"


def test_an_entity_is_not_given_a_suspension_but_who_is_bound_for_it_is(desk: Desk) -> None:
    order, (person,) = orders.of_entity(desk, orders.REPRESENTATIVE)
    problem = desk.refused(APPLY, orders.suspension_body(order["id"]))
    assert set(findings(problem)) == {"suspension.individual"}
    nobody = orders.suspension_body(order["id"], applicant="legal_representative")
    assert set(findings(desk.refused(APPLY, nobody))) == {"restriction.applicant_is_bound"}
    granted = orders.suspended(desk, order["id"], person=person["id"])
    # It is for him alone: the order goes on as it was.
    assert (granted["state"], granted["person"]) == ("granted", person["id"])
    assert granted["restriction"]["state"] == "in_force"
    assert [one["state"] for one in orders.persons(desk, order["id"])] == ["suspended"]


def test_another_court_finds_no_application_of_ours(
    desk: Desk, clock: SetClock, order: dict[str, Any]
) -> None:
    asked = orders.suspension_asked(desk, order["id"])
    other = Desk(desk.app, clock(), "川0106").open("成都市金牛区人民法院")
    assert other.get(f"/permissions/{asked['id']}").status_code == 404
    assert other.refused(APPLY, orders.suspension_body(order["id"]))["status"] == 404
