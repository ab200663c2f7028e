"""Further acts of lists and orders (其他行为表): what a state machine may send about applications,
notices to units, orders on their own, corrections from above, and drafts withdrawn.
"""

from typing import Any

from tests.api import orders, remedies
from tests.api.orders import SUCCESSOR
from tests.flows.acts import GROUNDS, REASON, Choice, Sent

WITHDRAWN = (
    *("listings", "amendments", "extensions", "revocations", "removals", "lifts", "rulings"),
    *("capacity-assessments", "restriction-changes", "exit-restrictions", "exit-endings"),
)
WITHDRAWN_ABOVE = ("appeals", "reviews", "corrections")
FACTS = {
    "business_needs": True,
    "registered": True,
    "not_controller": True,
    "not_directly_responsible": True,
}


LIFT = {"ground": "CR9-creditor", "facts": {"creditor_agrees": True}}


def _reason(chosen: Choice) -> Any:
    return REASON


def _application(chosen: Choice) -> Any:
    return {"debtor": chosen.record, "received_on": chosen.day, "applicant": "王申请", **REASON}


def _listing(chosen: Choice) -> Any:
    return {
        "debtor": chosen.some("debtors"),
        "application": chosen.record,
        "grounds": chosen.of(GROUNDS),
        "conduct": "隐匿财产",
        "initiative": "creditor",
        "ability": "银行存款二十万元",
        **REASON,
    }


def _unit_notice(chosen: Choice) -> Any:
    addressee = chosen.of(("own_unit", "competent_department", "agencies"))
    return {"addressee": addressee, "recipient": "某市某局", "notified_on": chosen.day}


def _exemption(chosen: Choice) -> Any:
    return orders.exemption_body(chosen.record, ends_on=chosen.later(chosen.number % 45))


def _wrong(fact: str, *, is_so: bool) -> Any:
    def body(chosen: Choice) -> Any:
        facts: dict[str, bool] = chosen.of(({fact: is_so}, {}))
        return {"wrong_since": chosen.day, "facts": facts, **REASON}

    return body


def _replacement(chosen: Choice) -> Any:
    return {
        "former": chosen.some("persons"),
        "successor": SUCCESSOR,
        "evidence": "变更登记、股东会决议",
        "undertaking_given": True,
        "facts": FACTS,
        **REASON,
    }


def _correction(name: str, acts: dict[str, dict[str, Any]]) -> Any:
    def body(chosen: Choice) -> Any:
        act, mode = chosen.of(tuple(acts)), chosen.of(("ordered", "direct"))
        # What is only ordered is worded by the court that is told to do it.
        how = acts[act] if mode == "direct" else {}
        return remedies.correction_body(**{name: chosen.record}, mode=mode, act=act, **how)

    return body


def _closing(chosen: Choice) -> Any:
    return {"outcome": chosen.of(("not_filed", "convicted")), "closed_on": chosen.day, **REASON}


ACTS_OF_ORDERS = (
    Sent("/listing-applications", "debtors", _application, "listing-applications"),
    Sent("/listing-applications/{}/refusal", "listing-applications", _reason, by="judge"),
    Sent("/listings", "listing-applications", _listing, "listings"),
    Sent("/listings/{}/withholding", "listings"),
    Sent("/listings/{}/resumption", "listings", _reason, by="judge"),
    Sent("/listings/{}/unit-notices", "listings", _unit_notice, "unit-notices"),
    Sent(
        "/restrictions/{}/grace",
        "restrictions",
        lambda chosen: {"months": chosen.number % 4 + 1, **REASON},
        by="judge",
    ),
    Sent(
        "/restrictions/{}/grace/outcome",
        "restrictions",
        lambda chosen: {"outcome": chosen.of(("performed", "not_performed")), **REASON},
        by="judge",
    ),
    Sent("/restrictions/{}/drop", "restrictions", _reason, by="judge"),
    Sent(
        "/restrictions/{}/amendments",
        "restrictions",
        lambda chosen: {"acts": chosen.of((["CR3-1"], ["CR3-1", "CR3-9"])), **REASON},
        "restriction-changes",
    ),
    Sent(
        "/restrictions/{}/revocations",
        "restrictions",
        _wrong("adequate_property_controlled", is_so=True),
        "restriction-changes",
    ),
    Sent("/restrictions/{}/replacements", "restrictions", _replacement, "restriction-changes"),
    Sent(
        "/restriction-changes/{}/signature",
        "restriction-changes",
        lambda chosen: {"verified": True, **REASON},
        by="president",
    ),
    Sent("/restriction-changes/{}/refusal", "restriction-changes", _reason, by="judge"),
    Sent("/permissions/exemptions", "restrictions", _exemption, "permissions"),
    Sent("/exit-restrictions/{}/drop", "exit-restrictions", _reason, by="judge"),
    Sent(
        "/exit-restrictions/{}/revocations",
        "exit-restrictions",
        _wrong("case_unresolved", is_so=False),
        "exit-endings",
    ),
    Sent("/sanctions/{}/closing", "sanctions", _closing, by="judge"),
    Sent(
        "/repairs/{}/documents",
        "repairs",
        lambda chosen: {"documents": ["settlement", "security"]},
    ),
    Sent("/transfers/{}/receipt", "transfers"),
    Sent(
        "/corrections",
        "listings",
        _correction("listing", {"revoke": {}, "amend": {"after": {"conduct": "转移车辆"}}}),
        "corrections",
        above=True,
    ),
    Sent(
        "/corrections",
        "restrictions",
        _correction("restriction", {"lift": {"lift": LIFT}}),
        "corrections",
        above=True,
    ),
    Sent("/corrections/{}/signature", "corrections", by="judge", above=True),
    *(Sent(f"/{kind}/{{}}/withdrawal", kind, _reason) for kind in WITHDRAWN),
    *(Sent(f"/{kind}/{{}}/withdrawal", kind, _reason, above=True) for kind in WITHDRAWN_ABOVE),
)
