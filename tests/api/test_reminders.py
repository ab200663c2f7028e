"""Reminders and escalations: each is written once, by whatever process and however late."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry import jobs
from registry.clock import SHANGHAI
from registry.db import db
from registry.journal import read
from registry.models.listings import Listing
from registry.models.reminders import Reminder
from tests.api import files
from tests.api.courts_above import Courts
from tests.api.desk import Desk
from tests.api.test_deadlines import to_revoke
from tests.clocks import SetClock

pytestmark = pytest.mark.every_engine


def told(desk: Desk, **query: str) -> list[tuple[str, str, str]]:
    """Return what a court was told: what, for which day, and when."""
    items = desk.get("/reminders", **query).get_json()["items"]
    return [(item["kind"], item["for_on"], item["written_on"]) for item in items]


def run(clock: SetClock, day: int) -> None:
    """Run the job on a day of March 2026."""
    clock.set(datetime(2026, 3, day, 8, 0, tzinfo=SHANGHAI))
    jobs.remind()


def written(session: Session) -> tuple[int, int]:
    """Return how much was told, and how much of it the journal has."""
    session.rollback()
    found = session.execute(select(func.count(Reminder.id))).scalar_one()
    kinds = [entry.kind for entry in read.after(session, 0, limit=1_000)]
    session.rollback()
    return found, kinds.count("deadline.escalated")


def test_a_court_is_reminded_before_and_the_courts_above_are_told_after(
    courts: Courts, clock: SetClock, session: Session
) -> None:
    listing = files.published(courts.basic)
    to_revoke(courts.basic, listing)
    # The duty is due on Thursday the 5th; it was opened too late for the reminder five days before.
    run(clock, 2)
    run(clock, 3)
    assert told(courts.basic) == []
    run(clock, 4)
    run(clock, 4)
    assert told(courts.basic) == [("reminder", "2026-03-04", "2026-03-04")]
    run(clock, 5)
    assert len(told(courts.basic)) == 1
    # Nobody ran the job for a week: what it missed is written once, for its day.
    run(clock, 13)
    run(clock, 13)
    missed = [("escalation", day, "2026-03-13") for day in ("2026-03-06", "2026-03-12")]
    assert told(courts.basic, kind="escalation") == missed
    assert told(courts.intermediate) == missed
    assert told(courts.high) == missed[1:]
    assert written(session) == (6, 5)
    (first, _) = courts.intermediate.get("/reminders").get_json()["items"]
    duty: dict[str, Any] = first["deadline"]
    assert (duty["kind"], duty["punctuality"], duty["days_left"]) == (
        "revoke_listing",
        "overdue",
        -8,
    )
    assert (first["due_on"], duty["court_code"]) == ("2026-03-05", courts.basic.court)
    seen = courts.intermediate.get(f"/deadlines/{duty['id']}")
    assert seen.get_json() == duty
    # Nothing is imposed, ended or published by it.
    state = session.scalars(select(Listing.state)).one()
    session.rollback()
    assert state == "published"


def test_what_was_done_is_told_to_nobody(desk: Desk, clock: SetClock, session: Session) -> None:
    listing = files.published(desk)
    to_revoke(desk, listing)
    (made,) = desk.get("/deadlines").get_json()["items"]
    files.paid(desk, listing["debtor"])
    files.removed(desk, listing["id"], "LR10-1")
    assert desk.get(f"/deadlines/{made['id']}").get_json()["done_on"] == "2026-03-02"
    run(clock, 4)
    run(clock, 13)
    assert written(session) == (0, 0)


def test_two_processes_at_once_write_each_once(
    app: Flask, desk: Desk, clock: SetClock, session: Session
) -> None:
    for serial in range(1, 4):
        case = files.case_of(desk, number=f"(2025)川0107执{serial}号")
        to_revoke(desk, files.published(desk, files.debtor_of(desk, case)))
    clock.forward(timedelta(days=11))
    session.rollback()
    gate = Barrier(4)

    def work() -> None:
        with app.app_context():
            gate.wait()
            jobs.remind()
            db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(work) for _ in range(4)]:
            done.result()
    jobs.remind()
    assert written(session) == (9, 6)
