"""Markup: what web pages leave in a text goes, what the court wrote stays."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.markup import strip_markup


@pytest.mark.parametrize(
    ("given_text", "plain"),
    [
        ("偿还借款。", "偿还借款。"),
        (
            "&lt;p&gt;偿还借款。\r\n二、受理费由被告负担。&nbsp;&lt;/p&gt;",
            "偿还借款。\n二、受理费由被告负担。",
        ),
        ("<p>一、</p><p>二、</p>", "一、\n二、"),
        ("一<br/>二<BR>三", "一\n二\n三"),
        ("<span style='color:red'>甲</span>方", "甲方"),
        ("&amp;lt;b&amp;gt;甲&amp;lt;/b&amp;gt;", "甲"),
        ("&amp;amp;amp;lt;甲", "&lt;甲"),
        ("<!-- x -->甲<!doctype html>", "甲"),
        ("甲<script>alert('<b>')</script>乙<style>p{}</style>", "甲乙"),
        ("甲<script>乙", "甲乙"),
        ("&ldquo;甲&rdquo;&#20057;&#x4e19;", "“甲”乙丙"),
        ("金额<5万元且>3万元", "金额<5万元且>3万元"),
        ("甲&乙公司 a=1&copy=2", "甲&乙公司 a=1&copy=2"),
        ("甲 < 乙", "甲 < 乙"),
        ("甲\x00乙\x1f丙\ud800", "甲乙丙"),
        ("甲&#0;&#1;乙", "甲\ufffd乙"),
        ("  甲\u3000", "甲"),
        ("", ""),
    ],
)
def test_tags_and_entities_go_and_signs_stay(given_text: str, plain: str) -> None:
    assert strip_markup(given_text) == plain


@given(st.text(max_size=80))
def test_plain_text_loses_nothing_but_its_ends(text: str) -> None:
    plain = "".join(c for c in text if c not in "<&" and c.isprintable())
    assert strip_markup(plain) == plain.strip()


@given(
    st.lists(
        st.sampled_from(["<", ">", "/", "p", "b", "&lt;", "&gt;", "甲", " ", "script"]), max_size=20
    )
)
def test_no_tag_is_left(pieces: list[str]) -> None:
    plain = strip_markup("".join(pieces))
    assert "<p>" not in plain
    assert "<b>" not in plain
    assert "</script>" not in plain


@pytest.mark.parametrize(
    "piece", ["<", "<a", "<script>", "<!--", "&lt;", "&amp;", "<p ", "</style"]
)
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    def seconds(copies: int) -> float:
        text = piece * copies
        spent = []
        for _ in range(3):
            # The time of this process alone: neighbours on the machine do not count.
            before = time.process_time()
            strip_markup(text)
            spent.append(time.process_time() - before)
        return min(spent)

    # Eight times the text; a quadratic pattern would take 64 times as long.
    assert seconds(80_000) < 32 * max(seconds(10_000), 0.001)
