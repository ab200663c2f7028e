"""Verification codes: read in any form, and never with one slip."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import verification_codes
from schemas.verification_codes import ALPHABET, LENGTH

BODIES = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)
CODES = BODIES.map(lambda body: body + verification_codes.check_character(body))


@given(code=CODES)
def test_a_code_is_read_as_it_is_printed(code: str) -> None:
    printed = verification_codes.written(code)
    assert [len(group) for group in printed.split("-")] == [5, 5, 5, 5]
    for typed in (code, printed, printed.lower(), f" {printed} ", printed.replace("-", " ")):
        assert verification_codes.read(typed) == code


@given(code=CODES, place=st.integers(0, LENGTH - 1), other=st.sampled_from(ALPHABET))
def test_one_wrong_character_never_fits(code: str, place: int, other: str) -> None:
    typed = code[:place] + other + code[place + 1 :]
    assert verification_codes.read(typed) == (code if typed == code else None)


@given(code=CODES, place=st.integers(0, LENGTH - 2))
def test_two_that_changed_places_never_fit(code: str, place: int) -> None:
    typed = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert verification_codes.read(typed) == (code if typed == code else None)


@pytest.mark.parametrize(
    "typed", ["", "2" * 19, "2" * 21, "0" * 20, "O" * 20, "二" * 20, "\0" * 20]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert verification_codes.read(typed) is None


def test_codes_are_by_chance_and_without_look_alikes() -> None:
    made = {verification_codes.made_of(secrets.choice) for _ in range(100)}
    assert len(made) == 100
    assert all(verification_codes.read(code) == code for code in made)
    assert not set("01ILO") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET) == 31


def test_a_number_is_folded_to_the_form_that_is_kept() -> None:
    assert verification_codes.fold_number(" （2026）川0107证明 1号 ") == "(2026)川0107证明1号"
