"""Resident identity numbers: the standard's samples, every way to be wrong, and hidden digits."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric
from stdnum.iso7064 import mod_11_2

from schemas.areas import is_known_area
from schemas.codes import Sex
from schemas.import_codes import RejectionReason
from schemas.resident_ids import (
    check_digit_resident_id,
    parse_masked_resident_id,
    parse_resident_id,
)
from tests.schemas.numbers import TODAY, refusal, resident_id, resident_ids

MALFORMED = RejectionReason.ID_NUMBER_MALFORMED
CHECK_DIGIT = RejectionReason.ID_NUMBER_CHECK_DIGIT
NUMBER = resident_id("510199", date(1985, 3, 7), 123)
NUMBER_WITH_X = "51019919920406948X"


@pytest.mark.parametrize(
    ("body", "check"),
    [("11010519491231002", "X"), ("44052418800101001", "4")],
)
def test_the_samples_of_the_standard_have_their_check_digits(body: str, check: str) -> None:
    assert check_digit_resident_id(body) == check


def test_the_sample_of_the_standard_can_be_read() -> None:
    found = parse_resident_id("11010519491231002X", on=TODAY)
    assert (found.birth_on, found.sex, found.area_known) == (date(1949, 12, 31), Sex.FEMALE, True)


def test_the_other_sample_is_of_nobody_who_can_be_a_debtor() -> None:
    # Born in 1880: the algorithm holds, the person does not.
    assert refusal(parse_resident_id, "440524188001010014", on=TODAY) is MALFORMED


@pytest.mark.parametrize(
    "written",
    [
        NUMBER_WITH_X,
        "51019919920406948x",
        " 510199 19920406 948x\u3000",
        "５１０１９９１９９２０４０６９４８Ｘ",
        "\ufeff5101991992040694\u200b8X",
    ],
)
def test_a_number_is_the_same_in_every_spelling(written: str) -> None:
    assert parse_resident_id(written, on=TODAY).number == NUMBER_WITH_X


def test_fifteen_digits_become_eighteen_of_the_last_century() -> None:
    old = "510199" + "850307" + "123"
    assert parse_resident_id(old, on=TODAY) == parse_resident_id(NUMBER, on=TODAY)


@pytest.mark.parametrize(
    ("sequence", "sex"), [(0, Sex.FEMALE), (1, Sex.MALE), (998, Sex.FEMALE), (999, Sex.MALE)]
)
def test_an_odd_sequence_is_a_man(sequence: int, sex: Sex) -> None:
    number = resident_id("110199", date(1970, 1, 1), sequence)
    assert parse_resident_id(number, on=TODAY).sex is sex


@pytest.mark.parametrize(
    ("born", "reason"),
    [
        ("19000101", None),
        ("18991231", MALFORMED),
        ("20000229", None),
        ("19000229", MALFORMED),
        ("20230231", MALFORMED),
        ("19851301", MALFORMED),
        ("19850100", MALFORMED),
        ("20261122", None),
        ("20261123", MALFORMED),
        ("99990101", MALFORMED),
    ],
)
def test_a_birth_is_a_day_of_the_calendar_from_1900_until_today(
    born: str, reason: RejectionReason | None
) -> None:
    body = f"110199{born}001"
    number = body + check_digit_resident_id(body)
    assert refusal(parse_resident_id, number, on=TODAY) is reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "0",
        "51019919850307",
        NUMBER[:17],
        NUMBER + "0",
        NUMBER[:17] + "Y",
        "X" + NUMBER[1:],
        "5101991985030712x4",
        "510199-19850307-1234",
        "51019985030712X",
        "١" * 18,
        "张三",
        "\ud800",
    ],
)
def test_what_has_another_form_is_malformed(text: str) -> None:
    assert refusal(parse_resident_id, text, on=TODAY) is MALFORMED


@given(resident_ids(), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: str, position: int, step: int) -> None:
    old = number[position]
    new = str((int(old) + step) % 10) if old != "X" else str(step)
    wrong = number[:position] + new + number[position + 1 :]
    assert refusal(parse_resident_id, wrong, on=TODAY) in {MALFORMED, CHECK_DIGIT}


@given(resident_ids())
def test_a_made_number_can_be_read(number: str) -> None:
    found = parse_resident_id(number, on=TODAY)
    assert (found.number, found.area_known) == (number, False)
    assert mod_11_2.is_valid(number)


@given(st.sampled_from(["110101", "320102", "510107"]), st.dates(date(1995, 1, 1), TODAY))
def test_a_number_that_another_reader_takes_is_taken(area: str, born_on: date) -> None:
    # The area is real and the sequence is the one for nobody: 000 was never given out.
    number = resident_id(area, born_on, 0)
    assert ric.is_valid(number)
    assert parse_resident_id(number, on=TODAY).birth_on == ric.get_birth_date(number)


@pytest.mark.parametrize("area", ["810000", "820000", "830000", "911124"])
def test_permits_in_the_same_form_are_taken(area: str) -> None:
    number = resident_id(area, date(1990, 1, 1), 0)
    assert parse_resident_id(number, on=TODAY).area_known


@pytest.mark.parametrize(
    ("area", "known"),
    [
        ("110105", True),
        ("330114", True),  # 2021
        ("132401", True),  # abolished
        ("429005", True),  # directly under the province
        ("659011", True),
        ("510199", False),
        ("510100", False),
        ("519901", False),
        ("990101", False),
        ("000000", False),
        ("471001", False),
        ("841000", False),
    ],
)
def test_an_area_is_known_if_the_standard_ever_had_its_prefecture(area: str, known: bool) -> None:
    assert is_known_area(area) is known


def test_an_unknown_area_is_no_reason_to_refuse() -> None:
    assert parse_resident_id(NUMBER, on=TODAY).area_known is False


MASKED = [
    ("1101991980****0018", "1101991980****0018", 1980, Sex.MALE),
    ("1101991980＊＊＊＊001x", "1101991980****001X", 1980, Sex.MALE),
    ("110199********0028", "110199********0028", None, Sex.FEMALE),
    ("110199********002" + "*", "110199********002*", None, Sex.FEMALE),
    ("110***********001*", "110***********001*", None, Sex.MALE),
    ("110199" + "X" * 8 + "0018", "110199********0018", None, Sex.MALE),
    ("1101991980●●●●0018", "1101991980****0018", 1980, Sex.MALE),
    ("110199***0018", "110199********0018", None, Sex.MALE),
    ("110199************0018", "110199********0018", None, Sex.MALE),
    ("11019980****001", "11019980****001", 1980, Sex.MALE),
    ("110199******01X", "110199*********01X", None, Sex.MALE),
    ("1*****************", "1*****************", None, None),
    ("1101**1980****0018", "1101**1980****0018", 1980, Sex.MALE),
]


@pytest.mark.parametrize(("written", "normal", "year", "sex"), MASKED)
def test_a_masked_number_tells_only_what_can_be_seen(
    written: str, normal: str, year: int | None, sex: Sex | None
) -> None:
    found = parse_masked_resident_id(written)
    assert (found.number, found.birth_year, found.sex) == (normal, year, sex)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "*",
        "*" * 18,
        "X" * 18,
        NUMBER,
        "12*34*56",
        "张*",
        "1101991980****0018****00180",
        "110199198001010018*",
    ],
)
def test_a_number_without_hidden_or_without_visible_digits_is_malformed(text: str) -> None:
    assert refusal(parse_masked_resident_id, text) is MALFORMED


def test_a_masked_number_of_a_visible_unknown_area_is_flagged() -> None:
    assert parse_masked_resident_id("1101991980****0018").area_known is False
    assert parse_masked_resident_id("1101051980****0018").area_known is True
    assert parse_masked_resident_id("110***1980****0018").area_known is True


def test_a_number_does_not_show_itself_in_messages() -> None:
    assert NUMBER not in repr(parse_resident_id(NUMBER, on=TODAY))
    assert "0018" not in repr(parse_masked_resident_id("1101991980****0018"))
    with pytest.raises(ValueError, match="id_number_malformed") as refused:
        parse_resident_id(NUMBER, on=date(1985, 3, 7) - timedelta(days=1))
    assert NUMBER not in str(refused.value)
