"""A listing whose term ends with a day is over for agencies as soon as the next day begins: a real
scheduler whose clock is moved.
"""

import os
import signal
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from flask import Flask

from registry.clock import SHANGHAI, end_of, legal_day
from registry.db import db
from registry.models.jobs import JobRecord
from tests.api import files
from tests.api.desk import Desk
from tests.clocks import MORNING
from tests.flows.faults.conftest import Scene, opened
from tests.flows.faults.crew import until
from tests.forked import Program

pytestmark = pytest.mark.timeout(180)
NOON = time(12, 0, tzinfo=SHANGHAI)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def scene(app: Flask, database_url: str, tmp_path: Path) -> Iterator[Scene]:
    """Give a register, its receivers and the clock of its processes."""
    with opened(app, database_url, tmp_path) as made:
        yield made


@pytest.fixture
def scheduler(scene: Scene, tmp_path: Path) -> Iterator[Program]:
    """Give a scheduler that an operator would start, by the clock of the scene."""
    log = tmp_path / "log"
    log.touch()
    environ = {
        **os.environ,
        "REGISTRY_ENV": "test",
        "DATABASE_URL": scene.url,
        "CLOCK_OFFSET_FILE": str(tmp_path / "offset"),
    }
    command = ["flask", "--app", "wsgi", "scheduler", "run"]
    started = Program(command, environ=environ, folder=tmp_path, log=log)
    yield started
    started.send_signal(signal.SIGTERM)
    assert started.wait(60) == 0


def ended_last_on(day: date) -> bool:
    """Tell whether terms were ended on a day, as far as any were over."""
    db.session.rollback()
    record = db.session.get(JobRecord, "end-terms")
    return (
        record is not None
        and record.succeeded_at is not None
        and (legal_day(record.succeeded_at) == day)
    )


def test_a_term_that_ends_with_a_day_ends_for_agencies_with_it(
    scene: Scene, request: pytest.FixtureRequest
) -> None:
    receiver = scene.agency("market-regulation")
    listing = files.published(Desk(scene.app, MORNING).open(), grounds=["LR1-4"])
    db.session.rollback()
    last_day = date.fromisoformat(listing["ends_on"])
    scene.crew.forward(datetime.combine(last_day, NOON) - scene.crew.now())
    request.getfixturevalue("scheduler")
    until(lambda: ended_last_on(last_day))

    scene.crew.forward(end_of(last_day) - timedelta(seconds=1) - scene.crew.now())
    until(lambda: any(told["type"] == "listing.removed" for told in receiver.notices.values()))
    assert end_of(last_day) <= scene.crew.now() < end_of(last_day) + MINUTE
    [ending] = [told for told in receiver.notices.values() if told["type"] == "listing.removed"]
    assert ending["record"] == listing["id"]
    assert datetime.fromisoformat(ending["occurred_at"]) < end_of(last_day) + MINUTE
