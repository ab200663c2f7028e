"""Late jobs (任务未按时运行): which jobs have not run to their end for longer than they may.

One that hangs, one that fails again and again, and a scheduler that is gone look the same from
outside, and need the same person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.jobs import JobRecord
from registry.timetable import NOTE_SUCCESS_SECONDS, Job


@dataclass(frozen=True, slots=True, kw_only=True)
class JobReport:
    """How one job fares.

    :ivar is_late: it should have run to its end since it last did.
    :ivar failures: in a row, with what went wrong last.
    """

    name: str
    is_late: bool
    succeeded_at: datetime | None
    failed_at: datetime | None
    failures: int
    error: str


def may_rest(job: Job) -> timedelta:
    """Return how long ago a job that is well may have run to its end: its interval, a run that
    takes long, and the while for which success is not noted.
    """
    return timedelta(seconds=2 * job.every_seconds + job.longest_seconds + NOTE_SUCCESS_SECONDS)


def is_late(job: Job, succeeded_at: datetime | None, *, now: datetime) -> bool:
    """Tell whether a job should have run to its end since it last did, if it ever did."""
    return succeeded_at is None or now - succeeded_at > may_rest(job)


def report(session: Session, jobs: Iterable[Job], *, now: datetime) -> tuple[JobReport, ...]:
    """Return how each job fares, by its name; also one that this program does not have any more,
    which is never late.
    """
    known = {job.name: job for job in jobs}
    records = {record.name: record for record in session.scalars(select(JobRecord))}
    return tuple(
        _reported(name, known.get(name), records.get(name), now)
        for name in sorted({*known, *records})
    )


def _reported(name: str, job: Job | None, record: JobRecord | None, now: datetime) -> JobReport:
    succeeded_at = None if record is None else record.succeeded_at
    return JobReport(
        name=name,
        is_late=job is not None and is_late(job, succeeded_at, now=now),
        succeeded_at=succeeded_at,
        failed_at=None if record is None else record.failed_at,
        failures=0 if record is None else record.failures,
        error="" if record is None else record.error,
    )
