"""Remedies as a court handles them (救济办理): what the tests send, and the way of an objection."""

from typing import Any

from tests.api.desk import Desk

Record = dict[str, Any]


def objection_body(listing: Record, **changes: object) -> dict[str, object]:
    """Return an objection to a listing as a clerk enters it."""
    return {
        "listing": listing["id"],
        "ground": "LR11-1",
        "objector": "debtor",
        "statement": "没有履行能力，不应纳入",
        "received_on": "2026-03-02",
        **changes,
    }


def received(desk: Desk, listing: Record, **changes: object) -> Record:
    """Receive an objection."""
    return desk.begun("/objections", objection_body(listing, **changes))


def decided(desk: Desk, objection: Record, outcome: str, reason: str = "经审查") -> Record:
    """Draft the decision on an objection and sign it."""
    path, body = f"/objections/{objection['id']}", {"outcome": outcome, "reason": reason}
    drafted = desk.begun(f"{path}/decision", body, version=objection["version"])
    return desk.begun(f"{path}/signature", by="judge", version=drafted["version"])


def served(desk: Desk, objection: Record, on: str) -> Record:
    """Record the service of a dismissal."""
    body = {"method": "direct", "served_on": on}
    path = f"/objections/{objection['id']}/service"
    return desk.begun(path, body, version=objection["version"])


def dismissed(desk: Desk, listing: Record, served_on: str, **changes: object) -> Record:
    """Receive an objection, dismiss it and serve the dismissal."""
    return served(desk, decided(desk, received(desk, listing, **changes), "dismissed"), served_on)


def duties(desk: Desk, state: str = "open", **query: str) -> dict[str, tuple[str, ...]]:
    """Return the days on which duties fall due, or were done, by their kinds."""
    items = desk.get("/deadlines", state=state, per_page=100, **query).get_json()["items"]
    day = "due_on" if state == "open" else "done_on"
    found: dict[str, tuple[str, ...]] = {}
    for item in items:
        found[item["kind"]] = (*found.get(item["kind"], ()), item[day])
    return found


def kinds(desk: Desk, record: str) -> list[str]:
    """Return what the journal says of a listing, in order."""
    items = desk.get(f"/listings/{record}/history").get_json()["items"]
    return [item["kind"] for item in items]


def review_body(objection: Record, **changes: object) -> dict[str, object]:
    """Return an application for review as a clerk of the next higher court enters it."""
    return {
        "objection": objection["id"],
        "statement": "驳回决定没有回应主要理由",
        "applied_on": "2026-03-02",
        "received_on": "2026-03-02",
        **changes,
    }


def correction_body(**changes: object) -> dict[str, object]:
    """Return a correction as a clerk of a court above drafts it."""
    return {
        "mode": "ordered",
        "act": "revoke",
        "number": "(2026)川01执监7号",
        "reason": "纳入时已经查明没有履行能力",
        **changes,
    }


def corrected(desk: Desk, by: str = "judge", **changes: object) -> Record:
    """Draft a correction and sign it."""
    made = desk.begun("/corrections", correction_body(**changes))
    return desk.begun(f"/corrections/{made['id']}/signature", by=by, version=made["version"])


def review_dismissed(desk: Desk, review: Record, reason: str = "驳回决定正确") -> Record:
    """Draft the dismissal of a review and sign it."""
    path = f"/reviews/{review['id']}"
    drafted = desk.begun(f"{path}/dismissal", {"reason": reason}, version=review["version"])
    return desk.begun(f"{path}/signature", by="judge", version=drafted["version"])
