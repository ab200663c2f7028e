"""Closing a round over the API (终结本次执行程序): its conditions, its day and its approval."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy.orm import Session

from tests.api import capacity, files, orders
from tests.api.desk import Desk
from tests.api.proceedings import (
    closing_body,
    clue_given,
    day,
    duties,
    standing,
    verified,
)
from tests.api.refusals import findings
from tests.api.test_at_once import at_once, statuses, times
from tests.clocks import SetClock


def test_every_condition_of_a_closing_is_tested_and_named(desk: Desk) -> None:
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    path = f"/cases/{case['id']}/round-closings"
    # What the register knows itself: nobody is restricted.
    assert findings(desk.refused(path, closing_body())) == {
        "round_closing.restricted": "Round Rules Art. 1(2)"
    }
    orders.in_force(desk, debtor)
    for changes, rule in (
        ({"notice_issued": False}, "notice_and_report"),
        ({"report_ordered": False}, "notice_and_report"),
        ({"report": "unverified"}, "report_followed"),
        ({"report": "refused"}, "report_followed"),
        ({"listing_due": [debtor["id"]]}, "listed_where_due"),
        ({"measures": ["network_inquiry", "field_inquiry"]}, "exhausted"),
        ({"measures": ["clues_checked", "network_inquiry"]}, "exhausted"),
        ({"enforceable_property": True}, "nothing_to_enforce"),
        ({"debtor_missing": True}, "debtor_searched"),
        ({"obstruction": True}, "obstruction_answered"),
        ({"creditor_told_on": None}, "creditor_heard"),
        ({"creditor_heard_on": None}, "creditor_heard"),
        ({"ruling_states": ["claim"]}, "ruling_complete"),
        ({"creditor_signed_on": None}, "approved"),
        ({"route": "panel_and_president"}, "approved"),
    ):
        problem = desk.refused(path, closing_body(**changes))
        assert list(findings(problem)) == [f"round_closing.{rule}"], changes
    future = closing_body(creditor_heard_on="2026-03-03")
    assert list(findings(desk.refused(path, future))) == ["procedure.nothing_in_the_future"]
    reverse = closing_body(creditor_told_on="2026-03-02", creditor_heard_on="2026-02-27")
    assert list(findings(desk.refused(path, reverse))) == ["property_search.days_in_order"]
    clue = clue_given(desk, case["id"], "2026-03-01")
    assert list(findings(desk.refused(path, closing_body()))) == ["round_closing.exhausted"]
    verified(desk, clue, "2026-03-02", effective=False)
    assert desk.done(path, closing_body())["state"] == "draft"
    assert standing(desk, case["id"])["state"] == "open"
    assert len(desk.get(path).get_json()["items"]) == 1


def test_what_is_on_record_of_a_report_prevails_over_what_is_stated(desk: Desk) -> None:
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    orders.in_force(desk, debtor)
    report = desk.done("/property-reports", capacity.demand_body(debtor["id"]))
    path = f"/cases/{case['id']}/round-closings"
    problem = desk.refused(path, closing_body())
    assert findings(problem) == {"round_closing.report_followed": "Round Rules Art. 2"}
    received = f"/property-reports/{report['id']}/receipt"
    desk.done(received, capacity.receipt_body(), version=report["version"])
    assert findings(desk.refused(path, closing_body())) == findings(problem)


def test_three_months_have_to_be_exceeded(desk: Desk, clock: SetClock) -> None:
    case = files.case_of(desk, filed_on="2025-11-30")
    orders.in_force(desk, files.debtor_of(desk, case))
    path = f"/cases/{case['id']}/round-closings"
    days = dict.fromkeys(("creditor_heard_on", "creditor_signed_on"), "2026-02-27")
    # Three months from the last day of November end on the last of February.
    day(clock, "2026-02-28")
    assert findings(desk.refused(path, closing_body(**days))) == {
        "round_closing.three_months": "Round Rules Art. 1(4)"
    }
    assert standing(desk, case["id"])["earliest_closing_on"] == day(clock, "2026-03-01")
    assert desk.done(path, closing_body(**days))["state"] == "draft"


def test_without_the_creditor_a_panel_verifies_and_the_president_signs(desk: Desk) -> None:
    case = files.case_of(desk)
    orders.in_force(desk, files.debtor_of(desk, case))
    body = closing_body(
        route="panel_and_president", creditor_signed_on=None, panel_verified_on="2026-03-02"
    )
    made = desk.done(f"/cases/{case['id']}/round-closings", body)
    path = f"/round-closings/{made['id']}/signature"
    assert findings(desk.refused(path, by="judge", version=1)) == {
        "round_closing.approved": "CPL Interp. Art. 517"
    }
    assert desk.refused(f"/rulings/{made['id']}/signature", by="president", version=1)["code"] == (
        "ruling.not_found"
    )
    done = desk.done(path, by="president", version=1)
    assert (done["case_state"], done["ruled_on"]) == ("round_closed", "2026-03-02")
    # Closing a round does not lift the order, and twice it is not closed.
    assert desk.refused(path, by="president", version=2)["code"] == "ruling.wrong_state"
    again = desk.refused(f"/cases/{case['id']}/round-closings", body)
    assert (again["status"], again["code"]) == (409, "case.wrong_state")


def test_a_court_asks_before_it_closes_and_learns_from_when_on_it_may(desk: Desk) -> None:
    case = files.case_of(desk, filed_on="2025-12-02")
    orders.in_force(desk, files.debtor_of(desk, case))
    question = {
        "act": "draft_round_closing",
        "record": case["id"],
        "planned": closing_body(),
    }
    answer = desk.post("/assessments", question).get_json()
    barred = [each for each in answer["findings"] if not each["satisfied"]]
    assert [each["rule"] for each in barred] == ["round_closing.three_months"]
    assert barred[0]["facts"]["earliest_on"] == "2026-03-03"
    assert answer["allowed"] is False
    assert desk.post("/assessments", {**question, "on": "2026-03-03"}).get_json()["allowed"] is True
    assert desk.get(f"/cases/{case['id']}/round-closings").get_json() == {"items": []}


@pytest.mark.every_engine
def test_a_closing_signed_by_two_at_once_closes_once(desk: Desk, session: Session) -> None:
    case = files.case_of(desk)
    orders.in_force(desk, files.debtor_of(desk, case))
    made = [desk.done(f"/cases/{case['id']}/round-closings", closing_body()) for _ in range(2)]
    answers = at_once(
        *(
            partial(desk.post, f"/round-closings/{one['id']}/signature", by=by, version=1)
            for one in made
            for by in ("judge", "president")
        )
    )
    assert statuses(answers)[200] == 1
    assert times(session, "case.round_closed") == 1
    assert len(duties(desk, "run_inquiry")) == 1
    on = date(2026, 3, 2) + timedelta(days=184)
    assert duties(desk, "run_inquiry")[0]["due_on"] == on.isoformat()
