"""Watching over the scheduler from outside (从外部看调度): whether its jobs run, and whether
program and database fit each other.
"""

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import text
from sqlalchemy.orm import Session

from partners import component
from registry.app import create_app
from registry.db import db, transaction
from registry.models.jobs import JobRecord
from registry.scheduling import JobRunner, end, scheduler_of
from registry.timetable import Job, add_job, jobs_of
from tests.clocks import SetClock
from tests.engines.migrated import settings_for
from tests.forked import Program

WAIT = 30.0
HEALTH, SCHEDULER = "/api/v1/health", "/api/v1/health/scheduler"


def all_jobs_run(app: Flask) -> None:
    """Let every job run to its end once."""
    for job in jobs_of(app):
        JobRunner(app, job)()


@pytest.mark.own_app
def test_a_scheduler_that_never_ran_is_not_well(client: FlaskClient) -> None:
    answer = client.get(SCHEDULER, headers={"Accept-Language": "zh"})
    assert answer.status_code == 503
    assert answer.get_json()["code"] == "scheduler.late"
    assert "dispatch" in answer.get_json()["facts"]["jobs"]
    assert "定时任务" in answer.get_json()["title"]


@pytest.mark.own_app
@pytest.mark.every_engine
def test_a_job_that_has_not_run_to_its_end_for_long_is_seen_from_outside(
    app: Flask, client: FlaskClient, runner: FlaskCliRunner, clock: SetClock
) -> None:
    all_jobs_run(app)
    assert client.get(SCHEDULER).get_json() == {"status": "ok"}
    assert runner.invoke(args=["scheduler", "status"]).exit_code == 0
    clock.forward(timedelta(minutes=5))
    answer = client.get(SCHEDULER)
    assert answer.status_code == 503
    assert answer.get_json()["facts"] == {"jobs": ["dispatch", "prove-endpoints"]}
    shown = runner.invoke(args=["scheduler", "status"])
    assert shown.exit_code == 1
    assert "dispatch\tlate" in shown.stdout
    clock.forward(timedelta(days=1))
    late = client.get(SCHEDULER).get_json()["facts"]["jobs"]
    assert late == sorted(job.name for job in jobs_of(app))


@pytest.mark.own_app
def test_a_program_reads_when_each_job_ran(app: Flask, runner: FlaskCliRunner) -> None:
    all_jobs_run(app)
    read = json.loads(runner.invoke(args=["scheduler", "status", "--json"]).stdout)
    assert {job["name"] for job in read} == {job.name for job in jobs_of(app)}
    [dispatch] = [job for job in read if job["name"] == "dispatch"]
    assert (dispatch["is_late"], dispatch["failures"], dispatch["error"]) == (False, 0, "")
    assert dispatch["succeeded_at"].startswith("2026-03-02T")


@pytest.fixture
def other_structure(database_url: str) -> Iterator[Flask]:
    """Give a register whose database is of another version than the program."""
    app = create_app(settings_for(database_url), component.init_app)
    with app.app_context():
        of_another_version()
        yield app
        db.session.remove()
        db.engine.dispose()


def of_another_version() -> None:
    """Let the database be of a version that this program does not know."""
    with transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))


def scheduler(database_url: str, folder: Path) -> tuple[Program, Path]:
    """Start a scheduler, and return it with its log."""
    log = folder / "log"
    log.touch()
    program = Program(
        ["flask", "--app", "wsgi", "scheduler", "run"],
        environ={**os.environ, "REGISTRY_ENV": "test", "DATABASE_URL": database_url},
        folder=folder,
        log=log,
    )
    return program, log


@pytest.mark.every_engine
def test_a_database_of_another_version_is_not_well(other_structure: Flask) -> None:
    answer = other_structure.test_client().get(HEALTH)
    assert answer.status_code == 503
    assert answer.get_json()["code"] == "store.other_version"
    assert answer.get_json()["facts"]["found"] == "9999"


@pytest.mark.every_engine
def test_a_scheduler_does_not_begin_on_a_database_of_another_version(
    other_structure: Flask, database_url: str, tmp_path: Path
) -> None:
    program, log = scheduler(database_url, tmp_path)
    assert program.wait(WAIT) == 1
    assert "flask db upgrade" in log.read_text()
    assert "9999" in log.read_text()


@pytest.mark.every_engine
def test_a_scheduler_ends_when_the_database_is_migrated_under_it(
    database_url: str, tmp_path: Path
) -> None:
    """One of the version before would go on with what it does not know."""
    program, log = scheduler(database_url, tmp_path)
    while "scheduler started" not in log.read_text() and program.poll() is None:
        Event().wait(0.02)
    app = create_app(settings_for(database_url), component.init_app)
    with app.app_context():
        of_another_version()
        db.engine.dispose()
    assert program.wait(WAIT) == 1
    assert "database is of another version" in log.read_text()


@pytest.mark.own_app
@pytest.mark.every_engine
def test_a_job_of_many_pieces_ends_between_two_of_them(app: Flask, session: Session) -> None:
    """A list of a million rows would hold up the end of a scheduler for a minute."""
    pieces, freed = [0], Event()

    def work() -> None:
        while not freed.is_set():
            with transaction() as opened:
                opened.execute(text("SELECT 1"))
                pieces[0] += 1

    app.extensions["registry.jobs"] = {}
    add_job(app, Job("endless", 1, work))
    started = scheduler_of(app)
    started.start()
    while pieces[0] < 3:
        Event().wait(0.01)
    ending = Thread(target=end, args=(app, started))
    ending.start()
    ending.join(WAIT)
    has_ended = not ending.is_alive()
    freed.set()
    ending.join()
    assert has_ended
    # Nothing was wrong with it.
    assert session.get(JobRecord, "endless") is None
