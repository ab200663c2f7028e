"""Files of a court (法院卷宗): what the tests send, and the way of a listing up to each step."""

from typing import Any

from tests.api.desk import ADULT, Desk

ALL_ACTS = [f"CR3-{number}" for number in range(1, 10)]


def case_body(**changes: object) -> dict[str, object]:
    """Return a case as a clerk enters it."""
    return {
        "number": "（2025）川0107执1234号",
        "filed_on": "2025-11-03",
        "basis": {"number": "(2025)川0107民初567号", "body": "成都市武侯区人民法院"},
        "obligation": "支付货款98000元",
        "amount": "98000.00",
        **changes,
    }


def debtor_body(**changes: object) -> dict[str, object]:
    """Return a debtor as a clerk enters him."""
    return {
        "kind": "natural",
        "name": "李测试",
        "documents": [{"type": "resident_id", "number": ADULT}],
        "performance_due_on": "2025-12-01",
        **changes,
    }


def listing_body(debtor: str, **changes: object) -> dict[str, object]:
    """Return a listing as a clerk drafts it."""
    return {
        "debtor": debtor,
        "grounds": ["LR1-1"],
        "conduct": "有履行能力而拒不履行",
        "reason": "名下有存款而拒不支付",
        "initiative": "creditor",
        "applied_on": "2026-02-27",
        "ability": "银行存款二十万元",
        **changes,
    }


def case_of(desk: Desk, **changes: object) -> dict[str, Any]:
    """Enter a case."""
    return desk.begun("/cases", case_body(**changes))


def debtor_of(desk: Desk, case: dict[str, Any], **changes: object) -> dict[str, Any]:
    """Enter a debtor."""
    return desk.begun(f"/cases/{case['id']}/debtors", debtor_body(**changes))


def drafted(desk: Desk, debtor: dict[str, Any] | None = None, **changes: object) -> dict[str, Any]:
    """Draft a listing."""
    about = debtor or debtor_of(desk, case_of(desk))
    return desk.begun("/listings", listing_body(about["id"], **changes))


def signed(desk: Desk, listing: dict[str, Any]) -> dict[str, Any]:
    """Sign a listing."""
    path = f"/listings/{listing['id']}/signature"
    return desk.begun(path, by="president", version=listing["version"])


def served(desk: Desk, listing: dict[str, Any], on: str = "2026-03-02") -> dict[str, Any]:
    """Record the service of a listing."""
    body = {"method": "direct", "served_on": on, "repair_explained": True}
    return desk.begun(f"/listings/{listing['id']}/service", body, version=listing["version"])


def published(
    desk: Desk, debtor: dict[str, Any] | None = None, **changes: object
) -> dict[str, Any]:
    """Bring a listing all the way to its publication."""
    listing = served(desk, signed(desk, drafted(desk, debtor, **changes)))
    return desk.begun(f"/listings/{listing['id']}/publication", version=listing["version"])


def paid(desk: Desk, debtor: str, amount: str = "98000.00") -> dict[str, Any]:
    """Enter a payment and confirm it."""
    body = {"debtor": debtor, "amount": amount, "paid_on": "2026-03-02"}
    entered = desk.begun("/payments", body)
    path = f"/payments/{entered['id']}/confirmation"
    return desk.begun(path, by="judge", version=entered["version"])


def removed(desk: Desk, listing: str, ground: str, **facts: object) -> dict[str, Any]:
    """Draft a removal and sign it."""
    body = {"listing": listing, "ground": ground, "reason": "已全部履行", "facts": facts}
    removal = desk.begun("/removals", body)
    by = "president" if ground == "LR2-early" else "judge"
    return desk.begun(f"/removals/{removal['id']}/signature", by=by, version=removal["version"])
