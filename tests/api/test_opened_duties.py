"""Duties that a day or an import brings about (补开期限事项): a report that is missing, and a
listing of somebody who was found unable before it came in.
"""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from registry.clock import SHANGHAI
from registry.timetable import jobs_of
from tests.api import capacity, files, proceedings
from tests.api.desk import ADULT, Desk
from tests.clocks import SetClock
from tests.imports import records
from tests.imports.running import import_file

KIND = "examine_missing_report"


@pytest.fixture
def job(app: Flask) -> Callable[[], None]:
    """Give the job that opens such duties, as the scheduler runs it: now and then twice."""
    (found,) = (one for one in jobs_of(app) if one.name == "open-duties")

    def run() -> None:
        found.run()
        found.run()

    return run


@pytest.fixture
def report(desk: Desk) -> dict[str, Any]:
    """Give a report that was ordered, to be made by 12 March."""
    debtor = files.debtor_of(desk, files.case_of(desk))
    return desk.done("/property-reports", capacity.demand_body(debtor["id"]))


def forward_to(clock: SetClock, day: date) -> None:
    clock.forward(datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI) - clock())


@pytest.mark.every_engine
def test_a_report_that_is_missing_after_its_day_is_for_a_judge_to_look_into(
    desk: Desk,
    clock: SetClock,
    session: Session,
    report: dict[str, Any],
    job: Callable[[], None],
) -> None:
    forward_to(clock, date(2026, 3, 12))
    job()
    assert proceedings.duties(desk, KIND) == []
    forward_to(clock, date(2026, 3, 13))
    job()
    (duty,) = proceedings.duties(desk, KIND)
    assert (duty["record_kind"], duty["record"]) == ("property_report", report["id"])
    assert (duty["opened_on"], duty["due_on"]) == ("2026-03-12", "2026-03-19")
    refused = {"conduct": "refused", "reason": "逾期未报告"}
    path = f"/property-reports/{report['id']}/breach"
    desk.done(path, refused, by="judge", version=report["version"])
    job()
    assert proceedings.duties(desk, KIND) == []
    (done,) = proceedings.duties(desk, KIND, "done")
    assert done["done_on"] == "2026-03-13"


def test_a_report_that_comes_in_late_does_the_duty(
    desk: Desk, clock: SetClock, report: dict[str, Any], job: Callable[[], None]
) -> None:
    forward_to(clock, date(2026, 3, 16))
    job()
    body = capacity.receipt_body(received_on="2026-03-16")
    desk.done(f"/property-reports/{report['id']}/receipt", body, version=report["version"])
    assert proceedings.duties(desk, KIND) == []


@pytest.mark.every_engine
def test_an_imported_listing_of_somebody_found_unable_is_proposed_for_removal_once(
    app: Flask, desk: Desk, session: Session, tmp_path: Path, job: Callable[[], None]
) -> None:
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    capacity.found_unable(desk, debtor["id"])
    line = records.person(
        1,
        iname="李测试",
        cardNum=ADULT,
        caseCode=case["number"],
        regDate="20251103",
        publishDate="2025年12月01日",
    )
    imported = import_file(records.write(tmp_path / "one.jsonl", [line]))
    assert imported.said() == ["accepted published"]
    job()
    (duty,) = proceedings.duties(desk, "reconsider_listing")
    listing = desk.get(f"/listings/{duty['record']}").get_json()
    assert listing["capacity_proposal"]["proposed"] == "remove"
    kept = {"reason": "尚有其他事实"}
    proposal = listing["capacity_proposal"]
    path = f"/capacity-proposals/{proposal['id']}/answer"
    desk.done(path, kept, by="judge", version=proposal["version"])
    job()
    assert proceedings.duties(desk, "reconsider_listing") == []
