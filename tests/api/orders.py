"""Orders of a court (限制消费令办理): the way of one on its own, up to each step."""

from typing import Any

from tests.api.desk import OTHER_ADULT, Desk

SOMEBODY_ELSE: dict[str, Any] = {
    "name": "王示例",
    "documents": [{"type": "resident_id", "number": OTHER_ADULT}],
}


def in_force(desk: Desk, debtor: dict[str, Any], **changes: object) -> dict[str, Any]:
    """Bring an order on its own all the way into force."""
    body = {"debtor": debtor["id"], "reason": "未按执行通知履行", **changes}
    order = desk.done("/restrictions", body)
    for step, by in (("signature", "president"), ("imposition", "clerk")):
        order = desk.done(f"/restrictions/{order['id']}/{step}", by=by, version=order["version"])
    return order


def lift_body(order: str, ground: str = "CR9-creditor", **facts: object) -> dict[str, object]:
    """Return a lift as a clerk drafts it."""
    stated = facts or {"creditor_agrees": True}
    return {"restriction": order, "ground": ground, "reason": "申请执行人书面同意", "facts": stated}


def lift_drafted(
    desk: Desk, order: str, ground: str = "CR9-creditor", **facts: object
) -> dict[str, Any]:
    """Draft a lift."""
    return desk.done("/lifts", lift_body(order, ground, **facts))


def lifted(desk: Desk, order: str, ground: str = "CR9-creditor", **facts: object) -> dict[str, Any]:
    """Draft a lift and sign it."""
    lift = lift_drafted(desk, order, ground, **facts)
    return desk.done(f"/lifts/{lift['id']}/signature", by="judge", version=lift["version"])
