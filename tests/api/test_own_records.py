"""The debtor's own door (本人查询): recognised by case number, own number and code."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from registry.journal import read
from tests.api import files
from tests.api.desk import ADULT, OTHER_ADULT, Desk
from tests.api.refusals import findings
from tests.clocks import SetClock

PLACE = "/api/v1/public/own"
CASE = "（2025）川0107执1234号"
CLAIM = {"amount": "1000.00", "paid_on": "2026-03-02", "proof": f"银行回单，证件{ADULT}"}


def asked(browser: FlaskClient, code: str, path: str = "records", **changes: Any) -> TestResponse:
    """Ask as a debtor does."""
    body = {"case_number": CASE, "id_number": ADULT, "code": code, **changes}
    return browser.post(f"{PLACE}/{path}", json=body, headers={"Accept-Language": "en"})


def served(desk: Desk) -> dict[str, Any]:
    """Serve a listing, with its code."""
    debtor = files.debtor_of(desk, files.case_of(desk))
    return files.served(desk, files.signed(desk, files.drafted(desk, debtor)))


def by_list(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the decisions by the list that each is on."""
    return {decision["list"]: decision for decision in answer["decisions"]}


def choices(decision: dict[str, Any]) -> list[str]:
    """Return what can be done about a decision."""
    return [choice["what"] for choice in decision["choices"]]


@pytest.mark.every_engine
def test_a_debtor_follows_his_own_records_from_service_to_their_end(
    desk: Desk, client: FlaskClient, session: Session
) -> None:
    listing = served(desk)
    code = listing["own_code"]
    told = asked(client, code.lower().replace("-", " ")).get_json()
    assert told["name"] == "李测试"
    assert told["id_number_masked"] == "510199***********0"
    assert told["case"]["outstanding"] == "98000.00"
    [decision] = told["decisions"]
    assert (decision["state"]["code"], decision["served_on"]) == ("signed", "2026-03-02")
    assert decision["grounds"][0]["article"] == "LR Art. 1(1)"
    assert choices(decision) == ["claim_payment", "object"]

    path = f"/listings/{listing['id']}/publication"
    desk.done(path, version=listing["version"])
    shown = by_list(asked(client, code).get_json())
    assert choices(shown["dishonest"]) == ["claim_payment", "object", "apply_for_repair"]
    assert [step["code"] for step in shown["dishonest"]["choices"][2]["paths"]][:2] == [
        "performed",
        "settlement_performed",
    ]
    assert choices(shown["restricted"])[2:] == ["ask_for_permission", "ask_for_lifting"]

    made = asked(client, code, "payments", **CLAIM).get_json()
    assert (made["state"], made["counts"]) == ("claimed", False)
    assert asked(client, code, "payments", **CLAIM).get_json() == made
    kept = desk.get(f"/payments/{made['id']}").get_json()
    assert (kept["claim"]["by"], ADULT in kept["claim"]["proof"]) == (None, False)
    entry = desk.done(f"/payments/{made['id']}/entry", version=1)
    assert entry["state"] == "entered"

    files.paid(desk, listing["debtor"])
    due = by_list(asked(client, code).get_json())["dishonest"]["dates"]
    assert [(day["kind"], day["due_on"]) for day in due] == [("remove_listing", "2026-03-05")]
    files.removed(desk, listing["id"], "LR10-1")
    told = asked(client, code).get_json()
    shown = by_list(told)
    assert shown["dishonest"]["end_ground"]["code"] == "LR10-1"
    assert choices(shown["dishonest"]) == ["ask_for_certificate"]
    assert shown["restricted"]["state"]["code"] == "lifted"
    assert [(one["amount"], one["counts"]) for one in told["payments"]] == [
        ("1000.00", False),
        ("98000.00", True),
    ]
    claims = [row for row in read.after(session, 0, limit=1_000) if row.kind == "payment.claimed"]
    assert [row.actor for row in claims] == [f"debtor:{listing['debtor']}"]
    for row in read.after(session, 0, limit=1_000):
        assert not any(secret in row.body + row.reason for secret in (code, ADULT, "李测试"))
    session.rollback()


def test_whatever_does_not_fit_is_one_answer(desk: Desk, client: FlaskClient) -> None:
    code = served(desk)["own_code"]
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    answers = [
        asked(client, wrong),
        asked(client, "x"),
        asked(client, code, id_number=OTHER_ADULT),
        asked(client, code, id_number="\u202e1"),
        asked(client, code, case_number="(2025)川0107执1235号"),
        asked(client, code, case_number="\u202e\u0085案"),
        asked(client, wrong, "payments", **CLAIM),
    ]
    bodies = []
    for answer in answers:
        body = answer.get_json()
        assert (answer.status_code, body["code"]) == (404, "own_records.no_match")
        bodies.append({name: body[name] for name in ("type", "title", "detail", "status")})
        assert answer.headers["Cache-Control"] == "no-store"
    assert all(body == bodies[0] for body in bodies)


@pytest.mark.every_engine
def test_guesses_are_limited_and_nobody_else_is_shut_out(
    desk: Desk, client: FlaskClient, clock: SetClock
) -> None:
    code = served(desk)["own_code"]
    for _ in range(10):
        assert asked(client, "AAAAA").status_code == 404
    answer = asked(client, code)
    assert (answer.status_code, answer.get_json()["code"]) == (429, "verification.too_many")
    assert 0 < int(answer.headers["Retry-After"]) <= 901
    client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert asked(client, code).status_code == 200
    # Thirty wrong ones on the same two numbers, from wherever, shut the door for a while.
    for host in (8, 9):
        client.environ_base["REMOTE_ADDR"] = f"192.0.2.{host}"
        for _ in range(10):
            assert asked(client, "AAAAA").status_code == 404
    client.environ_base["REMOTE_ADDR"] = "192.0.2.10"
    assert asked(client, code).status_code == 429
    clock.forward(timedelta(minutes=15))
    assert asked(client, code).status_code == 200


def test_a_code_that_was_replaced_fits_no_more(desk: Desk, client: FlaskClient) -> None:
    listing = served(desk)
    again = desk.done(f"/debtors/{listing['debtor']}/own-code", {"reason": "原码遗失"})
    assert asked(client, listing["own_code"]).status_code == 404
    assert asked(client, again["own_code"]).status_code == 200


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"paid_on": "2026-03-03"}, "payment.ineligible"),
        ({"paid_on": "2025-11-02"}, "payment.ineligible"),
        ({"amount": "98000.01"}, "payment.exceeds_outstanding"),
        ({"amount": "0.00"}, "request.invalid"),
        ({"amount": "1e3"}, "request.invalid"),
        ({"proof": " "}, "request.invalid"),
        ({"proof": "单" * 501}, "request.invalid"),
        ({"enforced": True}, "request.invalid"),
    ],
)
def test_a_claim_that_cannot_be_is_refused(
    desk: Desk, client: FlaskClient, changes: dict[str, Any], expected: str
) -> None:
    listing = served(desk)
    answer = asked(client, listing["own_code"], "payments", **{**CLAIM, **changes})
    assert (answer.status_code, answer.get_json()["code"]) == (422, expected)
    assert desk.get("/payments").get_json()["items"] == []


def test_five_claims_at_most_wait_for_the_court(desk: Desk, client: FlaskClient) -> None:
    code = served(desk)["own_code"]
    for number in range(1, 6):
        claim = {**CLAIM, "amount": f"{number}.00"}
        assert asked(client, code, "payments", **claim).status_code == 200
    problem = asked(client, code, "payments", **{**CLAIM, "amount": "6.00"}).get_json()
    assert (problem["code"], set(findings(problem))) == (
        "own_claim.ineligible",
        {"own_records.claims_limited"},
    )


def test_days_to_apply_for_review_are_told(desk: Desk, client: FlaskClient) -> None:
    listing = served(desk)
    desk.done(f"/listings/{listing['id']}/publication", version=listing["version"])
    objection = desk.done(
        "/objections",
        {
            "listing": listing["id"],
            "ground": "LR11-1",
            "objector": "debtor",
            "statement": "不应纳入",
            "received_on": "2026-03-02",
        },
    )
    own = by_list(asked(client, listing["own_code"]).get_json())["dishonest"]
    assert ("object" in choices(own), own["dates"][0]["kind"]) == (False, "examine_objection")
    path = f"/objections/{objection['id']}"
    body = {"outcome": "dismissed", "reason": "理由不成立"}
    drafted = desk.done(f"{path}/decision", body, version=objection["version"])
    signed = desk.done(f"{path}/signature", by="judge", version=drafted["version"])
    service = {"method": "direct", "served_on": "2026-03-02"}
    desk.done(f"{path}/service", service, version=signed["version"])
    own = by_list(asked(client, listing["own_code"]).get_json())["dishonest"]
    assert own["choices"][0]["what"] == "apply_for_review"
    assert own["choices"][0]["until"] == "2026-03-12"


def test_the_page_of_an_ended_listing_leads_to_what_stays_after_a_removal(
    desk: Desk, client: FlaskClient
) -> None:
    listing = files.published(desk)
    code = desk.done(f"/debtors/{listing['debtor']}/own-code", {"reason": "补发"})["own_code"]
    form = {"case_number": CASE, "id_number": ADULT, "code": code}
    assert "还有什么留着" not in client.post("/own", data=form).text
    files.removed(desk, listing["id"], "LR10-1", enforcement_completed=True)
    assert "还有什么留着" in client.post("/own", data=form).text


def test_the_page_shows_the_same_and_repeats_no_number(desk: Desk, client: FlaskClient) -> None:
    listing = served(desk)
    desk.done(f"/listings/{listing['id']}/publication", version=listing["version"])
    form = {"case_number": CASE, "id_number": ADULT, "code": listing["own_code"]}
    assert '<a href="/own">' in client.get("/").text
    page = client.post("/own", data=form)
    # A listing has one ground here, and each restricted act of the order stands by itself.
    assert [page.text.count(f'<ul class="items{many}">') for many in ("", " many")] == [1, 1]
    for expected in ("李测试", "失信名单规定第一条第一项", "您现在可以", "信用修复", "98000.00"):
        assert expected in page.text
    for secret in (ADULT, listing["own_code"]):
        assert secret not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    english = client.post("/own", data=form, headers={"Accept-Language": "en"})
    assert "What you can do now" in english.text
    claim = form | {"amount": "10.00", "paid_on": "2026-03-02", "proof": "回单"}
    assert "申报已经收到" in client.post("/own/payments", data=claim).text
    assert client.post("/own/payments", data=form).status_code == 422
    assert client.post("/own", data={"case_number": "x" * 65}).status_code == 422
    wrong = client.post("/own", data=form | {"code": "\x00", "case_number": "\x00"})
    assert (wrong.status_code, ADULT in wrong.text) == (404, False)
