"""Schedules: cron in Beijing time, what no schedule is, and how many requests a minute takes."""

from datetime import UTC, datetime, timedelta

import pytest

from partners.schedules import Schedule, is_cron, next_due, not_before

EVERY = timedelta(minutes=5)
# Monday, 08:00 in Beijing.
MONDAY = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)


def scheduled(cron: str | None = None, posts: int | None = None) -> Schedule:
    return Schedule(every=EVERY, max_notices=500, cron=cron, posts_per_minute=posts)


@pytest.mark.parametrize(
    ("cron", "now", "due"),
    [
        (None, MONDAY, MONDAY + EVERY),
        ("0 8 * * *", MONDAY - timedelta(minutes=1), MONDAY),
        # What is due now has just been sent.
        ("0 8 * * *", MONDAY, MONDAY + timedelta(days=1)),
        ("0 8 * * *", MONDAY + timedelta(seconds=59), MONDAY + timedelta(days=1)),
        ("*/30 * * * *", MONDAY, MONDAY + timedelta(minutes=30)),
        ("0 8 * * sat,sun", MONDAY, MONDAY + timedelta(days=5)),
        ("0 0 1 * *", MONDAY, datetime(2026, 3, 31, 16, 0, tzinfo=UTC)),
        ("0 0 29 feb *", MONDAY, datetime(2028, 2, 28, 16, 0, tzinfo=UTC)),
    ],
)
def test_a_delivery_is_due_by_the_clock_of_beijing(
    cron: str | None, now: datetime, due: datetime
) -> None:
    assert next_due(scheduled(cron), now) == due


@pytest.mark.parametrize("line", ["0 8 * * mon-fri", "*/5 * * * *", "0 9-17/2 1 jan,jul *"])
def test_a_line_by_which_something_is_sent_is_a_schedule(line: str) -> None:
    assert is_cron(line, on=MONDAY)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "daily",
        "0 8 * *",
        "0 8 * * * *",
        "60 8 * * *",
        "0 24 * * *",
        "0 8 31 feb *",
        # Nought is Sunday to some programs and Monday to others.
        "0 8 * * 0",
        "0 8 * * 1-5",
        "0 8 * * 周一",
        "*/0 * * * *",
        "0 8 * * " + "mon," * 40 + "tue",
    ],
)
def test_a_line_by_which_nothing_is_ever_sent_is_none(line: str) -> None:
    assert not is_cron(line, on=MONDAY)


@pytest.mark.parametrize(
    ("posts", "posted_at", "expected"),
    [
        (None, MONDAY, None),
        (6, None, None),
        # A clock that was ahead was set back.
        (6, MONDAY + timedelta(hours=1), None),
        (6, MONDAY, MONDAY + timedelta(seconds=10)),
        (120, MONDAY, MONDAY + timedelta(seconds=0.5)),
    ],
)
def test_no_request_leaves_before_the_agency_takes_one(
    posts: int | None, posted_at: datetime | None, expected: datetime | None
) -> None:
    assert not_before(scheduled(posts=posts), posted_at, now=MONDAY) == expected
