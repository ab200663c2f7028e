"""Dates in the forms of records."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.dates import parse_date
from schemas.import_codes import RejectionReason
from tests.schemas.numbers import refusal


@pytest.mark.parametrize(
    "written",
    [
        "20250310",
        "2025年03月10日",
        "2025年3月10日",
        "2025-03-10",
        "2025/03/10",
        "2025/3/10",
        "2025.03.10",
        "２０２５年０３月１０日",
        "２０２５－０３－１０",
        " 2025-03-10 ",
        "2025 年 3 月 10 日",
    ],
)
def test_a_day_is_the_same_in_every_form(written: str) -> None:
    assert parse_date(written) == date(2025, 3, 10)


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "20230231",
        "2023年02月31日",
        "20250229",
        "2025-13-01",
        "2025-00-10",
        "2025-03/10",
        "2025年03月10",
        "2025-03",
        "250310",
        "10.03.2025",
        "18991231",
        "21000101",
        "2025-03-10T00:00:00",
        "暂无",
        "1562947200",
        "٢٠٢٥٠٣١٠",
    ],
)
def test_what_no_calendar_has_is_refused(written: str) -> None:
    assert refusal(parse_date, written) is RejectionReason.DATE_INVALID


def test_a_leap_day_is_a_day() -> None:
    assert parse_date("20240229") == date(2024, 2, 29)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_every_form(day: date) -> None:
    for form in ("%Y%m%d", "%Y年%m月%d日", "%Y-%m-%d", "%Y/%m/%d"):
        assert parse_date(day.strftime(form)) == day
