"""Evidence and signs of evasion: recorded with source and day, withdrawn with a reason, kept."""

from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from registry.db import transaction
from registry.models.cases import EnforcementCase
from tests.api import acts, capacity, files
from tests.api.courts_above import Courts
from tests.api.desk import ADULT, COURT, Desk
from tests.api.refusals import findings


@pytest.fixture
def debtor(desk: Desk) -> str:
    """Give a debtor's id."""
    return str(files.debtor_of(desk, files.case_of(desk))["id"])


def picture(desk: Desk, debtor: str) -> dict[str, Any]:
    response = desk.get(f"/debtors/{debtor}/capacity")
    assert response.status_code == 200
    found: dict[str, Any] = response.get_json()
    return found


def test_evidence_is_recorded_shown_withdrawn_and_kept(
    desk: Desk, debtor: str, session: Session
) -> None:
    body = capacity.evidence_body(debtor, description=f"持有人身份证{ADULT}，无存款")
    made = desk.done("/evidence", body, key="k")
    assert desk.done("/evidence", body, key="k") == made
    assert (made["state"], made["result"], made["used_until"]) == (
        "recorded",
        "nothing_found",
        "2026-09-01",
    )
    assert ADULT not in made["description"]
    assert desk.get(f"/evidence/{made['id']}").get_json() == made
    house = desk.done("/evidence", capacity.house_body(debtor), by="judge")
    sign = desk.done("/evasion-signs", capacity.sign_body(debtor))
    shown = picture(desk, debtor)
    assert [item["id"] for item in shown["for_inability"]] == [made["id"]]
    assert [item["id"] for item in shown["for_ability"]] == [house["id"]]
    assert [item["id"] for item in shown["signs"]] == [sign["id"]]
    assert shown["proposal"]["outcome"] == "undetermined"
    assert "evasion:gratuitous_transfer" in shown["proposal"]["reasons"]
    withdrawn = desk.done(
        f"/evidence/{house['id']}/withdrawal", {"reason": "系同名他人"}, version=1
    )
    assert (withdrawn["state"], withdrawn["withdrawal"]) == ("withdrawn", "系同名他人")
    path = f"/evidence/{house['id']}/withdrawal"
    again = desk.refused(path, {"reason": "x"}, version=2)
    assert (again["status"], again["code"]) == (409, "evidence.wrong_state")
    gone = desk.done(f"/evasion-signs/{sign['id']}/withdrawal", {"reason": "已返还"}, version=1)
    assert desk.get(f"/evasion-signs/{sign['id']}").get_json() == gone
    shown = picture(desk, debtor)
    assert (shown["for_ability"], shown["signs"], shown["withdrawn"]) == ([], [], 2)
    kept = desk.get("/evidence", debtor=debtor).get_json()["items"]
    assert [item["id"] for item in kept] == [made["id"], house["id"]]
    (one,) = desk.get("/evasion-signs", debtor=debtor).get_json()["items"]
    assert one["state"] == "withdrawn"
    entries = acts.done(session)
    assert [entry.kind for entry in entries][-5:] == [
        "evidence.recorded",
        "evidence.recorded",
        "evasion.recorded",
        "evidence.withdrawn",
        "evasion.withdrawn",
    ]
    assert not any("存款" in entry.body or "房屋" in entry.body for entry in entries)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"dated_on": "2026-03-03"}, "capacity.source_and_date"),
        ({"result": None}, "evidence.answer_stated"),
        ({"kind": "field_inquiry"}, "evidence.answer_stated"),
        ({"result": "no_reply"}, "evidence.answer_speaks"),
        ({"result": "failed"}, "evidence.answer_speaks"),
        ({"result": "property_found"}, "evidence.answer_speaks"),
        ({"result": "nothing_found", "bearing": "ability"}, "evidence.answer_speaks"),
        ({"kind": "property_report", "result": None}, "evidence.report_named"),
    ],
)
def test_what_evidence_lacks_is_named(
    desk: Desk, debtor: str, changes: dict[str, object], rule: str
) -> None:
    problem = desk.refused("/evidence", capacity.evidence_body(debtor, **changes))
    assert problem["code"] == "evidence.ineligible"
    assert set(findings(problem)) == {rule}
    assert desk.get("/evidence").get_json()["items"] == []


@pytest.mark.parametrize("result", ["no_reply", "failed"])
def test_silence_is_kept_and_speaks_for_neither(desk: Desk, debtor: str, result: str) -> None:
    body = capacity.evidence_body(debtor, result=result, bearing="neither")
    desk.done("/evidence", body)
    shown = picture(desk, debtor)
    assert [item["result"] for item in shown["for_neither"]] == [result]
    assert "missing:network_inquiry" in shown["proposal"]["reasons"]


def test_evidence_is_nobodys_but_the_courts(desk: Desk, other_desk: Desk, debtor: str) -> None:
    made = desk.done("/evidence", capacity.evidence_body(debtor))
    sign = desk.done("/evasion-signs", capacity.sign_body(debtor))
    body = capacity.evidence_body(debtor)
    for path, sent in (("/evidence", body), ("/evasion-signs", capacity.sign_body(debtor))):
        problem = desk.refused(path, sent, by="auditor")
        assert problem["status"] in {403, 422}
        problem = desk.refused(path, sent, by="president")
        assert findings(problem) == {"authority.role_fits_act": "Register Rule 2"}
        assert other_desk.refused(path, sent)["code"] == "debtor.not_found"
    for path in (f"/evidence/{made['id']}", f"/evasion-signs/{sign['id']}"):
        assert other_desk.get(path).get_json()["code"] == "evidence.not_found"
        problem = other_desk.refused(f"{path}/withdrawal", {"reason": "x"}, version=1)
        assert problem["code"] == "evidence.not_found"
        assert desk.refused(f"{path}/withdrawal", {"reason": "x"}, version=2)["status"] == 412
        assert desk.refused(f"{path}/withdrawal", {"reason": " "}, version=1)["status"] == 422
        assert desk.get(path).get_json()["state"] == "recorded"
    assert other_desk.get(f"/debtors/{debtor}/capacity").status_code == 404
    assert other_desk.get("/evidence").get_json()["items"] == []
    in_future = desk.refused("/evasion-signs", capacity.sign_body(debtor, dated_on="2026-03-03"))
    assert set(findings(in_future)) == {"capacity.source_and_date"}


def test_nothing_is_recorded_in_a_case_that_has_ended(desk: Desk, debtor: str) -> None:
    made = desk.done("/evidence", capacity.ruling_body(debtor))
    draft = desk.done("/capacity-assessments", capacity.assessment_body(debtor))
    with transaction() as session:
        session.execute(update(EnforcementCase).values(state="terminated"))
    for path, body, how in (
        ("/evidence", capacity.evidence_body(debtor), {}),
        ("/evasion-signs", capacity.sign_body(debtor), {}),
        (f"/evidence/{made['id']}/withdrawal", {"reason": "x"}, {"version": 1}),
        ("/capacity-assessments", capacity.assessment_body(debtor), {}),
        (f"/capacity-assessments/{draft['id']}/signature", None, {"by": "judge", "version": 1}),
    ):
        problem = desk.refused(path, body, **how)
        assert findings(problem) == {"states.act_fits_state": "Register Rule 21"}
    assert desk.get(f"/debtors/{debtor}/capacity").get_json()["finding"] is None


def test_a_court_above_reads_and_records_nothing(courts: Courts) -> None:
    debtor = files.debtor_of(courts.basic, files.case_of(courts.basic))["id"]
    made = courts.basic.done("/evidence", capacity.ruling_body(debtor))
    above = courts.intermediate
    assert above.get(f"/evidence/{made['id']}").get_json() == made
    assert above.get(f"/debtors/{debtor}/capacity").status_code == 200
    assert above.get("/evidence").get_json()["items"] == []
    assert above.get("/evidence", court=COURT).get_json()["items"] == [made]
    assert above.refused("/evidence", capacity.ruling_body(debtor))["code"] == "debtor.not_found"
    path = f"/evidence/{made['id']}/withdrawal"
    assert above.refused(path, {"reason": "x"}, version=1)["code"] == "evidence.not_found"
