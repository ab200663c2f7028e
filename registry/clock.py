"""The clock (时钟): the only place that asks what time it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

Clock = Callable[[], datetime]


def system_clock(offset_seconds: float = 0.0) -> Clock:
    """Return a clock of this machine, moved by an offset.

    :param offset_seconds: how far the clock is put forward; settings allow it in development
        and test only.
    """
    offset = timedelta(seconds=offset_seconds)
    return lambda: datetime.now(UTC) + offset


def end_of(day: date) -> datetime:
    """Return the first moment after a legal day."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=SHANGHAI)


def legal_day(moment: datetime) -> date:
    """Return the day in Asia/Shanghai on which a moment falls, as the law counts days."""
    return moment.astimezone(SHANGHAI).date()
