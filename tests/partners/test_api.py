"""Receipts by a call of the agency's own: who may call, what is taken, and what is refused."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from partners.models.streams import Lifting, Receipt
from registry.journal import read
from tests.clocks import SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport
from tests.partners.register import Register

ADDRESS = "/api/v1/agency/receipts"


@pytest.fixture
def key(directory: Agencies, runner: FlaskCliRunner) -> str:
    """Give the key of an agency that was taken in."""
    directory.add()
    return issued(runner)


def issued(runner: FlaskCliRunner) -> str:
    done = runner.invoke(args=["partners", "agency", "key", "market-regulation", "--days", "1"])
    assert done.exit_code == 0
    return done.stdout.strip()


def post(client: FlaskClient, key: str | None, *receipts: dict[str, Any]) -> TestResponse:
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    return client.post(ADDRESS, json={"receipts": receipts}, headers=headers)


def code(response: TestResponse) -> str:
    assert response.content_type == "application/problem+json"
    found: str = response.get_json()["code"]
    return found


def test_what_was_lifted_later_is_said_by_a_call_and_said_again_changes_nothing(
    key: str, register: Register, client: FlaskClient, send: Send, session: Session
) -> None:
    subject = register.subject()
    register.remove(subject, register.publish(subject))
    receiver = FakeTransport()
    send(1, receiver)
    word = {
        "notice": receiver.notices()[1]["id"],
        "measure": "go2016.C1",
        "outcome": "lifted",
        "at": "2026-03-02T08:59:00+08:00",
    }
    answers = [post(client, key, word) for _ in range(2)]
    assert [(answer.status_code, answer.get_json()) for answer in answers] == [
        (200, {"received": 1})
    ] * 2
    session.rollback()
    assert len(session.scalars(select(Receipt)).all()) == 1
    [lifting] = session.scalars(select(Lifting))
    assert lifting.confirmed_at is not None


def test_receipts_of_what_was_never_sent_are_refused_as_a_whole(
    key: str, register: Register, client: FlaskClient, session: Session, send: Send
) -> None:
    register.publish(register.subject())
    receiver = FakeTransport()
    send(1, receiver)
    word = {"measure": "go2016.C1", "outcome": "applied"}
    known, unknown = receiver.notices()[0]["id"], str(uuid4())
    answer = post(client, key, {**word, "notice": known}, {**word, "notice": unknown})
    assert (answer.status_code, code(answer)) == (422, "receipt.notice_unknown")
    assert session.scalars(select(Receipt)).all() == []


def test_a_notice_that_waits_cannot_be_receipted_yet(
    key: str, register: Register, client: FlaskClient, session: Session
) -> None:
    register.publish(register.subject())
    [waiting] = read.after(session, register.size() - 1, limit=1)
    word = {"notice": str(waiting.id), "measure": "go2016.C1", "outcome": "applied"}
    session.rollback()
    assert code(post(client, key, word)) == "receipt.notice_unknown"


@pytest.mark.parametrize(
    "receipt",
    [
        {},
        {"notice": "x", "measure": "m", "outcome": "applied"},
        {"notice": str(uuid4()), "measure": "m", "outcome": "done"},
        {"notice": str(uuid4()), "measure": "m", "outcome": "applied", "at": "2026-03-02"},
        {"notice": str(uuid4()), "measure": "m" * 65, "outcome": "applied"},
        {"notice": str(uuid4()), "measure": "m", "outcome": "applied", "colour": "red"},
    ],
)
def test_a_receipt_that_is_wrong_is_refused_field_by_field(
    key: str, client: FlaskClient, receipt: dict[str, Any]
) -> None:
    answer = post(client, key, receipt)
    assert (answer.status_code, code(answer)) == (422, "request.invalid")


def test_nobody_comes_in_without_a_good_key(
    key: str, client: FlaskClient, runner: FlaskCliRunner, clock: SetClock
) -> None:
    assert code(post(client, None)) == "key.missing"
    assert code(post(client, "open-sesame")) == "key.malformed"
    assert code(post(client, key[:-1] + ("a" if key[-1] != "a" else "b"))) == "key.unknown"
    assert code(post(client, "drk_000000000000_secret")) == "key.unknown"
    other = issued(runner)
    runner.invoke(args=["partners", "agency", "revoke-key", other.split("_")[1]])
    assert code(post(client, other)) == "key.revoked"
    assert post(client, key).status_code == 200
    clock.forward(timedelta(days=1))
    assert code(post(client, key)) == "key.expired"


def test_a_courts_address_is_not_opened_by_an_agencys_key(key: str, client: FlaskClient) -> None:
    answer = client.get("/api/v1/court/cases", headers={"Authorization": f"Bearer {key}"})
    assert (answer.status_code, code(answer)) == (401, "key.unknown")


def test_the_call_stands_in_the_description_of_the_api(client: FlaskClient) -> None:
    described = client.get("/api/v1/openapi.json").get_json()
    operation = described["paths"][ADDRESS]["post"]
    assert operation["security"] == [{"agencyKey": []}]
    assert {"200", "401", "422"} <= set(operation["responses"])


def test_a_moment_without_its_offset_is_told_how_moments_are_written(
    key: str, client: FlaskClient
) -> None:
    for at in ("2026-03-02T09:00:00", "2026-03-02", "yesterday"):
        word = {"notice": str(uuid4()), "measure": "m", "outcome": "applied", "at": at}
        [error] = post(client, key, word).get_json()["errors"]
        assert (error["pointer"], error["code"]) == ("/receipts/0/at", "not_a_moment")
