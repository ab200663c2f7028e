"""Pulling: the same stream taken by the agency itself, confirmed under the same cursor."""

from datetime import UTC, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session
from standardwebhooks.webhooks import Webhook
from werkzeug.test import TestResponse

from partners.endpoints.attempts import Answer
from partners.endpoints.signing import secret_text
from partners.endpoints.signing_keys import keys_of_agency
from partners.models.streams import Lifting, StreamState
from partners.services import streams
from registry.db import db, transaction
from registry.runtime import current_runtime
from tests.clocks import MORNING, SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.parked import release, rows
from tests.partners.receiver import ACCEPTED, FakeTransport, Posted, status
from tests.partners.register import ACTOR, Register

NOTICES, ACK = "/api/v1/agency/notices", "/api/v1/agency/ack"


class Puller:
    """An agency that takes its notices itself."""

    def __init__(self, client: FlaskClient, key: str) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {key}"}

    def take(self, **query: int) -> TestResponse:
        return self._client.get(NOTICES, query_string=query, headers=self._headers)

    def ack(self, taken: TestResponse, **other: Any) -> TestResponse:
        body = taken.get_json()
        said = {name: body[name] for name in ("stream", "through", "delivery")} | other
        return self._client.post(ACK, json=said, headers=self._headers)


@pytest.fixture
def agency(directory: Agencies) -> int:
    """Give an agency."""
    return directory.add()


@pytest.fixture
def puller(agency: int, client: FlaskClient, runner: FlaskCliRunner) -> Puller:
    """Give the agency, as it pulls."""
    done = runner.invoke(args=["partners", "agency", "key", "market-regulation", "--days", "1"])
    return Puller(client, done.stdout.strip())


def refused(response: TestResponse) -> tuple[int, str]:
    return response.status_code, response.get_json()["code"]


def through(session: Session, agency_id: int) -> int:
    session.rollback()
    return session.get_one(StreamState, agency_id).through


@pytest.mark.every_engine
def test_what_waits_is_taken_signed_and_confirmed(
    register: Register, puller: Puller, agency: int, session: Session
) -> None:
    subject = register.subject()
    register.remove(subject, register.publish(subject))
    taken = puller.take()
    runtime = current_runtime()
    [key] = keys_of_agency(db.session(), runtime.vault, agency, now=runtime.now())
    hook = Webhook(secret_text(key))
    assert (
        hook.sign(taken.headers["webhook-id"], runtime.now().astimezone(UTC), taken.data.decode())
        == taken.headers["webhook-signature"]
    )
    assert [n["type"] for n in taken.get_json()["notices"]] == [
        "listing.published",
        "listing.removed",
    ]
    done = puller.ack(taken)
    assert done.get_json() == {"through": taken.get_json()["through"]}
    assert through(session, agency) == taken.get_json()["through"]
    assert len(session.scalars(select(Lifting)).all()) == 1
    assert puller.take().status_code == 204


@pytest.mark.every_engine
def test_until_it_is_confirmed_the_same_bytes_come_again_by_either_way(
    register: Register, puller: Puller, agency: int, send: Send
) -> None:
    subject = register.subject()
    register.publish(subject)
    first = puller.take()
    register.publish(subject)
    assert puller.take().data == first.data
    receiver = FakeTransport()
    send(agency, receiver)
    assert receiver.posted[0].body == first.data
    # What was pushed meanwhile is confirmed, which does no harm.
    assert refused(puller.ack(first)) == (409, "pull.backwards")


def test_a_small_limit_takes_less_and_a_page_follows_the_other(
    register: Register, puller: Puller, agency: int
) -> None:
    subject = register.subject()
    for _ in range(3):
        register.publish(subject)
    assert len(puller.take().get_json()["notices"]) == 3
    sizes = []
    position = puller.take().get_json()["after"]
    while (taken := puller.take(after=position, limit=2)).status_code == 200:
        sizes.append(len(taken.get_json()["notices"]))
        position = puller.ack(taken).get_json()["through"]
    assert sizes == [2, 1]


def test_a_word_that_is_said_again_changes_nothing(register: Register, puller: Puller) -> None:
    register.publish(register.subject())
    taken = puller.take()
    answers = [puller.ack(taken) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].get_json() == answers[1].get_json()


def test_a_word_that_nobody_can_say_is_refused_and_moves_nothing(
    register: Register, puller: Puller, agency: int, session: Session
) -> None:
    subject = register.subject()
    register.publish(subject)
    register.publish(subject)
    before = through(session, agency)
    taken = puller.take()
    end = taken.get_json()["through"]
    assert refused(puller.ack(taken, stream=str(uuid4()))) == (409, "pull.stream")
    assert refused(puller.ack(taken, through=end + 1)) == (409, "pull.ahead")
    assert refused(puller.ack(taken, through=end - 1)) == (409, "pull.within")
    assert refused(puller.ack(taken, through=before - 1)) == (409, "pull.backwards")
    assert refused(puller.ack(taken, delivery=str(uuid4()))) == (409, "pull.superseded")
    assert refused(puller.ack(taken, through=2**60)) == (422, "request.invalid")
    assert refused(puller.take(after=end)) == (409, "pull.after")
    assert refused(puller.take(limit=0)) == (422, "request.invalid")
    assert through(session, agency) == before


@pytest.mark.every_engine
def test_whoever_pulls_while_a_delivery_is_being_pushed_is_told_to_wait(
    register: Register, puller: Puller, agency: int, send: Send
) -> None:
    register.publish(register.subject())
    seen: list[TestResponse] = []

    def pull(_posted: Posted) -> Answer:
        seen.append(puller.take())
        return ACCEPTED

    send(agency, FakeTransport([pull]))
    assert refused(seen[0]) == (409, "stream.busy")
    assert int(seen[0].headers["Retry-After"]) > 0


def test_a_paused_stream_is_not_pulled(register: Register, puller: Puller) -> None:
    register.publish(register.subject())
    with transaction() as act:
        streams.pause(act, "market-regulation", reason="升级", actor=ACTOR, now=MORNING)
    assert refused(puller.take()) == (409, "stream.paused")


def test_a_released_notice_is_pulled_and_confirmed_by_its_delivery(
    register: Register, puller: Puller, agency: int, send: Send, session: Session, clock: SetClock
) -> None:
    register.publish(register.subject())
    send(agency, FakeTransport([status(422)]))
    release(rows(session)[0])
    clock.forward(timedelta(minutes=1))
    taken = puller.take()
    assert taken.get_json()["replay"] is True
    body = {"delivery": str(uuid4())}
    assert puller.ack(taken, **body).status_code == 200
    assert [row.state for row in rows(session)] == ["released"]
    assert puller.ack(taken).status_code == 200
    assert [row.state for row in rows(session)] == ["sent"]
