"""One public entry (单条公布信息): shown while it is in force, else as if it had never been."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from schemas.codes import Ground
from schemas.public import Entry
from tests.public import entries

ENTRIES = "/api/v1/public/entries/"


def said(client: FlaskClient, path: str) -> tuple[Any, ...]:
    """Return everything in an answer but the id of the request."""
    answer = client.get(path)
    request_id = answer.headers.pop("X-Request-Id")
    return answer.status_code, answer.text.replace(request_id, ""), list(answer.headers)


@pytest.mark.every_engine
def test_an_entry_is_shown_as_in_the_search(client: FlaskClient) -> None:
    entry = entries.publish()
    one = client.get(ENTRIES + entry)
    many = client.get(ENTRIES[:-1], query_string={"name": "张伟"})
    assert one.status_code == 200
    assert many.json is not None
    assert [one.json] == many.json["items"]
    assert one.headers["Cache-Control"] == "no-store"
    assert Entry().validate(one.json or {}) == {}


def test_an_entry_is_found_by_its_id_in_capitals_too(client: FlaskClient) -> None:
    entry = entries.publish()
    assert client.get(ENTRIES + entry.upper()).status_code == 200


@pytest.mark.parametrize("folder", [ENTRIES, "/entries/"])
def test_an_entry_that_ended_and_one_that_never_was_have_one_answer(
    client: FlaskClient, folder: str
) -> None:
    removed = entries.publish()
    entries.remove(removed)
    term_over = entries.publish(ends_on=date(2026, 3, 1), grounds=(Ground.EVADES,))
    answers = [
        said(client, folder + entry)
        for entry in (removed, term_over, str(uuid4()), str(UUID(int=0)), "nobody", "1", "张伟")
    ]
    assert answers[0][0] == 404
    assert all(answer == answers[0] for answer in answers)


def test_an_id_in_another_spelling_is_nobodys(client: FlaskClient) -> None:
    entry = entries.publish()
    for spelling in (f"{{{entry}}}", f"urn:uuid:{entry}", entry.replace("-", "")):
        assert client.get(ENTRIES + spelling).status_code == 404
