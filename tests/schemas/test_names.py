"""Names: spellings of one name fold to one key, different names never do."""

import sys
import unicodedata

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import names
from tests.schemas import make_fold_table

SAME = [
    ("张伟", "張偉"),
    ("张伟", " 张\u3000伟 "),
    ("张伟", "张\u200b伟\ufeff"),
    ("张伟", "张\U000e0101伟"),
    ("吕布", "呂布"),
    ("李䶮", "李\ue863"),
    ("李䶮", "李龑"),
    ("赵\U0002cc56", "趙頔"),
    ("高建国", "髙建囯"),
    ("𠮷田", "吉田"),
    ("阿卜杜拉·买买提", "阿卜杜拉•买买提"),
    ("阿卜杜拉·买买提", "阿卜杜拉．买买提"),
    ("阿卜杜拉·买买提", "阿卜杜拉.买买提"),
    ("阿卜杜拉·买买提", "阿卜杜拉・买买提"),
    ("阿卜杜拉·买买提", "阿卜杜拉 ‧ 买买提"),
    ("阿卜杜拉·买买提", "阿卜杜拉··买买提"),
    ("ABC科技有限公司", "ａｂｃ科技有限公司"),
    ("ABC科技(成都)有限公司", "abc科技（成都）有限公司"),
    ("ABC科技(成都)有限公司", "ABC科技〔成都〕有限公司"),
    ("上海华信国际集团有限公司", "上海華信國際集團有限公司"),
    ("CAFÉ", "cafe\u0301"),
    ("A-B公司", "A—B公司"),
]
DIFFERENT = [
    ("张伟", "张炜"),
    ("王小明", "王晓明"),
    ("颜", "闫"),
    ("闫", "阎"),
    ("喆", "哲"),
    ("堃", "坤"),
    ("邨", "村"),
    ("张伟", "伟张"),
    ("张伟", "张伟明"),
    ("李\uf8ff", "李"),
    ("李\uf8ff", "李\uf8fe"),
    ("A.B公司", "A·B公司"),
    ("百度有限公司", "百度股份有限公司"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_one_key(one: str, other: str) -> None:
    assert names.fold_name(one) == names.fold_name(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_are_different_keys(one: str, other: str) -> None:
    assert names.fold_name(one) != names.fold_name(other)


def assigned() -> list[str]:
    points = map(chr, range(sys.maxunicode + 1))
    return [point for point in points if unicodedata.category(point) not in {"Cn", "Cs"}]


def test_folding_any_assigned_character_again_changes_nothing() -> None:
    again = [
        point
        for point in assigned()
        if names.fold_name(names.fold_name(point)) != names.fold_name(point)
    ]
    assert again == []


TROUBLE = st.sampled_from("aAiİıßǺ̇·.・ 　​(（〔髙張薴苧한ᄒ ᅡ́\ue863\uf8ffé|ﬁ㈱")


@given(st.text(st.one_of(TROUBLE, st.characters(exclude_categories=["Cs"])), max_size=8))
def test_folding_any_text_again_changes_nothing(text: str) -> None:
    assert names.fold_name(names.fold_name(text)) == names.fold_name(text)


@given(st.text(TROUBLE, max_size=12))
def test_folding_text_that_joins_up_again_changes_nothing(text: str) -> None:
    assert names.fold_name(names.fold_name(text)) == names.fold_name(text)


def test_no_character_that_can_be_seen_is_dropped() -> None:
    dropped = [point for point in assigned() if names.fold_name(point) == ""]
    seen = [point for point in dropped if unicodedata.category(point)[0] not in {"C", "Z", "M"}]
    # The fillers of the Korean script are letters by category and empty to the eye.
    assert seen == ["\u115f", "\u1160", "\u3164", "\uffa0"]


def test_private_use_is_flagged_and_never_dropped() -> None:
    private = [point for point in assigned() if unicodedata.category(point) == "Co"]
    assert [point for point in private if names.fold_name(point) == ""] == []
    assert not names.is_legible("李\uf8ff")
    assert names.is_legible("李\ue863")
    assert sum(names.is_legible(point) for point in private) == 80


def test_the_table_in_the_repository_is_the_one_that_is_made_from_the_dictionary() -> None:
    assert names._TABLE_FILE.read_text(encoding="utf-8") == make_fold_table.table()


def test_script_folds_character_by_character_as_the_dictionary_does() -> None:
    convert = opencc.OpenCC("t2s").convert
    han = [chr(point) for point in range(0x4E00, 0xA000)]
    differing = [
        point
        for point in han
        if names.fold_name(point) != convert(point) and point not in names._PRINTING_FORMS
    ]
    # The dictionary takes this one in two steps, which would make a second folding differ.
    assert differing == ["薴"]


def test_the_second_key_of_a_name_has_no_dots() -> None:
    assert names.without_dots(names.fold_name("阿卜杜拉•买买提")) == "阿卜杜拉买买提"


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        (" 魏娟\u3000", "魏娟"),
        ("張偉", "張偉"),
        ("&lt;b&gt;张伟&lt;/b&gt;", "张伟"),
        ("John  Smith", "John Smith"),
        ("阿卜杜拉．买买提", "阿卜杜拉．买买提"),
        ("张\u202e三", "张三"),
        ("甲&乙公司", "甲&乙公司"),
        ("  ", ""),
        ("&nbsp;", ""),
        ("<p></p>", ""),
        ("\u200b\u3164", ""),
    ],
)
def test_a_name_is_shown_as_given_less_markup(given_name: str, shown: str) -> None:
    assert names.clean_name(given_name) == shown


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("来安县人民法院", "来安县人民法院", True),
        ("来安縣人民法院 ", "来安县人民法院", True),
        ("安徽省来安县人民法院", "来安县人民法院", True),
        ("武侯区人民法院", "成都市武侯区人民法院", True),
        ("四川省成都市武侯区人民法院", "成都市武侯区人民法院", True),
        ("成都市中级人民法院", "四川省成都市中级人民法院", True),
        ("成都市金牛区人民法院", "成都市武侯区人民法院", False),
        ("人民法院", "成都市武侯区人民法院", False),
        ("中级人民法院", "四川省成都市中级人民法院", False),
        ("安县人民法院", "来安县人民法院", False),
        ("", "来安县人民法院", False),
        ("来安县人民法院执行局", "来安县人民法院", False),
    ],
)
def test_a_court_may_be_named_without_its_province(one: str, other: str, same: bool) -> None:
    assert names.is_same_court(one, other) is same
    assert names.is_same_court(other, one) is same
