"""Watching of lists by a court: who is told of what, once, until when, and what is kept."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from registry.db import transaction
from registry.models.journal import JournalEntry
from registry.models.publication import PublicEntry
from registry.models.watches import ScreeningAlert, WatchedHit, WatchedNumber, WatchedRow
from registry.runtime import current_runtime
from registry.screening import watching, working
from registry.services.screening import alerts
from tests.api import files, orders, screened, watched
from tests.api.desk import ADULT, OTHER_ADULT, Desk
from tests.api.test_at_once import at_once
from tests.clocks import SetClock

LIST = (
    "姓名,身份证号,备注\n"
    f"李测试,{ADULT},甲一\n"
    f"王测试,{OTHER_ADULT},甲二\n"
    "李测试,5101991980****0010,甲三\n"
)
BEGUN, ENDED = "begun", "ended"


@pytest.mark.every_engine
def test_a_court_is_told_once_when_somebody_is_listed_and_once_when_that_ends(desk: Desk) -> None:
    found = watched.watched(desk, LIST, lists=["dishonest"])
    assert found["watch"] == {
        "state": "watching",
        "until": watched.UNTIL,
        "ends_soon": False,
        "rows": 2,
        "ended_at": None,
    }
    watched.job()
    assert watched.alerts(desk, found) == []
    listing = files.published(desk)
    watched.job()
    watched.job()
    page = desk.get(f"/screenings/{found['id']}/alerts").get_json()
    [told] = page["items"]
    assert (told["row"], told["reference"], told["name"]) == (1, "甲一", "李测试")
    assert (told["change"], told["match"], told["needs_person"]) == (BEGUN, "identified", False)
    assert told["record"]["id"] == told["entry"] == listing["id"]
    assert ADULT not in str(page)
    files.removed(desk, listing["id"], "LR10-1", enforcement_completed=True)
    for _ in range(2):
        watched.job()
    [first, last] = desk.get(f"/screenings/{found['id']}/alerts").get_json()["items"]
    assert (last["change"], last["hit"], last["record"]) == (ENDED, told["hit"], None)
    # What is public no more is not shown by what was told of it before, either.
    assert first["record"] is None


def test_what_was_told_shows_no_record_whose_term_is_over_though_no_job_has_ended_it(
    desk: Desk, clock: SetClock
) -> None:
    found = watched.watched(desk, LIST, lists=["dishonest"])
    files.published(desk)
    watched.job()
    with transaction() as session:
        session.execute(update(PublicEntry).values(ends_on=clock().date()))
    address = f"/screenings/{found['id']}/alerts"
    [last_day] = desk.get(address).get_json()["items"]
    assert last_day["record"] is not None
    clock.forward(timedelta(days=1))
    [told] = desk.get(address).get_json()["items"]
    assert (told["change"], told["record"]) == (BEGUN, None)


def test_an_order_and_what_was_there_before_are_told_by_the_results_and_by_alerts(
    desk: Desk,
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    order = orders.in_force(desk, debtor)
    found = watched.watched(desk, LIST)
    assert screened.hits(desk, found) == [(1, "identified", "restricted")]
    orders.lifted(desk, order["id"])
    watched.job()
    assert watched.alerts(desk, found) == [(1, ENDED, "identified", "restricted")]
    files.published(desk, debtor)
    watched.job()
    told = watched.alerts(desk, found)[1:]
    # The order that goes with every listing is told beside it.
    assert sorted(told) == [
        (1, BEGUN, "identified", "dishonest"),
        (1, BEGUN, "identified", "restricted"),
    ]


def test_a_masked_number_and_a_name_are_possible_namesakes_and_only_where_asked_for(
    desk: Desk,
) -> None:
    plain = watched.watched(desk, LIST, lists=["dishonest"])
    names = watched.watched(desk, LIST, lists=["dishonest"], names=True)
    assert names["watch"]["rows"] == 3
    files.published(desk)
    watched.job()
    assert watched.alerts(desk, plain) == [(1, BEGUN, "identified", "dishonest")]
    assert watched.alerts(desk, names) == [
        (1, BEGUN, "identified", "dishonest"),
        (3, BEGUN, "name_only", "dishonest"),
    ]


def test_nobody_is_told_of_what_is_not_public_yet_or_came_and_went_between_two_runs(
    desk: Desk,
) -> None:
    found = watched.watched(desk, LIST, lists=["dishonest"])
    listing = files.served(desk, files.signed(desk, files.drafted(desk)))
    watched.job()
    assert watched.alerts(desk, found) == []
    desk.done(f"/listings/{listing['id']}/publication", version=listing["version"])
    files.removed(desk, listing["id"], "LR10-1", enforcement_completed=True)
    watched.job()
    assert watched.alerts(desk, found) == []


@pytest.mark.every_engine
def test_what_is_entered_while_a_list_is_compared_is_not_missed(desk: Desk) -> None:
    screening = screened.opened(desk, lists=["dishonest"], watch_until=watched.UNTIL)
    screened.handed_in(desk, screening, f"姓名,身份证号\n无关人,\n李测试,{ADULT}\n".encode())
    done: list[None] = []

    def after_first() -> None:
        if not done:
            done.append(None)
            files.published(desk)
            watched.job()

    working.work_off(current_runtime(), rows_at_once=1, after_each=after_first)
    watched.job()
    hits = screened.hits(desk, screening)
    told = watched.alerts(desk, screening)
    # By the results or by an alert, and not by both.
    assert len(hits) + len(told) == 1


@pytest.mark.every_engine
def test_rows_are_added_with_what_goes_with_them_and_dropped_for_good(desk: Desk) -> None:
    files.published(desk)
    found = watched.watched(desk, f"姓名,身份证号\n王测试,{OTHER_ADULT}\n,\n", lists=["dishonest"])
    path = f"/screenings/{found['id']}/watch/rows"
    add = [{"name": "李测试", "number": ADULT, "reference": "后补"}]
    amended = desk.done(path, {"add": add, "drop": [1]}, version=found["version"])
    assert amended["watch"]["rows"] == 1
    watched.job()
    assert watched.alerts(desk, found) == [(3, BEGUN, "identified", "dishonest")]
    faulty = [{"name": "李测试", "number": "510199****"}, *add]
    problem = desk.refused(path, {"add": faulty}, version=amended["version"])
    assert (problem["status"], problem["code"]) == (422, "watch.rows_faulty")
    assert problem["facts"]["rows"] == {"1": "number_masked"}
    dropped = desk.done(path, {"drop": [3, 99]}, version=amended["version"])
    assert dropped["watch"]["rows"] == 0
    listing = desk.get("/listings").get_json()["items"][0]
    files.removed(desk, listing["id"], "LR10-1", enforcement_completed=True)
    watched.job()
    assert len(watched.alerts(desk, found)) == 1


def stored(session: Session) -> list[int]:
    """Return how many rows, numbers, hits and alerts of watches the store holds."""
    tables = (WatchedRow, WatchedNumber, WatchedHit, ScreeningAlert)
    counted = [session.scalar(select(func.count()).select_from(each)) or 0 for each in tables]
    session.rollback()
    return counted


@pytest.mark.every_engine
def test_a_watch_runs_out_unless_it_is_renewed_and_leaves_nothing(
    desk: Desk, session: Session, clock: SetClock
) -> None:
    until = (clock() + timedelta(days=10)).date().isoformat()
    later = (clock() + timedelta(days=20)).date().isoformat()
    found = watched.watched(desk, LIST, lists=["dishonest"], watch_until=until)
    path = f"/screenings/{found['id']}/watch/renewal"
    renewed = desk.done(path, {"until": later}, version=found["version"])
    assert renewed["watch"]["until"] == later
    files.published(desk)
    clock.forward(timedelta(days=11))
    watched.job()
    assert stored(session) == [2, 2, 1, 1]
    clock.forward(timedelta(days=10))
    watched.job()
    over = watched.read(desk, found)["watch"]
    assert (over["state"], stored(session)) == ("run_out", [0, 0, 0, 1])
    problem = desk.refused(path, {"until": later}, version=renewed["version"] + 1)
    assert (problem["status"], problem["code"]) == (409, "watch.is_over")
    clock.forward(timedelta(days=31))
    watching.forget_alerts(current_runtime())
    assert stored(session) == [0, 0, 0, 0]


@pytest.mark.parametrize("days", [0, 367])
def test_a_watch_ends_after_today_and_within_the_days_of_policy(
    desk: Desk, clock: SetClock, days: int
) -> None:
    until = (clock() + timedelta(days=days)).date().isoformat()
    problem = desk.refused("/screenings", {**screened.STATED, "watch_until": until})
    assert (problem["status"], problem["code"]) == (422, "watch.too_long")
    assert problem["facts"] == {"longest_days": 366, "article": "Register Rule 90"}


def test_whoever_ends_a_watch_is_told_nothing_more_and_the_journal_says_who(
    desk: Desk, other_desk: Desk, session: Session
) -> None:
    found = watched.watched(desk, LIST, lists=["dishonest"])
    path = f"/screenings/{found['id']}"
    assert other_desk.get(f"{path}/alerts").status_code == 404
    ended = desk.done(f"{path}/watch/end", {"reason": "评选结束"}, version=found["version"])
    assert ended["watch"]["state"] == "ended"
    files.published(desk)
    watched.job()
    assert watched.alerts(desk, found) == []
    assert stored(session) == [0, 0, 0, 0]
    kinds = [
        (entry["kind"], entry["reason"])
        for entry in desk.get("/journal", by="auditor", record=found["id"]).get_json()["items"]
    ]
    assert kinds[2:] == [("watch.ended", "评选结束"), ("screening.read", "honours")]


def test_a_screening_that_is_not_watched_has_no_watch_to_renew(desk: Desk) -> None:
    found = screened.of_csv(desk, LIST)
    assert found["watch"] is None
    path = f"/screenings/{found['id']}/watch/renewal"
    problem = desk.refused(path, {"until": watched.UNTIL}, version=found["version"])
    assert (problem["status"], problem["code"]) == (404, "watch.not_found")


class Killed(BaseException):
    """The process is killed here."""


def killed_when_raised() -> None:
    """Raise what waits, and be killed before it is committed."""
    runtime = current_runtime()
    working.index_numbers(runtime)
    with transaction() as session:
        alerts.raise_some(session, through=10_000, vault=runtime.vault, now=runtime.now())
        raise Killed


@pytest.mark.every_engine
def test_a_process_killed_before_its_commit_leaves_the_alert_to_the_next_which_raises_it_once(
    desk: Desk,
) -> None:
    found = watched.watched(desk, LIST, lists=["dishonest"])
    files.published(desk)
    with pytest.raises(Killed):
        killed_when_raised()
    assert watched.alerts(desk, found) == []
    watched.job()
    watched.job()
    assert watched.alerts(desk, found) == [(1, BEGUN, "identified", "dishonest")]


@pytest.mark.every_engine
def test_two_jobs_at_once_raise_an_alert_once(desk: Desk, session: Session) -> None:
    found = watched.watched(desk, LIST, lists=["dishonest"])
    files.published(desk)

    def run() -> Any:
        with desk.app.app_context():
            watching.raise_alerts(current_runtime())

    jobs: list[Callable[[], Any]] = [partial(run) for _ in range(3)]
    at_once(*jobs)
    assert watched.alerts(desk, found) == [(1, BEGUN, "identified", "dishonest")]
    counted = select(func.count()).where(JournalEntry.kind == "screening.alert")
    assert session.scalar(counted) == 1


def test_a_list_that_is_cancelled_is_watched_no_more(desk: Desk) -> None:
    screening = screened.opened(desk, watch_until=watched.UNTIL)
    path = f"/screenings/{screening['id']}/cancellation"
    cancelled = desk.done(path, {"reason": "名单有误"}, version=screening["version"])
    assert cancelled["watch"]["state"] == "ended"
