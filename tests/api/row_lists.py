"""Lists by which rows are taken into a watch and out of it (增减名单办理): what the tests send."""

from typing import Any
from uuid import uuid4

from werkzeug.test import TestResponse

from registry.runtime import current_runtime
from registry.screening import changing
from tests.api import watched
from tests.api.desk import BASE, Desk

ADDED, DROPPED = "added-lists", "dropped-lists"


def handed_in(
    desk: Desk,
    screening: dict[str, Any],
    body: bytes,
    *,
    act: str = ADDED,
    form: str = "text/csv",
    key: str | None = None,
    version: int | None = None,
) -> TestResponse:
    """Hand a list in for a watch."""
    headers = {
        "Authorization": f"Bearer {desk.keys['clerk']}",
        "Idempotency-Key": key or str(uuid4()),
        "If-Match": f'"{version or watched.read(desk, screening)["version"]}"',
        "Content-Type": form,
        "Accept-Language": "en",
    }
    path = f"{BASE}/screenings/{screening['id']}/watch/{act}"
    return desk.client().post(path, data=body, headers=headers)


def changed(
    desk: Desk, screening: dict[str, Any], text: str, *, act: str = ADDED
) -> dict[str, Any]:
    """Hand a list in CSV in, and let the job work it off, two rows at a time."""
    answer = handed_in(desk, screening, text.encode(), act=act)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    job()
    return read(desk, answer)


def job() -> None:
    """Let the job work off what waits."""
    changing.work_off(current_runtime(), rows_at_once=2)


def read(desk: Desk, answer: TestResponse) -> dict[str, Any]:
    """Return a list as it is now, with what became of its rows."""
    path = answer.headers["Location"].removeprefix(BASE)
    found: dict[str, Any] = desk.get(path).get_json()
    page = desk.get(f"{path}/rows", per_page="100").get_json()
    return {**found, "rows": [outcome(each) for each in page["items"]]}


def outcome(row: dict[str, Any]) -> tuple[int, str, int | None, str | None]:
    """Return what became of a row: its number, how, its number in the watch, and why."""
    return row["row"], row["outcome"], row["watched_row"], row["reason"]
