"""Judicial suggestion letters over the API: about whom, in which order, with which number, and
what is watched for afterwards.
"""

from datetime import timedelta
from typing import Any

import pytest

from tests.api import files, screened
from tests.api.desk import ADULT, OTHER_ADULT, Desk
from tests.api.refusals import findings
from tests.clocks import SetClock

pytestmark = pytest.mark.every_engine
LIST = f"姓名,身份证号,备注\n李测试,{ADULT},候选人-7\n王别名,{ADULT},候选人-8\n李测试,,候选人-9\n"
ADDRESSEE, REQUEST = "成都市示例文明办公室", "建议在其履行义务之前，不列为候选人。"


def body_of(desk: Desk, row: int, listing: dict[str, Any]) -> dict[str, Any]:
    """Screen a list, and return what drafts a letter about a row of it."""
    found = screened.of_csv(desk, LIST, lists=["dishonest"], names=True)
    return {
        "screening": found["id"],
        "row": row,
        "record": listing["id"],
        "addressee": ADDRESSEE,
        "request": REQUEST,
    }


def signed(desk: Desk, letter: dict[str, Any]) -> dict[str, Any]:
    """Have a letter signed by the president."""
    path = f"/suggestion-letters/{letter['id']}/signature"
    return desk.done(path, by="president", version=letter["version"])


def due(desk: Desk, state: str) -> list[tuple[str, str]]:
    """Return the duties to answer letters that stand in one way."""
    found = desk.get("/deadlines", kind="answer_suggestion", state=state).get_json()["items"]
    return [(each["bearer"], each["due_on"]) for each in found]


def test_a_letter_is_drafted_signed_by_the_president_and_answered(desk: Desk) -> None:
    listing = files.published(desk)
    body = body_of(desk, 1, listing)
    drafted = desk.done("/suggestion-letters", body)
    assert (drafted["state"], drafted["number"], drafted["name"]) == ("drafted", None, "李测试")
    assert drafted["number_masked"] == "510199***********0"
    again = desk.refused("/suggestion-letters", body)
    assert (again["status"], again["code"]) == (409, "suggestion.exists")
    path = f"/suggestion-letters/{drafted['id']}"
    refused = desk.refused(f"{path}/signature", by="judge", version=1)
    assert list(findings(refused)) == ["suggestions.president_signs"]
    letter = signed(desk, drafted)
    assert letter["number"] == "（2026）川0107司建1号"
    assert letter["answer_due_on"] == "2026-05-06"
    assert due(desk, "open") == [("agency", "2026-05-06")]
    early = {"on": "2026-03-01", "content": "已取消候选资格"}
    problem = desk.refused(f"{path}/answer", early, version=letter["version"])
    assert problem["errors"][0]["code"] == "before_signature"
    answer = {**early, "on": "2026-03-02"}
    answered = desk.done(f"{path}/answer", answer, version=letter["version"])
    assert (answered["state"], answered["answered_on"]) == ("answered", "2026-03-02")
    assert due(desk, "open") == []
    late = desk.refused(f"{path}/withdrawal", {"reason": "有误"}, version=answered["version"])
    assert (late["status"], late["code"]) == (409, "suggestion.wrong_state")
    kinds = desk.get("/journal", by="auditor", record=drafted["id"]).get_json()["items"]
    assert [entry["kind"] for entry in kinds] == [
        "suggestion.drafted",
        "act.refused",
        "suggestion.signed",
        "suggestion.answered",
        "act.refused",
    ]
    assert "李测试" not in str(kinds)


def test_who_drafted_a_letter_does_not_sign_it(desk: Desk) -> None:
    body = body_of(desk, 1, files.published(desk))
    drafted = desk.done("/suggestion-letters", body, by="president")
    path = f"/suggestion-letters/{drafted['id']}/signature"
    refused = desk.refused(path, by="president", version=1)
    assert list(findings(refused)) == ["authority.two_persons"]
    assert desk.done(path, by="president2", version=1)["state"] == "signed"


@pytest.mark.parametrize("row", [2, 3])
def test_no_letter_is_written_about_another_name_or_a_namesake(desk: Desk, row: int) -> None:
    body = body_of(desk, row, files.published(desk))
    refused = desk.refused("/suggestion-letters", body)
    assert (refused["status"], refused["code"]) == (422, "suggestion.ineligible")
    assert list(findings(refused)) == ["suggestions.identified"]


def test_nothing_is_suggested_for_what_is_over_and_nobody_finds_another_courts(
    desk: Desk, other_desk: Desk
) -> None:
    listing = files.published(desk)
    body = body_of(desk, 1, listing)
    drafted = desk.done("/suggestion-letters", body)
    path = f"/suggestion-letters/{drafted['id']}"
    assert {other_desk.get(path + end).status_code for end in ("", "/document")} == {404}
    assert other_desk.refused("/suggestion-letters", body)["code"] == "screening.not_found"
    files.removed(desk, listing["id"], "LR10-1", enforcement_completed=True)
    refused = desk.refused(f"{path}/signature", by="president", version=1)
    assert list(findings(refused)) == ["suggestions.still_public"]
    unknown = {**body, "row": 99}
    assert desk.refused("/suggestion-letters", unknown)["code"] == "screening.hit_not_found"


def test_numbers_have_no_gap_and_a_withdrawn_one_is_not_given_again(
    desk: Desk, clock: SetClock
) -> None:
    listing = files.published(desk)
    body = body_of(desk, 1, listing)
    numbers = []
    for sign_first in (False, True, True):
        letter = desk.done("/suggestion-letters", body)
        letter = signed(desk, letter) if sign_first else letter
        numbers.append(letter["number"])
        path = f"/suggestion-letters/{letter['id']}/withdrawal"
        withdrawn = desk.done(path, {"reason": "内容有误"}, version=letter["version"])
        assert withdrawn["withdraw_reason"] == "内容有误"
    assert numbers == [None, "（2026）川0107司建1号", "（2026）川0107司建2号"]
    assert due(desk, "open") == []
    clock.forward(timedelta(days=310))
    again = signed(desk, desk.done("/suggestion-letters", body_of(desk, 1, listing)))
    assert again["number"] == "（2027）川0107司建1号"
    page = desk.get("/suggestion-letters", state="withdrawn").get_json()["items"]
    assert len(page) == 3


def test_a_court_is_reminded_of_an_answer_that_does_not_come(desk: Desk, clock: SetClock) -> None:
    signed(desk, desk.done("/suggestion-letters", body_of(desk, 1, files.published(desk))))
    clock.forward(timedelta(days=70))
    assert due(desk, "overdue") == [("agency", "2026-05-06")]


@pytest.mark.parametrize(
    ("language", "title", "asks"),
    [("zh", "司法建议书", "前将处理结果函告本院"), ("en", "Judicial suggestion", "Please tell")],
)
def test_a_letter_is_printed_with_facts_basis_and_signatory(
    desk: Desk, language: str, title: str, asks: str
) -> None:
    letter = desk.done("/suggestion-letters", body_of(desk, 1, files.published(desk)))
    headers = {"Authorization": f"Bearer {desk.keys['clerk']}", "Accept-Language": language}
    path = f"/api/v1/court/suggestion-letters/{letter['id']}/document"
    draft = desk.client().get(path, headers=headers)
    assert draft.headers["Cache-Control"] == "no-store"
    assert "司建1号" not in draft.text
    letter = signed(desk, letter)
    page = desk.client().get(path, headers=headers).text
    for said in (title, asks, letter["number"], ADDRESSEE, REQUEST, "李测试", "president"):
        assert said in page
    assert "510199***********0" in page
    assert ADULT not in page
    assert OTHER_ADULT not in page
