"""Published holiday arrangements (节假日安排): the days off and the adjusted working weekends of
each year.

Each year's row follows the notice of the State Council's General Office that its ``notice`` names.
A year without a row is not published yet, and dates that reach into it are provisional.
"""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One year: its notice, its days off, and the weekend days worked in exchange."""

    year: int
    notice: str
    off: frozenset[date]
    working_weekends: frozenset[date]


def _span(year: int, first: tuple[int, int], last: tuple[int, int]) -> frozenset[date]:
    start, end = date(year, *first), date(year, *last)
    return frozenset(start + timedelta(days=n) for n in range((end - start).days + 1))


def _days(year: int, *days: tuple[int, int]) -> frozenset[date]:
    return frozenset(date(year, *day) for day in days)


PUBLISHED = (
    Arrangement(
        2024,
        "国务院办公厅关于2024年部分节假日安排的通知（2023年10月25日）",
        _days(2024, (1, 1), (6, 10))
        | _span(2024, (2, 10), (2, 17))
        | _span(2024, (4, 4), (4, 6))
        | _span(2024, (5, 1), (5, 5))
        | _span(2024, (9, 15), (9, 17))
        | _span(2024, (10, 1), (10, 7)),
        _days(2024, (2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12)),
    ),
    Arrangement(
        2025,
        "国务院办公厅关于2025年部分节假日安排的通知（2024年11月12日）",
        _days(2025, (1, 1))
        | _span(2025, (1, 28), (2, 4))
        | _span(2025, (4, 4), (4, 6))
        | _span(2025, (5, 1), (5, 5))
        | _span(2025, (5, 31), (6, 2))
        | _span(2025, (10, 1), (10, 8)),
        _days(2025, (1, 26), (2, 8), (4, 27), (9, 28), (10, 11)),
    ),
    Arrangement(
        2026,
        "国务院办公厅关于2026年部分节假日安排的通知（2025年11月4日）",
        _span(2026, (1, 1), (1, 3))
        | _span(2026, (2, 15), (2, 23))
        | _span(2026, (4, 4), (4, 6))
        | _span(2026, (5, 1), (5, 5))
        | _span(2026, (6, 19), (6, 21))
        | _span(2026, (9, 25), (9, 27))
        | _span(2026, (10, 1), (10, 7)),
        _days(2026, (1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)),
    ),
)
