"""Screening of lists by a court (资格审查办理): what the tests send, and what came of it."""

from typing import Any

from werkzeug.test import TestResponse

from registry.runtime import current_runtime
from registry.screening import working
from tests.api.desk import BASE, Desk

STATED = {"purpose": "honours", "basis": "文明单位评选办法第九条"}


def opened(desk: Desk, **changes: object) -> dict[str, Any]:
    """Open a screening."""
    return desk.done("/screenings", {**STATED, **changes})


def handed_in(
    desk: Desk,
    screening: dict[str, Any],
    body: bytes,
    form: str = "text/csv",
    *,
    claimed: int | None = None,
) -> TestResponse:
    """Hand a list in.

    :param claimed: how long the request says that it is.
    """
    headers = {
        "Authorization": f"Bearer {desk.keys['clerk']}",
        "Idempotency-Key": "list-of-" + screening["id"],
        "If-Match": f'"{screening["version"]}"',
        "Content-Type": form,
        "Accept-Language": "en",
    }
    path = f"{BASE}/screenings/{screening['id']}/list"
    length = {"CONTENT_LENGTH": str(claimed or len(body))}
    return desk.client().post(path, data=body, headers=headers, environ_overrides=length)


def worked_off(desk: Desk, screening: dict[str, Any], rows_at_once: int = 3) -> dict[str, Any]:
    """Let the job compare what waits, and return the screening as it is then."""
    working.work_off(current_runtime(), rows_at_once=rows_at_once)
    found: dict[str, Any] = desk.get(f"/screenings/{screening['id']}").get_json()
    return found


def of_csv(desk: Desk, text: str, *, encoding: str = "utf-8", **changes: object) -> dict[str, Any]:
    """Screen a list in CSV."""
    screening = opened(desk, **changes)
    answer = handed_in(desk, screening, text.encode(encoding))
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return worked_off(desk, screening)


def hits(desk: Desk, screening: dict[str, Any]) -> list[tuple[int, str, str]]:
    """Return row, match and list of every hit."""
    page = desk.get(f"/screenings/{screening['id']}/hits").get_json()
    return [(hit["row"], hit["match"], hit["record"]["list"]) for hit in page["items"]]


def faults(desk: Desk, screening: dict[str, Any]) -> dict[int, str]:
    """Return the faulty rows and what is wrong with each."""
    page = desk.get(f"/screenings/{screening['id']}/faults").get_json()
    return {fault["row"]: fault["reason"] for fault in page["items"]}
