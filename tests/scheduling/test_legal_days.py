"""What a legal day ends or begins is due as soon as the day begins in Beijing, whatever is left of
the job's interval.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Event

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from registry.clock import SHANGHAI
from registry.scheduling import scheduler_of
from registry.timetable import Job, add_job, jobs_of
from tests.clocks import SetClock

WAIT = 30.0
LAST_MOMENT = datetime(2026, 3, 2, 23, 59, 59, 999_999, tzinfo=SHANGHAI)
TICK = timedelta(microseconds=1)


class Runs:
    """Runs of a job, which a test waits for."""

    def __init__(self) -> None:
        self.count = 0
        self._ran = Event()

    def __call__(self) -> None:
        """Count one more."""
        self.count += 1
        self._ran.set()

    def wait(self) -> None:
        """Wait until it has run since this was asked last."""
        assert self._ran.wait(WAIT)
        self._ran.clear()


@pytest.fixture
def running(app: Flask) -> Iterator[dict[str, Runs]]:
    """Give the runs of jobs that are due once an hour, of which one is due with each day."""
    runs = {"daily": Runs(), "hourly": Runs()}
    app.extensions["registry.jobs"] = {}
    add_job(app, Job("daily", 3_600, runs["daily"], each_day=True))
    add_job(app, Job("hourly", 3_600, runs["hourly"]))
    scheduler: BackgroundScheduler = scheduler_of(app)
    scheduler.start()
    yield runs
    scheduler.shutdown(wait=True)


@pytest.mark.own_app
def test_a_job_of_each_day_runs_when_the_day_begins_and_once(
    clock: SetClock, running: dict[str, Runs]
) -> None:
    for runs in running.values():
        runs.wait()
    clock.set(LAST_MOMENT)
    for day in (2, 3):
        clock.forward(TICK)
        running["daily"].wait()
        assert running["daily"].count == day
        clock.forward(timedelta(days=1) - TICK)
    assert running["hourly"].count == 1


def test_what_ends_on_a_day_ends_as_soon_as_the_next_one_begins(app: Flask) -> None:
    daily = {job.name for job in jobs_of(app) if job.each_day}
    assert daily == {"end-terms", "end-restrictions", "resume-restrictions", "expire-measures"}
