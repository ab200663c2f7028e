"""Jobs: one that fails is recorded and stops nothing; the register's own sign and end terms."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import text
from sqlalchemy.orm import Session

from registry import jobs
from registry.app import create_app
from registry.db import db, transaction
from registry.journal import append, heads
from registry.models.jobs import JobRecord
from registry.scheduling import JobRunner, scheduler_of
from registry.timetable import Job, add_job, jobs_of
from tests.clocks import MORNING, SetClock
from tests.engines.migrated import settings_for
from tests.forked import Program
from tests.journal.test_append import entry

WAIT = 30.0


def record_of(session: Session, name: str) -> JobRecord | None:
    session.rollback()
    return session.get(JobRecord, name)


def nothing() -> None:
    """Do nothing."""


def test_an_application_has_the_jobs_of_the_register_and_of_its_partners(app: Flask) -> None:
    assert {job.name for job in jobs_of(app)} >= {"sign-tree-head", "end-terms", "dispatch"}


def test_a_name_is_given_once(app: Flask) -> None:
    with pytest.raises(ValueError, match="end-terms"):
        add_job(app, Job("end-terms", 1, nothing))


@pytest.mark.every_engine
def test_a_job_that_fails_is_recorded_without_numbers_and_one_that_recovers_too(
    app: Flask, session: Session, clock: SetClock
) -> None:
    outcomes: Iterator[Exception | None] = iter(
        [ValueError("51019919850307001X is wrong"), ValueError("again"), None]
    )

    def run() -> None:
        outcome = next(outcomes)
        if outcome is not None:
            raise outcome

    runner = JobRunner(app, Job("fragile", 1, run))
    runner()
    runner()
    failed = record_of(session, "fragile")
    assert failed is not None
    assert (failed.failures, failed.failed_at, failed.error) == (2, MORNING, "ValueError: again")
    runner()
    well = record_of(session, "fragile")
    assert well is not None
    assert (well.failures, well.succeeded_at, well.error) == (0, MORNING, "")


def test_an_error_is_recorded_without_numbers(app: Flask, session: Session) -> None:
    def run() -> None:
        raise ValueError("51019919850307001X is wrong")

    JobRunner(app, Job("fragile", 1, run))()
    record = record_of(session, "fragile")
    assert record is not None
    assert "5101991985" not in record.error


def test_a_job_that_always_succeeds_does_not_write_every_time(
    app: Flask, session: Session, clock: SetClock
) -> None:
    runner = JobRunner(app, Job("steady", 1, nothing))
    runner()
    clock.set(MORNING.replace(hour=10))
    runner()
    record = record_of(session, "steady")
    assert record is not None
    assert record.succeeded_at == MORNING


def test_a_store_that_is_down_is_told_of_in_one_line_and_not_at_every_run(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(settings_for(f"sqlite:///{tmp_path / 'nowhere' / 'register.db'}"))

    def look() -> None:
        db.session.execute(text("SELECT 1"))

    runner = JobRunner(app, Job("looking", 1, look))
    for _ in range(3):
        runner()
    (told,) = caplog.records
    assert told.message == "the store did not answer"
    assert told.exc_info is None
    (tmp_path / "nowhere").mkdir()
    caplog.clear()
    with caplog.at_level("INFO"):
        runner()
    with app.app_context():
        db.engine.dispose()
    assert "job succeeds again" in caplog.messages


def test_a_failure_that_goes_on_is_traced_once_and_a_new_one_at_once(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    outcomes = iter(["one", "one", "other", "one"])

    def run() -> None:
        raise ValueError(next(outcomes))

    runner = JobRunner(app, Job("fragile", 1, run))
    for _ in range(4):
        runner()
    traced = [str(told.exc_info[1]) for told in caplog.records if told.exc_info]
    assert traced == ["one", "other"]


def test_status_shows_failures(app: Flask, runner: FlaskCliRunner) -> None:
    def run() -> None:
        raise ValueError("broken")

    JobRunner(app, Job("fragile", 1, run))()
    assert "broken" in runner.invoke(args=["scheduler", "status"]).stdout


def test_status_of_a_database_that_is_not_made_yet_says_what_to_do(tmp_path: Path) -> None:
    app = create_app(settings_for(f"sqlite:///{tmp_path / 'empty.db'}"))
    done = app.test_cli_runner().invoke(args=["scheduler", "status"])
    with app.app_context():
        db.engine.dispose()
    assert done.exit_code == 1
    assert "run flask db upgrade" in done.stderr


@pytest.mark.own_app
def test_a_job_that_fails_or_hangs_holds_up_no_other(app: Flask) -> None:
    freed, ran = Event(), Event()
    rounds: list[int] = []

    def hang() -> None:
        freed.wait(WAIT)

    def fail() -> None:
        raise ValueError("broken")

    def work() -> None:
        rounds.append(1)
        if len(rounds) == 3:
            ran.set()

    app.extensions["registry.jobs"] = {}
    for job in (Job("hang", 0.05, hang), Job("fail", 0.05, fail), Job("work", 0.05, work)):
        add_job(app, job)
    scheduler = scheduler_of(app)
    scheduler.start()
    try:
        assert ran.wait(WAIT)
    finally:
        freed.set()
        scheduler.shutdown(wait=True)


@pytest.mark.every_engine
def test_the_tree_head_is_signed_once_a_size(app: Flask, session: Session) -> None:
    with transaction() as act:
        append.record(act, entry(1))
    jobs.sign_tree_head()
    jobs.sign_tree_head()
    with transaction() as act:
        append.record(act, entry(2))
    jobs.sign_tree_head()
    session.rollback()
    latest = heads.latest(session)
    assert latest is not None
    assert latest.size == 2


@pytest.mark.every_engine
def test_ending_terms_of_nobody_is_done_at_once(app: Flask, session: Session) -> None:
    jobs.end_terms()
    db.session.rollback()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_scheduler_that_is_told_to_end_does_so_in_order(
    database_url: str, tmp_path: Path, number: signal.Signals
) -> None:
    log = tmp_path / "log"
    log.touch()
    process = Program(
        ["flask", "--app", "wsgi", "scheduler", "run"],
        environ={**os.environ, "REGISTRY_ENV": "test", "DATABASE_URL": database_url},
        folder=tmp_path,
        log=log,
    )
    while "scheduler started" not in log.read_text() and process.poll() is None:
        Event().wait(0.02)
    process.send_signal(number)
    assert process.wait(WAIT) == 0
    written = log.read_text()
    assert f'"signal":"{number.name}"' in written
    assert '"level":"ERROR"' not in written
