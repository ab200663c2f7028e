"""Labels: every code has words in both languages, and a rejection says what to do."""

import re
from enum import StrEnum

import pytest

from schemas import (
    act_codes,
    appeal_codes,
    breach_codes,
    calendar_codes,
    case_codes,
    codes,
    deadline_codes,
    exit_codes,
    import_codes,
    inquiry_codes,
    listing_application_codes,
    own_choices,
    remedy_codes,
    restriction_codes,
    screening_codes,
)
from schemas.codes import ListingState, OrderState, RestrictedAct
from schemas.import_codes import RejectionReason
from schemas.labels import LABELS, label
from schemas.rejections import REJECTIONS

LISTS = [
    value
    for module in (
        codes,
        act_codes,
        appeal_codes,
        breach_codes,
        calendar_codes,
        case_codes,
        deadline_codes,
        exit_codes,
        import_codes,
        inquiry_codes,
        listing_application_codes,
        own_choices,
        remedy_codes,
        restriction_codes,
        screening_codes,
    )
    for value in vars(module).values()
    if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
]
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("codes_of", LISTS)
def test_every_code_has_words_in_both_languages(codes_of: type[StrEnum]) -> None:
    assert list(LABELS[codes_of]) == list(codes_of)
    for code in codes_of:
        assert HAN.search(label(code, "zh"))
        assert re.match(r"[A-Z]", label(code, "en"))


def test_there_are_no_words_without_a_code() -> None:
    assert set(LABELS) == set(LISTS)


@pytest.mark.parametrize("codes_of", LISTS)
def test_no_two_codes_of_a_list_read_the_same(codes_of: type[StrEnum]) -> None:
    words = [label(code, lang) for code in codes_of for lang in ("zh", "en")]
    assert len(words) == len(set(words))


def test_codes_of_the_same_text_keep_their_own_words() -> None:
    # Both are "signed" on the wire, and a table by text alone would mix lists up.
    assert ListingState.REMOVED not in LABELS[OrderState]
    assert label(OrderState.IN_FORCE, "zh") == "生效中"


@pytest.mark.parametrize(
    ("tag", "words"),
    [("zh", "旅游、度假"), ("zh-CN", "旅游、度假"), ("", "旅游、度假"), ("fr", "旅游、度假")],
)
def test_chinese_is_what_is_said_when_nothing_fits(tag: str, words: str) -> None:
    assert label(RestrictedAct.HOLIDAYS, tag) == words


@pytest.mark.parametrize("tag", ["en", "EN", "en-GB"])
def test_english_has_its_regions(tag: str) -> None:
    assert label(RestrictedAct.HOLIDAYS, tag) == "Travel for pleasure and holidays"


@pytest.mark.parametrize("reason", RejectionReason)
def test_a_rejection_names_its_field_and_says_what_to_do(reason: RejectionReason) -> None:
    told = REJECTIONS[reason]
    assert told.zh.endswith("。")
    assert told.en.endswith(".")
    assert len(re.findall(r"[。；：，]", told.zh)) >= 2
    assert (
        told.field == ""
        or told.field in {"age"}
        or (told.field in told.zh and told.field in told.en)
    )
