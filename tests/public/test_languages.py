"""Languages of the public side (语言): which one a reader gets; each page speaks it fully."""

import re

import pytest
from flask.testing import FlaskClient

from tests.public import entries, markup
from tests.public.test_frame import Opened, every_page

HAN = re.compile("[\u3400-\u9fff]")
API = "/api/v1/public/entries?name=张伟"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "zh-CN"),
        ("*", "zh-CN"),
        ("zh", "zh-CN"),
        ("zh-CN", "zh-CN"),
        ("zh-TW,en;q=0.5", "zh-CN"),
        ("zh-Hans-CN", "zh-CN"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("en-US,zh;q=0.9", "en"),
        ("en;q=0.4,zh;q=0.6", "zh-CN"),
        ("de", "zh-CN"),
        ("de,en;q=0.3", "en"),
        ("en;q=0", "zh-CN"),
        ("gibberish;;q=,,", "zh-CN"),
    ],
)
@pytest.mark.parametrize("path", ["/", API])
def test_a_reader_gets_the_language_that_the_browser_asks_for(
    client: FlaskClient, path: str, accepted: str, language: str
) -> None:
    answer = client.get(path, headers={"Accept-Language": accepted})
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]


def test_labels_come_in_the_language_asked_and_the_record_as_it_is(client: FlaskClient) -> None:
    entries.publish()
    answer = client.get(API, headers={"Accept-Language": "en"})
    assert answer.json is not None
    (item,) = answer.json["items"]
    assert item["labels"]["list"] == "Dishonest debtors"
    assert item["labels"]["province"] == "Sichuan"
    assert item["court"]["name"] == "成都市武侯区人民法院"


def test_a_refusal_is_in_the_language_asked(client: FlaskClient) -> None:
    answer = client.get("/api/v1/public/entries?name=x", headers={"Accept-Language": "en"})
    assert answer.json is not None
    assert answer.json["detail"].startswith("Enter two characters")
    assert answer.headers["Content-Language"] == "en"


def test_a_choice_on_a_page_is_remembered(client: FlaskClient) -> None:
    first = client.get("/?lang=en", headers={"Accept-Language": "zh"})
    assert first.headers["Content-Language"] == "en"
    (cookie,) = first.headers.getlist("Set-Cookie")
    assert cookie.startswith("lang=en;")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    for path in ("/", "/entries/none", "/no-such-page"):
        later = client.get(path, headers={"Accept-Language": "zh"})
        assert later.headers["Content-Language"] == "en"
        assert "Cookie" in later.headers["Vary"]
    assert client.get("/?lang=zh").headers["Content-Language"] == "zh-CN"
    assert client.get("/").headers["Content-Language"] == "zh-CN"


def test_what_is_no_language_of_ours_is_passed_over(client: FlaskClient) -> None:
    answer = client.get("/?lang=tlh", headers={"Accept-Language": "en"})
    assert answer.headers["Content-Language"] == "en"
    assert "Set-Cookie" not in answer.headers


def test_the_interface_listens_to_the_request_alone(client: FlaskClient) -> None:
    client.set_cookie("lang", "en")
    assert client.get(API).headers["Content-Language"] == "zh-CN"


def test_without_cookies_the_links_and_the_form_keep_the_language(client: FlaskClient) -> None:
    entries.put(*(entries.facts() for _ in range(21)))
    page = markup.read(client.get("/?name=张伟&lang=en").text)
    assert page.one("input", type="hidden").attributes["value"] == "en"
    leading_on = [*page.all("a", rel="next"), *page.all("a", lang="zh-CN", dir="auto")]
    assert len(leading_on) == 21
    assert all("lang=en" in link.attributes["href"] for link in leading_on)


def test_the_switch_leads_to_the_same_page_in_the_other_language(client: FlaskClient) -> None:
    entry = entries.publish()
    page = markup.read(client.get("/?name=张伟&list=dishonest").text)
    switch = page.one("a", hreflang="en")
    assert switch.attributes["href"] == "/?name=%E5%BC%A0%E4%BC%9F&list=dishonest&lang=en"
    assert page.one("a", hreflang="zh-CN").attributes["aria-current"] == "true"
    page = markup.read(client.get(f"/entries/{entry}").text)
    assert page.one("a", hreflang="en").attributes["href"] == f"/entries/{entry}?lang=en"


@every_page
def test_an_english_page_has_no_chinese_but_what_it_marks_as_chinese(
    browser: FlaskClient, opened: Opened
) -> None:
    browser.set_cookie("lang", "en")
    page = markup.read(opened(browser))
    assert page.one("html").attributes["lang"] == "en"
    title = page.one("title").text.strip()
    untranslated = [
        said.text
        for said in page.said
        # A title holds no markup, so the name that was asked for stands in it unmarked.
        if said.language == "en"
        and HAN.search(re.sub("张伟|王芳", "", title) if said.text == title else said.text)
    ]
    assert untranslated == []


@every_page
def test_a_chinese_page_has_no_english_sentence(browser: FlaskClient, opened: Opened) -> None:
    page = markup.read(opened(browser))
    foreign = [
        said.text
        for said in page.said
        if said.language == "zh-CN" and re.search("[a-z]{3,} [a-z]{3,}", said.text)
    ]
    assert foreign == []
