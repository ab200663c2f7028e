"""The clock (时钟): the only place that asks what time it is."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
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


def movable_clock(file: Path, offset_seconds: float = 0.0) -> Clock:
    """Return a clock whose offset a file says, in seconds, asked anew every time; so a process
    that runs is moved forward and back from outside.

    A file that is not there or holds no number leaves the clock where it was.

    :param file: where the offset is written; settings allow it in development and test only.
    :param offset_seconds: the offset as long as the file has said none.
    """
    known = timedelta(seconds=offset_seconds)

    def now() -> datetime:
        nonlocal known
        with suppress(OSError, ValueError, OverflowError):
            known = timedelta(seconds=float(file.read_text(encoding="ascii")))
        return datetime.now(UTC) + known

    return now


def legal_day(moment: datetime) -> date:
    """Return the day in Asia/Shanghai on which a moment falls, as the law counts days."""
    return moment.astimezone(SHANGHAI).date()
