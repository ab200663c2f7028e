"""Acts of claims, remedies, repairs and transfers (救济行为表): what a state machine may send about
them; reviews and transfers at the court above.
"""

from typing import Any

from tests.api import repairs
from tests.api.desk import COURT, OTHER_COURT, number
from tests.flows.acts import REASON, Choice, Sent

PERSON, PERSON_NUMBER = "钱负责", number("510199", "19790909", "004")
PATHS = (
    *("performed", "creditor_consents", "active_performance", "unable_after_round"),
    "public_interest",
)
SHOWN = ("application", "undertaking", "identity", "proof_of_cause", "creditor_consent")


def _claim(chosen: Choice) -> Any:
    amount = chosen.of(("98000.00", "1.00", "38000.00"))
    about = {"debtor": chosen.record, "amount": amount, "paid_on": chosen.day}
    return about | {"proof": "银行回单"}


def _creditor_answer(chosen: Choice) -> Any:
    return {"answer": chosen.of(("confirms", "disputes", "silent")), "on": chosen.day}


def _objection(name: str) -> Any:
    def body(chosen: Choice) -> Any:
        return {
            name: chosen.record,
            "ground": chosen.of(("LR11-1", "LR11-2", "LR11-3")),
            "objector": chosen.of(("debtor", "debtor", "creditor")),
            "statement": "不应纳入",
            "received_on": chosen.day,
        }

    return body


def _decision(chosen: Choice) -> Any:
    return {"outcome": chosen.of(("upheld", "dismissed")), **REASON}


def _service(chosen: Choice) -> Any:
    return {"method": "direct", "served_on": chosen.day}


def _repair(chosen: Choice) -> Any:
    path = chosen.of(PATHS)
    documents = SHOWN if path == "public_interest" else repairs.DOCUMENTS
    about = {"path": path, "documents": list(documents), "received_on": chosen.day}
    return repairs.body_of(chosen.record, **about)


def _repair_draft(chosen: Choice) -> Any:
    stated = {"cause_shown": True, "creditor_agrees": True, "suspended_until": chosen.later(60)}
    outcome, facts = chosen.of((("granted", {}), ("refused", {}), ("granted", stated)))
    return repairs.draft_body(outcome, **facts)


def _person(chosen: Choice) -> Any:
    return {
        "capacity": "legal_representative",
        "name": PERSON,
        "documents": [{"type": "resident_id", "number": PERSON_NUMBER}],
    }


def _review(chosen: Choice) -> Any:
    day = chosen.day
    return {"objection": chosen.record, "statement": "不服", "applied_on": day, "received_on": day}


def _transfer(chosen: Choice) -> Any:
    return {
        "case_number": "(2025)川0107执1234号",
        "kind": "designated",
        "to_court": chosen.of((OTHER_COURT, COURT)),
        **REASON,
    }


def _reason(chosen: Choice) -> Any:
    return REASON


ACTS_OF_REMEDIES = (
    Sent("/payments/claims", "debtors", _claim, "payments"),
    Sent("/payments/{}/entry", "payments"),
    Sent("/payments/{}/creditor-answer", "payments", _creditor_answer),
    Sent("/payments/{}/rejection", "payments", _reason, by="judge"),
    Sent("/objections", "listings", _objection("listing"), "objections"),
    Sent("/objections", "restrictions", _objection("restriction"), "objections"),
    Sent("/objections/{}/decision", "objections", _decision),
    Sent("/objections/{}/signature", "objections", by="judge"),
    Sent("/objections/{}/service", "objections", _service),
    Sent("/objections/{}/withdrawal", "objections", _reason),
    Sent("/repairs", "listings", _repair, "repairs"),
    Sent("/repairs/{}/draft", "repairs", _repair_draft),
    Sent("/repairs/{}/decision", "repairs", by="judge"),
    Sent("/repairs/{}/withdrawal", "repairs", _reason),
    Sent("/restrictions/{}/persons", "restrictions", _person),
    Sent("/reviews", "objections", _review, "reviews", above=True),
    Sent("/reviews/{}/dismissal", "reviews", _reason, above=True),
    Sent("/reviews/{}/signature", "reviews", by="judge", above=True),
    Sent("/transfers", "cases", _transfer, "transfers", by="judge", above=True),
)
