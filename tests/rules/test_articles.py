"""Citations: one short form for codes and findings, one Chinese form for documents."""

import re

import pytest

from registry.rules.articles import Article, Instrument, chinese_numeral

LR, CR, OPINION = (
    Instrument.LISTING_RULES,
    Instrument.CONSUMPTION_RULES,
    Instrument.OPINION_2019,
)


@pytest.mark.parametrize(
    ("article", "short", "zh"),
    [
        (Article(LR, 4), "LR Art. 4", f"{LR.title_zh}第四条"),
        (Article(LR, 3, item=1), "LR Art. 3(1)", f"{LR.title_zh}第三条第（一）项"),
        (Article(LR, 10, paragraph=2), "LR Art. 10 para 2", f"{LR.title_zh}第十条第二款"),
        (
            Article(CR, 3, item=9, paragraph=1),
            "CR Art. 3 para 1(9)",
            f"{CR.title_zh}第三条第一款第（九）项",
        ),
        (Article(OPINION, 16, item=2), "2019 Opinion 16(2)", f"{OPINION.title_zh}第16条第（二）项"),
        (
            Article(Instrument.CPL_INTERPRETATION, 517),
            "CPL Interp. Art. 517",
            f"{Instrument.CPL_INTERPRETATION.title_zh}第五百一十七条",
        ),
        (
            Article(Instrument.PETITION_OPINION, 30),
            "Petition Opinion 30",
            f"{Instrument.PETITION_OPINION.title_zh}第30条",
        ),
        (Article(Instrument.PLAN_2025), "2025 Plan", Instrument.PLAN_2025.title_zh),
    ],
)
def test_an_article_is_cited_in_both_forms(article: Article, short: str, zh: str) -> None:
    assert str(article) == short
    assert article.zh == zh


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (85, "八十五"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (114, "一百一十四"),
        (235, "二百三十五"),
        (999, "九百九十九"),
    ],
)
def test_numbers_are_written_in_words(number: int, words: str) -> None:
    assert chinese_numeral(number) == words


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_no_article_has_a_number_beyond_the_range(number: int) -> None:
    with pytest.raises(ValueError, match="no article"):
        chinese_numeral(number)


def test_every_instrument_has_a_name_of_its_own() -> None:
    assert len({instrument.short for instrument in Instrument}) == len(Instrument)
    for instrument in Instrument:
        assert re.search("[\u4e00-\u9fff]", instrument.title_zh)
        assert instrument.title_en.isascii()
        assert instrument.short.isascii()
