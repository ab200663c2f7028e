"""The clock: legal days are those of Shanghai, and an offset moves one process."""

from datetime import UTC, date, datetime, timedelta

import pytest

from registry.clock import legal_day, system_clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 1, 15, 59, 59, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 3, 1, 16, 0, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_legal_day_changes_at_midnight_in_shanghai(moment: datetime, day: date) -> None:
    assert legal_day(moment) == day


def test_an_offset_puts_the_clock_forward() -> None:
    plain, moved = system_clock(), system_clock(86400)
    assert timedelta(hours=23, minutes=59) < moved() - plain() < timedelta(hours=24, minutes=1)
