"""Provinces and the form of court codes."""

import pytest

from schemas.codes import CourtLevel
from schemas.provinces import (
    BY_GB_CODE,
    PROVINCES,
    court_level,
    is_court_code,
    province_named,
    province_of_court,
)


def test_there_are_31_provinces_and_two_systems_of_courts() -> None:
    assert len(PROVINCES) == 33
    assert len(BY_GB_CODE) == 31
    assert len({province.character for province in PROVINCES}) == 33
    assert len({province.english_name for province in PROVINCES}) == 33


@pytest.mark.parametrize(
    ("code", "level", "province"),
    [
        ("最高法", CourtLevel.SUPREME, None),
        ("川", CourtLevel.HIGH, "四川"),
        ("川01", CourtLevel.INTERMEDIATE, "四川"),
        ("川0107", CourtLevel.BASIC, "四川"),
        ("兵01", CourtLevel.INTERMEDIATE, "兵团"),
        ("内2202", CourtLevel.BASIC, "内蒙古"),
    ],
)
def test_a_court_code_states_level_and_province(
    code: str, level: CourtLevel, province: str | None
) -> None:
    found = province_of_court(code)
    assert is_court_code(code)
    assert court_level(code) is level
    assert (None if found is None else found.short_name) == province


@pytest.mark.parametrize("text", ["", "最高", "川1", "川010", "川01071", "龙01", "川０１", "川01 "])
def test_other_texts_are_no_court_codes(text: str) -> None:
    assert not is_court_code(text)
    with pytest.raises(ValueError, match="not a court code"):
        court_level(text)


@pytest.mark.parametrize(
    ("name", "character"),
    [("四川", "川"), ("四川省", "川"), (" 内蒙古自治区 ", "内"), ("北京", "京")],
)
def test_a_province_is_found_by_either_name(name: str, character: str) -> None:
    found = province_named(name)
    assert found is not None
    assert found.character == character


@pytest.mark.parametrize("name", ["", "川", "台湾", "Sichuan"])
def test_other_names_are_of_no_province_with_courts(name: str) -> None:
    assert province_named(name) is None
