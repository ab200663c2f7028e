"""Numbers in free text: nobody's can be read, everything else stays."""

import re
import time
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.free_text import mask_numbers_in_text
from tests.schemas.numbers import credit_code, credit_codes, resident_id, resident_ids

NUMBER = resident_id("510199", date(1985, 3, 7), 123)
SHOWN = "510199" + "*" * 11 + NUMBER[-1]
PIECES = f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"被告（身份证号{NUMBER}）", f"被告（身份证号{SHOWN}）"),
        ("51019919920406948X住成都", "510199***********X住成都"),
        ("51019919920406948x。", "510199***********X。"),
        ("510199850307123", "510199********3"),
        ("510199850307123A", "510199********3A"),
        (PIECES, SHOWN),
        (" ".join(NUMBER), SHOWN),
        ("".join(chr(0x660 + int(digit)) for digit in NUMBER), SHOWN),
        ("".join(chr(0x1D7D8 + int(digit)) for digit in NUMBER), SHOWN),
        (f"{NUMBER[:6]}-{NUMBER[6:14]}-{NUMBER[14:]}", SHOWN),
        (f"2019 2020 {PIECES} 2021", f"2019 2020 {SHOWN} 2021"),
        (f"{NUMBER} {NUMBER}", f"{SHOWN} {SHOWN}"),
        (f"{PIECES} {PIECES}", f"{SHOWN} {SHOWN}"),
        (f"{NUMBER}{NUMBER}", f"510199{'*' * 29}{NUMBER[-1]}"),
        ("".join(chr(ord(digit) + 0xFEE0) for digit in NUMBER), SHOWN),
        ("1101991980****0018", "110199***********8"),
        ("卡号6222020200001234567", "卡号622202************7"),
        ("卡号6222 0202 0000 1234 567", "卡号622202************7"),
        ("电话13800138000。", "电话13********0。"),
        ("电话138 0013 8000、139-0013-9000", "电话13********0、13********0"),
        ("电话138****8000", "电话13********0"),
        ("2020-01-02 13800138000", "2020-01-02 13********0"),
        ("护照E12345678", "护照E1******8"),
        ("通行证H1234567801", "通行证H1********1"),
    ],
)
def test_a_number_of_a_person_is_masked_however_it_is_written(text: str, masked: str) -> None:
    assert mask_numbers_in_text(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "偿还借款人民币5022352元及利息。",
        "偿还借款13800138000元",
        "偿还借款13800138000.50元",
        "偿还借款1,380,013,800,000.00元",
        "(2025)川0107执1234号",
        "2020-01-01 至 2020-12-31",
        "2020-01-01 2020-12-31 2021-01-01",
        "20200101、20201231",
        "91350100M000100Y43",
        "0755-26001234",
        "合同编号CG-2020-0012",
    ],
)
def test_what_is_nobodys_number_stays(text: str) -> None:
    assert mask_numbers_in_text(text) == text


@given(credit_codes())
def test_credit_codes_stay(code: str) -> None:
    text = f"被告公司（{code}）"
    masked = mask_numbers_in_text(text)
    assert masked == text or re.search(r"[0-9]{11}", code)


def test_a_credit_code_of_digits_alone_stays_where_it_is_no_birth_date() -> None:
    code = credit_code("91110199", "99999900")
    assert mask_numbers_in_text(code) == code


SEPARATORS = st.sampled_from(["", " ", "-", "\u3000"])
WORDS = st.text("被告身份证号，。、ab 19", max_size=6)


@given(WORDS, resident_ids(), SEPARATORS, SEPARATORS, WORDS)
def test_no_whole_number_can_be_read_in_any_text(
    before: str, number: str, first: str, second: str, after: str
) -> None:
    written = first.join([number[:6], second.join([number[6:14], number[14:]])])
    masked = mask_numbers_in_text(f"{before}，{written}，{after}")
    seen = "".join(c for c in unicodedata.normalize("NFKC", masked) if c.isalnum() or c == "*")
    assert number not in seen
    assert number[6:17] not in seen


@given(st.text("0123456789X* -，元", max_size=60))
def test_masking_again_changes_nothing(text: str) -> None:
    masked = mask_numbers_in_text(text)
    assert mask_numbers_in_text(masked) == masked


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "9 ", "12345678 ", "1*", "*", "1234567890123456 ", "E1234567"]
)
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    def seconds(copies: int) -> float:
        text = piece * copies
        spent = []
        for _ in range(3):
            # The time of this process alone: neighbours on the machine do not count.
            before = time.process_time()
            mask_numbers_in_text(text)
            spent.append(time.process_time() - before)
        return min(spent)

    # Eight times the text; a quadratic pattern would take 64 times as long.
    assert seconds(8_000) < 32 * max(seconds(1_000), 0.001)
