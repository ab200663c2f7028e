"""Amounts: what a field states, what a sentence names without doubt, how they stand on the wire."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.amounts import amount_in_text, format_amount, parse_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12000元", "12000"),
        ("12000", "12000"),
        ("12,000.50元", "12000.50"),
        ("１２０００元", "12000"),
        ("1.2万元", "12000"),
        ("3百万元", "3000000"),
        ("0.5亿元", "50000000"),
        ("人民币12000元", "12000"),
        ("人民币：12000元整", "12000"),
        ("¥12000.00", "12000"),
        ("RMB 12,000", "12000"),
        ("0元", "0"),
        (" 12000 元 ", "12000"),
    ],
)
def test_a_field_that_is_an_amount_is_read(text: str, amount: str) -> None:
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "暂无",
        "",
        "无",
        "已履行",
        "12000美元",
        "约12000元",
        "12000元及利息",
        "1,2元",
        "-5元",
        "元",
        "1.2.3元",
    ],
)
def test_a_field_that_is_no_amount_is_none(text: str) -> None:
    assert parse_amount(text) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("被告于本判决生效后十日内偿还原告借款人民币5022352元及利息。", "5022352"),
        ("支付货款12.5万元", "125000"),
        ("支付货款 12,500.00 元", "12500"),
        ("返还借款1,000,000圆", "1000000"),
    ],
)
def test_the_one_amount_of_a_sentence_is_read(text: str, amount: str) -> None:
    assert amount_in_text(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "偿还借款10000元、利息500元",
        "偿还借款10000美元",
        "偿还借款10000美元，案件受理费50元",
        "偿还借款10000余元",
        "偿还借款壹万元",
        "交付房屋一套",
        "(2025)川0107执1234号",
        "",
    ],
)
def test_a_doubtful_amount_is_not_guessed(text: str) -> None:
    assert amount_in_text(text) is None


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("98000", "98000.00"),
        ("0", "0.00"),
        ("1E+6", "1000000.00"),
        ("0.005", "0.00"),
        ("0.015", "0.02"),
    ],
)
def test_an_amount_stands_on_the_wire_with_two_places(amount: str, text: str) -> None:
    assert format_amount(Decimal(amount)) == text


@given(st.decimals(0, 10**14, places=2, allow_nan=False, allow_infinity=False))
def test_what_is_written_can_be_read(amount: Decimal) -> None:
    assert parse_amount(format_amount(amount)) == amount
