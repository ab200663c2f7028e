"""Exit restrictions as the tests bring them about (限制出境办理)."""

from typing import Any

from tests.api.desk import Desk


def exit_body(debtor: str, **changes: object) -> dict[str, object]:
    """Return an exit restriction as a clerk drafts it."""
    return {
        "debtor": debtor,
        "initiative": "creditor",
        "applied_on": "2026-03-01",
        "reason": "可能出境逃避执行",
        **changes,
    }


def drafted(desk: Desk, debtor: str, **changes: object) -> dict[str, Any]:
    """Draft an exit restriction."""
    return desk.begun("/exit-restrictions", exit_body(debtor, **changes))


def signed(desk: Desk, debtor: str, **changes: object) -> dict[str, Any]:
    """Bring an exit restriction to its signature."""
    made = drafted(desk, debtor, **changes)
    path = f"/exit-restrictions/{made['id']}/signature"
    return desk.begun(path, by="president", version=made["version"])


def in_force(desk: Desk, debtor: str, **changes: object) -> dict[str, Any]:
    """Bring an exit restriction all the way into force."""
    made = signed(desk, debtor, **changes)
    return desk.begun(f"/exit-restrictions/{made['id']}/imposition", version=made["version"])


def served(desk: Desk, found: dict[str, Any], on: str = "2026-03-02") -> dict[str, Any]:
    """Record its service."""
    body = {"method": "direct", "served_on": on}
    path = f"/exit-restrictions/{found['id']}/service"
    return desk.begun(path, body, version=found["version"])


def lift_drafted(
    desk: Desk, found: str, ground: str = "CPL266-creditor", **facts: object
) -> dict[str, Any]:
    """Draft the lift of an exit restriction."""
    stated = facts or {"creditor_agrees": True}
    body = {"ground": ground, "reason": "申请执行人书面同意", "facts": stated}
    return desk.begun(f"/exit-restrictions/{found}/lifts", body)


def breach_body(order: str, **changes: object) -> dict[str, object]:
    """Return a breach as a clerk records it."""
    return {
        "restriction": order,
        "source": "hotline",
        "received_on": "2026-03-02",
        "happened_on": "2026-03-02",
        "act": "CR3-1",
        "content": "乘坐飞机",
        "evidence": "机票照片",
        **changes,
    }


def shown(desk: Desk, order: str, **changes: object) -> dict[str, Any]:
    """Record a breach and find it shown."""
    made = desk.begun("/breaches", breach_body(order, **changes))
    body = {
        "shown": True,
        "verified_on": changes.get("received_on", "2026-03-02"),
        "outcome": "属实",
    }
    path = f"/breaches/{made['id']}/verification"
    return desk.begun(path, body, by="judge", version=made["version"])


def sanction_body(breach: str, **changes: object) -> dict[str, object]:
    """Return a fine as a clerk drafts it."""
    return {"breach": breach, "kind": "fine", "fine": "5000.00", "reason": "拒不履行", **changes}


def sanctioned(desk: Desk, breach: str, **changes: object) -> dict[str, Any]:
    """Draft a sanction and have it approved."""
    made = desk.begun("/sanctions", sanction_body(breach, **changes))
    path = f"/sanctions/{made['id']}/signature"
    return desk.begun(path, by="president", version=made["version"])
