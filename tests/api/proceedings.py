"""What happens in a case (案件进程办理): rulings, inquiries and clues as courts send them."""

from datetime import datetime
from typing import Any

from registry.clock import SHANGHAI
from tests.api.desk import Desk
from tests.clocks import SetClock


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
    made = desk.begun(f"/cases/{case}/rulings", ruling_body(kind, **changes))
    return desk.begun(f"/rulings/{made['id']}/signature", by="judge", version=made["version"])


def standing(desk: Desk, case: str) -> dict[str, Any]:
    """Read how a case stands."""
    found: dict[str, Any] = desk.get(f"/cases/{case}/state").get_json()
    return found


def duties(desk: Desk, kind: str, state: str = "open") -> list[dict[str, Any]]:
    """Read the duties of a kind."""
    items: list[dict[str, Any]] = desk.get("/deadlines", kind=kind, state=state).get_json()["items"]
    return items


def closing_body(**changes: object) -> dict[str, object]:
    """Return the closing of a round as a clerk drafts it, with every condition met."""
    return {
        "number": "(2025)川0107执1234号之二",
        "reason": "穷尽财产调查措施，未发现可供执行财产",
        "notice_issued": True,
        "report_ordered": True,
        "report": "verified",
        "listing_due": [],
        "measures": ["clues_checked", "network_inquiry", "field_inquiry"],
        "creditor_told_on": "2026-02-27",
        "creditor_heard_on": "2026-03-02",
        "ruling_states": ["claim", "realised", "measures", "right_to_resume"],
        "route": "creditor_signs",
        "creditor_signed_on": "2026-03-02",
        **changes,
    }


def closed(desk: Desk, case: str, **changes: object) -> dict[str, Any]:
    """Draft the closing of a round and sign it."""
    made = desk.begun(f"/cases/{case}/round-closings", closing_body(**changes))
    return desk.begun(f"/round-closings/{made['id']}/signature", by="president", version=1)


def inquired(
    desk: Desk, case: str, on: str, result: str = "nothing_found", **changes: object
) -> dict[str, Any]:
    """Record an inquiry with its answer."""
    answered = on if result in ("nothing_found", "property_found") else None
    body = {
        "asked": "网络执行查控系统",
        "made_on": on,
        "result": result,
        "answered_on": answered,
        **changes,
    }
    return desk.begun(f"/cases/{case}/inquiries", body)


def clue_given(desk: Desk, case: str, on: str, **changes: object) -> dict[str, Any]:
    """Record a clue."""
    body = {
        "source": "creditor",
        "received_on": on,
        "concrete": True,
        "content": "名下有一辆货车",
        **changes,
    }
    return desk.begun(f"/cases/{case}/clues", body)


def verified(desk: Desk, clue: dict[str, Any], on: str, *, effective: bool) -> dict[str, Any]:
    """Enter what the verification of a clue came to."""
    body = {"effective": effective, "verified_on": on, "outcome": "经查档案"}
    path = f"/clues/{clue['id']}/verification"
    return desk.begun(path, body, by="judge", version=clue["version"])


def day(clock: SetClock, text: str) -> str:
    """Set the clock to a morning and return that day."""
    clock.set(datetime.fromisoformat(f"{text}T09:00:00").replace(tzinfo=SHANGHAI))
    return text
