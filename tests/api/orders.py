"""Orders of a court (限制消费令办理): the way of one on its own, up to each step."""

from typing import Any

from tests.api import files
from tests.api.desk import ADULT, OTHER_ADULT, Desk

SOMEBODY_ELSE: dict[str, Any] = {
    "name": "王示例",
    "documents": [{"type": "resident_id", "number": OTHER_ADULT}],
}


ENTITY: dict[str, Any] = {
    "kind": "organisation",
    "name": "成都示例有限公司",
    "documents": [{"type": "unified_social_credit_code", "number": "91510199MA0000007L"}],
    "legal_representative": "赵示例",
}
REPRESENTATIVE: dict[str, Any] = {
    "capacity": "legal_representative",
    "name": "赵示例",
    "documents": [{"type": "resident_id", "number": ADULT}],
}
SUCCESSOR: dict[str, Any] = {**SOMEBODY_ELSE, "capacity": "legal_representative"}


def of_entity(desk: Desk, *people: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Bring an order against an entity into force, and return whom it binds beside it."""
    debtor = files.debtor_of(desk, files.case_of(desk), **ENTITY)
    body = {"debtor": debtor["id"], "reason": "未按执行通知履行"}
    order = desk.begun("/restrictions", body)
    for person in people:
        path = f"/restrictions/{order['id']}/persons"
        order = desk.begun(path, person, version=order["version"])["restriction"]
    for step, by in (("signature", "president"), ("imposition", "clerk")):
        order = desk.begun(f"/restrictions/{order['id']}/{step}", by=by, version=order["version"])
    return order, persons(desk, order["id"])


def persons(desk: Desk, order: str) -> list[dict[str, Any]]:
    """Return whom an order binds, bound or is to bind."""
    found: list[dict[str, Any]] = desk.get(f"/restrictions/{order}/persons").get_json()["items"]
    return found


def amended(desk: Desk, order: str, **changes: object) -> dict[str, Any]:
    """Draft an amendment of an order and sign it."""
    body = {"reason": "情况变化", **changes}
    change = desk.begun(f"/restrictions/{order}/amendments", body)
    path = f"/restriction-changes/{change['id']}/signature"
    return desk.begun(path, {}, by="president", version=change["version"])


def in_force(desk: Desk, debtor: dict[str, Any], **changes: object) -> dict[str, Any]:
    """Bring an order on its own all the way into force."""
    body = {"debtor": debtor["id"], "reason": "未按执行通知履行", **changes}
    order = desk.begun("/restrictions", body)
    for step, by in (("signature", "president"), ("imposition", "clerk")):
        order = desk.begun(f"/restrictions/{order['id']}/{step}", by=by, version=order["version"])
    return order


def lift_body(order: str, ground: str = "CR9-creditor", **facts: object) -> dict[str, object]:
    """Return a lift as a clerk drafts it."""
    stated = facts or {"creditor_agrees": True}
    return {"restriction": order, "ground": ground, "reason": "申请执行人书面同意", "facts": stated}


def lift_drafted(
    desk: Desk, order: str, ground: str = "CR9-creditor", **facts: object
) -> dict[str, Any]:
    """Draft a lift."""
    return desk.begun("/lifts", lift_body(order, ground, **facts))


def lifted(desk: Desk, order: str, ground: str = "CR9-creditor", **facts: object) -> dict[str, Any]:
    """Draft a lift and sign it."""
    lift = lift_drafted(desk, order, ground, **facts)
    return desk.begun(f"/lifts/{lift['id']}/signature", by="judge", version=lift["version"])


def suspension_body(order: str, **changes: object) -> dict[str, object]:
    """Return an application for a suspension as a clerk receives it, with all its papers."""
    return {
        "restriction": order,
        "purpose": "赴北京某医院就医",
        "cause": "own_illness",
        "travel": ["flights"],
        "urgent": True,
        "evidence": "住院通知书",
        "undertaking_given": True,
        "ends_on": "2026-03-20",
        **changes,
    }


def suspension_asked(desk: Desk, order: str, **changes: object) -> dict[str, Any]:
    """Apply for a suspension."""
    return desk.begun("/permissions/suspensions", suspension_body(order, **changes))


def suspended(desk: Desk, order: str, **changes: object) -> dict[str, Any]:
    """Apply for a suspension and have it approved."""
    asked = suspension_asked(desk, order, **changes)
    body = {"verified": True, "reason": "经审查属实"}
    path = f"/permissions/{asked['id']}/grant"
    return desk.begun(path, body, by="president", version=asked["version"])


def exemption_body(order: str, **changes: object) -> dict[str, object]:
    """Return an application for spending that business needs, as a clerk receives it."""
    return {
        "restriction": order,
        "kind": "CR8-necessity",
        "purpose": "送货用车报废，经营必需购置一辆",
        "acts": ["CR3-5"],
        "ends_on": "2026-03-20",
        **changes,
    }


def exempted(desk: Desk, order: str, **changes: object) -> dict[str, Any]:
    """Apply for an exemption and have it granted."""
    asked = desk.begun("/permissions/exemptions", exemption_body(order, **changes))
    body = {"verified": True, "reason": "经审查属实"}
    return desk.begun(f"/permissions/{asked['id']}/grant", body, by="judge", version=1)
