"""Pages of the public search (查询翻页): complete, stable while the list changes, and sealed."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.public import entries
from tests.public.test_search import SEARCH, found, search

DAY = date(2026, 2, 1)


def publish_many(count: int) -> list[str]:
    """Publish entries of one name, three a day, and return their ids, newest first."""
    made = [entries.facts(published_on=DAY + timedelta(days=n // 3)) for n in range(count)]
    entries.put(*made)
    return [shown.id for shown in reversed(made)]


def walk(client: FlaskClient, **asked: Any) -> list[list[str]]:
    """Return the ids on every page."""
    pages: list[list[str]] = []
    after: dict[str, str] = {}
    while True:
        answer = search(client, "张伟", **asked, **after)
        pages.append([item["id"] for item in answer["items"]])
        if answer["next"] is None:
            return pages
        after = {"after": answer["next"]}


@pytest.mark.every_engine
@pytest.mark.parametrize("per_page", [1, 4, 7, 11, 12, 20])
def test_pages_hold_every_entry_once_and_in_order(client: FlaskClient, per_page: int) -> None:
    newest_first = publish_many(12)
    pages = walk(client, per_page=per_page)
    assert [entry for page in pages for entry in page] == newest_first
    assert {len(page) for page in pages[:-1]} <= {per_page}


def test_the_count_is_the_same_on_every_page(client: FlaskClient) -> None:
    publish_many(9)
    first = search(client, "张伟", per_page=4)
    second = search(client, "张伟", per_page=4, after=first["next"])
    assert (first["total"], second["total"]) == (9, 9)


def test_what_is_published_meanwhile_moves_nothing(client: FlaskClient) -> None:
    newest_first = publish_many(8)
    first = search(client, "张伟", per_page=3)
    entries.publish(published_on=DAY + timedelta(days=30))
    # On the very day at which the page ended, where a bare date would skip or repeat.
    entries.publish(published_on=date.fromisoformat(first["items"][-1]["published_on"]))
    rest = found(client, "张伟", per_page=20, after=first["next"])
    assert set(newest_first[3:]) <= set(rest)
    assert not set(newest_first[:3]) & set(rest)


@pytest.mark.every_engine
def test_what_is_removed_meanwhile_costs_no_other_entry(client: FlaskClient) -> None:
    newest_first = publish_many(8)
    first = search(client, "张伟", per_page=3)
    entries.remove(newest_first[2])
    entries.remove(newest_first[4])
    rest = found(client, "张伟", per_page=20, after=first["next"])
    assert rest == [newest_first[3], *newest_first[5:]]


def test_the_last_page_stays_an_answer_when_its_entries_are_gone(client: FlaskClient) -> None:
    newest_first = publish_many(4)
    first = search(client, "张伟", per_page=3)
    entries.remove(newest_first[3])
    answer = search(client, "张伟", per_page=3, after=first["next"])
    assert answer == {"items": [], "per_page": 3, "total": 3, "next": None}


def cursor(client: FlaskClient, name: str = "张伟", **asked: Any) -> str:
    found_next: str = search(client, name, per_page=1, **asked)["next"]
    return found_next


def is_refused(client: FlaskClient, **asked: Any) -> bool:
    answer = client.get(SEARCH, query_string={"name": "张伟", **asked})
    assert answer.json is not None
    return answer.status_code == 400 and answer.json["code"] == "cursor.invalid"


def test_a_cursor_that_was_altered_anywhere_is_refused(client: FlaskClient) -> None:
    publish_many(3)
    good = cursor(client)
    for place, letter in enumerate(good):
        altered = good[:place] + ("A" if letter != "A" else "B") + good[place + 1 :]
        assert is_refused(client, after=altered)
    assert not is_refused(client, after=good)


@pytest.mark.parametrize(
    "made_up", ["x", "=", "20", "......", "A" * 22, "A" * 60, "A" * 200, "翻页", "%00", " "]
)
def test_a_cursor_that_was_made_up_is_refused(client: FlaskClient, made_up: str) -> None:
    publish_many(2)
    assert is_refused(client, after=made_up)


def test_a_cursor_with_anything_around_it_is_refused(client: FlaskClient) -> None:
    publish_many(3)
    good = cursor(client)
    for changed in (good + "=", good + "A", good + "!", good[:-1], "!" + good, good * 2):
        assert is_refused(client, after=changed)


def test_a_cursor_serves_the_question_it_was_given_with_and_no_other(client: FlaskClient) -> None:
    publish_many(3)
    entries.put(*(entries.facts(name="王芳") for _ in range(3)))
    assert is_refused(client, after=cursor(client, "王芳"))
    assert is_refused(client, after=cursor(client), list="dishonest")
    assert is_refused(client, after=cursor(client, province="四川"))
    assert not is_refused(client, after=cursor(client, "張偉"), per_page=2)
