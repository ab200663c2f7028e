"""Applications for repair (信用修复办理): what a clerk sends, and the way up to each step."""

from typing import Any

from tests.api.desk import Desk

DOCUMENTS = ["application", "undertaking", "identity", "proof_of_payment"]


def body_of(listing: str, **changes: object) -> dict[str, object]:
    """Return an application as a clerk receives it, with all its papers."""
    return {
        "listing": listing,
        "path": "performed",
        "documents": DOCUMENTS,
        "received_on": "2026-03-02",
        "statement": "已经全部付清",
        **changes,
    }


def received(desk: Desk, listing: str, **changes: object) -> dict[str, Any]:
    """Receive an application."""
    return desk.begun("/repairs", body_of(listing, **changes))


def draft_body(outcome: str = "granted", **facts: Any) -> dict[str, object]:
    """Return a decision as a clerk drafts it."""
    return {"outcome": outcome, "reason": "经审查属实", "facts": facts}


def step(desk: Desk, repair: dict[str, Any], name: str, **how: Any) -> dict[str, Any]:
    """Do one step of an application in its present version."""
    return desk.begun(f"/repairs/{repair['id']}/{name}", version=repair["version"], **how)


def decided(
    desk: Desk, repair: dict[str, Any], *, by: str = "judge", **draft: Any
) -> dict[str, Any]:
    """Draft a decision and have it made."""
    made = step(desk, repair, "draft", body=draft_body(**draft))
    return step(desk, made, "decision", by=by)
