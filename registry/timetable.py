"""The timetable (任务表): what an application does again and again, and how often.

:mod:`registry.scheduling` runs it, and :mod:`registry.late_jobs` tells what is late by it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask

EXTENSION = "registry.jobs"
# How often a job that always succeeds says so in the store.
NOTE_SUCCESS_SECONDS = 60.0
# How long a run may take before it counts as hanging, where the job says nothing else.
LONGEST_RUN_SECONDS = 3_600.0


def _nothing() -> None:
    """Do nothing: most jobs have nothing to end."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is done again and again (定时任务).

    :ivar run: what is done, in an application context and outside any transaction.
    :ivar stop: called once when the scheduler ends; waits for what the job has under way.
    :ivar each_day: whether it is due, besides, as soon as a legal day begins.
    :ivar longest_seconds: after how long a run that has not ended counts as hanging.
    """

    name: str
    every_seconds: float
    run: Callable[[], None]
    stop: Callable[[], None] = _nothing
    each_day: bool = False
    longest_seconds: float = LONGEST_RUN_SECONDS


def add_job(app: Flask, job: Job) -> None:
    """Give an application a job.

    :raises ValueError: when there is one of that name already.
    """
    jobs: dict[str, Job] = app.extensions.setdefault(EXTENSION, {})
    if job.name in jobs:
        raise ValueError(f"there is a job named {job.name} already")
    jobs[job.name] = job


def jobs_of(app: Flask) -> tuple[Job, ...]:
    """Return the jobs of an application, in the order in which they were given."""
    jobs: dict[str, Job] = app.extensions.get(EXTENSION, {})
    return tuple(jobs.values())
