"""Characters that carry no meaning, and those that no store takes."""

import sys
import unicodedata

import pytest

from schemas.characters import (
    INVISIBLE,
    WHITESPACE,
    compact,
    has_control_character,
    has_private_use,
    without_unstorable,
)

# The numbers of all characters; a list of a million of them is not made while tests are collected.
EVERY = range(sys.maxunicode + 1)


def test_the_blanks_are_those_of_the_language() -> None:
    assert set(WHITESPACE) == {character for character in map(chr, EVERY) if character.isspace()}


def test_what_is_called_invisible_is_no_letter_or_sign() -> None:
    categories = {unicodedata.category(character)[0] for character in INVISIBLE}
    # L: the fillers of the Korean script.
    assert categories <= {"C", "M", "L"}


@pytest.mark.parametrize("text", ["张\x00三", "张\n三", "\t", "\x1f", "\x7f", "\x85", "\ud800"])
def test_control_characters_are_found(text: str) -> None:
    assert has_control_character(text)


@pytest.mark.parametrize("text", ["", "张三", " 张\u3000三\u200b", "é😀𠮷"])
def test_other_characters_are_none(text: str) -> None:
    assert not has_control_character(text)


def test_a_free_text_keeps_lines_and_tabs_only() -> None:
    assert without_unstorable("甲\n\t乙\r\n\x00\x07丙\udfff") == "甲\n\t乙\r\n丙"
    without_unstorable("甲\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")).encode()


def test_private_use_is_found_in_all_three_areas() -> None:
    found = [character for character in map(chr, EVERY) if has_private_use(character)]
    # The last two code points of a plane are no characters.
    assert found == [c for c in map(chr, EVERY) if unicodedata.category(c) == "Co"]


def test_a_compact_text_is_half_width_in_capitals_without_blanks() -> None:
    assert compact(" ａ\u200bｂ１２（x）\u3000") == "AB12(X)"
