"""What happens in a case (案件进程办理): rulings, inquiries and clues as courts send them."""

from typing import Any

from tests.api.desk import Desk


def ruling_body(kind: str, **changes: object) -> dict[str, object]:
    """Return a ruling as a clerk drafts it."""
    return {
        "kind": kind,
        "number": "(2025)川0107执1234号之一",
        "ruled_on": "2026-03-02",
        "reason": "依法裁定",
        **({"cause": "retrial"} if kind == "suspension" else {}),
        **changes,
    }


def ruled(desk: Desk, case: str, kind: str, **changes: object) -> dict[str, Any]:
    """Draft a ruling and sign it."""
    made = desk.done(f"/cases/{case}/rulings", ruling_body(kind, **changes))
    return desk.done(f"/rulings/{made['id']}/signature", by="judge", version=made["version"])


def standing(desk: Desk, case: str) -> dict[str, Any]:
    """Read how a case stands."""
    found: dict[str, Any] = desk.get(f"/cases/{case}/state").get_json()
    return found


def duties(desk: Desk, kind: str, state: str = "open") -> list[dict[str, Any]]:
    """Read the duties of a kind."""
    items: list[dict[str, Any]] = desk.get("/deadlines", kind=kind, state=state).get_json()["items"]
    return items
