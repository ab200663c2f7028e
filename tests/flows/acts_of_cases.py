"""Acts of a case (案件行为表): what a state machine may send about notices, reports, clues,
inquiries, closed rounds, bankruptcy, duties that are recorded, and certificates.
"""

from typing import Any

from tests.api import capacity, proceedings
from tests.flows.acts import REASON, Choice, Sent

RESULTS = ("nothing_found", "property_found", "no_reply", "failed")
CLOCKS = (
    *("enforcement_notice", "case_finish", "settlement_default", "resumption_application"),
    *("enforcement_objection", "enforcement_review"),
)


def _reason(chosen: Choice) -> Any:
    return REASON


def _notice(chosen: Choice) -> Any:
    warned = chosen.of((True, False))
    return {"issued_on": chosen.day, "warned": warned, "perform_until": chosen.later(10)}


def _demand(chosen: Choice) -> Any:
    days = {"notice_received_on": chosen.day, "due_on": chosen.later(chosen.number % 20)}
    return capacity.demand_body(chosen.record, **days)


def _receipt(chosen: Choice) -> Any:
    return capacity.receipt_body(received_on=chosen.day)


def _clue(chosen: Choice) -> Any:
    return {
        "source": chosen.of(("creditor", "other")),
        "received_on": chosen.day,
        "concrete": True,
        "urgent": chosen.of((False, True)),
        "content": "名下有一辆货车",
    }


def _clue_verified(chosen: Choice) -> Any:
    found = chosen.of((True, False, False))
    return {"effective": found, "verified_on": chosen.day, "outcome": "经查档案"}


def _answer(chosen: Choice) -> Any:
    result = chosen.of(RESULTS)
    answered = chosen.day if result in RESULTS[:2] else None
    return {"result": result, "answered_on": answered}


def _inquiry(chosen: Choice) -> Any:
    return {"asked": "网络执行查控系统", "made_on": chosen.day, **_answer(chosen)}


def _closing(chosen: Choice) -> Any:
    told = {"creditor_told_on": chosen.day, "creditor_heard_on": chosen.day}
    return proceedings.closing_body(creditor_signed_on=chosen.day, **told)


def _referral(chosen: Choice) -> Any:
    return {
        "debtor": chosen.some("debtors"),
        "number": "(2025)川0107执1234号之三",
        "ruled_on": chosen.day,
        "reason": "资产不足以清偿全部债务",
        "insolvent": True,
        "creditor_consents": True,
        "referred_to": "成都市中级人民法院",
    }


def _bankruptcy(chosen: Choice) -> Any:
    stage = chosen.of(("accepted", "refused", "declared"))
    return {"stage": stage, "number": "(2026)川01破申7号", "ruled_on": chosen.day}


def _duty(chosen: Choice) -> Any:
    return {"case": chosen.record, "clock": chosen.of(CLOCKS), "since": chosen.day}


def _other_duty(chosen: Choice) -> Any:
    about = {"case": chosen.record, "body": "成都市中级人民法院", "since": chosen.day}
    return about | {"clock": chosen.of(("bankruptcy_answer", "credit_china_result"))}


def _certificate(chosen: Choice) -> Any:
    return {
        "debtor": chosen.record,
        "kind": "completion",
        "asked_on": chosen.day,
        "manner": chosen.of(("voluntary", "forced")),
        "creditor": "confirms",
    }


def _breach(chosen: Choice) -> Any:
    return {"conduct": chosen.of(("late", "false", "refused")), **REASON}


ACTS_OF_CASES = (
    Sent("/cases/{}/enforcement-notice", "cases", _notice, "enforcement-notices"),
    Sent("/property-reports", "debtors", _demand, "property-reports"),
    Sent("/property-reports/{}/receipt", "property-reports", _receipt),
    Sent(
        "/property-reports/{}/verification",
        "property-reports",
        lambda chosen: {"bearing": "inability", **REASON},
        by="judge",
    ),
    Sent("/property-reports/{}/breach", "property-reports", _breach, by="judge"),
    Sent(
        "/property-reports/{}/supplements",
        "property-reports",
        lambda chosen: {"changed_on": chosen.day, "change": "出售车辆一台"},
        "report-supplements",
    ),
    Sent("/report-supplements/{}/receipt", "report-supplements", _receipt),
    Sent(
        "/evasion-signs",
        "debtors",
        lambda chosen: capacity.sign_body(chosen.record, dated_on=chosen.day),
        "evasion-signs",
    ),
    Sent("/evasion-signs/{}/withdrawal", "evasion-signs", _reason, by="judge"),
    Sent("/evidence/{}/withdrawal", "evidence", _reason, by="judge"),
    Sent("/capacity-proposals/{}/answer", "capacity-proposals", _reason, by="judge"),
    Sent("/cases/{}/clues", "cases", _clue, "clues"),
    Sent("/clues/{}/verification", "clues", _clue_verified, by="judge"),
    Sent("/cases/{}/inquiries", "cases", _inquiry, "inquiries"),
    Sent("/inquiries/{}/answer", "inquiries", _answer),
    Sent("/cases/{}/round-closings", "cases", _closing, "rulings"),
    Sent("/round-closings/{}/signature", "rulings", by="president"),
    Sent("/cases/{}/bankruptcy-referrals", "cases", _referral, "bankruptcy-referrals"),
    Sent("/bankruptcy-referrals/{}/signature", "bankruptcy-referrals", by="judge"),
    Sent(
        "/bankruptcy-referrals/{}/receipt",
        "bankruptcy-referrals",
        lambda chosen: {"received_on": chosen.day},
    ),
    Sent("/bankruptcy-referrals/{}/answer", "bankruptcy-referrals", _bankruptcy),
    Sent("/deadlines", "cases", _duty, "deadlines"),
    Sent("/deadlines/{}/closing", "deadlines", lambda chosen: {"done_on": chosen.day}, "deadlines"),
    Sent("/deadlines/others", "cases", _other_duty, "other-duties"),
    Sent(
        "/deadlines/others/{}/closing",
        "other-duties",
        lambda chosen: {"done_on": chosen.day},
        "other-duties",
    ),
    Sent("/certificates", "debtors", _certificate, "certificates", by="judge"),
    Sent("/certificates/{}/voiding", "certificates", _reason, by="judge"),
    Sent("/debtors/{}/own-code", "debtors", _reason, "own-codes"),
)
