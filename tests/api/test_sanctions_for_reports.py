"""Sanctions for how property was reported (违反财产报告制度的制裁), and their service."""

from datetime import date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from registry.clock import SHANGHAI
from registry.journal import read
from tests.api import capacity, exits, files, orders, proceedings
from tests.api.chain import Chain
from tests.api.desk import ADULT, Desk
from tests.api.refusals import findings
from tests.api.test_appeals import appeal_body, decided
from tests.api.test_assessments import assessed, barred
from tests.api.test_own_records import CASE, asked
from tests.clocks import SetClock

REFUSED = {"conduct": "refused", "reason": "未提交财产报告"}


def report_fine(report: str, **changes: object) -> dict[str, object]:
    """Return a fine for a report as a clerk drafts it."""
    made = {"property_report": report, "kind": "fine", "fine": "5000.00", "reason": "拒绝报告财产"}
    return {**made, **changes}


def refused_report(desk: Desk, debtor: str) -> dict[str, Any]:
    """Order a debtor to report property, and find that he refused to."""
    demanded = desk.done("/property-reports", capacity.demand_body(debtor))
    path = f"/property-reports/{demanded['id']}/breach"
    return desk.done(path, REFUSED, by="judge", version=1)


def served(desk: Desk, made: dict[str, Any], on: str = "2026-03-02") -> dict[str, Any]:
    """Record the service of a sanction."""
    path = f"/sanctions/{made['id']}/service"
    return desk.done(path, {"method": "direct", "served_on": on}, version=made["version"])


@pytest.mark.every_engine
def test_a_refused_report_is_fined_once_and_is_the_ground_of_article_1_4(
    desk: Desk, session: Session
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    report = refused_report(desk, debtor["id"])
    made = desk.done("/sanctions", report_fine(report["id"]))
    assert (made["property_report"], made["state"]) == (report["id"], "draft")
    path = f"/sanctions/{made['id']}/signature"
    done = desk.done(path, by="president", version=made["version"])
    found = desk.get(f"/breaches/{done['breach']}").get_json()
    assert (found["ground"], found["property_report"]) == ("LR1-4", report["id"])
    assert (found["restriction"], found["act"], found["person"]) == (None, None, None)
    again = desk.refused("/sanctions", report_fine(report["id"]))
    assert findings(again) == {"breach.not_repeated": "CPL Interp. Art. 184"}
    session.rollback()
    entries = [one for one in read.after(session, 0, limit=1_000) if one.kind != "act.refused"]
    assert [(one.kind, one.basis) for one in entries[-2:]] == [
        ("sanction.drafted", "PR Art. 9"),
        ("sanction.imposed", "PR Art. 9"),
    ]


def test_who_reported_as_the_law_asks_is_not_sanctioned_for_it(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    report = capacity.verified_report(desk, debtor["id"])
    problem = desk.refused("/sanctions", report_fine(report["id"]))
    assert findings(problem) == {"property_report.sanctionable": "PR Art. 9"}


def test_what_came_in_late_stays_late_when_it_proves_true(desk: Desk, clock: SetClock) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    demanded = desk.done(
        "/property-reports", capacity.demand_body(debtor["id"], due_on="2026-03-02")
    )
    clock.forward(datetime(2026, 3, 3, 9, tzinfo=SHANGHAI) - clock())
    path = f"/property-reports/{demanded['id']}"
    late = capacity.receipt_body(received_on="2026-03-03")
    received = desk.done(f"{path}/receipt", late, version=1)
    body = {"bearing": "inability", "reason": "经核实属实"}
    desk.done(f"{path}/verification", body, by="judge", version=received["version"])
    assert desk.done("/sanctions", report_fine(demanded["id"]))["state"] == "draft"


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"property_report": None}, "/breach", "required"),
        ({"sanctioned": "body"}, "/sanctioned", "not_for_this_kind"),
    ],
)
def test_a_sanction_says_what_it_is_for(
    desk: Desk, changes: dict[str, object], pointer: str, code: str
) -> None:
    report = refused_report(desk, files.debtor_of(desk, files.case_of(desk))["id"])
    problem = desk.refused("/sanctions", report_fine(report["id"], **changes))
    assert [(one["pointer"], one["code"]) for one in problem["errors"]] == [(pointer, code)]


def test_a_sanction_is_for_one_thing_and_not_for_two(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    breach = exits.shown(desk, orders.in_force(desk, debtor)["id"])
    report = refused_report(desk, debtor["id"])
    both = report_fine(report["id"], breach=breach["id"])
    (error,) = desk.refused("/sanctions", both)["errors"]
    assert (error["pointer"], error["code"]) == ("/property_report", "not_beside_a_breach")


def test_a_breach_after_a_fine_for_the_report_is_referred_for_prosecution(
    desk: Desk, clock: SetClock
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    order = orders.in_force(desk, debtor)
    made = desk.done("/sanctions", report_fine(refused_report(desk, debtor["id"])["id"]))
    desk.done(f"/sanctions/{made['id']}/signature", by="president", version=made["version"])
    clock.forward(datetime(2026, 3, 3, 9, tzinfo=SHANGHAI) - clock())
    breach = exits.shown(desk, order["id"], received_on="2026-03-03", happened_on="2026-03-03")
    referral = {"kind": "referral", "fine": None, "referred_to": "成都市公安局武侯区分局"}
    assert exits.sanctioned(desk, breach["id"], **referral)["state"] == "signed"


def test_a_fine_for_a_report_that_the_court_above_revokes_counts_for_nothing(
    chain: Chain,
) -> None:
    desk, above = chain.court, chain.intermediate
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    orders.in_force(desk, debtor)
    report = refused_report(desk, debtor["id"])
    fine = desk.done("/sanctions", report_fine(report["id"]))
    made = desk.done(f"/sanctions/{fine['id']}/signature", by="president", version=1)
    sanction = served(desk, made)
    path, closing = f"/cases/{case['id']}/round-closings", proceedings.closing_body()
    assert barred(assessed(desk, "draft_round_closing", planned=closing, record=case["id"])) == {}
    appeal = above.done("/appeals", appeal_body(sanction=sanction["id"]))
    assert decided(above, appeal, "revoked")["opens_claim"] is True
    problem = desk.refused(path, closing)
    assert findings(problem) == {"round_closing.report_followed": "Round Rules Art. 2"}
    # It may be sanctioned anew, and that is no repetition.
    again = desk.done("/sanctions", report_fine(report["id"], fine="2000.00"))
    desk.done(f"/sanctions/{again['id']}/signature", by="president", version=1)
    assert desk.done(path, closing)["state"] == "draft"


def test_a_round_is_closed_after_a_refused_report_only_once_that_is_sanctioned(
    desk: Desk,
) -> None:
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    orders.in_force(desk, debtor)
    report = refused_report(desk, debtor["id"])
    # What a clerk states of it does not count beside what is on record.
    stated = proceedings.closing_body(report="refused", report_sanctioned=True)
    problem = desk.refused(f"/cases/{case['id']}/round-closings", stated)
    assert findings(problem) == {"round_closing.report_followed": "Round Rules Art. 2"}
    made = desk.done("/sanctions", report_fine(report["id"]))
    desk.done(f"/sanctions/{made['id']}/signature", by="president", version=made["version"])
    assert desk.done(f"/cases/{case['id']}/round-closings", stated)["state"] == "draft"


@pytest.mark.every_engine
def test_a_fine_is_read_by_the_debtor_from_its_service_on(
    desk: Desk, client: FlaskClient, session: Session
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    listing = files.served(desk, files.signed(desk, files.drafted(desk, debtor)))
    code = listing["own_code"]
    report = refused_report(desk, debtor["id"])
    made = desk.done("/sanctions", report_fine(report["id"]))
    path = f"/sanctions/{made['id']}/service"
    body = {"method": "direct", "served_on": "2026-03-02"}
    unsigned = desk.refused(path, body, version=made["version"])
    assert (unsigned["status"], unsigned["code"]) == (409, "sanction.wrong_state")
    signature = f"/sanctions/{made['id']}/signature"
    done = desk.done(signature, by="president", version=made["version"])
    assert asked(client, code).get_json()["sanctions"] == []
    early = desk.refused(path, {**body, "served_on": "2026-03-01"}, version=done["version"])
    assert findings(early) == {"breach.served_after_signature": "CPL Art. 119"}
    told = served(desk, done)
    assert (told["served_on"], told["service_method"]) == ("2026-03-02", "direct")
    twice = desk.refused(path, body, version=told["version"])
    assert (twice["status"], twice["code"]) == (409, "sanction.served")
    (own,) = asked(client, code).get_json()["sanctions"]
    assert {name: own[name] for name in ("fine", "detention_days", "served_on", "article")} == {
        "fine": "5000.00",
        "detention_days": 0,
        "served_on": "2026-03-02",
        "article": "PR Art. 9",
    }
    page = client.post("/own", data={"case_number": CASE, "id_number": ADULT, "code": code})
    assert "5000.00" in page.text
    session.rollback()
    assert "sanction.served" in [one.kind for one in read.after(session, 0, limit=1_000)]


def test_a_referral_is_served_on_nobody_and_no_day_is_in_the_future(
    desk: Desk, clock: SetClock
) -> None:
    order = orders.in_force(desk, files.debtor_of(desk, files.case_of(desk)))
    fine = exits.sanctioned(desk, exits.shown(desk, order["id"])["id"])
    path, body = "/sanctions/{}/service", {"method": "post", "served_on": "2026-03-03"}
    tomorrow = desk.refused(path.format(fine["id"]), body, version=fine["version"])
    assert set(findings(tomorrow)) == {"procedure.nothing_in_the_future"}
    clock.forward(datetime(2026, 3, 3, 9, tzinfo=SHANGHAI) - clock())
    day = date(2026, 3, 3).isoformat()
    breach = exits.shown(desk, order["id"], received_on=day, happened_on=day)
    referral = {"kind": "referral", "fine": None, "referred_to": "成都市公安局武侯区分局"}
    referred = exits.sanctioned(desk, breach["id"], **referral)
    nobody = desk.refused(path.format(referred["id"]), body, version=referred["version"])
    assert findings(nobody) == {"breach.served_after_signature": "CPL Art. 119"}
