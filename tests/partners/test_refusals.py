"""Refusals: what an agency does not take halts its stream or is narrowed down, never skipped."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from partners.endpoints.attempts import Answer
from partners.models.streams import StreamState
from partners.services import streams
from registry.db import transaction
from registry.journal import read
from registry.models.sealed_texts import SealedText
from registry.models.subjects import SubjectIdentity
from tests.clocks import MORNING, SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import ACCEPTED, FakeTransport, Posted, status
from tests.partners.register import ACTOR, Register


def stream_of(session: Session, agency_id: int) -> StreamState:
    session.rollback()
    return session.get_one(StreamState, agency_id)


@pytest.mark.every_engine
def test_a_batch_that_is_too_large_is_halved_and_grows_again(
    register: Register, directory: Agencies, send: Send, session: Session
) -> None:
    agency = directory.add()
    subject = register.subject()
    for _ in range(16):
        register.publish(subject)
    receiver = FakeTransport([status(413), status(413)])
    send(agency, receiver)
    assert [len(posted.notices) for posted in receiver.posted] == [16, 8, 4, 8, 4]
    state = stream_of(session, agency)
    assert (state.state, state.failures) == ("running", 0)


def test_an_unexpected_answer_halts_and_a_probe_that_is_accepted_goes_on(
    register: Register, directory: Agencies, send: Send, session: Session, clock: SetClock
) -> None:
    agency = directory.add()
    register.publish(register.subject())
    receiver = FakeTransport([status(410)])
    send(agency, receiver)
    assert stream_of(session, agency).state == "halted"
    send(agency, receiver)
    assert len(receiver.posted) == 1
    clock.forward(timedelta(minutes=1))
    send(agency, receiver)
    assert receiver.posted[0].body == receiver.posted[1].body
    assert stream_of(session, agency).state == "running"


@pytest.mark.every_engine
def test_a_paused_stream_sends_nothing_and_goes_on_where_it_was(
    register: Register, directory: Agencies, send: Send, session: Session
) -> None:
    agency = directory.add()
    with transaction() as act:
        streams.pause(act, "market-regulation", reason="升级", actor=ACTOR, now=MORNING)
    register.publish(register.subject())
    receiver = FakeTransport()
    send(agency, receiver)
    assert receiver.posted == []
    with transaction() as act:
        streams.resume(act, "market-regulation", actor=ACTOR, now=MORNING)
    send(agency, receiver)
    assert len(receiver.notices()) == 1


@pytest.mark.every_engine
def test_a_stream_that_is_paused_while_a_delivery_is_under_way_keeps_its_result(
    register: Register, directory: Agencies, send: Send, session: Session
) -> None:
    agency = directory.add(max_notices=1)
    subject = register.subject()
    register.publish(subject)
    register.publish(subject)

    def pause(_posted: Posted) -> Answer:
        with transaction() as act:
            streams.pause(act, "market-regulation", reason="升级", actor=ACTOR, now=MORNING)
        return ACCEPTED

    receiver = FakeTransport([pause])
    send(agency, receiver)
    state = stream_of(session, agency)
    assert len(receiver.posted) == 1
    assert (state.state, state.reason) == ("paused", "升级")
    assert state.through == receiver.posted[0].delivery["through"]


def test_another_life_of_the_journal_halts_the_stream(
    app: Flask, register: Register, directory: Agencies, send: Send, session: Session
) -> None:
    agency = directory.add()
    register.publish(register.subject())
    with transaction() as act:
        read.head(act).stream = uuid4()
    receiver = FakeTransport()
    send(agency, receiver)
    assert receiver.posted == []
    state = stream_of(session, agency)
    assert state.state == "halted"
    assert "take a snapshot" in state.reason


def test_an_identity_that_cannot_be_opened_halts_the_stream_and_nothing_is_skipped(
    register: Register, directory: Agencies, send: Send, session: Session, clock: SetClock
) -> None:
    agency = directory.add()
    register.publish(register.subject())
    with transaction() as act:
        [sealed] = act.scalars(select(SubjectIdentity))
        whole, sealed.ciphertext = sealed.ciphertext, sealed.ciphertext[:-1] + b"x"
        # And no text says it either.
        act.execute(update(SealedText).values(ciphertext=b"x" * 40))
    receiver = FakeTransport()
    send(agency, receiver)
    assert receiver.posted == []
    state = stream_of(session, agency)
    assert (state.state, state.reason) == ("halted", "internal: VaultError")
    session.rollback()
    with transaction() as act:
        act.execute(update(SubjectIdentity).values(ciphertext=whole))
    clock.forward(timedelta(minutes=1))
    send(agency, receiver)
    assert len(receiver.notices()) == 1
    assert stream_of(session, agency).state == "running"


def test_of_an_erased_identity_the_record_is_still_told(
    register: Register, directory: Agencies, send: Send
) -> None:
    agency = directory.add()
    subject = register.subject()
    register.remove(subject, register.publish(subject))
    with transaction() as act:
        act.execute(delete(SubjectIdentity))
    receiver = FakeTransport()
    send(agency, receiver)
    for notice in receiver.notices():
        assert notice["subject"] == {"id": str(subject.id), "kind": "natural"}
    assert receiver.notices()[1]["lift"] == ["go2016.C1"]


def test_nothing_is_dropped_for_its_age(
    register: Register, directory: Agencies, send: Send, session: Session, clock: SetClock
) -> None:
    """Whatever waits for more than a year comes first, under the id that it was first tried by."""
    agency, subject = directory.add(), register.subject()
    first = register.publish(subject)
    failing = FakeTransport([status(500)] * 60)
    for _ in range(60):
        send(agency, failing)
        clock.forward(timedelta(days=7))
    assert len(failing.posted) == 60
    later = register.publish(subject)
    receiver = FakeTransport()
    send(agency, receiver)
    assert [notice["record"] for notice in receiver.notices()] == [str(first), str(later)]
    tried = {posted.headers["webhook-id"] for posted in failing.posted}
    assert tried == {receiver.posted[0].headers["webhook-id"]}
    assert stream_of(session, agency).state == "running"
