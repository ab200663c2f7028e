"""Lists by which a court takes rows into a watch and out of it: an answer for each row, once."""

from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from registry.db import transaction
from registry.models.watch_lists import WatchListPart, WatchListRow
from registry.models.watches import Watch, WatchedRow
from registry.runtime import current_runtime
from registry.screening import changing
from registry.vault import VaultError
from tests.api import files, row_lists, screened, watched
from tests.api.desk import ADULT, OTHER_ADULT, Desk
from tests.api.row_lists import ADDED, DROPPED
from tests.api.test_at_once import at_once
from tests.api.test_screened_workbooks import book
from tests.clocks import SetClock

LIST = f"姓名,身份证号\n王测试,{OTHER_ADULT}\n"
MORE = (
    "姓名,身份证号,备注\n"
    f"李测试,{ADULT},甲一\n"
    f"王测试,{OTHER_ADULT},甲二\n"
    "赵测试,510199198001010011,甲三\n"
    f"李测试,{ADULT},又一次\n"
    "钱测试,5101991980****0010,甲五\n"
)


@pytest.fixture
def watch(desk: Desk) -> dict[str, Any]:
    """Have a list of one watched, who is listed by nobody."""
    return watched.watched(desk, LIST, lists=["dishonest"])


@pytest.mark.every_engine
def test_a_list_is_added_row_by_row_and_what_goes_with_it_is_told(
    desk: Desk, watch: dict[str, Any], session: Session
) -> None:
    listing = files.published(desk)
    done = row_lists.changed(desk, watch, MORE)
    assert done["rows"] == [
        (1, "added", 2, None),
        (2, "already_watched", 1, None),
        (3, "faulty", None, "number_check_digit"),
        (4, "already_watched", 2, None),
        (5, "faulty", None, "number_masked"),
    ]
    assert (done["state"], done["change"], done["failure"]) == ("finished", "add", None)
    counts = [done[f"rows_{name}"] for name in ("done", "changed", "unchanged", "faulty")]
    assert counts == [5, 1, 2, 2]
    assert session.scalar(select(func.count()).select_from(WatchListPart)) == 0
    watched.job()
    assert watched.alerts(desk, watch) == [(2, "begun", "identified", "dishonest")]
    files.removed(desk, listing["id"], "LR10-1", enforcement_completed=True)
    watched.job()
    assert len(watched.alerts(desk, watch)) == 2
    found = watched.read(desk, watch)
    assert found["watch"]["rows"] == 2
    entries = desk.get("/journal", by="auditor", record=watch["id"]).get_json()["items"]
    assert [each["kind"] for each in entries][2:4] == ["watch.list_handed_in", "watch.amended"]
    assert ADULT not in str(entries)
    assert "李测试" not in str(entries)


@pytest.mark.every_engine
def test_the_rows_of_a_list_are_dropped_and_nothing_more_is_told_of_them(
    desk: Desk, watch: dict[str, Any], session: Session
) -> None:
    row_lists.changed(desk, watch, MORE)
    text = f"姓名,身份证号\n别的名字,{ADULT}\n李测试,{ADULT}\n李测试,\n赵测试,51019\n"
    done = row_lists.changed(desk, watch, text, act=DROPPED)
    assert done["rows"] == [
        (1, "dropped", 2, None),
        (2, "not_watched", None, None),
        (3, "not_watched", None, None),
        (4, "faulty", None, "number_malformed"),
    ]
    files.published(desk)
    watched.job()
    assert watched.alerts(desk, watch) == []
    assert session.scalar(select(func.count()).select_from(WatchedRow)) == 1
    assert watched.read(desk, watch)["watch"]["rows"] == 1


def test_a_name_alone_drops_rows_without_a_number_and_nobody_elses(desk: Desk) -> None:
    text = f"姓名,身份证号\n李测试,{ADULT}\n李测试,\n"
    watch = watched.watched(desk, text, lists=["dishonest"], names=True)
    assert row_lists.changed(desk, watch, "姓名\n李 测 试\n")["rows"] == [
        (1, "already_watched", 2, None)
    ]
    [row] = row_lists.changed(desk, watch, "姓名\n李测试\n", act=DROPPED)["rows"]
    assert row == (1, "dropped", 2, None)
    assert watched.read(desk, watch)["watch"]["rows"] == 1
    # A number that cannot be read leaves the name, where names are compared.
    added = row_lists.changed(desk, watch, "姓名,身份证号\n孙测试,510199********0010\n")
    assert added["rows"] == [(1, "added", 3, "number_masked")]


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("application/json", orjson.dumps([{"name": "李测试", "number": ADULT}])),
        ("application/x-ndjson", orjson.dumps({"name": "李测试", "number": ADULT}) + b"\n"),
        ("text/csv", f"姓名,身份证号\n李测试,{ADULT}\n".encode("gb18030")),
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            book(("姓名", "身份证号"), ("李测试", ADULT)),
        ),
    ],
)
def test_rows_come_in_every_form_that_lists_have(
    desk: Desk, watch: dict[str, Any], form: str, body: bytes
) -> None:
    answer = row_lists.handed_in(desk, watch, body, form=form)
    row_lists.job()
    assert row_lists.read(desk, answer)["rows"] == [(1, "added", 2, None)]


def test_rows_of_a_watch_whose_own_list_was_empty_are_told_of_too(desk: Desk) -> None:
    watch = watched.watched(desk, "姓名,身份证号\n", lists=["dishonest"])
    row_lists.changed(desk, watch, f"姓名,身份证号\n李测试,{ADULT}\n")
    watched.job()
    files.published(desk)
    watched.job()
    assert watched.alerts(desk, watch) == [(1, "begun", "identified", "dishonest")]


def test_a_repeated_request_is_answered_as_before_and_adds_nothing(
    desk: Desk, watch: dict[str, Any]
) -> None:
    version = watched.read(desk, watch)["version"]
    first, second = (
        row_lists.handed_in(desk, watch, MORE.encode(), key="the-same", version=version)
        for _ in range(2)
    )
    assert first.get_json() == second.get_json()
    assert second.headers["Idempotent-Replayed"] == "true"
    stale = row_lists.handed_in(desk, watch, MORE.encode(), version=version)
    assert (stale.status_code, stale.get_json()["code"]) == (412, "record.stale")
    waits = row_lists.handed_in(desk, watch, MORE.encode())
    assert (waits.status_code, waits.get_json()["code"]) == (409, "watch_list.another_waits")
    row_lists.job()
    again = row_lists.changed(desk, watch, MORE)
    assert [row[1] for row in again["rows"]].count("added") == 0
    lists = desk.get(f"/screenings/{watch['id']}/watch/lists").get_json()["items"]
    assert [each["rows_changed"] for each in lists] == [1, 0]


@pytest.mark.every_engine
def test_jobs_at_once_and_jobs_that_go_on_do_each_row_once(
    desk: Desk, watch: dict[str, Any], session: Session
) -> None:
    answer = row_lists.handed_in(desk, watch, MORE.encode())

    def run() -> Any:
        with desk.app.app_context():
            changing.work_off(current_runtime(), rows_at_once=1)

    at_once(run, run, run)
    done = row_lists.read(desk, answer)
    assert [row[:2] for row in done["rows"]] == [
        (1, "added"),
        (2, "already_watched"),
        (3, "faulty"),
        (4, "already_watched"),
        (5, "faulty"),
    ]
    assert (done["rows_done"], done["state"]) == (5, "finished")
    assert session.scalar(select(func.count()).select_from(WatchedRow)) == 2


def test_a_list_that_breaks_off_says_so_and_keeps_what_was_done(
    desk: Desk, watch: dict[str, Any]
) -> None:
    body = b'[{"name": "x", "number": "%s"}, {"number": "%s"}, ' % (
        ADULT.encode(),
        OTHER_ADULT.encode(),
    )
    answer = row_lists.handed_in(desk, watch, body, form="application/json")
    row_lists.job()
    done = row_lists.read(desk, answer)
    assert (done["state"], done["failure"]["code"]) == ("failed", "screening_list.cut_off")
    assert [row[1] for row in done["rows"]] == ["added", "already_watched"]


@pytest.mark.parametrize(
    ("body", "form", "status", "code"),
    [
        (b"", "text/csv", 400, "screening_list.empty"),
        ("颜色\n红\n".encode(), "text/csv", 400, "screening_list.columns_missing"),
        (b"PK", "text/csv", 400, "screening_list.columns_missing"),
        (
            b"PK\3\4",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            400,
            "screening_list.workbook_damaged",
        ),
        (b"<list/>", "application/xml", 415, "screening_list.type_unknown"),
    ],
)
@pytest.mark.parametrize("act", [ADDED, DROPPED])
def test_a_list_that_cannot_be_read_is_refused_before_anything_is_done(
    desk: Desk, watch: dict[str, Any], act: str, body: bytes, form: str, status: int, code: str
) -> None:
    refused = row_lists.handed_in(desk, watch, body, act=act, form=form)
    assert (refused.status_code, refused.get_json()["code"]) == (status, code)
    assert desk.get(f"/screenings/{watch['id']}/watch/lists").get_json()["items"] == []


def test_no_more_rows_are_added_than_policy_allows(
    desk: Desk, watch: dict[str, Any], session: Session
) -> None:
    most = current_runtime().policy.watched_rows_per_asker
    session.execute(update(Watch).values(rows=most))
    session.commit()
    done = row_lists.changed(desk, watch, MORE)
    assert (done["state"], done["rows"]) == ("failed", [])
    assert done["failure"]["code"] == "watch.too_many_rows"
    assert done["failure"]["facts"] == {"most": most, "rows": most}


def test_a_list_for_a_watch_that_is_over_changes_nothing(
    desk: Desk, other_desk: Desk, watch: dict[str, Any], clock: SetClock, session: Session
) -> None:
    assert row_lists.handed_in(other_desk, watch, MORE.encode(), version=1).status_code == 404
    answer = row_lists.handed_in(desk, watch, MORE.encode())
    end = {"reason": "评选结束"}
    version = watched.read(desk, watch)["version"]
    desk.done(f"/screenings/{watch['id']}/watch/end", end, version=version)
    row_lists.job()
    done = row_lists.read(desk, answer)
    assert (done["state"], done["failure"]["code"], done["rows"]) == ("failed", "watch.is_over", [])
    refused = row_lists.handed_in(desk, watch, MORE.encode())
    assert (refused.status_code, refused.get_json()["code"]) == (409, "watch.is_over")
    unwatched = screened.of_csv(desk, LIST)
    none = row_lists.handed_in(desk, unwatched, MORE.encode())
    assert (none.status_code, none.get_json()["code"]) == (404, "watch.not_found")


def test_what_became_of_each_row_is_kept_as_long_as_results_are(
    desk: Desk, watch: dict[str, Any], clock: SetClock, session: Session
) -> None:
    done = row_lists.changed(desk, watch, MORE)
    for days in (29, 2):
        clock.forward(timedelta(days=days))
        changing.forget_rows(current_runtime())
        left = session.scalar(select(func.count()).select_from(WatchListRow))
        session.rollback()
        assert left == (5 if days == 29 else 0)
    path = f"/screenings/{watch['id']}/watch/lists/{done['id']}"
    assert desk.get(path).get_json()["rows_changed"] == 1
    assert desk.get(f"{path}/rows").get_json()["items"] == []


def test_a_list_that_fails_for_a_reason_of_ours_holds_no_other_up(
    desk: Desk, watch: dict[str, Any]
) -> None:
    other = watched.watched(desk, LIST, lists=["dishonest"])
    altered = row_lists.handed_in(desk, watch, MORE.encode())
    with transaction() as session:
        session.execute(update(WatchListPart).values(ciphertext=b"altered" * 9))
    sound = row_lists.handed_in(desk, other, MORE.encode())
    with pytest.raises(VaultError):
        row_lists.job()
    states = [row_lists.read(desk, each)["state"] for each in (altered, sound)]
    assert states == ["waiting", "finished"]
