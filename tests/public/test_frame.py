"""The frame of every page (页面框架): well formed, accessible, of this host, without scripts."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient

from registry.errors import ErrorKind, ServiceError
from registry.web import access
from tests.public import entries, markup, rounds

HEADINGS = re.compile(r"h[1-6]")
LINKS = {"href", "src", "action", "content", "srcset", "poster", "data", "formaction"}
STYLES = Path(__file__).parents[2] / "registry" / "static" / "register.css"


def start(browser: FlaskClient) -> str:
    return browser.get("/").text


def results(browser: FlaskClient) -> str:
    entries.put(*(entries.facts() for _ in range(21)))
    return browser.get("/?name=张伟").text


def no_result(browser: FlaskClient) -> str:
    return browser.get("/?name=王芳&list=restricted").text


def refused(browser: FlaskClient) -> str:
    return browser.get("/?name=张").text


def altered(browser: FlaskClient) -> str:
    return browser.get("/?name=张伟&after=x").text


def entry(browser: FlaskClient) -> str:
    return browser.get(f"/entries/{entries.publish()}").text


def gone(browser: FlaskClient) -> str:
    return browser.get("/entries/none").text


def unknown(browser: FlaskClient) -> str:
    return browser.get("/no-such-page").text


def verification(browser: FlaskClient) -> str:
    return browser.get("/certificates").text


def no_match(browser: FlaskClient) -> str:
    return browser.post("/certificates", data={"number": "x", "code": "y"}).text


def closed_start(browser: FlaskClient) -> str:
    return browser.get("/closed-rounds").text


def closed_results(browser: FlaskClient) -> str:
    rounds.put(*(rounds.facts() for _ in range(21)))
    return browser.get("/closed-rounds?name=张伟").text


def closed_round(browser: FlaskClient) -> str:
    shown = rounds.facts()
    rounds.put(shown)
    return browser.get(f"/closed-rounds/{shown.id}").text


def restricted_acts(browser: FlaskClient) -> str:
    return browser.get("/restricted-acts").text


def after_removal(browser: FlaskClient) -> str:
    return browser.get("/after-removal?severity=general&shown_on=2026-01-10").text


PAGES = (
    *(verification, no_match, start, results, no_result, refused, altered, entry, gone, unknown),
    *(closed_start, closed_results, closed_round, restricted_acts, after_removal),
)
every_page = pytest.mark.parametrize("opened", PAGES, ids=lambda page: page.__name__)
Opened = Callable[[FlaskClient], str]


@every_page
def test_a_page_is_well_formed_with_one_heading_and_one_main_part(
    browser: FlaskClient, opened: Opened
) -> None:
    page = markup.read(opened(browser))
    assert page.one("html").attributes["lang"] == "zh-CN"
    assert page.one("title").text.strip()
    for name in ("main", "header", "footer", "h1"):
        assert len(page.all(name)) == 1
    levels = [int(e.name[1]) for e in page.elements if HEADINGS.fullmatch(e.name)]
    assert all(below <= above + 1 for above, below in pairwise(levels))


@every_page
def test_ids_are_unique_and_what_refers_to_one_finds_it(
    browser: FlaskClient, opened: Opened
) -> None:
    page = markup.read(opened(browser))
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    for element in page.elements:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            assert set(element.attributes.get(name, "").split()) <= set(ids)


@every_page
def test_every_field_has_a_label_and_every_link_a_text(
    browser: FlaskClient, opened: Opened
) -> None:
    page = markup.read(opened(browser))
    labels = {label.attributes["for"] for label in page.all("label")}
    fields = [*page.all("select"), *page.all("input")]
    shown = [f for f in fields if f.attributes.get("type") != "hidden"]
    assert {f.attributes["id"] for f in shown} == labels
    assert all(link.text.strip() for link in page.all("a"))
    assert all("alt" in image.attributes for image in page.all("img"))


@every_page
def test_a_page_fetches_nothing_and_leads_nowhere_outside(
    browser: FlaskClient, opened: Opened
) -> None:
    page = markup.read(opened(browser))
    addresses = [v for e in page.elements for k, v in e.attributes.items() if k in LINKS]
    outside = [a for a in addresses if urlsplit(a).netloc or urlsplit(a).scheme]
    assert outside == []


@every_page
def test_every_link_leads_somewhere(browser: FlaskClient, opened: Opened) -> None:
    page = markup.read(opened(browser))
    # The language switch leads to this very page, which may be that of an error.
    links = [link for link in page.all("a") if "hreflang" not in link.attributes]
    targets = {link.attributes["href"].partition("#")[0] for link in links} - {""}
    assert targets
    assert {target for target in targets if browser.get(target).status_code != 200} == set()


@every_page
def test_a_page_needs_no_script_and_no_style_of_its_own(
    browser: FlaskClient, opened: Opened
) -> None:
    page = markup.read(opened(browser))
    assert page.all("script") == page.all("style") == []
    assert [e for e in page.elements if "style" in e.attributes] == []
    assert [e for e in page.elements for name in e.attributes if name.startswith("on")] == []


def test_the_policy_lets_nothing_inline_and_nothing_foreign_run(browser: FlaskClient) -> None:
    stated = browser.get("/").headers["Content-Security-Policy"]
    policy = dict(part.strip().split(" ", 1) for part in stated.split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in stated
    assert "http" not in stated


def test_the_style_sheet_fetches_nothing() -> None:
    written = STYLES.read_text(encoding="utf-8")
    assert "url(" not in written
    assert "@import" not in written


@pytest.mark.parametrize("name", ["register.css", "favicon.svg"])
def test_what_a_page_refers_to_is_served(browser: FlaskClient, name: str) -> None:
    answer = browser.get(f"/static/{name}")
    assert answer.status_code == 200
    assert f"/static/{name}" in browser.get("/").text
    answer.close()


@pytest.mark.parametrize(
    ("kind", "status"),
    [(ErrorKind.TOO_MANY, 429), (ErrorKind.INTERNAL, 500), (ErrorKind.UNAVAILABLE, 503)],
)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.own_app
def test_other_errors_are_pages_too_in_the_readers_language(
    app: Flask, browser: FlaskClient, kind: ErrorKind, status: int, language: str
) -> None:
    app.register_blueprint(failing_with(kind))
    answer = browser.get("/fail", headers={"Accept-Language": language})
    page = markup.read(answer.text)
    assert answer.status_code == status
    assert answer.headers["Retry-After"] == "7"
    assert page.one("html").attributes["lang"] == language
    assert str(status) in page.one("main").text
    assert " 7 " in page.one("main").text


def failing_with(kind: ErrorKind) -> Blueprint:
    """Return a part of the application that fails whenever it is asked."""
    blueprint = Blueprint("failing", __name__)
    access.public(blueprint)

    @blueprint.get("/fail")
    def fail() -> str:
        raise ServiceError(kind, "store.unavailable", {"retry_after": 7})

    return blueprint
