"""What is wrong with receipts is said to the agency: where one is refused at once, and where an
answer to a delivery held it, by its status and its page. A word that rejects has to say why.
"""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.endpoints.attempts import Answer
from partners.models.streams import Receipt
from registry.db import end_reading
from tests.clocks import SetClock
from tests.partners.asking import Asking
from tests.partners.caller import Caller, printed, said
from tests.partners.conftest import Agencies, Send
from tests.partners.court_person import HOME, Person
from tests.partners.receiver import FakeTransport, Posted, status
from tests.partners.register import Register
from tests.partners.test_court_pages import ask
from tests.partners.test_pages import sign_in

LISTED, CODE = "go2016.C1", "market-regulation"
OWN = "/api/v1/agency"


@pytest.fixture
def agency(directory: Agencies, register: Register) -> int:
    """Give an agency that is soon told of a listing."""
    found = directory.add(LISTED)
    register.publish(register.subject())
    return found


@pytest.fixture
def key(agency: int, runner: FlaskCliRunner) -> str:
    """Give the agency's key."""
    return printed(runner, "agency", "key", CODE)


@pytest.fixture
def itself(client: FlaskClient, key: str) -> Caller:
    """Give the agency, as it calls."""
    return Caller(client, key)


def rejecting(**more: Any) -> FakeTransport:
    def answer(posted: Posted) -> Answer:
        words = [
            {"notice": notice["id"], "measure": LISTED, "outcome": "rejected", **more}
            for notice in posted.notices
        ]
        return status(200, json.dumps({"receipts": words}).encode())

    return FakeTransport([answer])


def kept(session: Session) -> list[tuple[str, str]]:
    session.rollback()
    rows = session.scalars(select(Receipt).order_by(Receipt.id)).all()
    return [(row.outcome, row.reason) for row in rows]


@pytest.mark.parametrize("why", [{}, {"reason": ""}, {"reason": " \n"}])
def test_whoever_rejects_by_call_or_file_says_why(
    agency: int,
    itself: Caller,
    runner: FlaskCliRunner,
    send: Send,
    session: Session,
    tmp_path: Path,
    why: dict[str, str],
) -> None:
    receiver = FakeTransport()
    send(agency, receiver)
    [notice] = receiver.notices()
    word = {"notice": notice["id"], "measure": LISTED, "outcome": "rejected", **why}
    refused = itself.post(f"{OWN}/receipts", {"receipts": [word]})
    assert refused.status_code == 422
    [error] = said(refused)["errors"]
    assert (error["pointer"], error["code"]) == ("/receipts/0/reason", "required")
    file = tmp_path / "receipts.jsonl"
    file.write_text(json.dumps(word) + "\n", encoding="utf-8")
    end_reading()
    done = runner.invoke(args=["partners", "receipts", "import", CODE, str(file)])
    assert (done.exit_code, done.output.splitlines()[-1]) == (1, "1\t原因 reason")
    assert kept(session) == []
    because = {**word, "reason": "查无此人"}
    assert itself.post(f"{OWN}/receipts", {"receipts": [because]}).status_code == 200
    assert kept(session) == [("rejected", "查无此人")]


@pytest.mark.every_engine
@pytest.mark.parametrize("why", [{}, {"reason": ""}])
def test_what_is_rejected_without_a_reason_in_an_answer_is_kept_and_the_agency_is_told(
    agency: int,
    key: str,
    client: FlaskClient,
    itself: Caller,
    send: Send,
    session: Session,
    why: dict[str, str],
) -> None:
    send(agency, rejecting(**why))
    assert kept(session) == [("rejected", "")]
    found = said(itself.get(f"{OWN}/status"))["receipt_faults"]
    assert found["count"] == 1
    assert "没有说明理由" in found["detail"]
    sign_in(client, key)
    page = client.get("/partners/own").text
    assert "近七日应答中的反馈有 1 处问题" in page
    assert "没有说明理由" in page


def test_nothing_is_wrong_where_every_word_can_be_read(
    agency: int, key: str, client: FlaskClient, itself: Caller, send: Send
) -> None:
    send(agency, rejecting(reason="查无此人"))
    assert said(itself.get(f"{OWN}/status"))["receipt_faults"] is None
    sign_in(client, key)
    assert "处问题" not in client.get("/partners/own").text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"ok", "不是 JSON"),
        (b"[]", "不是对象"),
        (b'{"receipts": {}}', "不是列表"),
        (b'{"receipts": [{"outcome": "applied"}, 7]}', "receipts[0]"),
    ],
)
def test_an_answer_that_cannot_be_read_is_told_of_for_a_week(
    agency: int,
    itself: Caller,
    send: Send,
    clock: SetClock,
    body: bytes,
    words: str,
) -> None:
    send(agency, FakeTransport([status(200, body)]))
    found = said(itself.get(f"{OWN}/status"))["receipt_faults"]
    assert words in found["detail"]
    assert datetime.fromisoformat(found["at"]) == clock()
    clock.forward(timedelta(days=7, seconds=-1))
    assert said(itself.get(f"{OWN}/status"))["receipt_faults"] == found
    clock.forward(timedelta(seconds=1))
    assert said(itself.get(f"{OWN}/status"))["receipt_faults"] is None


def test_a_court_sees_that_an_agency_gave_no_reason(
    asking: Asking, send: Send, session: Session
) -> None:
    clerk = Person(asking.app, asking.desk.keys["clerk"])
    one = ask(clerk, asking, agencies=["land"], kinds=["real_property"]).headers["Location"]
    assert one.startswith(HOME)

    def answer(posted: Posted) -> Answer:
        [notice] = posted.notices
        word = {"notice": notice["id"], "measure": "inquiry", "outcome": "rejected"}
        return status(200, json.dumps({"receipts": [word]}).encode())

    send(asking.inside["land"], FakeTransport([answer]))
    page = clerk.text(one)
    assert "没有说明理由，应当要求单位说明" in page
    assert "No reason given; ask the agency" in clerk.text(one, "en")
