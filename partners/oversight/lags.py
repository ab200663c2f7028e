"""Lags (推送滞后): at which ages of what waits longest a stream alarms, each step once.

Pure. An agency that is behind is an alarm, and never a reason to drop anything.
"""

from datetime import datetime, timedelta

STEPS = (
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=24),
)


def step_of(waiting_since: datetime | None, *, now: datetime) -> int:
    """Return how many steps the age of what waits longest has reached; 0 where nothing waits."""
    if waiting_since is None:
        return 0
    age = now - waiting_since
    return sum(1 for step in STEPS if age >= step)


def to_tell(told: int, reached: int) -> tuple[int, ...]:
    """Return the steps that were reached and not told yet, the smallest first.

    :param told: the step that was told last, and ``reached`` the present one.
    """
    return tuple(range(told + 1, reached + 1))
