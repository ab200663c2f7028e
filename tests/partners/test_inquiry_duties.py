"""Silence of agencies: what they were asked has a day, and the court that asked is told when it is
missed, until the last has answered, the request is withdrawn, or nobody needs an answer any more.
"""

from typing import Any

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from registry import jobs
from registry.db import end_reading
from tests.api import acts, files, orders
from tests.api.beginnings import Beginnings
from tests.api.chain import Chain, chain_of
from tests.api.desk import ADULT, OTHER_COURT
from tests.api.proceedings import day, ruled
from tests.api.refusals import findings
from tests.api.test_own_records import CASE, PLACE
from tests.clocks import SetClock
from tests.partners.asking import ACCOUNT, Asking, cannot, found, nothing, only
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport

KIND = "answer_inquiry"


@pytest.fixture
def chain(app: Flask, clock: SetClock, beginnings: Beginnings | None) -> Chain:
    """Give the desks of a court and of every court above."""
    return chain_of(app, clock, beginnings).open()


def duties(asking: Asking, **query: str) -> list[dict[str, Any]]:
    """Return what agencies owe in cases of the court."""
    items: list[dict[str, Any]] = asking.desk.get("/deadlines", kind=KIND, **query).get_json()[
        "items"
    ]
    return items


def told(asking: Asking) -> list[tuple[str, str]]:
    """Return what the court was told of answers that are due or missed."""
    items = asking.desk.get("/reminders").get_json()["items"]
    return [(one["kind"], one["for_on"]) for one in items if one["deadline"]["kind"] == KIND]


def reminded() -> None:
    """Let the job run, as the scheduler does."""
    end_reading()
    jobs.remind()


@pytest.mark.every_engine
def test_silence_is_told_of_and_is_over_with_the_last_answer_however_late(
    asking: Asking, clock: SetClock
) -> None:
    inquiry = only(request := asking.ask())["id"]
    (duty,) = duties(asking, state="open")
    assert (duty["bearer"], duty["record"], duty["due_on"]) == ("agency", inquiry, "2026-03-05")
    assert (duty["record_kind"], duty["case"]["id"]) == ("inquiry", asking.case["id"])
    asking.say("bank", inquiry, found("accounts", ACCOUNT), *nothing(("network_funds",)))
    asking.say_nothing_found("land", inquiry)
    day(clock, "2026-03-05")
    reminded()
    assert told(asking) == [("reminder", "2026-03-04")]
    assert only(asking.standing(request))["overdue"] is False
    day(clock, "2026-03-06")
    reminded()
    reminded()
    assert told(asking) == [("reminder", "2026-03-04"), ("escalation", "2026-03-06")]
    (duty,) = duties(asking, state="overdue")
    # What one has found does not spare the others an answer.
    stands = only(asking.standing(request))
    assert (stands["result"], stands["awaited"], stands["overdue"]) == (
        "property_found",
        True,
        True,
    )
    late = asking.say("traffic", inquiry, cannot("vehicles"))
    assert late.get_json() == {"kept": 1, "unanswered": [], "late": True}
    assert len(duties(asking, state="open")) == 1
    asking.say_nothing_found("bank", inquiry, "securities")
    (duty,) = duties(asking)
    assert (duty["done_on"], duty["punctuality"]) == ("2026-03-06", "done_late")
    stands = only(asking.standing(request))
    assert (stands["awaited"], stands["overdue"]) == (False, False)
    assert {each["agency"]: each["late"] for each in stands["agencies"]} == {
        "bank": True,
        "land": False,
        "traffic": True,
    }
    (bank, *_) = stands["agencies"]
    assert [said["kind"] for said in bank["said"] if said["late"]] == ["securities"]
    # Who corrects himself later was not late before.
    corrected = asking.say("land", inquiry, *nothing(("real_property",)))
    assert corrected.get_json() == {"kept": 1, "unanswered": [], "late": False}
    (_, land, _) = only(asking.standing(request))["agencies"]
    assert land["late"] is False


def test_an_urgent_answer_is_due_sooner(asking: Asking) -> None:
    asking.ask(urgent=True)
    assert [duty["due_on"] for duty in duties(asking)] == ["2026-03-03"]


def test_each_debtor_has_a_duty_and_a_withdrawal_does_them_all(asking: Asking) -> None:
    other = files.debtor_of(asking.desk, asking.case, **orders.SOMEBODY_ELSE)
    request = asking.ask(debtors=[asking.debtor["id"], other["id"]], kinds=["accounts"])
    first, second = (each["id"] for each in request["inquiries"])
    asking.say_nothing_found("bank", first, "accounts")
    assert [duty["record"] for duty in duties(asking, state="open")] == [second]
    path = f"/inquiry-requests/{request['id']}/withdrawal"
    withdrawn = asking.desk.done(path, {"reason": "不再需要"}, version=1)
    assert duties(asking, state="open") == []
    assert [each["awaited"] for each in withdrawn["inquiries"]] == [False, False]


def test_when_the_case_ends_nobody_owes_an_answer_and_the_silent_are_told_so(
    asking: Asking, send: Send
) -> None:
    inquiry = only(request := asking.ask(kinds=["accounts", "vehicles"]))["id"]
    asking.say("bank", inquiry, found("accounts", ACCOUNT))
    failed = asking.ask(agencies=["traffic"], kinds=["vehicles"])
    asking.say("traffic", only(failed)["id"], cannot("vehicles"))
    files.paid(asking.desk, asking.debtor["id"])
    ruled(asking.desk, asking.case["id"], "completion")
    assert duties(asking, state="open") == []
    # The bank has found property, and traffic would go on looking for more.
    traffic = FakeTransport()
    send(asking.inside["traffic"], traffic)
    assert [
        notice["record"] for notice in traffic.notices() if notice["type"] == "inquiry.withdrawn"
    ] == [inquiry]
    assert asking.standing(request)["state"] == "withdrawn"
    assert asking.standing(failed)["state"] == "open"


def test_courts_above_learn_of_silence_and_the_duty_goes_with_the_case(
    chain: Chain, app: Flask, clock: SetClock, directory: Agencies
) -> None:
    asking = Asking(app, chain.court, directory.add, clock()).open()
    inquiry = only(asking.ask(kinds=["accounts"]))["id"]
    day(clock, "2026-03-06")
    reminded()
    above = chain.intermediate.get("/reminders", kind="escalation").get_json()["items"]
    assert [one["deadline"]["record"] for one in above] == [inquiry]
    moved = {
        "case_number": CASE,
        "kind": "designated",
        "to_court": OTHER_COURT,
        "reason": "当地阻力较大",
    }
    chain.intermediate.done("/transfers", moved, by="judge")
    assert duties(asking) == []
    found_there = chain.sibling.get("/deadlines", kind=KIND).get_json()["items"]
    assert [duty["record"] for duty in found_there] == [inquiry]
    asking.say_nothing_found("bank", inquiry, "accounts")
    assert chain.sibling.get("/deadlines", kind=KIND, state="open").get_json()["items"] == []


def test_silence_and_what_cannot_be_answered_prove_nothing_of_capacity(
    asking: Asking, clock: SetClock
) -> None:
    silent, failed = (only(asking.ask())["id"] for _ in range(2))
    for code in ("bank", "land"):
        asking.say_nothing_found(code, failed)
    asking.say("traffic", failed, cannot("vehicles"))
    day(clock, "2026-03-06")
    picture = asking.desk.get(f"/debtors/{asking.debtor['id']}/capacity").get_json()
    assert picture["for_inability"] == []
    assert [item["result"] for item in picture["for_neither"]] == ["failed"]
    (awaited,) = picture["answers_awaited"]
    assert (awaited["inquiry"], awaited["due_on"], awaited["overdue"]) == (
        silent,
        "2026-03-05",
        True,
    )
    for inquiry, result in ((silent, "no_reply"), (failed, "failed")):
        refused = findings(asking.desk.refused("/evidence", evidence(asking, inquiry, result)))
        assert set(refused) == {"evidence.answer_speaks"}


def test_half_a_network_is_no_evidence_of_inability_by_hand_either(asking: Asking) -> None:
    inquiry = only(asking.ask(kinds=["accounts"]))["id"]
    asking.say_nothing_found("bank", inquiry, "accounts")
    said = evidence(asking, inquiry, "nothing_found")
    refused = findings(asking.desk.refused("/evidence", said))
    assert set(refused) == {"evidence.complete_inquiry_speaks"}


def evidence(asking: Asking, inquiry: str, result: str) -> dict[str, object]:
    """Return evidence of inability that refers to an inquiry, as a clerk sends it."""
    return {
        "debtor": asking.debtor["id"],
        "kind": "network_inquiry",
        "source": "协助查询",
        "dated_on": "2026-03-02",
        "bearing": "inability",
        "description": "未发现财产",
        "result": result,
        "inquiry": inquiry,
    }


def test_the_inquiry_itself_says_by_when_and_whether_answers_are_awaited(
    asking: Asking, clock: SetClock
) -> None:
    inquiry = only(asking.ask())["id"]
    day(clock, "2026-03-06")
    one = asking.desk.get(f"/inquiries/{inquiry}").get_json()
    (listed,) = asking.desk.get(f"/cases/{asking.case['id']}/inquiries").get_json()["items"]
    assert one == listed
    assert (one["result"], one["due_on"], one["awaited"], one["overdue"]) == (
        "no_reply",
        "2026-03-05",
        True,
        True,
    )


def test_the_journal_says_that_an_answer_came_late(
    asking: Asking, clock: SetClock, session: Session
) -> None:
    inquiry = only(asking.ask(kinds=["accounts", "network_funds"]))["id"]
    asking.say_nothing_found("bank", inquiry, "accounts")
    day(clock, "2026-03-06")
    asking.say_nothing_found("bank", inquiry, "network_funds")
    session.rollback()
    said = [
        orjson.loads(entry.body)["inquiry"]["late"]
        for entry in acts.done(session)
        if entry.kind == "inquiry.reported"
    ]
    assert said == [False, True]


def test_the_person_concerned_is_not_told_what_is_asked_about_him(
    asking: Asking, client: FlaskClient
) -> None:
    listed = files.served(
        asking.desk, files.signed(asking.desk, files.drafted(asking.desk, asking.debtor))
    )
    asking.ask()
    body = {"case_number": CASE, "id_number": ADULT, "code": listed["own_code"]}
    answer = client.post(f"{PLACE}/records", json=body)
    assert answer.status_code == 200
    assert "inquir" not in answer.text
