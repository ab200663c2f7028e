"""Pages for people (公开查询页面): form, results, one entry; complete and safe."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask, before_render_template
from flask.testing import FlaskClient

from registry.db import db
from schemas.codes import Ground, ListName, Performance, RestrictedAct, SubjectKind
from tests.clocks import SetClock
from tests.public import entries, markup
from tests.public.markup import Page

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def look(browser: FlaskClient, path: str = "/", status: int = 200, **asked: Any) -> Page:
    """Return a page that a reader opened."""
    answer = browser.get(path, query_string=asked or None)
    assert answer.status_code == status, answer.text
    assert answer.content_type == "text/html; charset=utf-8"
    return markup.read(answer.text)


def text_of(page: Page) -> str:
    """Return all that a page shows."""
    return " ".join(said.text for said in page.said)


def test_the_first_page_explains_the_lists_and_the_remedies(browser: FlaskClient) -> None:
    page = look(browser)
    assert page.one("h1").text == "查询失信被执行人和限制消费人员"
    shown = text_of(page)
    for expected in (
        "第一条",
        "第十条",
        "第十一条、第十二条",
        "法释〔2017〕7号",
        "法释〔2015〕17号",
    ):
        assert expected in shown
    assert page.all("a", href="/api/docs")


def test_results_show_what_tells_namesakes_apart(browser: FlaskClient) -> None:
    entry = entries.publish(grounds=(Ground.EVADES,), ends_on=date(2028, 2, 2))
    entries.publish(
        list=ListName.RESTRICTED, grounds=(), acts=tuple(RestrictedAct), court_name="另一法院"
    )
    page = look(browser, name="張偉")
    assert "2 条记录" in page.one("h2", id="results").text
    assert len(page.all("article")) == 2
    shown = text_of(page)
    for expected in (
        "同名不等于同一人",
        "510199***********0",
        "成都市武侯区人民法院",
        "另一法院",
        "(2025)川0107执1234号",
        "2025年6月3日",
        "2026年2月2日",
        "2028年2月2日",
        "至法院解除时止",
        "以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行",
        "全部未履行",
        "公布时 46 岁",
    ):
        assert expected in shown
    assert page.one("a", href=f"/entries/{entry}").text == "张伟"
    assert [
        badge.text for badge in page.all("span") if "badge" in badge.attributes.get("class", "")
    ] == [
        "限制消费",
        "失信",
    ]
    assert entries.PERSON_NUMBER not in shown


def test_one_entry_is_shown_with_all_that_is_published(browser: FlaskClient) -> None:
    entry = entries.publish(
        kind=SubjectKind.ORGANISATION,
        name="蜀山万象有限公司",
        number=entries.COMPANY_CODE,
        legal_representative="欧阳文轩",
        conduct="隐匿财产",
        performance=Performance.PARTIAL,
        performed="20000元",
    )
    page = look(browser, f"/entries/{entry}")
    assert page.one("h1").text == "蜀山万象有限公司"
    shown = text_of(page)
    for expected in (
        "欧阳文轩",
        entries.COMPANY_CODE,
        "法人或者其他组织",
        "四川",
        "(2024)川0107民初567号",
        "隐匿财产",
        "部分未履行",
        "20000元",
        "98000元",
        "无固定期限",
        "先核对是不是同一人",
        "第十一条、第十二条",
    ):
        assert expected in shown
    assert page.all(
        "a", href="/?name=%E8%9C%80%E5%B1%B1%E4%B8%87%E8%B1%A1%E6%9C%89%E9%99%90%E5%85%AC%E5%8F%B8"
    )


def test_an_order_is_shown_with_the_nine_restricted_acts(browser: FlaskClient) -> None:
    entry = entries.publish(
        list=ListName.RESTRICTED,
        grounds=(),
        acts=tuple(RestrictedAct),
        obligation=None,
        performance=None,
        outstanding=None,
    )
    shown = text_of(look(browser, f"/entries/{entry}"))
    for expected in ("限制消费令", "旅游、度假", "乘坐G字头动车组列车全部座位"):
        assert expected in shown
    assert "纳入情形" not in shown
    # What is published of orders has no obligation: it is not missing.
    assert "生效法律文书确定的义务" not in shown


def test_a_name_without_entries_says_so_and_offers_a_wider_search(browser: FlaskClient) -> None:
    page = look(browser, name="王芳", province="四川")
    assert "没有查到" in page.one("h2", id="results").text
    assert not page.all("article")
    assert page.all("a", href="/?name=%E7%8E%8B%E8%8A%B3")


def test_the_form_keeps_what_was_asked(browser: FlaskClient) -> None:
    page = look(browser, name="张伟", list="restricted", kind="natural", province="四川")
    assert page.one("input", id="name").attributes["value"] == "张伟"
    chosen = [option.attributes["value"] for option in page.all("option", selected="")]
    assert chosen == ["restricted", "natural", "四川"]


@pytest.mark.parametrize(
    ("asked", "said", "kept"),
    [
        ({"name": ""}, "请填写姓名或者单位名称", ""),
        ({"name": " "}, "请填写姓名或者单位名称", ""),
        ({"name": "张"}, "请至少填写两个字", "张"),
        ({"name": "张\0伟"}, "控制字符", "张\0伟"),
        ({"name": "巴" * 256}, "255", "巴" * 256),
    ],
)
def test_what_is_wrong_with_a_name_is_said_beside_it(
    browser: FlaskClient, asked: dict[str, str], said: str, kept: str
) -> None:
    page = look(browser, status=422, **asked)
    box = page.one("input", id="name")
    assert box.attributes["aria-invalid"] == "true"
    assert said in page.one("p", id=box.attributes["aria-describedby"]).text
    assert box.attributes["value"] == kept


@pytest.mark.parametrize("field", ["list", "kind", "province"])
def test_a_choice_that_is_not_offered_is_refused(browser: FlaskClient, field: str) -> None:
    page = look(browser, status=422, **{"name": "张伟", field: "x"})
    assert "没有这个选项" in text_of(page)


@pytest.mark.parametrize("field", ["name", "list", "kind", "province"])
def test_what_the_address_states_twice_counts_for_neither(browser: FlaskClient, field: str) -> None:
    twice = {"name": ["李测试", "张伟"], "list": ["dishonest", "restricted"]}
    asked: dict[str, Any] = {"name": "张伟"} | {field: twice.get(field, ["", ""])}
    page = look(browser, status=422, **asked)
    assert "出现了两次" in page.one("p", id=f"{field}-wrong").text


def test_a_number_is_refused_and_stands_nowhere_in_the_page(browser: FlaskClient) -> None:
    answer = browser.get("/", query_string={"name": entries.PERSON_NUMBER, "list": "dishonest"})
    assert answer.status_code == 422
    assert "/api/v1/public/entries/query" in answer.text
    assert entries.PERSON_NUMBER not in answer.text
    assert entries.PERSON_NUMBER not in str(answer.headers)


@pytest.mark.parametrize(
    "asked",
    [
        {"name": entries.PERSON_NUMBER, "list": "x"},
        {"name": entries.PERSON_NUMBER, "after": "x"},
        {"name": "巴" * 300 + entries.PERSON_NUMBER},
        {"name": "张伟", "list": "x", "province": entries.PERSON_NUMBER},
        {"name": "张伟", "list": "x", "after": entries.PERSON_NUMBER * 20},
        {"name": "张伟", "kind": entries.PERSON_NUMBER},
        {"province": entries.PERSON_NUMBER},
        {"name": "张伟", "lang": entries.PERSON_NUMBER},
        {"name": "张伟", entries.PERSON_NUMBER: "x"},
    ],
)
def test_a_number_is_not_repeated_whatever_else_is_wrong(
    browser: FlaskClient, asked: dict[str, str]
) -> None:
    answer = browser.get("/", query_string=asked)
    assert entries.PERSON_NUMBER not in answer.text
    assert entries.PERSON_NUMBER not in str(answer.headers)


def test_everything_that_is_wrong_is_said_at_once(browser: FlaskClient) -> None:
    page = look(browser, status=422, name="", list="x", kind="y")
    for field in ("name", "list", "kind"):
        assert page.one("p", id=f"{field}-wrong").text


def test_the_form_itself_does_not_send_a_number(browser: FlaskClient) -> None:
    pattern = look(browser).one("input", id="name").attributes["pattern"]
    for name in ("张伟", "360科技有限公司", "阿卜杜拉·买买提", "2008年8月8日商贸有限公司"):
        assert re.fullmatch(pattern, name)
    for number in (entries.PERSON_NUMBER, f"张伟{entries.PERSON_NUMBER}", "510199 19800101 0010"):
        assert not re.fullmatch(pattern, number)


def test_pages_of_results_follow_each_other(browser: FlaskClient) -> None:
    day = date(2026, 1, 1)
    entries.put(*(entries.facts(published_on=day + timedelta(days=n)) for n in range(45)))
    seen, path = [], "/?name=张伟&list=dishonest"
    for numbers in ("第 1 至 20 条", "第 21 至 40 条", "第 41 至 45 条"):
        page = look(browser, path)
        assert numbers in text_of(page)
        assert "45 条记录" in text_of(page)
        articles = page.all("article")
        seen += [article.attributes["aria-labelledby"] for article in articles]
        following = page.all("a", rel="next")
        path = following[0].attributes["href"] if following else ""
    assert path == ""
    assert len(set(seen)) == 45


def test_an_altered_page_mark_is_answered_by_a_way_back(browser: FlaskClient) -> None:
    page = look(browser, status=400, name="张伟", after="x")
    assert "翻页标记无效" in text_of(page)
    assert page.one("input", id="name").attributes["value"] == "张伟"


def test_hostile_texts_are_shown_as_texts(browser: FlaskClient) -> None:
    entry = entries.publish(
        name=HOSTILE, obligation=HOSTILE, conduct=HOSTILE, court_name=HOSTILE, outstanding=HOSTILE
    )
    for page in (look(browser, name=HOSTILE), look(browser, f"/entries/{entry}")):
        assert page.all("h1") or page.all("article")
        assert text_of(page).count("onerror=alert(2)") >= 3
        assert not page.all("script")
        assert {image.attributes["src"] for image in page.all("img")} == {"/static/favicon.svg"}
        assert not [e for e in page.elements for name in e.attributes if name.startswith("on")]


def test_a_very_long_name_is_shown_whole(browser: FlaskClient) -> None:
    entries.publish(name="巴" * 255)
    page = look(browser, name="巴" * 255)
    assert page.one("article").text.count("巴") == 255


def test_a_removed_entry_is_gone_from_the_pages_at_the_next_request(
    browser: FlaskClient, clock: SetClock
) -> None:
    removed = entries.publish()
    ended = entries.publish(ends_on=date(2026, 3, 2), grounds=(Ground.EVADES,))
    assert len(look(browser, name="张伟").all("article")) == 2
    entries.remove(removed)
    clock.forward(timedelta(days=1))
    assert "没有查到" in text_of(look(browser, name="张伟"))
    for entry in (removed, ended):
        assert "没有公布这条信息" in text_of(look(browser, f"/entries/{entry}", 404))


def test_no_transaction_is_open_while_a_page_is_made(app: Flask, browser: FlaskClient) -> None:
    entry = entries.publish()
    open_transactions: list[bool] = []

    def note(_app: Flask, **_stated: Any) -> None:
        open_transactions.append(db.session().in_transaction())

    with before_render_template.connected_to(note, app):
        look(browser, name="张伟")
        look(browser, f"/entries/{entry}")
    assert open_transactions == [False, False]


def test_nothing_of_a_page_may_be_kept(browser: FlaskClient) -> None:
    entry = entries.publish()
    for path in ("/?name=张伟", f"/entries/{entry}", "/entries/none"):
        answer = browser.get(path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]


def test_a_trial_says_that_it_is_one(browser: FlaskClient) -> None:
    assert "试运行环境" in text_of(look(browser))
