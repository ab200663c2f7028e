"""Certificates (证明书): issued on request, numbered without gaps, verified by anybody."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from registry.journal import read
from registry.models.certificates import Certificate
from tests.api import files, repairs
from tests.api.desk import ADULT, Desk
from tests.api.refusals import findings
from tests.clocks import SetClock

PLACE = "/api/v1/public/certificates/verification"
CODE = re.compile(r"([2-9A-HJKMNP-Z]{5}-){3}[2-9A-HJKMNP-Z]{5}")
ENGLISH = {"Accept-Language": "en"}
COMPLETION = {
    "kind": "completion",
    "asked_on": "2026-03-02",
    "manner": "voluntary",
    "creditor": "confirms",
}


def issued(desk: Desk, debtor: str, **changes: object) -> dict[str, Any]:
    """Have a certificate issued."""
    return desk.done("/certificates", {"debtor": debtor, **COMPLETION, **changes}, by="judge")


def verified(browser: FlaskClient, number: str, code: str) -> TestResponse:
    """Verify a certificate."""
    return browser.post(PLACE, json={"number": number, "code": code}, headers=ENGLISH)


@pytest.mark.every_engine
def test_anybody_verifies_what_a_court_certified_until_it_is_voided(
    desk: Desk, client: FlaskClient, session: Session
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    files.paid(desk, debtor["id"])
    body = {"debtor": debtor["id"], **COMPLETION}
    made = desk.done("/certificates", body, by="judge", key="one")
    assert desk.done("/certificates", body, by="judge", key="one") == made
    assert made["number"] == "(2026)川0107证明1号"
    assert CODE.fullmatch(made["code"])
    assert made["content"]["performed_on"] == "2026-03-02"
    assert issued(desk, debtor["id"])["number"] == "(2026)川0107证明2号"
    path = f"/certificates/{made['id']}"
    assert desk.get(path).get_json() == made | {"code": None}

    typed = made["code"].lower().replace("-", " ")
    told = verified(client, "（2026）川0107证明1号", typed).get_json()
    assert told["result"] == "valid"
    assert told["certificate"]["name"] == "李测试"
    assert told["certificate"]["number_masked"] == "510199***********0"
    assert told["certificate"]["content"] == made["content"]
    wrong = made["code"][:-1] + ("2" if made["code"][-1] != "2" else "3")
    nothing = {"result": "no_match", "certificate": None}
    assert verified(client, made["number"], wrong).get_json() == nothing
    assert verified(client, "(2026)川0107证明9号", made["code"]).get_json() == nothing

    why = {"reason": "金额有误"}
    for by in ("clerk", "auditor"):
        assert desk.refused(f"{path}/voiding", why, by=by, version=1)["status"] == 422
    done = desk.done(f"{path}/voiding", why, by="president", version=1)
    assert (done["state"], done["void_reason"]) == ("voided", "金额有误")
    told = verified(client, made["number"], made["code"]).get_json()
    assert (told["result"], told["certificate"]["voided_on"]) == ("voided", "2026-03-02")
    problem = desk.refused(f"{path}/voiding", why, by="president", version=2)
    assert (problem["status"], problem["code"]) == (409, "certificate.wrong_state")
    # Neither the code nor a number nor a name is in the journal; the store has the digest alone.
    kept = session.scalars(select(Certificate)).all()
    texts = [entry.body for entry in read.after(session, 0, limit=1_000)]
    texts += [row.content for row in kept]
    for secret in (made["code"], made["code"].replace("-", ""), ADULT, "李测试"):
        assert not any(secret in text for text in texts)
    session.rollback()


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"by": "clerk"}, {"authority.role_fits_act"}),
        ({"asked_on": "2026-03-03"}, {"certificates.asked_for", "procedure.nothing_in_the_future"}),
        ({"creditor": None}, {"certificates.confirmed_with_creditor"}),
        ({"creditor": "disputes"}, {"certificates.confirmed_with_creditor"}),
        ({"manner": None}, {"certificates.contents_complete"}),
        ({"performed_on": "2026-03-03"}, {"procedure.nothing_in_the_future"}),
        (
            {"kind": "credit_repair"},
            {"certificates.contents_complete", "certificates.listing_ended"},
        ),
        (
            {"kind": "voluntary_performance", "manner": "forced"},
            {"certificates.performed_voluntarily"},
        ),
    ],
)
def test_what_is_not_so_is_not_certified(
    desk: Desk, changes: dict[str, Any], rules: set[str]
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    files.paid(desk, debtor["id"])
    body = {"debtor": debtor["id"], **COMPLETION, **changes}
    by = body.pop("by", "judge")
    problem = desk.refused("/certificates", body, by=by)
    assert set(findings(problem)) == rules
    assert desk.get("/certificates").get_json()["items"] == []


def test_what_the_court_took_or_is_half_paid_is_no_voluntary_performance(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    body = {"debtor": debtor["id"], "amount": "97999.99", "paid_on": "2026-03-01", "enforced": True}
    payment = desk.done("/payments", body)
    desk.done(f"/payments/{payment['id']}/confirmation", by="judge", version=1)
    wanted = {"debtor": debtor["id"], **COMPLETION, "kind": "voluntary_performance"}
    assert set(findings(desk.refused("/certificates", wanted, by="judge"))) == {
        "certificates.performed_in_full",
        "certificates.performed_voluntarily",
    }
    files.paid(desk, debtor["id"], "0.01")
    made = issued(desk, debtor["id"], confirmed_by_court=True, creditor="silent")
    assert made["content"]["manner"] == "forced"


def test_the_certificate_of_a_repair_comes_with_it(desk: Desk, client: FlaskClient) -> None:
    listing = files.published(desk)
    files.paid(desk, listing["debtor"])
    asked = repairs.received(desk, listing["id"], certificate_wanted=True)
    done = repairs.decided(desk, asked)
    certificate = done["certificate"]
    assert CODE.fullmatch(certificate["code"])
    shown = desk.get(f"/repairs/{asked['id']}").get_json()["certificate"]
    assert shown == certificate | {"code": None}
    told = verified(client, certificate["number"], certificate["code"]).get_json()
    assert told["certificate"]["kind"] == "credit_repair"
    assert told["certificate"]["content"] == {
        "published_on": "2026-03-02",
        "ended_on": "2026-03-02",
        "end_ground": "LR10-1",
    }


def test_wrong_codes_have_to_wait(desk: Desk, client: FlaskClient, clock: SetClock) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    files.paid(desk, debtor["id"])
    made = issued(desk, debtor["id"])
    for _ in range(10):
        answer = verified(client, "(2026)川0107证明7号", "AAAAA")
        assert (answer.status_code, answer.get_json()["result"]) == (200, "no_match")
    answer = verified(client, made["number"], made["code"])
    assert (answer.status_code, answer.get_json()["code"]) == (429, "verification.too_many")
    assert 0 < int(answer.headers["Retry-After"]) <= 901
    page = client.post("/certificates", data={"number": "x", "code": "y"})
    assert (page.status_code, page.headers["Retry-After"]) == (429, answer.headers["Retry-After"])
    clock.forward(timedelta(minutes=15))
    assert verified(client, made["number"], made["code"]).get_json()["result"] == "valid"


def test_a_certificate_is_printed_and_its_page_shows_the_same(
    desk: Desk, other_desk: Desk, client: FlaskClient
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk), name="<b>李</b>测试")
    files.paid(desk, debtor["id"])
    made = issued(desk, debtor["id"])
    path = f"/api/v1/court/certificates/{made['id']}/document"
    key = {"Authorization": f"Bearer {desk.keys['clerk']}", "Accept-Language": "zh"}
    paper = client.get(path, headers=key | {"X-Verification-Code": made["code"]}).text
    for expected in (made["number"], made["code"], "成都市武侯区人民法院", "李"):
        assert expected in paper
    assert "<b>" not in paper
    assert made["code"] not in client.get(path, headers=key).text
    problem = client.get(path, headers=key | {"X-Verification-Code": "AAAAA"})
    assert (problem.status_code, problem.get_json()["code"]) == (422, "certificate.wrong_code")
    other = {"Authorization": f"Bearer {other_desk.keys['clerk']}"}
    assert client.get(path, headers=other).status_code == 404

    page = client.post("/certificates", data={"number": made["number"], "code": made["code"]})
    assert page.status_code == 200
    for expected in ("有效", "执行完毕", "510199***********0", "李"):
        assert expected in page.text
    assert "<b>" not in page.text
    assert made["code"] not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    english = client.post(
        "/certificates", data={"number": made["number"], "code": made["code"]}, headers=ENGLISH
    )
    assert "Valid" in english.text
    for data in ({}, {"number": made["number"]}, {"number": "x" * 65, "code": "y"}):
        assert client.post("/certificates", data=data).status_code == 422

    assert "兹证明" in paper
    voiding = f"/certificates/{made['id']}/voiding"
    desk.done(voiding, {"reason": "金额有误。"}, by="president", version=1)
    paper = client.get(path, headers=key).text
    assert "已作废" in paper
    assert "兹证明" not in paper
