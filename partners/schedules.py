"""Schedules (推送时间表): when an agency is sent to, by an interval or by a cron line in Beijing
time, and how many requests it takes in a minute.

Pure: the moment comes in as a value.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from apscheduler.triggers.cron import CronTrigger

from registry.clock import SHANGHAI
from schemas.agency_limits import LONGEST_CRON

MINUTE = timedelta(minutes=1)
_DAY_OF_WEEK = 4
_FIELDS = 5


class AgencyTerms(Protocol):
    """What an agency's row says of its schedule."""

    every_seconds: int
    cron: str | None
    posts_per_minute: int | None
    max_notices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When and how much an agency wants to be sent.

    :ivar every: the interval, which counts where there is no ``cron``.
    :ivar posts_per_minute: the most requests in a minute, retries included.
    """

    every: timedelta
    max_notices: int
    cron: str | None = None
    posts_per_minute: int | None = None


def schedule_of(agency: AgencyTerms) -> Schedule:
    """Return the schedule that an agency's row says."""
    return Schedule(
        every=timedelta(seconds=agency.every_seconds),
        max_notices=agency.max_notices,
        cron=agency.cron,
        posts_per_minute=agency.posts_per_minute,
    )


def next_due(schedule: Schedule, now: datetime) -> datetime:
    """Return when the next delivery may begin, after what waited was sent."""
    if schedule.cron is None:
        return now + schedule.every
    found = _next_fire(_trigger(schedule.cron), now)
    # It was tried when it was set; a line that has come to its end leaves the interval.
    return now + schedule.every if found is None else found


def not_before(schedule: Schedule, posted_at: datetime | None, *, now: datetime) -> datetime | None:
    """Return the moment before which no request may leave, or nothing where there is none.

    What a clock that was ahead has written is no reason to wait once it was set back.
    """
    if schedule.posts_per_minute is None or posted_at is None or posted_at > now:
        return None
    return posted_at + MINUTE / schedule.posts_per_minute


def is_cron(line: str, *, on: datetime) -> bool:
    """Tell whether a text is a cron line by which something will ever be sent.

    Five fields: minute, hour, day of the month, month, day of the week. Days of the week are
    written by name: their numbers mean different days to different programs.

    :param on: the present moment.
    """
    parts = line.split()
    if len(line) > LONGEST_CRON or len(parts) != _FIELDS or not line.isascii():
        return False
    if re.search(r"\d", parts[_DAY_OF_WEEK].partition("/")[0]):
        return False
    try:
        return _next_fire(_trigger(line), on) is not None
    except (ValueError, TypeError, OverflowError):
        return False


def _trigger(line: str) -> CronTrigger:
    return CronTrigger.from_crontab(line, timezone=SHANGHAI)


def _next_fire(trigger: CronTrigger, now: datetime) -> datetime | None:
    # The trigger counts its own moment in: what is due now has just been sent.
    after = now.replace(second=0, microsecond=0) + MINUTE
    found: datetime | None = trigger.get_next_fire_time(None, after)
    return found
