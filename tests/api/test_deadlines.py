"""Deadlines (期限): a court sees what it owes, until when, who has to act, and how it stands."""

from datetime import timedelta
from typing import Any

import pytest

from tests.api import files
from tests.api.desk import Desk
from tests.clocks import SetClock

UNABLE = {"found_unable": True}


def items(desk: Desk, **query: str) -> list[dict[str, Any]]:
    """Return the deadlines that a court finds."""
    found: list[dict[str, Any]] = desk.get("/deadlines", **query).get_json()["items"]
    return found


def to_revoke(desk: Desk, listing: dict[str, Any]) -> None:
    """Open the duty to revoke a listing."""
    body = {
        "listing": listing["id"],
        "reason": "公布之前已经查明没有履行能力",
        "wrong_since": "2026-02-20",
        "facts": UNABLE,
    }
    desk.done("/revocations", body)


def test_a_duty_says_whose_it_is_by_when_and_how_it_stands(
    desk: Desk, other_desk: Desk, clock: SetClock
) -> None:
    listing = files.published(desk)
    to_revoke(desk, listing)
    (duty,) = items(desk, kind="revoke_listing")
    assert duty["clock"] == {"number": 7, "name": "revocation"}
    assert (duty["bearer"], duty["owner"]) == (
        "court",
        {"roles": ["judge", "president"], "staff": None},
    )
    assert (duty["record_kind"], duty["record"]) == ("listing", listing["id"])
    assert duty["case"]["number"] == "(2025)川0107执1234号"
    assert (duty["due_on"], duty["days_left"], duty["punctuality"]) == ("2026-03-05", 3, "open")
    assert duty["provisional"] is False
    assert desk.get(f"/deadlines/{duty['id']}").get_json() == duty
    problem = other_desk.get(f"/deadlines/{duty['id']}").get_json()
    assert (problem["status"], problem["code"]) == (404, "deadline.not_found")
    assert items(other_desk) == []
    summary = desk.get("/deadlines/summary").get_json()
    assert (summary["on"], summary["open"], summary["due_this_week"]) == ("2026-03-02", 1, 1)
    assert (summary["overdue"], [kind["kind"] for kind in summary["kinds"]]) == (
        0,
        ["revoke_listing"],
    )
    clock.forward(timedelta(days=4))
    (late,) = items(desk, state="overdue")
    assert (late["id"], late["days_left"], late["punctuality"]) == (duty["id"], -1, "overdue")
    summary = desk.get("/deadlines/summary").get_json()
    assert (summary["overdue"], summary["due_this_week"]) == (1, 0)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "open"}, True),
        ({"state": "done"}, False),
        ({"state": "overdue"}, False),
        ({"bearer": "court"}, True),
        ({"bearer": "debtor"}, False),
        ({"due_before": "2026-03-06"}, True),
        ({"due_before": "2026-03-05"}, False),
        ({"record": "00000000-0000-4000-8000-000000000000"}, False),
        ({"case": "00000000-0000-4000-8000-000000000000"}, False),
    ],
    ids=str,
)
def test_deadlines_are_found_by_what_they_are(
    desk: Desk, query: dict[str, str], found: bool
) -> None:
    listing = files.published(desk)
    to_revoke(desk, listing)
    assert bool(items(desk, **query)) is found
    assert items(desk, record=listing["id"]) == items(desk)
    assert items(desk, case=items(desk)[0]["case"]["id"]) == items(desk)
    assert desk.get("/deadlines", state="late").status_code == 422
