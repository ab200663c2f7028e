"""Case numbers: every spelling of one number is one number, and the court follows from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.case_numbers import CaseNumber, is_enforcement_case, parse_case_number
from schemas.import_codes import RejectionReason
from schemas.provinces import PROVINCES
from tests.schemas.numbers import refusal

MALFORMED = RejectionReason.CASE_NUMBER_MALFORMED
UNKNOWN = RejectionReason.COURT_CODE_UNKNOWN
NORMAL = "(2025)川0107执1234号"


@pytest.mark.parametrize(
    "written",
    [
        NORMAL,
        "（2025）川0107执1234号",
        "(2025）川0107执1234号",
        "〔2025〕川0107执1234号",
        "【2025】川0107执1234号",
        "[2025]川0107执1234号",
        "［２０２５］川０１０７执１２３４号",
        " (2025) 川0107 执 1234 号 ",
        "(2025)川0107执001234号",
        "(2025)川0107执字第1234号",
        "(2025)川0107执第1234号",
        "(2025)川0107执1234号之一",
        "(2025)川0107执1234号之十二",
        "(2025)川0107执1234号-2",
        "\ufeff(2025)川0107\u200b执1234号",
    ],
)
def test_a_number_is_the_same_in_every_spelling(written: str) -> None:
    assert parse_case_number(written) == CaseNumber(2025, "川0107", "执", 1234, NORMAL)


@pytest.mark.parametrize(
    ("written", "court", "type_code", "normal"),
    [
        ("(2025)川执恢12号", "川", "执恢", "(2025)川执恢12号"),
        ("(2025)川01执12号", "川01", "执", "(2025)川01执12号"),
        ("(2025)最高法执监1号", "最高法", "执监", "(2025)最高法执监1号"),
        ("(2020)最高法知民终7号", "最高法", "知民终", "(2020)最高法知民终7号"),
        ("(2025)京0491执1号", "京0491", "执", "(2025)京0491执1号"),
        ("(2025)川71执1号", "川71", "执", "(2025)川71执1号"),
        ("(2025)兵0101执1号", "兵0101", "执", "(2025)兵0101执1号"),
        ("(2025)军01执1号", "军01", "执", "(2025)军01执1号"),
        ("（2014）川执字第00123号", "川", "执", "(2014)川执123号"),
        ("（2014）执监字第12号", "最高法", "执监", "(2014)最高法执监12号"),
        ("(2015)最高法执复字第3号", "最高法", "执复", "(2015)最高法执复3号"),
    ],
)
def test_the_court_follows_from_the_number(
    written: str, court: str, type_code: str, normal: str
) -> None:
    found = parse_case_number(written)
    assert (found.court_code, found.type_code, found.normal) == (court, type_code, normal)


@pytest.mark.parametrize(
    "written",
    [
        "(2025)龙0107执1号",
        "(2025)武侯执1号",
        "(2025)台01执1号",
        "(2025)最高法01执1号",
        # From before 2016: courts named themselves, and no table says how.
        "（2014）武侯执字第00123号",
        "（2013）成执字第1号",
        "（2013）川成执字第1号",
        "（2013）某某字第1号",
    ],
)
def test_a_court_that_begins_with_no_province_is_unknown(written: str) -> None:
    assert refusal(parse_case_number, written) is UNKNOWN


@pytest.mark.parametrize(
    "written",
    [
        "",
        "第1234号",
        "2025川0107执1234号",
        "(25)川0107执1234号",
        "(1825)川0107执1234号",
        "(2025)川0107执1234",
        "(2025)川0107执号",
        "(2025)川0107执0号",
        "(2025)川0107执123456789号",
        "(2025)川010执1号",
        "(2025)川01071号",
        "(2025)川01071执1号",
        "(2025)X0107执1号",
        "(2025)川0107enforce1号",
        "(2025)川0107民事执行案1号",
        "(2025)川0107执1号和2号",
        "(2025)川0107执1号\x00",
        "(2025)川0107执-1号",
        "张三",
    ],
)
def test_what_has_another_form_is_malformed(written: str) -> None:
    assert refusal(parse_case_number, written) is MALFORMED


@pytest.mark.parametrize(
    ("type_code", "expected"),
    [
        ("执", True),
        ("执恢", True),
        ("执异", False),
        ("执复", False),
        ("执监", False),
        ("执保", False),
        ("执协", False),
        ("执他", False),
        ("司惩", False),
        ("民初", False),
        ("行审", False),
        ("财保", False),
    ],
)
def test_debtors_are_listed_in_enforcement_cases_only(type_code: str, expected: bool) -> None:
    assert is_enforcement_case(parse_case_number(f"(2025)川0107{type_code}1号")) is expected


@given(
    st.integers(1990, 2099),
    st.sampled_from([province.character for province in PROVINCES]),
    st.sampled_from(["", "01", "0107", "9004"]),
    st.sampled_from(["执", "执恢", "民初", "诉前调"]),
    st.integers(1, 99_999_999),
)
def test_the_normal_form_is_read_as_itself(
    year: int, province: str, digits: str, type_code: str, serial: int
) -> None:
    normal = f"({year}){province}{digits}{type_code}{serial}号"
    found = parse_case_number(normal)
    assert found == CaseNumber(year, province + digits, type_code, serial, normal)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert refusal(parse_case_number, text) in {None, MALFORMED, UNKNOWN}
