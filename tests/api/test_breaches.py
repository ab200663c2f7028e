"""Breaches of an order (违反限制消费令): reported, verified, sanctioned, and referred."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from registry import confirmations
from registry.clock import SHANGHAI
from registry.confirmations import AgencyTold
from registry.journal import read
from tests.api import exits, files, orders
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.clocks import MORNING, SetClock


@pytest.fixture
def order(desk: Desk) -> dict[str, Any]:
    """Give an order in force against a person."""
    return orders.in_force(desk, files.debtor_of(desk, files.case_of(desk)))


def kinds(session: Session) -> list[str]:
    session.rollback()
    found = [entry.kind for entry in read.after(session, 0, limit=1_000)]
    return [kind for kind in found if kind != "act.refused"]


def forward_to(clock: SetClock, day: date) -> None:
    clock.forward(datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI) - clock())


@pytest.mark.every_engine
def test_a_breach_is_recorded_by_one_and_found_shown_by_another(
    desk: Desk, session: Session, order: dict[str, Any]
) -> None:
    made = desk.done("/breaches", exits.breach_body(order["id"]))
    assert (made["state"], made["ground"], made["told_on"]) == ("recorded", None, None)
    path = f"/breaches/{made['id']}/verification"
    body = {"shown": True, "verified_on": "2026-03-02", "outcome": "航空公司证实"}
    by_clerk = desk.refused(path, body, version=made["version"])
    assert set(findings(by_clerk)) == {"authority.role_fits_act", "authority.two_persons"}
    shown = desk.done(path, body, by="judge", version=made["version"])
    assert (shown["state"], shown["ground"]) == ("shown", "LR1-5")
    assert kinds(session)[-2:] == ["breach.recorded", "breach.verified"]
    again = desk.refused(path, body, by="judge", version=shown["version"])
    assert (again["status"], again["code"]) == (409, "breach.wrong_state")
    (listed,) = desk.get(f"/restrictions/{order['id']}/breaches").get_json()["items"]
    assert listed == shown


@pytest.mark.parametrize(
    ("changes", "rule", "article"),
    [
        ({"happened_on": "2026-03-01"}, "breach.under_order", "CR Art. 10"),
        ({"received_on": "2026-03-03"}, "procedure.nothing_in_the_future", "LR Art. 5"),
        ({"received_on": "2026-03-01"}, "breach.reported_afterwards", "Register Rule 52"),
    ],
)
def test_what_is_no_breach_is_not_recorded_as_one(
    desk: Desk, order: dict[str, Any], changes: dict[str, object], rule: str, article: str
) -> None:
    problem = desk.refused("/breaches", exits.breach_body(order["id"], **changes))
    assert (problem["code"], findings(problem)) == ("breach.ineligible", {rule: article})


def test_an_act_that_the_order_does_not_restrict_is_no_breach(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    narrow = orders.in_force(desk, debtor, acts=["CR3-5"])
    problem = desk.refused("/breaches", exits.breach_body(narrow["id"]))
    assert set(findings(problem)) == {"breach.under_order"}


def test_what_the_court_had_allowed_is_not_found_shown(desk: Desk, order: dict[str, Any]) -> None:
    granted = orders.exempted(desk, order["id"])
    act = granted["acts"][0]
    made = desk.done("/breaches", exits.breach_body(order["id"], act=act))
    body = {"shown": True, "verified_on": "2026-03-02", "outcome": "x"}
    path = f"/breaches/{made['id']}/verification"
    problem = desk.refused(path, body, by="judge", version=1)
    assert findings(problem) == {"breach.not_permitted": "CR Art. 8"}
    not_shown = desk.done(path, {**body, "shown": False}, by="judge", version=1)
    assert (not_shown["state"], not_shown["ground"]) == ("not_shown", None)
    nobody = desk.refused("/sanctions", exits.sanction_body(made["id"]))
    assert (nobody["status"], nobody["code"]) == (409, "breach.wrong_state")


@pytest.mark.every_engine
def test_a_fine_is_approved_by_the_president_and_once_for_each_breach(
    desk: Desk, session: Session, order: dict[str, Any]
) -> None:
    breach = exits.shown(desk, order["id"])
    both = {"kind": "fine_and_detention", "fine": "100000.00", "detention_days": 15}
    made = desk.done("/sanctions", exits.sanction_body(breach["id"], **both))
    path = f"/sanctions/{made['id']}/signature"
    assert findings(desk.refused(path, by="judge", version=1)) == {
        "authority.president_approves_sanction": "CPL Art. 119"
    }
    done = desk.done(path, by="president", version=made["version"])
    assert (done["state"], done["fine"], done["detention_days"]) == ("signed", "100000.00", 15)
    assert kinds(session)[-2:] == ["sanction.drafted", "sanction.imposed"]
    again = desk.refused("/sanctions", exits.sanction_body(breach["id"]))
    assert findings(again) == {"breach.not_repeated": "CPL Interp. Art. 184"}
    closing = {"outcome": "not_filed", "closed_on": "2026-03-02", "reason": "x"}
    not_one = desk.refused(f"/sanctions/{made['id']}/closing", closing, by="judge", version=2)
    assert set(findings(not_one)) == {"breach.closed_after_referral"}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"fine": "100000.01"}, "breach.fine_within_limits"),
        (
            {"kind": "detention", "fine": None, "detention_days": 16},
            "breach.detention_within_limits",
        ),
        ({"sanctioned": "body", "fine": "50000.00"}, "breach.agency_was_told"),
        ({"sanctioned": "body", "fine": "49999.99"}, "breach.fine_within_limits"),
    ],
)
def test_a_sanction_beyond_the_law_is_refused_with_the_article(
    desk: Desk, order: dict[str, Any], changes: dict[str, object], rule: str
) -> None:
    breach = exits.shown(desk, order["id"])
    problem = desk.refused("/sanctions", exits.sanction_body(breach["id"], **changes))
    assert problem["code"] == "sanction.ineligible"
    assert rule in findings(problem)


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"fine": None}, "/fine", "required"),
        ({"detention_days": 3}, "/detention_days", "not_for_this_kind"),
        ({"kind": "referral"}, "/fine", "not_for_this_kind"),
        ({"kind": "referral", "fine": None}, "/referred_to", "required"),
    ],
)
def test_a_sanction_says_what_its_kind_needs_and_no_more(
    desk: Desk, order: dict[str, Any], changes: dict[str, object], pointer: str, code: str
) -> None:
    breach = exits.shown(desk, order["id"])
    problem = desk.refused("/sanctions", exits.sanction_body(breach["id"], **changes))
    assert [(one["pointer"], one["code"]) for one in problem["errors"]] == [(pointer, code)]


@pytest.mark.own_app
@pytest.mark.parametrize(("days", "liable"), [(1, True), (0, False)])
def test_a_body_is_liable_only_if_it_was_told_on_an_earlier_day(
    app: Flask, desk: Desk, order: dict[str, Any], days: int, liable: bool
) -> None:
    def of_record(_session: Session, record_id: UUID) -> list[AgencyTold]:
        assert str(record_id) == order["id"]
        told_at = MORNING - timedelta(days=days)
        names = {"agency": "airlines", "name_zh": "民航", "name_en": "Airlines"}
        return [
            AgencyTold(
                **names, told_at=told_at, since=None, confirmed_at=None, due_on=None, is_late=False
            )
        ]

    def is_agency(_session: Session, code: str) -> bool:
        return code == "airlines"

    source = confirmations.Source(of_record=of_record, is_agency=is_agency)
    confirmations.hand_in(app, source)
    unknown = desk.refused("/breaches", exits.breach_body(order["id"], allowed_by="airline"))
    assert (unknown["status"], unknown["code"]) == (422, "breach.agency_unknown")
    assert unknown["facts"] == {"allowed_by": "airline"}
    breach = exits.shown(desk, order["id"], allowed_by="airlines")
    assert breach["told_on"] == (MORNING - timedelta(days=days)).date().isoformat()
    fine = exits.sanction_body(breach["id"], sanctioned="body", fine="50000.00")
    answer = desk.post("/sanctions", fine)
    assert (answer.status_code == 201) is liable


def test_a_draft_is_withdrawn_and_another_takes_its_place(
    desk: Desk, order: dict[str, Any]
) -> None:
    breach = exits.shown(desk, order["id"])
    made = desk.done("/sanctions", exits.sanction_body(breach["id"]))
    path = f"/sanctions/{made['id']}/withdrawal"
    assert desk.done(path, {"reason": "金额有误"}, version=1)["state"] == "withdrawn"
    assert exits.sanctioned(desk, breach["id"], fine="3000.00")["state"] == "signed"


@pytest.mark.every_engine
def test_only_who_goes_on_after_a_sanction_is_referred_for_prosecution(
    desk: Desk, clock: SetClock, session: Session, order: dict[str, Any]
) -> None:
    first = exits.shown(desk, order["id"])
    referral = {"kind": "referral", "fine": None, "referred_to": "成都市公安局武侯区分局"}
    at_once = desk.refused("/sanctions", exits.sanction_body(first["id"], **referral))
    assert findings(at_once) == {"breach.sanctioned_before_referral": "Refusal Interp. Art. 3(4)"}
    exits.sanctioned(desk, first["id"])
    # The very breach that was sanctioned is not one that came after it.
    assert desk.refused("/sanctions", exits.sanction_body(first["id"], **referral))["status"] == 422
    forward_to(clock, date(2026, 3, 3))
    days = {"received_on": "2026-03-03", "happened_on": "2026-03-03"}
    second = exits.shown(desk, order["id"], **days)
    done = exits.sanctioned(desk, second["id"], **referral)
    assert (done["state"], done["referred_to"]) == ("signed", "成都市公安局武侯区分局")
    assert kinds(session)[-2:] == ["prosecution.drafted", "prosecution.referred"]
    path = f"/sanctions/{done['id']}/closing"
    before = {"outcome": "not_filed", "closed_on": "2026-03-02", "reason": "不予立案通知书"}
    early = desk.refused(path, before, by="judge", version=done["version"])
    assert set(findings(early)) == {"breach.closed_after_referral"}
    closing = {**before, "closed_on": "2026-03-03"}
    closed = desk.done(path, closing, by="judge", version=done["version"])
    assert (closed["state"], closed["closed_as"]) == ("closed", "not_filed")
    assert kinds(session)[-1] == "prosecution.closed"


def test_a_person_bound_for_an_entity_answers_for_his_own_breach(desk: Desk) -> None:
    order, (person,) = orders.of_entity(desk, orders.REPRESENTATIVE)
    breach = exits.shown(desk, order["id"], person=person["id"])
    assert breach["person"] == person["id"]
    detained = {"kind": "detention", "fine": None, "detention_days": 5}
    assert exits.sanctioned(desk, breach["id"], **detained)["detention_days"] == 5
    of_entity = exits.shown(desk, order["id"])
    problem = desk.refused("/sanctions", exits.sanction_body(of_entity["id"], **detained))
    assert set(findings(problem)) == {"breach.detention_within_limits"}


def test_a_breach_that_was_shown_speaks_in_the_assessment_of_a_listing(
    desk: Desk, order: dict[str, Any]
) -> None:
    exits.shown(desk, order["id"])
    debtor = order["debtor"]
    planned = {
        "act": "draft_listing",
        "planned": files.listing_body(debtor, grounds=["LR1-5"], ability=""),
    }
    answer = desk.post("/assessments", planned).get_json()
    (found,) = (one for one in answer["findings"] if one["rule"] == "breach.supported")
    assert found["satisfied"] is True
    assert (found["facts"]["breaches_shown"], found["facts"]["last_on"]) == ("1", "2026-03-02")
