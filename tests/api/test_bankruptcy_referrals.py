"""Referrals to bankruptcy over the API (移送破产审查): what the other court's answer leads to."""

from typing import Any

from tests.api import files, orders
from tests.api.desk import Desk
from tests.api.proceedings import duties, ruled, ruling_body, standing
from tests.api.refusals import findings

COMPANY: dict[str, Any] = {
    "kind": "organisation",
    "name": "成都测试商贸有限公司",
    "documents": [{"type": "unified_social_credit_code", "number": "91510199MA6CGUGA1A"}],
    "legal_representative": "王测试",
}


def referral_body(debtor: str, **changes: object) -> dict[str, object]:
    """Return a referral as a clerk drafts it."""
    return {
        "debtor": debtor,
        "number": "(2025)川0107执1234号之三",
        "ruled_on": "2026-03-02",
        "reason": "资产不足以清偿全部债务",
        "insolvent": True,
        "creditor_consents": True,
        "referred_to": "成都市中级人民法院",
        **changes,
    }


def referred(desk: Desk, case: str, debtor: str) -> dict[str, Any]:
    """Draft a referral, sign it, and record that the file was received."""
    made = desk.done(f"/cases/{case}/bankruptcy-referrals", referral_body(debtor))
    path = f"/bankruptcy-referrals/{made['id']}"
    signed = desk.done(f"{path}/signature", by="judge", version=made["version"])
    assert (signed["stage"], signed["version"]) == ("referred", 2)
    received = {"received_on": "2026-03-02"}
    return desk.done(f"{path}/receipt", received, version=signed["version"])


def answer_body(stage: str, on: str = "2026-03-02") -> dict[str, object]:
    return {"stage": stage, "number": "(2026)川01破申7号", "ruled_on": on}


def test_a_company_is_referred_listed_no_more_and_ended_when_declared_bankrupt(
    desk: Desk,
) -> None:
    case = files.case_of(desk)
    company = files.debtor_of(desk, case, **COMPANY)
    guarantor = files.debtor_of(desk, case)
    listings = [files.published(desk, debtor) for debtor in (company, guarantor)]
    received = referred(desk, case["id"], company["id"])
    assert (received["received_on"], received["answer_due_on"]) == ("2026-03-02", "2026-04-01")
    assert received["ruling"]["cause"] == "bankruptcy"
    # Suspended against the company alone; the guarantor goes on owing.
    states = {each["debtor"]: each["state"] for each in standing(desk, case["id"])["debtors"]}
    assert states == {company["id"]: "suspended", guarantor["id"]: "open"}
    (duty,) = duties(desk, "remove_listing")
    assert (duty["record"], duty["basis"]) == (listings[0]["id"], "LR Art. 10(5)")
    path = f"/bankruptcy-referrals/{received['id']}"
    accepted = desk.done(f"{path}/answer", answer_body("accepted"), version=3)
    assert (accepted["preservation_lifted"], accepted["leads_to"]) == (True, "suspended")
    resumption = ruling_body("resumption", debtor=company["id"])
    assert findings(desk.refused(f"/cases/{case['id']}/rulings", resumption)) == {
        "rulings.refused_before_resumed": "CPL Interp. Art. 513"
    }
    declared = desk.done(f"{path}/answer", answer_body("declared"), version=4)
    assert (declared["stage"], declared["leads_to"]) == ("declared", "terminated")
    assert desk.get(path).get_json() == declared
    ruled(desk, case["id"], "termination", debtor=company["id"])
    assert files.removed(desk, listings[0]["id"], "LR10-7")["listing"]["state"] == "removed"
    assert desk.get(f"/listings/{listings[1]['id']}").get_json()["state"] == "published"


def test_what_is_refused_bankruptcy_is_resumed(desk: Desk) -> None:
    case = files.case_of(desk)
    company = files.debtor_of(desk, case, **COMPANY)
    received = referred(desk, case["id"], company["id"])
    assert standing(desk, case["id"])["state"] == "suspended"
    path = f"/bankruptcy-referrals/{received['id']}/answer"
    assert duties(desk, "resume_enforcement") == []
    desk.done(path, answer_body("refused"), version=3)
    (duty,) = duties(desk, "resume_enforcement")
    assert (duty["basis"], duty["due_on"]) == ("CPL Interp. Art. 513", "2026-03-03")
    assert standing(desk, case["id"])["to_be_resumed"] is True
    assert ruled(desk, case["id"], "resumption")["case_state"] == "open"
    assert duties(desk, "resume_enforcement") == []
    problem = desk.refused(path, answer_body("accepted"), version=4)
    assert problem["code"] == "case.wrong_state"


def test_a_referral_that_cannot_be_is_refused(desk: Desk, other_desk: Desk) -> None:
    case = files.case_of(desk)
    company = files.debtor_of(desk, case, **COMPANY)
    person = files.debtor_of(desk, case, **orders.SOMEBODY_ELSE)
    path = f"/cases/{case['id']}/bankruptcy-referrals"
    for debtor, changes, rules in (
        (person, {}, {"bankruptcy.insolvent_entity", "rulings.bankrupt_person"}),
        (company, {"insolvent": False}, {"bankruptcy.insolvent_entity"}),
        (company, {"creditor_consents": False}, {"bankruptcy.somebody_consents"}),
        (company, {"ruled_on": "2026-03-03"}, {"procedure.nothing_in_the_future"}),
        (company, {"ruled_on": "2025-11-02"}, {"rulings.after_filing"}),
    ):
        body = referral_body(debtor["id"], **changes)
        assert set(findings(desk.refused(path, body))) == rules, changes
    assert other_desk.refused(path, referral_body(company["id"]))["code"] == "case.not_found"
    made = desk.done(
        path, referral_body(company["id"], creditor_consents=False, debtor_consents=True)
    )
    one = f"/bankruptcy-referrals/{made['id']}"
    assert (made["stage"], made["leads_to"]) == (None, None)
    assert standing(desk, case["id"])["state"] == "open"
    receipt = {"received_on": "2026-03-02"}
    assert desk.refused(f"{one}/receipt", receipt, version=1)["code"] == "referral.not_found"
    assert findings(desk.refused(f"{one}/signature", by="clerk", version=1))
    desk.done(f"{one}/signature", by="judge", version=1)
    # The file is received before it is answered, and not before it is sent.
    unreceived = desk.refused(f"{one}/answer", answer_body("accepted"), version=2)
    assert findings(unreceived) == {"bankruptcy.days_in_order": "CPL Interp. Art. 512"}
    early = desk.refused(f"{one}/receipt", {"received_on": "2026-03-01"}, version=2)
    assert findings(early) == {"bankruptcy.days_in_order": "CPL Interp. Art. 512"}
    desk.done(f"{one}/receipt", receipt, version=2)
    assert desk.refused(f"{one}/receipt", receipt, version=3)["code"] == "referral.wrong_stage"
    declared = desk.refused(f"{one}/answer", answer_body("declared"), version=3)
    assert declared["code"] == "referral.wrong_stage"
    assert declared["facts"]["stage"] == "referred"
    future = answer_body("accepted", "2026-03-03")
    assert list(findings(desk.refused(f"{one}/answer", future, version=3))) == [
        "procedure.nothing_in_the_future"
    ]
    assert desk.refused(f"{one}/answer", answer_body("accepted"), version=2)["code"] == (
        "record.stale"
    )
    assert len(desk.get(path).get_json()["items"]) == 1
    termination = desk.done(f"/cases/{case['id']}/rulings", ruling_body("termination"))
    other = desk.get(f"/bankruptcy-referrals/{termination['id']}")
    assert other.get_json()["code"] == "referral.not_found"
