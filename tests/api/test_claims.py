"""Claimed payments (申报的履行): proof, the creditor's word, and a judge who decides."""

from datetime import timedelta
from typing import Any

import pytest

from tests.api import files
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.clocks import SetClock

ID_NUMBER = "510199198001010010"


def claim_body(debtor: str, **changes: object) -> dict[str, object]:
    """Return a claim as a clerk records it."""
    return {
        "debtor": debtor,
        "amount": "98000.00",
        "paid_on": "2026-03-01",
        "proof": "工商银行回单尾号 0031",
        **changes,
    }


def step(desk: Desk, payment: dict[str, Any], name: str, **how: Any) -> dict[str, Any]:
    """Do one step of a payment in its present version."""
    return desk.done(f"/payments/{payment['id']}/{name}", version=payment["version"], **how)


@pytest.mark.every_engine
def test_a_claim_counts_once_the_creditor_and_a_judge_confirm_it(desk: Desk) -> None:
    listing = files.published(desk)
    body = claim_body(listing["debtor"], note=f"本人{ID_NUMBER}已付清")
    made = desk.done("/payments/claims", body, key="one")
    assert desk.done("/payments/claims", body, key="one") == made
    assert (made["state"], made["entered"], made["creditor"]) == ("claimed", None, None)
    assert made["claim"]["proof"] == "工商银行回单尾号 0031"
    assert ID_NUMBER not in made["note"]
    found = desk.get("/payments", state="claimed").get_json()["items"]
    assert [payment["id"] for payment in found] == [made["id"]]
    assert desk.get("/deadlines").get_json()["items"] == []

    # A claim that nobody looked at is not confirmed, and one not put to the creditor neither.
    path = f"/payments/{made['id']}"
    problem = desk.refused(f"{path}/confirmation", by="judge", version=1)
    assert (problem["status"], problem["code"]) == (409, "payment.wrong_state")
    assert problem["facts"]["instead"] == "enter_payment,reject_payment"
    entered = step(desk, made, "entry")
    assert (entered["state"], entered["version"]) == ("entered", 2)
    problem = desk.refused(f"{path}/confirmation", by="judge", version=2)
    assert findings(problem) == {"payments.creditor_asked": "Register Rule 16"}
    assert desk.get(path).get_json() == entered

    said = {"answer": "confirms", "on": "2026-03-02", "said": "款项已收到"}
    answered = step(desk, entered, "creditor-answer", body=said)
    assert answered["creditor"] == said
    assert desk.get(f"/listings/{listing['id']}").get_json()["performance"] == "none"
    done = step(desk, answered, "confirmation", by="judge")
    assert (done["state"], done["decision"]) == ("confirmed", None)
    about = desk.get(f"/listings/{listing['id']}").get_json()
    assert (about["performance"], about["amount_outstanding"]) == ("full", "0.00")
    (duty,) = desk.get("/deadlines", kind="remove_listing").get_json()["items"]
    assert (duty["kind"], duty["record"]) == ("remove_listing", listing["id"])
    problem = desk.refused(f"{path}/rejection", {"reason": "更正"}, by="judge", version=4)
    assert (problem["status"], problem["facts"]["state"]) == (409, "confirmed")


def test_where_the_creditor_denies_it_a_judge_states_why(desk: Desk, clock: SetClock) -> None:
    listing = files.published(desk)
    made = step(desk, desk.done("/payments/claims", claim_body(listing["debtor"])), "entry")
    path = f"/payments/{made['id']}"
    silent = {"answer": "silent", "on": "2026-03-02"}
    problem = desk.refused(f"{path}/creditor-answer", silent, version=2)
    assert findings(problem) == {"payments.creditor_had_time": "Register Rule 16"}
    denies = {"answer": "disputes", "on": "2026-03-03", "said": "未收到"}
    problem = desk.refused(f"{path}/creditor-answer", denies, version=2)
    assert findings(problem) == {"procedure.nothing_in_the_future": "LR Art. 5"}
    clock.forward(timedelta(days=8))
    answered = step(desk, made, "creditor-answer", body=denies)
    again = step(desk, answered, "creditor-answer", body={"answer": "silent", "on": "2026-03-10"})
    assert again["creditor"]["answer"] == "silent"
    for body in (None, {}, {"reason": "   "}):
        problem = desk.refused(f"{path}/confirmation", body, by="judge", version=4)
        assert findings(problem) == {"payments.confirmed_with_creditor": "Register Rule 16"}
        (finding,) = problem["facts"]["findings"]
        assert finding["overridable_by"] == "judge"
    done = step(desk, again, "confirmation", by="judge", body={"reason": "银行流水可以证明"})
    assert (done["state"], done["decision"]) == ("confirmed", "银行流水可以证明")


def test_what_does_not_prove_true_is_rejected_and_never_counts(
    desk: Desk, other_desk: Desk
) -> None:
    listing = files.published(desk)
    made = desk.done("/payments/claims", claim_body(listing["debtor"]))
    path, why = f"/payments/{made['id']}/rejection", {"reason": "回单系伪造"}
    assert desk.refused(path, {"reason": " "}, by="judge", version=1)["status"] == 422
    for login in ("clerk", "auditor"):
        problem = desk.refused(path, why, by=login, version=1)
        assert "authority.role_fits_act" in findings(problem)
    assert other_desk.refused(path, why, by="judge", version=1)["code"] == "payment.not_found"
    assert desk.refused(path, why, by="judge", version=2)["status"] == 412
    done = step(desk, made, "rejection", by="judge", body=why)
    assert (done["state"], done["decision"]) == ("rejected", "回单系伪造")
    for name, body in (("rejection", why), ("entry", None), ("confirmation", None)):
        problem = desk.refused(f"/payments/{made['id']}/{name}", body, by="judge", version=2)
        assert problem["code"] == "payment.wrong_state"
    assert desk.get(f"/listings/{listing['id']}").get_json() == listing
    # What is entered wrongly by the court is rejected by another person too.
    entered = desk.done(
        "/payments",
        {"debtor": listing["debtor"], "amount": "1.00", "paid_on": "2026-03-01"},
        by="judge",
    )
    problem = desk.refused(f"/payments/{entered['id']}/rejection", why, by="judge", version=1)
    assert findings(problem) == {"authority.two_persons": "Register Rule 3"}
    assert step(desk, entered, "rejection", by="president", body=why)["state"] == "rejected"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"proof": ""}, "payments.evidence_of_claim"),
        ({"paid_on": "2026-03-03"}, "procedure.nothing_in_the_future"),
        ({"paid_on": "2025-11-02"}, "payments.paid_after_filing"),
    ],
)
def test_a_claim_needs_proof_and_a_day_that_can_be(
    desk: Desk, changes: dict[str, object], rule: str
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    problem = desk.refused("/payments/claims", claim_body(debtor["id"], **changes))
    assert set(findings(problem)) == {rule}
    body = claim_body(debtor["id"], **changes)
    if body.pop("proof"):
        assert set(findings(desk.refused("/payments", body))) == {rule}
    assert desk.get("/payments").get_json()["items"] == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": "98000.01"}, "payment.exceeds_outstanding"),
        ({"amount": "1.005"}, "request.invalid"),
        ({"amount": "0.00"}, "request.invalid"),
        ({"amount": "-1.00"}, "request.invalid"),
        ({"enforced": True}, "request.invalid"),
    ],
)
def test_a_claim_is_of_an_amount_that_can_be(
    desk: Desk, changes: dict[str, object], code: str
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    problem = desk.refused("/payments/claims", claim_body(debtor["id"], **changes))
    assert (problem["status"], problem["code"]) == (422, code)


def test_of_two_claims_of_the_whole_only_one_is_confirmed(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    confirmed = {"answer": "confirms", "on": "2026-03-02"}
    first, second = (
        step(
            desk,
            step(desk, desk.done("/payments/claims", claim_body(debtor["id"])), "entry"),
            "creditor-answer",
            body=confirmed,
        )
        for _ in range(2)
    )
    step(desk, first, "confirmation", by="judge")
    path = f"/payments/{second['id']}/confirmation"
    problem = desk.refused(path, by="judge", version=second["version"])
    assert problem["facts"] == {"amount": "98000.00", "outstanding": "0.00"}
