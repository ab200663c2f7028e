"""Challenges: what proves an endpoint, what does not, and what an unproven one gets."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session
from standardwebhooks import Webhook

from partners.dispatch.prover import Prover
from partners.endpoints import endpoints, signing
from partners.endpoints.attempts import Answer, Trouble
from partners.models.streams import StreamState
from partners.services import endpoint_acts, streams
from partners.services.endpoint_acts import ProposeEndpoint
from partners.states import EndpointState
from registry.db import transaction
from registry.errors import ServiceError
from registry.journal import read
from registry.runtime import current_runtime
from tests.clocks import SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import ACCEPTED, FakeTransport, Posted, status, trouble
from tests.partners.register import ACTOR, Register

CODE = "market-regulation"
Challenge = Callable[[FakeTransport], None]


@pytest.fixture
def challenge(app: Flask) -> Iterator[Challenge]:
    """Give a way to challenge whatever is due."""
    made: list[Prover] = []

    def run(transport: FakeTransport) -> None:
        made.append(Prover(app, transport, jitter=lambda: 1.0))
        made[-1].drain()

    yield run
    for prover in made:
        prover.close()


def proves(secret: str) -> Callable[[Posted], Answer]:
    """Return an agency that holds a secret and answers as the documentation says."""
    key = signing.secret_bytes(secret)

    def answer(posted: Posted) -> Answer:
        text = posted.delivery["challenge"]
        signed = signing.signature(
            key,
            posted.headers["webhook-id"],
            int(posted.headers["webhook-timestamp"]),
            text.encode(),
        )
        return Answer(
            status=200, body=json.dumps({"challenge": text, "signature": signed}).encode()
        )

    return answer


def echoes(posted: Posted) -> Answer:
    """Answer with all that came, as many test servers do."""
    signed = posted.headers["webhook-signature"]
    return Answer(status=200, body=json.dumps({**posted.delivery, "signature": signed}).encode())


def propose(address: str, *, takes_over: bool = True) -> str:
    runtime = current_runtime()
    order = ProposeEndpoint(code=CODE, address=address, takes_over=takes_over, https_only=False)
    with transaction() as session:
        return endpoint_acts.propose(
            session, order, runtime.vault, actor=ACTOR, now=runtime.now()
        ).secret


def test_whoever_holds_the_secret_proves_the_endpoint_and_the_stream_begins(
    directory: Agencies,
    register: Register,
    challenge: Challenge,
    send: Send,
    session: Session,
) -> None:
    agency = directory.add(is_proven=False)
    register.publish(register.subject())
    receiver = FakeTransport([proves(directory.secrets[CODE])])
    challenge(receiver)
    [asked] = receiver.posted
    assert asked.delivery["type"] == "endpoint.challenge"
    assert (asked.delivery["version"], asked.delivery["agency"]) == (1, CODE)
    send(agency, receiver)
    assert [notice["type"] for notice in receiver.posted[1].notices] == ["listing.published"]
    entries = read.after(session, 0, limit=20)
    assert any("in_use" in entry.body and "job:prove" in entry.actor for entry in entries)


def test_a_challenge_is_a_message_that_an_independent_library_verifies(
    directory: Agencies, challenge: Challenge, clock: SetClock
) -> None:
    directory.add(is_proven=False)
    receiver = FakeTransport()
    challenge(receiver)
    [asked] = receiver.posted
    hook = Webhook(directory.secrets[CODE])
    # That library takes the moment as it stands in UTC.
    moment = clock().astimezone(UTC)
    signed = hook.sign(asked.headers["webhook-id"], moment, asked.body.decode())
    assert signed == asked.headers["webhook-signature"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (echoes, "signature wrong"),
        (ACCEPTED, "answer unreadable"),
        (status(200, b"[]"), "answer unreadable"),
        (status(200, b'{"challenge": "other", "signature": "v1,x"}'), "challenge not repeated"),
        (proves("whsec_" + "b" * 44), "signature wrong"),
        (status(404), "status 404"),
        (status(302), "status 302"),
        (trouble(Trouble.TIMEOUT), "timeout"),
        (trouble(Trouble.ADDRESS), "address"),
    ],
)
def test_a_strangers_address_proves_nothing_and_gets_nothing(
    directory: Agencies,
    register: Register,
    challenge: Challenge,
    send: Send,
    session: Session,
    answer: Answer | Callable[[Posted], Answer],
    reason: str,
) -> None:
    agency = directory.add(is_proven=False)
    register.publish(register.subject())
    receiver = FakeTransport([answer])
    challenge(receiver)
    send(agency, receiver)
    assert len(receiver.posted) == 1
    [endpoint] = endpoints.living(session, agency)
    assert (endpoint.state, endpoint.reason) == (EndpointState.UNPROVEN, reason)
    assert session.get_one(StreamState, agency).state == "unproven"


def test_an_endpoint_that_failed_is_challenged_again_by_itself_and_on_demand(
    directory: Agencies, challenge: Challenge, clock: SetClock
) -> None:
    directory.add(is_proven=False)
    receiver = FakeTransport([status(500), status(500), proves(directory.secrets[CODE])])
    challenge(receiver)
    challenge(receiver)
    assert len(receiver.posted) == 1
    clock.forward(timedelta(seconds=2))
    challenge(receiver)
    assert len(receiver.posted) == 2
    with transaction() as session:
        endpoint_acts.challenge_again(session, CODE, None, actor=ACTOR, now=clock())
    challenge(receiver)
    assert len(receiver.posted) == 3
    texts = {posted.delivery["challenge"] for posted in receiver.posted}
    assert len(texts) == 3
    with pytest.raises(ServiceError, match=r"endpoint\.proven"), transaction() as session:
        endpoint_acts.challenge_again(session, CODE, None, actor=ACTOR, now=clock())


def test_the_command_that_proves_is_content_where_the_scheduler_was_quicker(
    directory: Agencies, challenge: Challenge, runner: FlaskCliRunner
) -> None:
    directory.add(is_proven=False)
    challenge(FakeTransport([proves(directory.secrets[CODE])]))
    done = runner.invoke(args=["partners", "endpoint", "prove", CODE])
    assert (done.exit_code, "Proven before." in done.output) == (0, True)


def test_a_changed_address_is_proven_anew_while_the_old_one_goes_on(
    directory: Agencies, register: Register, challenge: Challenge, send: Send, clock: SetClock
) -> None:
    agency = directory.add(endpoint="http://127.0.0.1:9/old")
    secret = propose("http://127.0.0.1:9/new")
    receiver = FakeTransport([status(500)])
    challenge(receiver)
    register.publish(register.subject())
    send(agency, receiver)
    clock.forward(timedelta(minutes=1))
    later = FakeTransport([proves(secret)])
    challenge(later)
    register.publish(register.subject())
    send(agency, later)
    assert [posted.endpoint[-3:] for posted in receiver.posted] == ["new", "old"]
    assert [posted.endpoint[-3:] for posted in later.posted] == ["new", "new"]
    new = signing.secret_bytes(secret)
    last = later.posted[-1]
    stamp = int(last.headers["webhook-timestamp"])
    expected = signing.signature(new, last.headers["webhook-id"], stamp, last.body)
    assert last.headers["webhook-signature"] == expected


def test_a_standby_gets_nothing_until_an_operator_puts_it_to_use(
    directory: Agencies, challenge: Challenge, session: Session, clock: SetClock
) -> None:
    agency = directory.add()
    secret = propose("http://127.0.0.1:9/second", takes_over=False)
    second = endpoints.living(session, agency)[1].public_id
    session.rollback()
    with pytest.raises(ServiceError, match=r"endpoint\.unproven"), transaction() as acting:
        endpoint_acts.use(acting, CODE, second, actor=ACTOR, now=clock())
    challenge(FakeTransport([proves(secret)]))
    states = [endpoint.state for endpoint in endpoints.living(session, agency)]
    assert states == ["in_use", "standby"]
    session.rollback()
    with transaction() as acting:
        endpoint_acts.use(acting, CODE, second, actor=ACTOR, now=clock())
    states = [endpoint.state for endpoint in endpoints.living(session, agency)]
    assert states == ["standby", "in_use"]
    session.rollback()
    with pytest.raises(ServiceError, match=r"endpoint\.in_use"), transaction() as acting:
        endpoint_acts.retire(acting, CODE, second, reason="迁移", actor=ACTOR, now=clock())


def test_resuming_a_stream_without_a_proven_endpoint_sends_nothing(
    directory: Agencies, send: Send, session: Session, clock: SetClock
) -> None:
    agency = directory.add(is_proven=False)
    with transaction() as acting:
        streams.pause(acting, CODE, reason="升级", actor=ACTOR, now=clock())
    with transaction() as acting:
        streams.resume(acting, CODE, actor=ACTOR, now=clock())
    assert session.get_one(StreamState, agency).state == "unproven"
