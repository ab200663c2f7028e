"""Watching of lists by a court (持续审查办理): what the tests send, and what was told."""

from typing import Any

from registry.runtime import current_runtime
from registry.screening import watching, working
from tests.api import screened
from tests.api.desk import Desk

UNTIL = "2026-12-31"


def watched(desk: Desk, text: str, **changes: Any) -> dict[str, Any]:
    """Have a list in CSV screened and watched on."""
    changes.setdefault("watch_until", UNTIL)
    return screened.of_csv(desk, text, **changes)


def job() -> None:
    """Let the job tell what changed, and end what is over."""
    watching.raise_alerts(current_runtime())
    watching.end_watches(current_runtime())


def alerts(desk: Desk, screening: dict[str, Any]) -> list[tuple[int, str, str, str]]:
    """Return row, change, match and list of every alert."""
    page = desk.get(f"/screenings/{screening['id']}/alerts", per_page="100").get_json()
    return [(each["row"], each["change"], each["match"], each["list"]) for each in page["items"]]


def read(desk: Desk, screening: dict[str, Any]) -> dict[str, Any]:
    """Return a screening as it is now."""
    found: dict[str, Any] = desk.get(f"/screenings/{screening['id']}").get_json()
    return found


def screen() -> None:
    """Let the job compare the lists that wait."""
    working.work_off(current_runtime())
