"""Fault points: a setting that names none is refused by name, and none set does nothing."""

import pytest

from config import ConfigurationError
from partners.deliveries.faults import Point, faulter, never


@pytest.mark.parametrize("setting", ["frozen", "frozen:", "frozen:TERM", "melted:KILL", ":KILL"])
def test_a_fault_that_cannot_be_made_is_refused_by_name(setting: str) -> None:
    with pytest.raises(ConfigurationError, match="FAULT_AT"):
        faulter(setting)


def test_without_the_setting_nothing_fails() -> None:
    assert faulter("") is never


def test_a_process_passes_the_points_that_it_was_not_told_to_fail_at() -> None:
    fail = faulter("frozen:KILL")
    passed = [point for point in Point if point is not Point.FROZEN and fail(point) is None]
    assert len(passed) == len(Point) - 1
