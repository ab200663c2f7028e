"""Property reports: ordered, received, verified or in breach, and supplemented within ten days."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from registry.journal import read
from tests.api import capacity, files
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.clocks import SetClock

REPORTS = "/property-reports"


@pytest.fixture
def debtor(desk: Desk) -> str:
    """Give a debtor's id."""
    return str(files.debtor_of(desk, files.case_of(desk))["id"])


def picture(desk: Desk, debtor: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.get(f"/debtors/{debtor}/capacity").get_json()
    return found


def signs(desk: Desk, debtor: str) -> list[str]:
    return [sign["sign"] for sign in picture(desk, debtor)["signs"]]


def test_a_verified_report_is_evidence_and_carries_a_finding_with_an_empty_inquiry(
    desk: Desk, debtor: str, session: Session
) -> None:
    demanded = desk.done(REPORTS, capacity.demand_body(debtor))
    assert (demanded["state"], demanded["looks_back_to"]) == ("demanded", "2025-03-01")
    again = desk.refused(REPORTS, capacity.demand_body(debtor))
    assert (again["status"], again["code"]) == (409, "property_report.exists")
    path = f"{REPORTS}/{demanded['id']}"
    incomplete = capacity.receipt_body(categories=capacity.CATEGORIES[:4])
    received = desk.done(f"{path}/receipt", incomplete, version=1)
    assert (received["state"], received["conduct"]) == ("received", "unverified")
    body = {"bearing": "inability", "reason": "经核实无可供执行财产"}
    problem = desk.refused(f"{path}/verification", body, by="judge", version=2)
    assert findings(problem) == {"property_report.covers_everything": "PR Art. 5"}
    change = desk.done(
        f"{path}/supplements", {"changed_on": "2026-03-02", "change": "补充其他财产情况"}
    )
    supplement = capacity.receipt_body(categories=capacity.CATEGORIES[4:])
    desk.done(f"/report-supplements/{change['id']}/receipt", supplement, version=1)
    assert set(findings(desk.refused(f"{path}/verification", body, by="clerk", version=3))) == {
        "authority.role_fits_act",
        "authority.two_persons",
    }
    verified = desk.done(f"{path}/verification", body, by="judge", version=3)
    assert (verified["state"], verified["conduct"]) == ("verified", "verified")
    assert verified["categories"] == capacity.CATEGORIES
    assert (verified["breach_ground"], len(verified["supplements"])) == (None, 1)
    (item,) = picture(desk, debtor)["for_inability"]
    assert (item["kind"], item["report"]) == ("property_report", demanded["id"])
    assert desk.get(path).get_json() == verified
    assert picture(desk, debtor)["reports"] == [verified]
    assert desk.get(REPORTS, debtor=debtor).get_json()["items"] == [verified]
    desk.done("/evidence", capacity.evidence_body(debtor))
    assert picture(desk, debtor)["proposal"]["outcome"] == "unable"
    found = capacity.found(desk, debtor)
    # The network inquiry is the first that is too old.
    assert found["valid_until"] == "2026-09-01"
    kinds = [entry.kind for entry in read.after(session, 0, limit=1_000)]
    assert [kind for kind in kinds if kind.startswith(("report.", "supplement."))] == [
        "report.demanded",
        "report.received",
        "supplement.expected",
        "supplement.received",
        "report.verified",
    ]


def test_a_report_that_proves_false_takes_its_evidence_with_it_and_flags_the_finding(
    desk: Desk, debtor: str
) -> None:
    report = capacity.verified_report(desk, debtor)
    desk.done("/evidence", capacity.evidence_body(debtor))
    finding = capacity.found(desk, debtor)
    path, body = f"{REPORTS}/{report['id']}/breach", {"conduct": "false", "reason": "隐瞒存款"}
    refused = desk.refused(path, {**body, "conduct": "refused"}, by="judge", version=3)
    assert findings(refused) == {"property_report.breach_fits": "PR Art. 9"}
    done = desk.done(path, body, by="judge", version=3)
    assert (done["state"], done["conduct"]) == ("breached", "false")
    assert done["breach_ground"] == "LR1-4"
    assert signs(desk, debtor) == ["report_false"]
    shown = picture(desk, debtor)
    assert [item["kind"] for item in shown["for_inability"]] == ["network_inquiry"]
    flagged = shown["finding"]
    assert (flagged["id"], flagged["flag"], shown["holds"]) == (
        finding["id"],
        "sign_of_evasion",
        True,
    )
    # Verified once, false after all: nothing rests on it again.
    problem = desk.refused("/evidence", capacity.report_body(debtor, report["id"]))
    assert findings(problem) == {"property_report.verified": "PR Art. 8"}


def test_late_and_refused_reports_are_signs_of_evasion(
    desk: Desk, debtor: str, clock: SetClock
) -> None:
    demanded = desk.done(REPORTS, capacity.demand_body(debtor))
    path = f"{REPORTS}/{demanded['id']}"
    clock.forward(timedelta(days=11))
    refused = {"conduct": "refused", "reason": "拒不报告"}
    done = desk.done(f"{path}/breach", refused, by="judge", version=1)
    assert (done["state"], done["breach_ground"]) == ("breached", "LR1-4")
    late = capacity.receipt_body(received_on="2026-03-13")
    received = desk.done(f"{path}/receipt", late, version=2)
    assert (received["state"], received["conduct"]) == ("received", "late")
    assert received["breach_ground"] == "LR1-4"
    assert sorted(signs(desk, debtor)) == ["report_late", "report_refused"]
    listed = files.listing_body(debtor, grounds=["LR1-4"], ability="", conduct="逾期报告财产")
    assert desk.done("/listings", listed)["grounds"] == ["LR1-4"]


def test_a_good_reason_excuses_a_late_report(desk: Desk, debtor: str, clock: SetClock) -> None:
    demanded = desk.done(REPORTS, capacity.demand_body(debtor))
    clock.forward(timedelta(days=11))
    late = capacity.receipt_body(received_on="2026-03-13", excuse="住院治疗")
    done = desk.done(f"{REPORTS}/{demanded['id']}/receipt", late, version=1)
    assert (done["conduct"], done["breach_ground"]) == ("unverified", None)
    assert signs(desk, debtor) == []


def test_a_change_is_reported_within_ten_days_of_its_day(
    desk: Desk, debtor: str, clock: SetClock
) -> None:
    report = capacity.verified_report(desk, debtor)
    body = {"changed_on": "2026-03-02", "change": "出售车辆一台"}
    first, second = (desk.done(f"{REPORTS}/{report['id']}/supplements", body) for _ in range(2))
    assert first["due_on"] == "2026-03-12"
    duties = desk.get("/deadlines", kind="supplement_report").get_json()["items"]
    assert [duty["record"] for duty in duties] == [first["id"], second["id"]]
    assert {(duty["due_on"], duty["basis"]) for duty in duties} == {("2026-03-12", "PR Art. 7")}
    clock.forward(timedelta(days=11))
    in_time = capacity.receipt_body(received_on="2026-03-12")
    path = "/report-supplements/{}/receipt"
    done = desk.done(path.format(first["id"]), in_time, version=1)
    assert desk.get(f"/report-supplements/{first['id']}").get_json() == done
    again = desk.refused(path.format(first["id"]), in_time, version=2)
    assert again["code"] == "property_report.supplemented"
    assert signs(desk, debtor) == []
    desk.done(path.format(second["id"]), capacity.receipt_body(received_on="2026-03-13"), version=1)
    assert signs(desk, debtor) == ["report_late"]
    assert desk.get("/deadlines", kind="supplement_report", state="open").get_json()["items"] == []


def test_what_is_out_of_order_backdated_or_somebody_elses_is_refused(
    desk: Desk, other_desk: Desk, debtor: str
) -> None:
    for changes, rule in (
        ({"due_on": "2026-03-01"}, "property_report.time_given"),
        ({"notice_received_on": "2026-03-03"}, "procedure.nothing_in_the_future"),
    ):
        problem = desk.refused(REPORTS, capacity.demand_body(debtor, **changes))
        assert set(findings(problem)) == {rule}
    demanded = desk.done(REPORTS, capacity.demand_body(debtor))
    path = f"{REPORTS}/{demanded['id']}"
    for changes, rule in (
        ({"received_on": "2026-03-03"}, "procedure.nothing_in_the_future"),
        ({"received_on": "2026-02-28"}, "property_report.received_after"),
    ):
        problem = desk.refused(f"{path}/receipt", capacity.receipt_body(**changes), version=1)
        assert set(findings(problem)) == {rule}
    verification = {"bearing": "inability", "reason": "x"}
    change = {"changed_on": "2026-03-02", "change": "x"}
    for step, body, how in (
        ("verification", verification, {"by": "judge", "version": 1}),
        ("supplements", change, {}),
    ):
        problem = desk.refused(f"{path}/{step}", body, **how)
        assert (problem["status"], problem["code"]) == (409, "property_report.wrong_state")
    refused = {"conduct": "false", "reason": "x"}
    problem = desk.refused(f"{path}/breach", refused, by="judge", version=1)
    assert set(findings(problem)) == {"property_report.breach_fits"}
    assert other_desk.get(path).get_json()["code"] == "property_report.not_found"
    problem = other_desk.refused(f"{path}/receipt", capacity.receipt_body(), version=1)
    assert problem["code"] == "property_report.not_found"
    assert desk.get(path).get_json() == demanded
    desk.done(f"{path}/receipt", capacity.receipt_body(), version=1)
    early = {"changed_on": "2025-02-28", "change": "x"}
    problem = desk.refused(f"{path}/supplements", early)
    assert set(findings(problem)) == {"property_report.change_after_notice"}
    problem = desk.refused("/evidence", capacity.report_body(debtor, demanded["id"]))
    assert set(findings(problem)) == {"property_report.verified"}
