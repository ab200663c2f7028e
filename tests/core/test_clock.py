"""The clock: legal days are those of Shanghai, and an offset moves one process."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from registry.clock import legal_day, movable_clock, system_clock


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


def test_a_file_moves_a_clock_that_runs_forward_and_back(tmp_path: Path) -> None:
    file = tmp_path / "offset"
    plain, moved = system_clock(), movable_clock(file, 60)
    for written, minutes in ((None, 1), ("86400", 1440), ("", 1440), ("soon", 1440), ("-60", -1)):
        if written is not None:
            file.write_text(written, encoding="ascii")
        assert abs(moved() - plain() - timedelta(minutes=minutes)) < timedelta(seconds=30)
