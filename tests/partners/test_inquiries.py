"""Inquiries from end to end: asked by a court, sent to exactly those who are asked, answered, and
read by those who need it.
"""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from registry.models.inquiries import InquiryAnswer
from schemas.notices import NoticeSchema
from tests.api.desk import ADULT, Desk
from tests.api.proceedings import day, inquired
from tests.api.refusals import findings
from tests.clocks import SetClock
from tests.partners.asking import (
    ACCOUNT,
    NETWORK,
    VEHICLE,
    Asking,
    cannot,
    found,
    nothing,
    only,
    states,
)
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, status


def evidence(asking: Asking) -> dict[str, list[dict[str, Any]]]:
    """Read the evidence of the debtor by what it speaks for."""
    path = f"/debtors/{asking.debtor['id']}/capacity"
    shown = asking.desk.get(path).get_json()
    return {
        name: [item for item in shown[f"for_{name}"] if item["state"] == "recorded"]
        for name in ("inability", "ability", "neither")
    }


@pytest.mark.every_engine
def test_exactly_those_who_are_asked_are_told_of_whom_and_of_what(
    asking: Asking, send: Send
) -> None:
    request = asking.ask()
    assert (request["basis"], request["due_on"]) == ("CPL Art. 253; PR Art. 12", "2026-03-05")
    assert states(request) == dict.fromkeys(("bank", "land", "traffic"), "waiting")
    asking.take_in(code="not-asked")
    receivers = {code: FakeTransport() for code in asking.inside}
    for code, receiver in receivers.items():
        send(asking.inside[code], receiver)
    (notice,) = receivers["bank"].notices()
    assert notice["type"] == "inquiry.requested"
    assert notice["record"] == only(request)["id"]
    assert notice["subject"]["documents"] == [{"type": "resident_id", "number": ADULT}]
    assert notice["case"]["number"] == "(2025)川0107执1234号"
    assert notice["inquiry"] == {
        "kinds": ["accounts", "network_funds", "securities"],
        "request": request["id"],
        "basis": "CPL Art. 253; PR Art. 12",
        "urgent": False,
        "due_on": "2026-03-05",
    }
    NoticeSchema().loads(json.dumps(notice))
    assert [one["inquiry"]["kinds"] for one in receivers["land"].notices()] == [["real_property"]]
    assert states(asking.standing(request)) == dict.fromkeys(("bank", "land", "traffic"), "sent")


def test_a_receipt_and_silence_past_the_day_are_seen_and_are_no_answers(
    asking: Asking, send: Send, clock: SetClock
) -> None:
    request = asking.ask(agencies=["bank", "land", "traffic"])

    def answering(outcome: str) -> FakeTransport:
        def answer(posted: Any) -> Any:
            (notice,) = posted.notices
            receipt = {"notice": notice["id"], "measure": "inquiry", "outcome": outcome}
            receipts = [{**receipt, "reason": "无此职权" if outcome == "rejected" else ""}]
            return status(200, json.dumps({"receipts": receipts}).encode())

        return FakeTransport([answer])

    send(asking.inside["bank"], answering("accepted"))
    send(asking.inside["land"], answering("rejected"))
    expected = {"bank": "accepted", "land": "rejected", "traffic": "waiting"}
    assert states(asking.standing(request)) == expected
    day(clock, "2026-03-06")
    late = asking.standing(request)
    # What was not sent is not met with silence.
    assert states(late) == expected | {"bank": "silent"}
    assert [each["receipt_reason"] for each in only(late)["agencies"]] == ["", "无此职权", ""]
    assert only(late)["result"] == "no_reply"


@pytest.mark.every_engine
def test_nothing_is_found_only_when_everybody_says_so(asking: Asking) -> None:
    inquiry = only(request := asking.ask())["id"]
    asking.say_nothing_found("bank", inquiry)
    asking.say_nothing_found("land", inquiry)
    assert only(asking.standing(request))["result"] == "no_reply"
    assert evidence(asking) == {"inability": [], "ability": [], "neither": []}
    answer = asking.say("traffic", inquiry, cannot("vehicles"))
    assert answer.get_json() == {"kept": 1, "unanswered": [], "late": False}
    stands = asking.standing(request)
    assert only(stands)["result"] == "failed"
    assert states(stands)["traffic"] == "cannot_answer"
    assert [item["result"] for item in evidence(asking)["neither"]] == ["failed"]
    # The agency could answer after all; what its failure had entered is withdrawn.
    asking.say_nothing_found("traffic", inquiry)
    stands = asking.standing(request)
    assert (only(stands)["result"], only(stands)["answered_on"]) == ("nothing_found", "2026-03-02")
    shown = evidence(asking)
    assert shown["neither"] == []
    (item,) = shown["inability"]
    assert (item["kind"], item["inquiry"], item["recorded"]) == ("network_inquiry", inquiry, None)
    assert item["dated_on"] == "2026-03-02"
    (said,) = (each for each in only(stands)["agencies"] if each["agency"] == "traffic")
    assert said["said"][0]["contradicted"] is True
    # Property that appears later is what counts from then on.
    asking.say("land", inquiry, found("real_property", {"certificate": "1号", "location": "某处"}))
    assert only(asking.standing(request))["result"] == "property_found"
    assert [item["result"] for item in evidence(asking)["ability"]] == ["property_found"]
    picture = asking.desk.get(f"/debtors/{asking.debtor['id']}/capacity").get_json()
    assert [each["inquiry"] for each in picture["property_found"]] == [inquiry]


def test_an_empty_account_is_no_property_and_half_a_network_proves_no_inability(
    asking: Asking,
) -> None:
    inquiry = only(request := asking.ask(kinds=["accounts"]))["id"]
    asking.say("bank", inquiry, found("accounts", ACCOUNT | {"balance": "0.00"}))
    stands = only(asking.standing(request))
    assert (stands["result"], stands["complete"]) == ("nothing_found", False)
    assert states(asking.standing(request)) == {"bank": "found"}
    assert [item["result"] for item in evidence(asking)["neither"]] == ["nothing_found"]


def test_an_answer_in_parts_counts_with_its_last_part(asking: Asking) -> None:
    inquiry = only(request := asking.ask(kinds=["vehicles"]))["id"]
    said_as = "5d1c0b9a-8f7e-4d6c-9b5a-4c3d2e1f0a9b"

    def part(number: int, *, last: bool) -> Any:
        said = found("vehicles", VEHICLE | {"plate": f"川A0000{number}"}, part=number, last=last)
        answer = asking.say("traffic", inquiry, said, said_as=said_as)
        return answer.status_code, answer.get_json().get("code")

    assert part(2, last=True) == (409, "inquiry_answer.part_missing")
    assert part(1, last=False) == (200, None)
    assert states(asking.standing(request)) == {"traffic": "waiting"}
    assert part(2, last=True) == (200, None)
    assert part(3, last=True) == (409, "inquiry_answer.part_missing")
    (traffic,) = only(asking.standing(request))["agencies"]
    assert (traffic["state"], traffic["said"][0]["items"]) == ("found", 2)


@pytest.mark.every_engine
def test_the_same_again_is_not_kept_twice_and_something_else_under_its_name_is_refused(
    asking: Asking, session: Session
) -> None:
    inquiry = only(asking.ask())["id"]
    said_as = "5d1c0b9a-8f7e-4d6c-9b5a-4c3d2e1f0a9b"
    words = nothing(("accounts", "securities"))
    first = asking.say("bank", inquiry, *words, said_as=said_as)
    left = {"unanswered": ["network_funds"], "late": False}
    assert first.get_json() == {"kept": 2, **left}
    again = asking.say("bank", inquiry, *words, said_as=said_as)
    assert again.get_json() == {"kept": 0, **left}
    otherwise = found("accounts", ACCOUNT)
    refused = asking.say("bank", inquiry, cannot("securities"), otherwise, said_as=said_as)
    assert (refused.status_code, refused.get_json()["code"]) == (
        409,
        "inquiry_answer.said_otherwise",
    )
    session.rollback()
    assert session.query(InquiryAnswer).count() == 2


def test_what_nobody_asked_is_not_taken(asking: Asking, clock: SetClock, session: Session) -> None:
    request = asking.ask(agencies=["bank", "traffic", "land"])
    inquiry = only(request)["id"]
    nobodys = "00000000-0000-4000-8000-000000000000"
    empty = nothing(("accounts",))

    def refused(code: str, at: str, *answers: dict[str, Any]) -> tuple[int, str]:
        answer = asking.say(code, at, *answers)
        return answer.status_code, answer.get_json()["code"]

    asking.connect("other-bank", "accounts")
    assert refused("other-bank", inquiry, *empty) == (404, "agency_inquiry.not_found")
    assert refused("bank", nobodys, *empty) == (404, "agency_inquiry.not_found")
    by_hand = inquired(asking.desk, asking.case["id"], "2026-03-02", "no_reply")
    assert refused("bank", by_hand["id"], *empty) == (404, "agency_inquiry.not_found")
    assert refused("bank", inquiry, *nothing(("vehicles",))) == (
        422,
        "inquiry_answer.kind_not_asked",
    )
    for wrong in (
        found("accounts", ACCOUNT, vehicles=[VEHICLE]),
        found("accounts", {**ACCOUNT, "spouse": "x"}),
        found("accounts", {**ACCOUNT, "balance": 2000}),
        found("accounts", {**ACCOUNT, "balance": "-1.00"}),
        found("accounts", {**ACCOUNT, "institution": "a\u0001b"}),
        found("accounts", *[ACCOUNT] * 201),
        found("accounts"),
        {"kind": "accounts", "outcome": "found", "as_of": "2026-03-02"},
        {**empty[0], "accounts": [ACCOUNT]},
        {**empty[0], "as_of": "2026-03-03"},
        {**empty[0], "as_of": "2026-01-29"},
        {**empty[0], "cause": "other"},
        {**empty[0], "part": 2},
        {"kind": "accounts", "outcome": "cannot_answer", "as_of": "2026-03-02"},
        {**cannot("accounts", "other"), "reason": " "},
        {**empty[0], "kind": "gold"},
    ):
        assert refused("bank", inquiry, wrong) == (422, "request.invalid"), wrong
    path = f"/inquiry-requests/{request['id']}/withdrawal"
    asking.desk.done(path, {"reason": "已经履行"}, version=1)
    assert refused("bank", inquiry, *empty) == (409, "agency_inquiry.withdrawn")
    assert asking.get("bank", "/inquiries").get_json()["items"] == []
    session.rollback()
    assert session.query(InquiryAnswer).count() == 0


def test_a_withdrawal_reaches_those_who_were_asked(asking: Asking, send: Send) -> None:
    request = asking.ask(agencies=["bank"], kinds=["accounts"])
    path = f"/inquiry-requests/{request['id']}/withdrawal"
    withdrawn = asking.desk.done(path, {"reason": "已经履行"}, version=1)
    assert (withdrawn["state"], states(withdrawn)) == ("withdrawn", {"bank": "withdrawn"})
    one = asking.desk.get(f"/inquiries/{only(withdrawn)['id']}").get_json()
    assert (one["result"], one["awaited"], one["withdrawn"]) == ("no_reply", False, True)
    again = asking.desk.refused(path, {"reason": "x"}, version=2)
    assert again["code"] == "inquiry_request.wrong_state"
    bank, land = FakeTransport(), FakeTransport()
    send(asking.inside["bank"], bank)
    send(asking.inside["land"], land)
    assert [notice["type"] for notice in bank.notices()] == [
        "inquiry.requested",
        "inquiry.withdrawn",
    ]
    assert land.notices() == []


def test_an_agency_sees_what_it_still_has_to_answer(asking: Asking) -> None:
    first, second = (only(asking.ask())["id"] for _ in range(2))
    asking.say_nothing_found("bank", first)
    asking.say("bank", second, *nothing(("accounts",)))
    (waiting,) = asking.get("bank", "/inquiries").get_json()["items"]
    assert (waiting["id"], waiting["unanswered"]) == (second, ["network_funds", "securities"])
    assert (waiting["case_number"], waiting["due_on"]) == ("(2025)川0107执1234号", "2026-03-05")
    page = asking.get("land", "/inquiries", per_page=1).get_json()
    rest = asking.get("land", "/inquiries", per_page=1, after=page["next"]).get_json()
    assert [each["id"] for each in page["items"] + rest["items"]] == [first, second]
    assert rest["next"] is None


def test_a_court_asks_as_the_law_says_and_no_other_court_does(
    asking: Asking, clock: SetClock
) -> None:
    def refused(**changes: object) -> set[str]:
        return set(findings(asking.desk.refused(asking.path, asking.body(**changes))))

    assert refused(kinds=["accounts", "marriage"]) == {"inquiry_requests.only_what_is_related"}
    assert refused(kinds=["marriage"], necessity="x") == {"inquiry_requests.only_what_is_related"}
    assert refused(kinds=["accounts", "insurance"]) == {"inquiry_requests.answerable"}
    assert refused(agencies=["bank", "traffic"], kinds=["accounts"]) == {
        "inquiry_requests.answerable"
    }
    problem = asking.desk.refused(asking.path, asking.body(agencies=["nobody"]))
    assert (problem["status"], problem["code"]) == (422, "inquiry_request.agency_unknown")
    problem = asking.desk.refused(asking.path, asking.body(), by="president")
    assert "authority.role_fits_act" in findings(problem)
    other = Desk(asking.app, clock(), "川0106").open("成都市金牛区人民法院")
    assert other.refused(asking.path, asking.body())["code"] == "case.not_found"
    foreign = asking.desk.refused(asking.path, asking.body(debtors=[asking.case["id"]]))
    assert foreign["code"] == "debtor.not_found"
    for _ in range(5):
        asking.ask(kinds=["accounts"])
    assert refused() == {"inquiry_requests.within_daily_limit"}
    day(clock, "2026-03-03")
    assert asking.ask(kinds=["accounts"], urgent=True)["due_on"] == "2026-03-04"


def test_nobody_is_asked_where_no_agency_answers_anything(
    app: Flask, clock: SetClock, directory: Agencies
) -> None:
    desk = Desk(app, clock()).open()
    assert desk.get("/respondents").get_json() == {"items": []}
    Asking(app, desk, directory.add, clock()).open()
    listed = desk.get("/respondents").get_json()["items"]
    assert [each["agency"] for each in listed] == ["bank", "land", "traffic"]
    assert set(NETWORK) <= {kind for each in listed for kind in each["kinds"]}
