"""Grounds as records word them, with the commas that labels share with the list of labels."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import Ground
from schemas.grounds import grounds_from_labels
from schemas.import_codes import RejectionReason
from schemas.labels import label
from tests.schemas.numbers import refusal

ONE, TWO, THREE, FOUR, FIVE, SIX = Ground


@pytest.mark.parametrize("ground", Ground)
def test_the_label_of_a_ground_is_read_as_that_ground(ground: Ground) -> None:
    words = label(ground, "zh")
    assert grounds_from_labels(words) == (ground,)
    assert grounds_from_labels(words + "的") == (ground,)
    assert grounds_from_labels(words + "的；") == (ground,)


@pytest.mark.parametrize("mark", [",", "，", "、", ";", "；", ", ", "的，", "的;", "", "\n"])
def test_any_two_grounds_may_be_joined_by_any_mark(mark: str) -> None:
    for pair in combinations(Ground, 2):
        assert grounds_from_labels(mark.join(label(ground, "zh") for ground in pair)) == pair


def test_all_six_may_stand_together_in_any_order() -> None:
    backwards = tuple(reversed(Ground))
    assert grounds_from_labels(",".join(label(ground, "zh") for ground in backwards)) == backwards


def test_a_ground_that_stands_twice_counts_once() -> None:
    assert grounds_from_labels("违反限制消费令,违反限制高消费令的") == (FIVE,)


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("其他有履行能力而拒不履行生效法律文书确定义务的", ONE),
        ("其他有履行能力而拒不履行生效法律文书确定义务", ONE),
        ("以伪造证据、暴力、威胁等方法妨碍、抗拒执行的", TWO),
        ("伪造证据妨碍、抗拒执行", TWO),
        ("以暴力、威胁方法抗拒执行", TWO),
        ("隐匿财产规避执行", THREE),
        ("以转移财产方式规避执行的", THREE),
        ("虚假诉讼规避执行", THREE),
        ("违反财产申报制度", FOUR),
        ("违反限制高消费令的", FIVE),
        ("被执行人无正当理由拒不履行执行和解协议的", SIX),
        (" 违反 财产\u3000报告制度 ", FOUR),
        ("违反財產報告制度".replace("財產報告", "财产报告"), FOUR),
    ],
)
def test_older_wordings_are_understood(words: str, ground: Ground) -> None:
    assert grounds_from_labels(words) == (ground,)


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        ",",
        "欠债不还",
        "违反财产报告制度,欠债不还",
        "欠债不还,违反财产报告制度",
        "有履行能力",
        "等方法规避执行",
        "没有违反限制消费令",
        "违反限制消费令但已改正",
        "LR1-1",
    ],
)
def test_what_is_no_ground_is_never_guessed_or_left_out(words: str) -> None:
    assert refusal(grounds_from_labels, words) is RejectionReason.GROUND_UNKNOWN


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert refusal(grounds_from_labels, text) in {None, RejectionReason.GROUND_UNKNOWN}
