"""Scheduling (定时调度): jobs by name and interval, run in a process of their own by APScheduler.

The scheduler only ticks. Whatever a job must remember is in the store and guarded there, so two
schedulers at once are harmless, and one that is killed leaves nothing behind but a pause.
"""

import logging
import signal
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date
from functools import partial
from threading import Event

from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask
from sqlalchemy.exc import OperationalError

from registry import logs, structure
from registry.clock import legal_day, system_clock
from registry.db import BEFORE_EACH, db, transaction
from registry.errors import ServiceError
from registry.garbage import collect_seldom
from registry.models.jobs import JobRecord
from registry.runtime import EXTENSION as EXTENSION_OF_RUNTIME
from registry.runtime import Runtime, current_runtime
from registry.timetable import NOTE_SUCCESS_SECONDS, Job, jobs_of

# Set when the scheduler of an application ends.
ENDING = "registry.jobs ending"
# How soon after a legal day has begun what is to be done with it begins.
LOOK_AT_DAY_SECONDS = 1.0
# How often a job that keeps failing in one way is told of in the log.
TELL_SECONDS = 60.0
MAX_ERROR = 2_000
# How often a scheduler looks whether the database is still the one that it is made for.
LOOK_AT_VERSION_SECONDS = 5.0
log = logging.getLogger(__name__)


def _nothing() -> None:
    """Do nothing: nobody waits for the jobs to begin."""


class EndingError(BaseException):
    """The scheduler ends: a job of many transactions goes on with the next one another time.

    No error: a job that goes on with the next of many where one fails does not go on after this.
    """


class JobRunner:
    """Runs one job whenever it is called, and lets nothing that goes wrong out.

    :param app: the application in whose context the job runs.
    """

    def __init__(self, app: Flask, job: Job) -> None:
        self._app = app
        self._job = job
        self._ending: Event = app.extensions.get(ENDING) or Event()
        self._failures = 0
        self._noted = float("-inf")
        self._told: dict[str, float] = {}
        self._is_running = False
        self._began_on: date | None = None

    def is_behind(self) -> bool:
        """Tell whether a legal day has begun since the job began last; not while it runs."""
        return not self._is_running and self._began_on not in (None, self._today())

    def _today(self) -> date:
        runtime: Runtime = self._app.extensions[EXTENSION_OF_RUNTIME]
        return legal_day(runtime.now())

    def __call__(self) -> None:
        """Run the job once; a failure is recorded, and logged unless that was done just now."""
        self._is_running, self._began_on = True, self._today()
        try:
            self._run()
        finally:
            self._is_running = False

    def _run(self) -> None:
        with self._app.app_context():
            try:
                self._work()
            except EndingError:
                log.info("job ends before its end", extra={"job": self._job.name})
            except Exception as error:
                self._failures += 1
                self._tell(error)
                self._note(_said_of(error))
            else:
                recovered, self._failures = self._failures > 0, 0
                if recovered:
                    log.info("job succeeds again", extra={"job": self._job.name})
                    self._told.clear()
                if recovered or time.monotonic() - self._noted > NOTE_SUCCESS_SECONDS:
                    self._note("")

    def _work(self) -> None:
        token = BEFORE_EACH.set(self._end_between)
        try:
            self._job.run()
        finally:
            BEFORE_EACH.reset(token)

    def _end_between(self) -> None:
        if self._ending.is_set():
            raise EndingError

    def _tell(self, error: Exception) -> None:
        """Log a failure: at once where it is a new one, once in a while where it goes on."""
        now, said = time.monotonic(), _said_of(error)
        if now - self._told.get(said, float("-inf")) < TELL_SECONDS:
            return
        self._told[said] = now
        known = {"job": self._job.name, "failures": self._failures}
        if isinstance(error, OperationalError):
            # The store is not there: where we were when we found out explains nothing.
            log.error("the store did not answer", extra={**known, "error": said})
        else:
            log.error("job failed", exc_info=error, extra=known)

    def _note(self, error: str) -> None:
        try:
            with transaction() as session:
                record = session.get(JobRecord, self._job.name)
                if record is None:
                    record = JobRecord(name=self._job.name)
                    session.add(record)
                now = current_runtime().now()
                if error:
                    record.failed_at = now
                else:
                    record.succeeded_at = now
                record.failures = self._failures
                record.error = error
        except OperationalError as unwritten:
            # The store itself is down: the job's next run is what matters.
            self._tell(unwritten)
        except Exception:
            log.exception("a job's record could not be written", extra={"job": self._job.name})
        else:
            self._noted = time.monotonic()


def _said_of(error: Exception) -> str:
    return f"{type(error).__name__}: {logs.redact_text(str(error))}"[:MAX_ERROR]


def scheduler_of(app: Flask) -> BackgroundScheduler:
    """Return a scheduler with an application's jobs, each due at once, not yet started.

    Jobs of each day are due again as soon as a legal day has begun by the application's clock,
    wherever that comes from: it is looked at every second, so that a machine that slept, or whose
    clock was set, is not late by an interval.
    """
    scheduler = BackgroundScheduler(
        timezone=UTC,
        # A run that is late is made up for once; one that takes long is not overtaken by the next.
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    app.extensions[ENDING] = Event()
    runners = {job: JobRunner(app, job) for job in jobs_of(app)}
    for job, runner in runners.items():
        scheduler.add_job(
            runner,
            "interval",
            seconds=job.every_seconds,
            id=job.name,
            name=job.name,
            # The scheduler ticks by the machine's clock, whatever offset the application's has.
            next_run_time=system_clock()(),
        )
    daily = {job.name: runner for job, runner in runners.items() if job.each_day}
    if daily:
        scheduler.add_job(
            partial(_begin_day, scheduler, daily), "interval", seconds=LOOK_AT_DAY_SECONDS
        )
    return scheduler


def _begin_day(scheduler: BackgroundScheduler, daily: Mapping[str, JobRunner]) -> None:
    """Let the jobs of each day be due now that have not begun since the legal day has."""
    for name, runner in daily.items():
        if runner.is_behind():
            scheduler.modify_job(name, next_run_time=system_clock()())


def run_until_told(app: Flask, *, on_start: Callable[[], None] = _nothing) -> int | None:
    """Run an application's jobs until SIGTERM or SIGINT comes, and return which one it was; nothing
    where the database has become one of another version.

    :param on_start: called when the jobs are running.
    """
    endings = {signal.SIGTERM, signal.SIGINT}
    # Blocked before any thread begins, so that the signal waits for us and interrupts nobody.
    signal.pthread_sigmask(signal.SIG_BLOCK, endings)
    scheduler = scheduler_of(app)
    collect_seldom()
    scheduler.start()
    on_start()
    try:
        told = None
        while told is None and _fits(app):
            told = signal.sigtimedwait(endings, LOOK_AT_VERSION_SECONDS)
        return None if told is None else told.si_signo
    finally:
        end(app, scheduler)


def end(app: Flask, scheduler: BackgroundScheduler) -> None:
    """End a scheduler in order: nothing begins any more, and what runs ends with the transaction
    that it is at.
    """
    scheduler.pause()
    app.extensions[ENDING].set()
    for job in jobs_of(app):
        job.stop()
    scheduler.shutdown(wait=True)


def _fits(app: Flask) -> bool:
    """Tell whether the database is of this program's version, as far as it answers."""
    with app.app_context():
        try:
            structure.check(db.session())
        except ServiceError as error:
            log.error("the database is of another version", extra=dict(error.facts))
            return False
        except OperationalError:
            # It is not there, which says nothing of its version; the jobs tell of it.
            return True
        return True
