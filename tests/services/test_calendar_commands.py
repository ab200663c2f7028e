"""Commands of the calendar: a year is shown, taken in once, and moves what depends on it."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import update
from sqlalchemy.orm import Session

from registry import jobs
from registry.clock import SHANGHAI
from registry.db import db, transaction
from registry.journal import read
from registry.models.calendars import CalendarYear
from registry.models.deadlines import Deadline
from registry.rules import arrangement_format
from registry.services.clocks import calendars
from tests.api import files
from tests.api.desk import OPERATOR, Desk
from tests.clocks import SetClock

PAPER = "https://www.gov.cn/zhengce/content/invented.htm"
WINTER = datetime(2026, 12, 7, 9, 0, tzinfo=SHANGHAI)


def document(year: int, off: list[str], worked: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the file of a year with its fixed holidays, and these days."""
    fixed = [f"{year}-{day}" for day in ("01-01", "05-01", "10-01", "10-02", "10-03")]
    days = [
        {"name": "假日", "date": day, "isOffDay": is_off}
        for is_off, chosen in ((True, sorted({*fixed, *off})), (False, worked))
        for day in chosen
    ]
    return {"year": year, "papers": [PAPER], "days": days}


def january(through: int) -> list[str]:
    """Return the first days of January 2027."""
    return [(date(2027, 1, 1) + timedelta(days=n)).isoformat() for n in range(through)]


@pytest.fixture
def imported(runner: FlaskCliRunner, tmp_path: Path) -> Any:
    """Give a function that imports a document."""

    def run(content: object, *options: str, answer: str | None = None) -> Result:
        path = tmp_path / "year.json"
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        path.write_bytes(data)
        args = ["registry", "calendar", "import", str(path), *options]
        return runner.invoke(args=args, input=answer)

    return run


def in_grace(desk: Desk) -> dict[str, Any]:
    """Bring a listing into a grace period of one month."""
    listing = files.signed(desk, files.drafted(desk, applied_on="2026-12-01"))
    body = {"months": 1, "reason": "愿意履行"}
    path = f"/listings/{listing['id']}/grace"
    return desk.done(path, body, by="judge", version=listing["version"])


def duty(desk: Desk) -> dict[str, Any]:
    """Return the one duty of a court."""
    (found,) = desk.get("/deadlines", kind="record_grace_outcome").get_json()["items"]
    return dict(found)


@pytest.mark.every_engine
def test_a_year_that_arrives_moves_what_was_provisional_and_what_copied_it(
    desk: Desk, clock: SetClock, session: Session, runner: FlaskCliRunner, imported: Any
) -> None:
    clock.set(WINTER)
    listing = in_grace(desk)
    before = duty(desk)
    assert (before["due_on"], before["provisional"]) == ("2027-01-12", True)
    year = document(2027, january(10))
    tried = imported(year, "--dry-run")
    assert tried.exit_code == 0, tried.output
    assert "2027-01-12 暂定 provisional -> 2027-01-14\n" in tried.stdout
    assert duty(desk) == before
    done = imported(year)
    assert done.exit_code == 0, done.output
    assert "1 deadlines were computed anew" in done.stderr
    after = duty(desk)
    assert (after["due_on"], after["provisional"]) == ("2027-01-14", False)
    seen = desk.get(f"/listings/{listing['id']}").get_json()
    assert seen["grace"]["ends_on"] == "2027-01-11"
    assert seen["version"] == listing["version"] + 1
    kinds = [entry.kind for entry in read.after(session, 0, limit=1_000)[-2:]]
    assert kinds == ["calendar.imported", "deadline.recomputed"]
    size = read.head(session).size
    session.rollback()
    # Twice, by a command or a job, is once.
    assert "0 deadlines were computed anew" in imported(year).stderr
    jobs.recompute_deadlines()
    assert (duty(desk), read.head(session).size) == (after, size)
    assert "2027\t导入 imported" in runner.invoke(args=["registry", "calendar", "show"]).stdout
    # The period ends as the year says, and a person records it after that day.
    path = f"/listings/{listing['id']}/grace/outcome"
    body = {"outcome": "not_performed", "reason": "未履行"}
    clock.set(WINTER.replace(year=2027, month=1, day=11))
    assert desk.refused(path, body, by="judge", version=seen["version"])["status"] == 422
    clock.forward(timedelta(days=1))
    desk.done(path, body, by="judge", version=seen["version"])
    assert duty(desk)["punctuality"] == "done"


def test_the_grace_of_an_order_moves_with_the_year_too(
    desk: Desk, clock: SetClock, imported: Any
) -> None:
    clock.set(WINTER)
    debtor = files.debtor_of(desk, files.case_of(desk))
    order = desk.done("/restrictions", {"debtor": debtor["id"], "reason": "未按执行通知履行"})
    path = f"/restrictions/{order['id']}"
    signed = desk.done(f"{path}/signature", by="president", version=order["version"])
    wanted = {"months": 1, "reason": "愿意履行"}
    granted = desk.done(f"{path}/grace", wanted, by="judge", version=signed["version"])
    assert granted["grace"]["ends_on"] == "2027-01-07"
    assert imported(document(2027, january(10))).exit_code == 0
    seen = desk.get(path).get_json()
    assert (seen["grace"]["ends_on"], seen["version"]) == ("2027-01-11", granted["version"] + 1)
    assert duty(desk)["due_on"] == "2027-01-14"


@pytest.mark.every_engine
def test_a_known_year_is_replaced_only_when_that_is_meant(
    desk: Desk, clock: SetClock, session: Session, imported: Any
) -> None:
    clock.set(WINTER)
    in_grace(desk)
    assert imported(document(2027, january(3))).exit_code == 0
    assert (duty(desk)["due_on"], duty(desk)["provisional"]) == ("2027-01-12", False)
    refused = imported(document(2027, january(10)), answer="n\n")
    assert refused.exit_code == 1
    assert duty(desk)["due_on"] == "2027-01-12"
    assert imported(document(2027, january(10)), "--yes").exit_code == 0
    assert duty(desk)["due_on"] == "2027-01-14"
    # An import that was killed before it came to an end is finished by the job.
    with transaction() as act:
        act.execute(update(CalendarYear).values(recomputed_after=0))
        act.execute(update(Deadline).values(due_on=date(2027, 1, 12), provisional=True))
    jobs.recompute_deadlines()
    assert (duty(desk)["due_on"], duty(desk)["provisional"]) == ("2027-01-14", False)
    session.rollback()


@pytest.mark.every_engine
def test_two_processes_recompute_at_once_and_each_day_moves_once(
    app: Flask, desk: Desk, clock: SetClock, session: Session
) -> None:
    clock.set(WINTER)
    in_grace(desk)
    reading = arrangement_format.read(document(2027, january(10)))
    assert reading.arrangement is not None
    with transaction() as act:
        calendars.put(act, reading.arrangement, actor=OPERATOR, now=WINTER)
    gate = Barrier(3)

    def work() -> None:
        with app.app_context():
            gate.wait()
            jobs.recompute_deadlines()
            db.session.remove()

    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(work) for _ in range(3)]:
            done.result()
    assert (duty(desk)["due_on"], duty(desk)["provisional"]) == ("2027-01-14", False)
    kinds = [entry.kind for entry in read.after(session, 0, limit=1_000)]
    assert kinds.count("deadline.recomputed") == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{", "This is not JSON in UTF-8"),
        (b"\xff\xfe{}", "This is not JSON in UTF-8"),
        (b"[" * 100_000, "This is not JSON in UTF-8"),
        (b" " * 300_000, "larger than 262144 bytes"),
        ([], "[not_an_object]"),
        ({"year": 20277}, "[year_invalid]"),
        ({**document(2027, []), "papers": []}, "[papers_missing]"),
        ({**document(2027, []), "days": [{"date": "2027-13-01"}] * 100}, "... 100"),
        ({**document(2027, []), "year": 2028}, "[date_out_of_year]"),
        (document(2027, [], ("2027-01-01",)), "[date_repeated]"),
        (document(2027, [], ("2027-01-04",)), "[weekday_worked]"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_what_is_wrong(
    app: Flask, session: Session, imported: Any, content: object, told: str
) -> None:
    refused = imported(content)
    assert refused.exit_code == 1
    assert told in refused.stderr
    assert read.head(session).size == 0


def test_a_year_is_shown_with_its_days(runner: FlaskCliRunner) -> None:
    shown = runner.invoke(args=["registry", "calendar", "show", "2026"])
    assert "2026-02-28" in shown.stdout
    unknown = runner.invoke(args=["registry", "calendar", "show", "2027"])
    assert unknown.exit_code == 1
    assert "The year 2027 is not arranged" in unknown.stderr
