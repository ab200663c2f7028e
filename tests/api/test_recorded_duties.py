"""Recorded duties (录入的期限): what begins outside of the register has its day and owner too."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from registry.clock import SHANGHAI
from registry.journal import read
from tests.api import files, orders, proceedings
from tests.api.desk import ADULT, Desk
from tests.api.refusals import findings
from tests.api.test_assessments import assessed
from tests.clocks import SetClock

DIGITS = ADULT[:17]


def case(desk: Desk) -> str:
    """Enter a case and return its id."""
    entered: str = files.case_of(desk)["id"]
    return entered


def body(case_id: str, clock: str, since: str = "2026-02-27") -> dict[str, str]:
    """Return a duty as a clerk records it."""
    return {"case": case_id, "clock": clock, "since": since}


@pytest.mark.every_engine
def test_the_notice_is_issued_within_ten_days_and_once(
    desk: Desk, other_desk: Desk, session: Session
) -> None:
    about = case(desk)
    duty = desk.done("/deadlines", body(about, "enforcement_notice"))
    assert (duty["kind"], duty["clock"]["number"]) == ("issue_enforcement_notice", 1)
    assert (duty["due_on"], duty["case"]["id"], duty["record"]) == ("2026-03-09", about, about)
    assert duty["owner"]["roles"] == ["clerk", "judge"]
    again = desk.refused("/deadlines", body(about, "enforcement_notice"))
    assert (again["status"], again["code"]) == (409, "deadline.is_open")
    closed = desk.refused(f"/deadlines/{duty['id']}/closing", {"done_on": "2026-03-02"})
    assert (closed["code"], closed["facts"]["act"]) == (
        "deadline.done_by_its_act",
        "issue_enforcement_notice",
    )
    path = f"/cases/{about}/enforcement-notice"
    assert desk.get(path).get_json()["code"] == "enforcement_notice.not_found"
    notice = {"issued_on": "2026-03-02", "warned": True, "perform_until": "2026-03-12"}
    assert findings(desk.refused(path, notice, by="president")) == {
        "authority.role_fits_act": "Register Rule 2"
    }
    for wrong, rule in (
        ({"issued_on": "2026-03-03"}, "procedure.nothing_in_the_future"),
        ({"perform_until": "2026-03-01"}, "enforcement_notice.gives_time"),
    ):
        assert set(findings(desk.refused(path, {**notice, **wrong}))) == {rule}
    assert other_desk.refused(path, notice)["code"] == "case.not_found"
    made = desk.done(path, notice)
    assert (made["warned"], made["perform_until"]) == (True, "2026-03-12")
    assert desk.get(path).get_json() == made
    assert desk.refused(path, notice)["code"] == "enforcement_notice.issued"
    done = desk.get(f"/deadlines/{duty['id']}").get_json()
    assert (done["done_on"], done["punctuality"]) == ("2026-03-02", "done")
    kinds = [entry.kind for entry in read.after(session, 0, limit=1_000)]
    assert (kinds.count("notice.issued"), kinds.count("deadline.recorded")) == (1, 1)


def test_what_a_notice_says_is_what_listings_and_orders_may_follow(
    desk: Desk, clock: SetClock
) -> None:
    entered = files.case_of(desk)
    debtor = files.debtor_of(desk, entered)
    listing = files.listing_body(debtor["id"])
    order = {"debtor": debtor["id"], "reason": "未按执行通知履行"}

    def told(planned: dict[str, Any]) -> dict[str, Any]:
        answer = assessed(desk, "draft_listing", planned=planned)
        rule = "enforcement_notice.warns_of_listing"
        (found,) = (each for each in answer["findings"] if each["rule"] == rule)
        return dict(found["facts"])

    # Of a case whose notice nobody recorded nothing is barred, and the record is missed aloud.
    assert told(listing) == {"notice": "not_on_record"}
    path = f"/cases/{entered['id']}/enforcement-notice"
    silent = {"issued_on": "2026-03-02", "warned": False, "perform_until": "2026-03-12"}
    assert desk.done(path, silent)["version"] == 1
    problem = desk.refused("/listings", listing)
    assert findings(problem) == {"enforcement_notice.warns_of_listing": "LR Art. 5 para 1"}
    problem = desk.refused("/restrictions", order)
    assert set(findings(problem)) == {"restriction.notice_period_over"}
    assert desk.refused(path, silent)["code"] == "enforcement_notice.issued"
    warning = desk.done(path, {**silent, "warned": True})
    assert (warning["warned"], warning["version"]) == (True, 2)
    assert desk.refused(path, {**silent, "warned": True})["code"] == "enforcement_notice.issued"
    clock.forward(timedelta(days=11))
    desk.done("/restrictions", order)
    assert told(listing)["warned"] == "yes"
    assert desk.done("/listings", listing)["state"] == "draft"


@pytest.mark.parametrize(
    ("name", "due_on", "bearer"),
    [
        ("case_finish", "2026-08-27", "court"),
        ("settlement_default", "2028-02-28", "creditor"),
        ("enforcement_objection", "2026-03-16", "court"),
        ("enforcement_review", "2026-03-09", "party"),
    ],
)
def test_duties_of_courts_and_parties_are_recorded_and_closed(
    desk: Desk, name: str, due_on: str, bearer: str
) -> None:
    about = case(desk)
    duty = desk.done("/deadlines", body(about, name))
    assert (duty["due_on"], duty["bearer"]) == (due_on, bearer)
    if name == "case_finish":
        return
    path = f"/deadlines/{duty['id']}/closing"
    for day, rule in (
        ("2026-02-26", "duties.done_since_opened"),
        ("2026-03-03", "procedure.nothing_in_the_future"),
    ):
        assert set(findings(desk.refused(path, {"done_on": day}))) == {rule}
    assert desk.done(path, {"done_on": "2026-03-02"})["punctuality"] == "done"
    assert desk.refused(path, {"done_on": "2026-03-02"})["code"] == "deadline.is_done"
    # Once it is done, the next one may be recorded.
    assert desk.done("/deadlines", body(about, name))["id"] != duty["id"]


@pytest.mark.every_engine
def test_the_creditor_applies_to_resume_a_closed_round_at_any_time_and_is_answered(
    desk: Desk, clock: SetClock
) -> None:
    entered = files.case_of(desk)
    wanted = body(entered["id"], "resumption_application", "2026-03-02")
    # Where no round is closed there is nothing to resume.
    assert findings(desk.refused("/deadlines", wanted)) == {
        "after_round.applied_since_closing": "CPL Interp. Art. 517"
    }
    orders.in_force(desk, files.debtor_of(desk, entered))
    proceedings.closed(desk, entered["id"])
    before = body(entered["id"], "resumption_application")
    assert set(findings(desk.refused("/deadlines", before))) == {
        "after_round.applied_since_closing"
    }
    duty = desk.done("/deadlines", wanted)
    assert (duty["kind"], duty["due_on"]) == ("decide_resumption", "2026-03-09")
    assert duty["owner"]["roles"] == ["judge", "president"]
    # Answered without a resumption, and applied for again years later.
    path, answer = f"/deadlines/{duty['id']}/closing", {"done_on": "2026-03-02"}
    told = {**answer, "reason": "所提供的房屋系案外人所有"}
    assert findings(desk.refused(path, answer, by="judge")) == {
        "after_round.answer_reasoned": "Register Rule 80"
    }
    assert findings(desk.refused(path, told)) == {"duties.owner_may_act": "Register Rule 19"}
    assert desk.done(path, told, by="judge")["punctuality"] == "done"
    entries = desk.get("/journal", record=entered["id"]).get_json()["items"]
    assert told["reason"] in [entry["reason"] for entry in entries]
    clock.set(datetime(2029, 3, 5, 9, 0, tzinfo=SHANGHAI))
    again = desk.done("/deadlines", body(entered["id"], "resumption_application", "2029-03-05"))
    days = {"ruled_on": "2029-03-05"}
    proceedings.ruled(desk, entered["id"], "resumption", **days)
    assert desk.get(f"/deadlines/{again['id']}").get_json()["done_on"] == "2029-03-05"


def test_the_examination_of_a_bankrupt_person_in_shenzhen_is_recorded(
    desk: Desk, clock: SetClock
) -> None:
    about = case(desk)
    wanted = {**body(about, "bankrupt_person"), "body": "深圳市中级人民法院"}
    made = desk.done("/deadlines/others", wanted)
    assert (made["due_on"], made["provisional"]) == ("2029-02-27", False)
    clock.set(datetime(2029, 3, 1, 9, 0, tzinfo=SHANGHAI))
    longer = {**wanted, "clock": "bankrupt_person_prolonged", "since": "2029-02-27"}
    assert desk.done("/deadlines/others", longer)["due_on"] == "2031-02-27"


def test_what_has_not_begun_is_not_recorded_nor_what_is_somebody_elses(
    desk: Desk, other_desk: Desk
) -> None:
    about = case(desk)
    problem = desk.refused("/deadlines", body(about, "settlement_default", "2026-03-03"))
    assert set(findings(problem)) == {"procedure.nothing_in_the_future"}
    assert other_desk.refused("/deadlines", body(about, "case_finish"))["status"] == 404
    assert desk.refused("/deadlines", body(about, "credit_record"))["status"] == 422
    assert desk.refused("/deadlines", body(about, "case_finish"), by="auditor")["status"] == 422


def test_a_duty_is_given_to_a_person_who_may_do_it(desk: Desk, other_desk: Desk) -> None:
    about = case(desk)
    duty = desk.done("/deadlines", body(about, "enforcement_objection"))
    path = f"/deadlines/{duty['id']}/assignment"
    entry = desk.get("/journal", record=about).get_json()["items"][-1]
    clerk = entry["actor"].removeprefix("staff:")
    assert set(findings(desk.refused(path, {"staff": clerk}, by="judge"))) == {
        "duties.owner_may_act"
    }
    judge = act_of(desk, about, by="judge")
    assert set(findings(desk.refused(path, {"staff": judge}))) == {"authority.role_fits_act"}
    done = desk.done(path, {"staff": judge}, by="president")
    assert done["owner"] == {"roles": ["judge", "president"], "staff": judge}
    other = act_of(other_desk, case_of_other(other_desk), by="judge")
    assert desk.refused(path, {"staff": other}, by="president")["status"] == 422


def act_of(desk: Desk, about: str, *, by: str) -> str:
    """Let a person do something, and return the person's id from the journal."""
    desk.done("/deadlines", body(about, "case_finish"), by=by)
    entry: dict[str, Any] = desk.get("/journal", record=about).get_json()["items"][-1]
    return str(entry["actor"]).removeprefix("staff:")


def case_of_other(desk: Desk) -> str:
    """Enter a case of the other court and return its id."""
    entered: str = files.case_of(desk, number="(2025)川0106执77号")["id"]
    return entered


@pytest.mark.every_engine
def test_duties_of_other_bodies_are_recorded_and_owed_by_nobody(
    desk: Desk, other_desk: Desk, clock: SetClock
) -> None:
    about = case(desk)
    wanted = {**body(about, "bankruptcy_answer"), "body": f"某市中院 {ADULT}"}
    made = desk.done("/deadlines/others", wanted)
    assert (made["number"], made["due_on"], made["punctuality"]) == (19, "2026-03-30", "open")
    assert DIGITS not in made["body"]
    assert desk.get("/deadlines").get_json()["items"] == []
    assert desk.get("/deadlines/others", state="open").get_json()["items"] == [made]
    assert desk.get("/deadlines/others", case=about, state="done").get_json()["items"] == []
    assert other_desk.get("/deadlines/others").get_json()["items"] == []
    path = f"/deadlines/others/{made['id']}/closing"
    assert other_desk.refused(path, {"done_on": "2026-03-02"})["code"] == "other_duty.not_found"
    clock.set(datetime(2026, 4, 1, 9, 0, tzinfo=SHANGHAI))
    done = desk.done(path, {"done_on": "2026-03-31"})
    assert (done["done_on"], done["punctuality"]) == ("2026-03-31", "done_late")
    assert desk.refused(path, {"done_on": "2026-03-31"})["code"] == "other_duty.is_done"
    kinds = [entry["kind"] for entry in desk.get("/journal", record=made["id"]).get_json()["items"]]
    assert kinds == ["duty.recorded", "act.refused", "duty.closed", "act.refused"]
    # In a year that is not arranged the day may move.
    clock.set(datetime(2026, 12, 28, 9, 0, tzinfo=SHANGHAI))
    late = {**body(about, "credit_china_result", "2026-12-28"), "body": "信用中国"}
    assert desk.done("/deadlines/others", late)["provisional"] is True
