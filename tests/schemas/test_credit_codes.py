"""Numbers of organisations: the standards' samples, both check characters, older numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from schemas.credit_codes import (
    ALPHABET,
    check_digit_credit_code,
    check_digit_organisation_code,
    parse_credit_code,
    parse_organisation_code,
    parse_registration_number,
)
from schemas.import_codes import RejectionReason
from tests.schemas.numbers import credit_code, credit_codes, refusal

MALFORMED = RejectionReason.CREDIT_CODE_MALFORMED
CHECK_DIGIT = RejectionReason.CREDIT_CODE_CHECK_DIGIT
SAMPLE = "91350100M000100Y43"


def test_the_samples_of_the_standards_are_read() -> None:
    assert parse_credit_code(SAMPLE) == SAMPLE
    assert parse_organisation_code("D2143569-X") == "D2143569X"
    assert parse_organisation_code(SAMPLE[8:17]) == SAMPLE[8:17]


@pytest.mark.parametrize(
    "written",
    [
        SAMPLE.lower(),
        f" {SAMPLE}\u3000",
        "９１３５０１００Ｍ０００１００Ｙ４３",
        "91350100 M000100Y43",
    ],
)
def test_a_code_is_the_same_in_every_spelling(written: str) -> None:
    assert parse_credit_code(written) == SAMPLE


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("91350100M000100Y44", CHECK_DIGIT),
        # The last character fits, the organisation code inside does not.
        ("91350100M000100Y5" + check_digit_credit_code("91350100M000100Y5"), CHECK_DIGIT),
        ("0" * 18, MALFORMED),
        ("81350100M000100Y43", CHECK_DIGIT),
        ("Z1350100M000100Y43", MALFORMED),
        ("9135010AM000100Y43", MALFORMED),
        ("91350100I000100Y43", MALFORMED),
        ("91350100O000100Y43", MALFORMED),
        ("91350100S000100Y43", MALFORMED),
        ("91350100V000100Y43", MALFORMED),
        ("91350100Z000100Y43", MALFORMED),
        ("91350100M000100Y4", MALFORMED),
        ("91350100M000100Y433", MALFORMED),
        ("91350100M000100Y4é", MALFORMED),
        ("", MALFORMED),
    ],
)
def test_a_wrong_code_is_refused_for_what_is_wrong(code: str, reason: RejectionReason) -> None:
    assert refusal(parse_credit_code, code) is reason


@given(credit_codes())
def test_a_made_code_can_be_read_here_and_elsewhere(code: str) -> None:
    assert parse_credit_code(code) == code
    assert uscc.is_valid(code)


@given(st.text(ALPHABET, min_size=18, max_size=18))
def test_every_code_that_is_taken_is_valid_elsewhere(text: str) -> None:
    if refusal(parse_credit_code, text) is None:
        assert uscc.is_valid(text)


@given(credit_codes(), st.integers(8, 15), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(code: str, position: int, new: str) -> None:
    if new != code[position]:
        wrong = code[:position] + new + code[position + 1 :]
        assert refusal(parse_credit_code, wrong) is CHECK_DIGIT


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("D2143569X", None),
        ("d2143569-x", None),
        ("D2143569-1", CHECK_DIGIT),
        ("D2143569--X", MALFORMED),
        ("D214356-X", MALFORMED),
        ("", MALFORMED),
    ],
)
def test_an_organisation_code_has_its_dash_or_not(
    code: str, reason: RejectionReason | None
) -> None:
    assert refusal(parse_organisation_code, code) is reason


def test_every_check_character_of_an_organisation_code_occurs() -> None:
    found = {check_digit_organisation_code(f"{number:08}") for number in range(200)}
    assert found == set("0123456789X")


def test_registration_numbers_of_old_records_are_taken_unchecked() -> None:
    assert parse_registration_number(" 510100000000001 ") == "510100000000001"
    assert parse_registration_number("5101001234567") == "5101001234567"
    assert refusal(parse_registration_number, "51010000000001") is MALFORMED


def test_a_code_of_the_demo_can_be_made_from_any_subject() -> None:
    assert parse_credit_code(credit_code("91510199", "MA000001")).startswith("91510199MA000001")
