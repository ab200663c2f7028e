"""The public list of closed rounds (终本案件查询): a list of its own, as private as the others."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from registry.rules.closed_rounds import public_item
from schemas.codes import SubjectKind
from schemas.public_closed_rounds import ClosedRound, ClosedRoundPage
from tests.public import entries, markup, rounds
from tests.public.test_entry import said

SEARCH, ENTRIES = "/api/v1/public/closed-rounds", "/api/v1/public/entries"
DAY = date(2026, 2, 1)


def search(client: FlaskClient, path: str = SEARCH, **asked: Any) -> Any:
    """Return the answer to a search that is in order."""
    answer = client.get(path, query_string={"name": "张伟", **asked})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    return answer.json


def found(client: FlaskClient, **asked: Any) -> list[str]:
    """Return the ids that a search finds, in their order."""
    return [item["id"] for item in search(client, **asked)["items"]]


def test_it_answers_what_was_stored_in_the_shape_described(client: FlaskClient) -> None:
    shown = rounds.facts()
    rounds.put(shown)
    answer = search(client)
    assert ClosedRoundPage().validate(answer) == {}
    (item,) = answer["items"]
    one = client.get(f"{SEARCH}/{shown.id}").get_json()
    assert one == item
    assert ClosedRound().validate(one) == {}
    assert item.pop("labels") == {"kind": "自然人", "province": "四川"}
    assert item == public_item(shown)


@pytest.mark.every_engine
def test_neither_list_is_ever_found_in_the_other(client: FlaskClient) -> None:
    listing = entries.publish()
    shown = rounds.facts()
    rounds.put(shown)
    assert [item["id"] for item in search(client, ENTRIES)["items"]] == [listing]
    assert found(client) == [shown.id]
    for path in (f"{ENTRIES}/{shown.id}", f"{SEARCH}/{listing}"):
        assert client.get(path).status_code == 404
    refused = client.get(SEARCH, query_string={"name": "张伟", "list": "dishonest"})
    assert refused.status_code == 422


@pytest.mark.every_engine
def test_pages_are_complete_and_their_cursors_serve_this_list_alone(client: FlaskClient) -> None:
    made = [rounds.facts(closed_on=DAY + timedelta(days=n // 2)) for n in range(7)]
    rounds.put(*made)
    entries.put(*(entries.facts() for _ in range(3)))
    newest_first = [shown.id for shown in reversed(made)]
    first = search(client, per_page=3)
    assert first["total"] == 7
    rest = found(client, per_page=20, after=first["next"])
    assert [item["id"] for item in first["items"]] + rest == newest_first
    other = search(client, ENTRIES, per_page=1)["next"]
    for path, cursor in ((SEARCH, other), (ENTRIES, first["next"])):
        answer = client.get(path, query_string={"name": "张伟", "after": cursor})
        assert (answer.status_code, answer.get_json()["code"]) == (400, "cursor.invalid")


@pytest.mark.every_engine
def test_a_search_can_be_narrowed(client: FlaskClient) -> None:
    here = rounds.facts()
    company = rounds.facts(kind=SubjectKind.ORGANISATION, number=entries.COMPANY_CODE)
    away = rounds.facts(
        court_code="粤0106", court_name="天河区人民法院", province="广东", closed_on=DAY
    )
    rounds.put(away, here, company)
    assert found(client) == [company.id, here.id, away.id]
    assert found(client, kind="natural", province="四川省") == [here.id]
    assert found(client, court_code="粤0106") == [away.id]


@pytest.mark.parametrize("name", ["张", entries.PERSON_NUMBER, "13800000000", ""])
def test_what_is_no_name_is_refused_and_repeated_nowhere(client: FlaskClient, name: str) -> None:
    for path in (SEARCH, "/closed-rounds"):
        answer = client.get(path, query_string={"name": name})
        assert answer.status_code == 422
        assert len(name) < 2 or name not in answer.text


@pytest.mark.parametrize("folder", [f"{SEARCH}/", "/closed-rounds/"])
def test_one_that_was_resumed_and_one_that_never_was_have_one_answer(
    client: FlaskClient, folder: str
) -> None:
    shown = rounds.facts()
    rounds.put(shown)
    rounds.remove(shown.id)
    answers = [said(client, folder + one) for one in (shown.id, str(uuid4()), "nobody")]
    assert answers[0][0] == 404
    assert all(answer == answers[0] for answer in answers)


def test_a_page_says_that_nobody_is_dishonest_for_being_found(browser: FlaskClient) -> None:
    shown = rounds.facts(amount=None)
    rounds.put(shown)
    page = markup.read(browser.get("/closed-rounds?name=张偉").text)
    text = " ".join(said.text for said in page.said)
    for expected in ("1 条记录", "510199***********0", "不涉及金钱", "不因此是失信被执行人"):
        assert expected in text
    assert page.all("a", href=f"/closed-rounds/{shown.id}")
    assert not page.all("select", id="list")
    english = browser.get("/closed-rounds?name=张伟&lang=en").text
    assert "Nobody is dishonest because a round was closed" in english
    assert "/closed-rounds?name=" in english
