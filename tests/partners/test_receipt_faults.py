"""What is wrong with receipts is said to the agency: where one is refused at once, and where an
answer to a delivery held it, by its status and its page. A word that rejects has to say why.
"""

import html
import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.endpoints.attempts import Answer
from partners.models.streams import DeliveryAttempt, Receipt
from partners.receipts.batch_receipts import FEWEST
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
    assert (found["count"], found["code"]) == (1, "receipt_fault.reason_missing")
    assert "没有说明理由" in found["detail"]
    sign_in(client, key)
    page = client.get("/partners/own").text
    assert "近七日应答中的反馈有 1 处问题" in page
    assert "没有说明理由" in page
    assert f"（通知：{found['facts']['notice']}）" in page


def test_nothing_is_wrong_where_every_word_can_be_read(
    agency: int, key: str, client: FlaskClient, itself: Caller, send: Send
) -> None:
    send(agency, rejecting(reason="查无此人"))
    assert said(itself.get(f"{OWN}/status"))["receipt_faults"] is None
    sign_in(client, key)
    assert "处问题" not in client.get("/partners/own").text


UNREADABLE = [
    (b"ok", "no_json", {}, "不是 JSON"),
    (b"[]", "no_object", {}, "不是对象"),
    (b'{"receipts": {}}', "no_list", {"most_receipts": 20_000}, "上限（条）：20000"),
    (
        b'{"receipts": [{"outcome": "applied"}, 7]}',
        "unreadable",
        {"pointer": "/receipts/0", "receipt_fields": ["measure", "notice"]},
        "（在应答中的位置：/receipts/0；字段：measure、notice）",
    ),
    (
        b'{"receipts": [7]}',
        "unreadable",
        {"pointer": "/receipts/0", "receipt_fields": []},
        "（在应答中的位置：/receipts/0）",
    ),
]
HAN = re.compile("[\u3400-\u9fff]")


@pytest.mark.parametrize(("body", "code", "facts", "words"), UNREADABLE)
def test_an_answer_that_cannot_be_read_is_told_of_for_a_week(
    agency: int,
    key: str,
    client: FlaskClient,
    itself: Caller,
    send: Send,
    clock: SetClock,
    body: bytes,
    code: str,
    facts: dict[str, Any],
    words: str,
) -> None:
    send(agency, FakeTransport([status(200, body)]))
    found = said(itself.get(f"{OWN}/status"))["receipt_faults"]
    assert (found["code"], found["facts"]) == (f"receipt_fault.{code}", facts)
    sign_in(client, key)
    assert words in fault_on_page(client, "zh")
    assert datetime.fromisoformat(found["at"]) == clock()
    clock.forward(timedelta(days=7, seconds=-1))
    assert said(itself.get(f"{OWN}/status"))["receipt_faults"] == found
    clock.forward(timedelta(seconds=1))
    assert said(itself.get(f"{OWN}/status"))["receipt_faults"] is None


@pytest.mark.parametrize("body", [each[0] for each in UNREADABLE])
def test_who_reads_english_is_told_in_english_alone(
    agency: int, key: str, client: FlaskClient, itself: Caller, send: Send, body: bytes
) -> None:
    send(agency, FakeTransport([status(200, body)]))
    found = said(itself.get(f"{OWN}/status", language="en"))["receipt_faults"]
    assert not HAN.search(found["title"] + found["detail"])
    sign_in(client, key)
    english = fault_on_page(client, "en")
    assert found["detail"].partition(".")[0] in english
    assert not HAN.search(english)
    assert "facts" not in english


def test_the_wrong_receipt_is_found_among_many_that_are_right(
    register: Register, directory: Agencies, runner: FlaskCliRunner, client: FlaskClient, send: Send
) -> None:
    agency = directory.add(LISTED)
    for _ in range(FEWEST):
        register.publish(register.subject())

    def answer(posted: Posted) -> Answer:
        words: list[Any] = [
            {"notice": notice["id"], "measure": LISTED, "outcome": "applied"}
            for notice in posted.notices
        ]
        words.append({**words[0], "number 510199198503070013": "x"})
        return status(200, json.dumps({"receipts": words}).encode())

    send(agency, FakeTransport([answer]))
    itself = Caller(client, printed(runner, "agency", "key", CODE))
    found = said(itself.get(f"{OWN}/status"))["receipt_faults"]
    assert found["facts"]["pointer"] == f"/receipts/{FEWEST}"
    assert "510199198503070013" not in json.dumps(found)


def test_what_was_kept_as_a_sentence_is_still_shown(
    agency: int, key: str, client: FlaskClient, itself: Caller, send: Send, session: Session
) -> None:
    send(agency, FakeTransport([status(200, b"ok")]))
    sentence = "应答不是 JSON The answer is not JSON."
    [attempt] = session.scalars(select(DeliveryAttempt))
    session.add(
        DeliveryAttempt(
            delivery_id=attempt.delivery_id,
            attempted_at=attempt.attempted_at,
            outcome=attempt.outcome,
            status=200,
            milliseconds=1,
            detail=sentence,
            faults=1,
        )
    )
    session.commit()
    found = said(itself.get(f"{OWN}/status"))["receipt_faults"]
    assert (found["code"], found["detail"], found["facts"]) == (None, sentence, {})
    sign_in(client, key)
    assert sentence in fault_on_page(client, "en")


def fault_on_page(client: FlaskClient, language: str) -> str:
    """Return what the agency's page says of the last answer in which something was wrong."""
    page = client.get(f"/partners/own?lang={language}").text
    term = {"zh": "最近一次有问题的反馈", "en": "Last faulty receipts"}[language]
    found = re.search(rf"<dt>{term}</dt><dd>(.*?)</dd>", page)
    assert found is not None
    return html.unescape(found[1])


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
