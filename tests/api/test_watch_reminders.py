"""Reminders of watches that run out soon: a court has a duty until it renews or ends one, once."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from registry.runtime import current_runtime
from registry.screening import watching
from schemas.screening_codes import WatchState
from tests.api import screened, watched
from tests.api.desk import ADULT, Desk
from tests.api.test_at_once import at_once
from tests.clocks import SetClock

LIST = f"姓名,身份证号\n李测试,{ADULT}\n"
TODAY = date(2026, 3, 2)


def day(days: int) -> str:
    """Return the day that lies so many days after the first one."""
    return (TODAY + timedelta(days=days)).isoformat()


def watched_until(desk: Desk, days: int) -> dict[str, Any]:
    """Have a list watched for so many days."""
    return watched.watched(desk, LIST, lists=["dishonest"], watch_until=day(days))


def reminders(desk: Desk, found: dict[str, Any]) -> list[str]:
    """Let the job run twice, and return why it entered its reminders."""
    watched.job()
    watched.job()
    entries = desk.get("/journal", by="auditor", record=found["id"]).get_json()["items"]
    return [each["reason"] for each in entries if each["kind"] == "watch.ends_soon"]


def duties(desk: Desk, state: str) -> list[tuple[str, str | None]]:
    """Return the days by which watches are to be renewed, and when that was done."""
    asked = {"kind": "renew_watch", "state": state}
    items = desk.get("/deadlines", **asked).get_json()["items"]
    return [(each["due_on"], each["done_on"]) for each in items]


def renewed(desk: Desk, found: dict[str, Any], until: str) -> None:
    """Renew a watch."""
    version = watched.read(desk, found)["version"]
    desk.done(f"/screenings/{found['id']}/watch/renewal", {"until": until}, version=version)


@pytest.mark.every_engine
def test_a_court_is_reminded_once_before_the_end_and_again_after_a_renewal(
    desk: Desk, clock: SetClock
) -> None:
    found = watched_until(desk, 20)
    assert reminders(desk, found) == []
    assert duties(desk, "open") == []
    clock.forward(timedelta(days=6))
    assert reminders(desk, found) == ["即将到期"]
    assert watched.read(desk, found)["watch"]["ends_soon"]
    # A Sunday stays the last day of the watch, and so of the duty.
    assert duties(desk, "open") == [(day(20), None)]
    [duty] = desk.get("/deadlines", kind="renew_watch").get_json()["items"]
    assert (duty["record"], duty["record_kind"]) == (found["id"], "watch")
    assert (duty["bearer"], duty["basis"], duty["provisional"]) == (
        "court",
        "Register Rule 97",
        False,
    )
    renewed(desk, found, day(36))
    assert not watched.read(desk, found)["watch"]["ends_soon"]
    assert duties(desk, "open") == []
    assert duties(desk, "done") == [(day(20), day(6))]
    clock.forward(timedelta(days=20))
    assert len(reminders(desk, found)) == 2
    assert duties(desk, "open") == [(day(36), None)]
    clock.forward(timedelta(days=20))
    assert len(reminders(desk, found)) == 2


def test_a_watch_that_is_renewed_by_a_few_days_is_reminded_of_anew(
    desk: Desk, clock: SetClock
) -> None:
    found = watched_until(desk, 10)
    assert len(reminders(desk, found)) == 1
    clock.forward(timedelta(days=1))
    renewed(desk, found, day(12))
    assert len(reminders(desk, found)) == 2
    assert duties(desk, "open") == [(day(12), None)]


def ended(desk: Desk, found: dict[str, Any], _clock: SetClock) -> None:
    version = watched.read(desk, found)["version"]
    desk.done(f"/screenings/{found['id']}/watch/end", {"reason": "评选结束"}, version=version)


def ran_out(_desk: Desk, _found: dict[str, Any], clock: SetClock) -> None:
    # The job is late by days.
    clock.forward(timedelta(days=30))
    watched.job()


@pytest.mark.parametrize(
    ("act", "state", "done_on"),
    [(ended, WatchState.ENDED, day(0)), (ran_out, WatchState.RUN_OUT, day(10))],
)
def test_the_end_of_a_watch_does_its_duty(
    desk: Desk,
    clock: SetClock,
    act: Callable[[Desk, dict[str, Any], SetClock], None],
    state: WatchState,
    done_on: str,
) -> None:
    found = watched_until(desk, 10)
    watched.job()
    act(desk, found, clock)
    assert watched.read(desk, found)["watch"]["state"] == state
    assert duties(desk, "done") == [(day(10), done_on)]
    assert duties(desk, "open") == duties(desk, "overdue") == []


def test_a_list_that_is_cancelled_leaves_no_duty(desk: Desk) -> None:
    screening = screened.opened(desk, watch_until=day(10))
    watched.job()
    assert duties(desk, "open") == [(day(10), None)]
    path = f"/screenings/{screening['id']}/cancellation"
    desk.done(path, {"reason": "名单有误"}, version=screening["version"])
    assert duties(desk, "open") == []


@pytest.mark.every_engine
def test_jobs_at_once_remind_once(desk: Desk) -> None:
    found = watched_until(desk, 10)

    def run() -> Any:
        with desk.app.app_context():
            watching.end_watches(current_runtime())

    jobs: list[Callable[[], Any]] = [partial(run) for _ in range(3)]
    at_once(*jobs)
    assert reminders(desk, found) == ["即将到期"]
    assert duties(desk, "open") == [(day(10), None)]
