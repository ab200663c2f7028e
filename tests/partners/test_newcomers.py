"""Newcomers: agencies that begin with a snapshot, that only pull, or that are only asked."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy.orm import Session

from partners import jobs
from partners.endpoints import endpoints
from partners.models.streams import StreamState
from partners.services import endpoint_acts, streams
from partners.services.endpoint_acts import ProposeEndpoint
from partners.states import StreamStatus
from registry.db import transaction
from registry.runtime import current_runtime
from tests.clocks import MORNING
from tests.partners.caller import Caller, printed, refused, said
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport
from tests.partners.register import ACTOR, Register

CODE = "market-regulation"
OPERATORS = "/api/v1/partners/agencies"
ONE = f"{OPERATORS}/{CODE}"
OWN = "/api/v1/agency"
HOUSING: dict[str, Any] = {
    "code": "housing",
    "name_zh": "住建局",
    "name_en": "Housing",
    "measures": ["go2016.F1"],
}


@pytest.fixture
def operator(client: FlaskClient, runner: FlaskCliRunner, directory: Agencies) -> Caller:
    """Give an operator."""
    return Caller(client, printed(runner, "operator", "key", "lin"))


def caller(client: FlaskClient, runner: FlaskCliRunner, code: str = CODE) -> Caller:
    return Caller(client, printed(runner, "agency", "key", code))


def state_of(session: Session, agency: int) -> str:
    session.rollback()
    return session.get_one(StreamState, agency).state


def taken_whole(agency: Caller) -> list[dict[str, Any]]:
    """Take and confirm a snapshot, and return the records in it."""
    taken = agency.get(f"{OWN}/snapshot").text.splitlines()
    head, *records, end = (json.loads(line) for line in taken)
    confirmed = {"snapshot": head["snapshot"], "digest": end["digest"]}
    assert agency.post(f"{OWN}/snapshot/confirmation", confirmed).status_code == 200
    return records


@pytest.mark.every_engine
def test_a_newcomer_takes_what_is_in_force_as_a_snapshot_before_its_stream_begins(
    client: FlaskClient,
    runner: FlaskCliRunner,
    register: Register,
    directory: Agencies,
    send_later: Send,
    session: Session,
) -> None:
    before = register.publish(register.subject())
    agency = directory.add(begins_now=False)
    assert state_of(session, agency) == StreamStatus.AWAITING_SNAPSHOT
    itself = caller(client, runner)
    assert refused(itself.get(f"{OWN}/notices")) == (409, "stream.awaiting_snapshot")
    while_waiting = register.publish(register.subject())
    receiver = FakeTransport()
    send_later(agency, receiver)
    assert receiver.posted == []
    assert itself.post(f"{OWN}/snapshot", {"reason": "接入"}).status_code == 202
    jobs.prepare_snapshots()
    held = {record["record"] for record in taken_whole(itself)}
    assert held == {str(before), str(while_waiting)}
    assert state_of(session, agency) == StreamStatus.RUNNING
    after = register.publish(register.subject())
    send_later(agency, receiver)
    assert [notice["record"] for notice in receiver.notices()] == [str(after)]


def test_where_nothing_is_in_force_yet_a_newcomer_begins_at_once(
    register: Register, directory: Agencies, session: Session
) -> None:
    register.note(3)
    agency = directory.add(begins_now=False)
    assert state_of(session, agency) == StreamStatus.RUNNING


def test_an_operator_may_let_a_newcomer_begin_without_a_snapshot(
    register: Register, directory: Agencies, operator: Caller, session: Session
) -> None:
    register.publish(register.subject())
    waiting = operator.post(OPERATORS, HOUSING)
    assert said(waiting)["state"] == StreamStatus.AWAITING_SNAPSHOT
    at_once = operator.post(OPERATORS, {**HOUSING, "code": "tax", "begins_now": True})
    assert said(at_once)["state"] == StreamStatus.PULLING
    with transaction() as opened:
        streams.resume(opened, "housing", actor=ACTOR, now=MORNING)
    assert said(operator.get(f"{OPERATORS}/housing/stream"))["state"] == StreamStatus.PULLING


@pytest.mark.every_engine
def test_an_agency_without_an_endpoint_pulls_and_is_sent_nothing(
    client: FlaskClient,
    runner: FlaskCliRunner,
    register: Register,
    directory: Agencies,
    send_later: Send,
    session: Session,
) -> None:
    agency = directory.add(endpoint=None)
    assert directory.secrets[CODE] == ""
    assert state_of(session, agency) == StreamStatus.PULLING
    records = [str(register.publish(register.subject())) for _ in range(2)]
    receiver = FakeTransport()
    send_later(agency, receiver)
    assert receiver.posted == []
    itself = caller(client, runner)
    pulled = itself.get(f"{OWN}/notices")
    assert [notice["record"] for notice in said(pulled)["notices"]] == records
    assert "webhook-id" in pulled.headers
    assert "webhook-signature" not in pulled.headers
    confirmed = {name: said(pulled)[name] for name in ("stream", "through", "delivery")}
    assert itself.post(f"{OWN}/ack", confirmed).status_code == 200
    assert state_of(session, agency) == StreamStatus.PULLING
    assert itself.get(f"{OWN}/notices").status_code == 204


def test_an_agency_that_gets_an_endpoint_is_pushed_to_once_that_is_proven(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add(endpoint=None)
    order = ProposeEndpoint(
        code=CODE, address="http://127.0.0.1:9/new", takes_over=True, https_only=False
    )
    runtime = current_runtime()
    with transaction() as opened:
        added = endpoint_acts.propose(opened, order, runtime.vault, actor=ACTOR, now=MORNING)
    assert state_of(session, agency) == StreamStatus.UNPROVEN
    with transaction() as opened:
        endpoint_acts.retire(opened, CODE, added.id, reason="写错", actor=ACTOR, now=MORNING)
    assert state_of(session, agency) == StreamStatus.PULLING
    with transaction() as opened:
        endpoint_acts.propose(opened, order, runtime.vault, actor=ACTOR, now=MORNING)
        [endpoint] = endpoints.living(opened, agency)
        endpoints.prove(opened, endpoint, now=MORNING)
    assert state_of(session, agency) == StreamStatus.RUNNING
    register.publish(register.subject())
    receiver = FakeTransport()
    send_later(agency, receiver)
    assert len(receiver.notices()) == 1


def test_an_agency_that_is_only_asked_about_debtors_has_no_measures(
    operator: Caller, runner: FlaskCliRunner
) -> None:
    bank = {**HOUSING, "code": "bank", "measures": []}
    assert operator.post(OPERATORS, bank).status_code == 201
    assert said(operator.get(f"{OPERATORS}/bank"))["measures"] == []
    named = ("--name-zh", "车管所", "--name-en", "Vehicles")
    done = runner.invoke(args=["partners", "agency", "add", "vehicles", *named])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "自行拉取" in done.stderr


def test_an_operator_asks_for_a_snapshot_on_behalf_of_an_agency(
    client: FlaskClient,
    runner: FlaskCliRunner,
    register: Register,
    directory: Agencies,
    operator: Caller,
    session: Session,
) -> None:
    agency = directory.add()
    record = register.publish(register.subject())
    assert refused(operator.get(f"{ONE}/snapshot")) == (404, "snapshot.none")
    asked = operator.post(f"{ONE}/snapshot", {"reason": "副本丢失"})
    assert (asked.status_code, said(asked)["state"]) == (202, "preparing")
    assert state_of(session, agency) == StreamStatus.AWAITING_SNAPSHOT
    jobs.prepare_snapshots()
    shown = said(operator.get(f"{ONE}/snapshot"))
    assert (shown["state"], shown["records"], shown["reason"]) == ("ready", 1, "副本丢失")
    assert shown["snapshot"] in printed(runner, "snapshot", "show", CODE)
    assert [found["record"] for found in taken_whole(caller(client, runner))] == [str(record)]
    again = printed(runner, "snapshot", "ask", CODE, "--reason", "再次丢失")
    assert said(operator.get(f"{ONE}/snapshot"))["snapshot"] == again


def test_what_an_operator_cannot_ask_for_is_refused(operator: Caller, directory: Agencies) -> None:
    directory.add()
    nobody = f"{OPERATORS}/nobody/snapshot"
    assert refused(operator.post(nobody, {"reason": "x"})) == (404, "agency.not_found")
    assert refused(operator.get(nobody)) == (404, "agency.not_found")
    assert refused(operator.post(f"{ONE}/snapshot", {})) == (422, "request.invalid")
    version = operator.version(ONE)
    gone = operator.post(f"{ONE}/retirement", {"reason": "退出"}, version=version)
    assert gone.status_code == 200
    assert refused(operator.post(f"{ONE}/snapshot", {"reason": "x"})) == (409, "agency.retired")
