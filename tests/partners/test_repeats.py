"""Repeats: a delivery is frozen before its first attempt and repeated byte for byte."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from partners.endpoints.attempts import Trouble
from partners.models.streams import Delivery, StreamState
from partners.services import agency_changes
from partners.services.agency_changes import ChangeAgency
from registry.db import transaction
from registry.models.courts import Court
from schemas.measures import NoticeField
from tests.clocks import MORNING, SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import ACCEPTED, FakeTransport, status, trouble
from tests.partners.register import ACTOR, Register


def stream_of(session: Session, agency_id: int) -> StreamState:
    session.rollback()
    return session.get_one(StreamState, agency_id)


def change(order: ChangeAgency) -> None:
    with transaction() as session:
        agency_changes.change(session, order, actor=ACTOR, now=MORNING)


@pytest.mark.every_engine
def test_a_retry_is_the_same_delivery_byte_for_byte_though_more_has_happened(
    register: Register,
    directory: Agencies,
    send: Send,
    session: Session,
    clock: SetClock,
) -> None:
    agency = directory.add()
    subject = register.subject()
    record = register.publish(subject)
    receiver = FakeTransport([trouble(Trouble.TIMEOUT), status(503), ACCEPTED])
    for _ in range(3):
        send(agency, receiver)
        clock.forward(timedelta(seconds=10))
        register.remove(subject, record)
        record = register.publish(subject)
    first, second, third, *_ = receiver.posted
    assert first.body == second.body == third.body
    assert len({posted.headers["webhook-id"] for posted in (first, second, third)}) == 1
    # The signature is the attempt's: a receiver refuses what is too old.
    assert len({posted.headers["webhook-timestamp"] for posted in (first, second, third)}) == 3
    session.rollback()
    frozen = session.scalars(select(Delivery).order_by(Delivery.id)).first()
    assert frozen is not None
    assert frozen.digest == sha256(first.body).digest()


def test_a_narrowed_field_list_supersedes_the_delivery_and_the_notice_ids_stay(
    register: Register, directory: Agencies, send: Send, session: Session, clock: SetClock
) -> None:
    agency = directory.add()
    register.publish(register.subject())
    receiver = FakeTransport([status(503)])
    send(agency, receiver)
    change(ChangeAgency(code="market-regulation", fields=(NoticeField.DOCUMENTS,)))
    clock.forward(timedelta(seconds=10))
    send(agency, receiver)
    before, after = receiver.posted
    assert before.headers["webhook-id"] != after.headers["webhook-id"]
    assert before.notices[0]["id"] == after.notices[0]["id"]
    assert set(after.notices[0]) == {
        *("id", "position", "type", "occurred_at", "record", "subject", "apply"),
    }
    assert set(after.notices[0]["subject"]) == {"id", "kind", "documents"}
    session.rollback()
    assert [row.state for row in session.scalars(select(Delivery).order_by(Delivery.id))] == [
        "superseded",
        "accepted",
    ]


def test_a_widened_field_list_leaves_the_frozen_delivery_as_it_is(
    register: Register, directory: Agencies, send: Send, clock: SetClock
) -> None:
    agency = directory.add(fields=(NoticeField.DOCUMENTS,))
    register.publish(register.subject())
    receiver = FakeTransport([status(503)])
    send(agency, receiver)
    change(ChangeAgency(code="market-regulation", fields=tuple(NoticeField)))
    clock.forward(timedelta(seconds=10))
    send(agency, receiver)
    first, second = receiver.posted
    assert first.body == second.body


@pytest.mark.every_engine
def test_a_delivery_that_cannot_be_repeated_exactly_is_superseded(
    register: Register, directory: Agencies, send: Send, clock: SetClock
) -> None:
    agency = directory.add()
    register.publish(register.subject())
    receiver = FakeTransport([status(503)])
    send(agency, receiver)
    with transaction() as session:
        session.execute(update(Court).values(name="成都市武侯区法院"))
    clock.forward(timedelta(seconds=10))
    send(agency, receiver)
    first, second = receiver.posted
    assert first.headers["webhook-id"] != second.headers["webhook-id"]
    assert first.notices[0]["id"] == second.notices[0]["id"]
    assert second.notices[0]["case"]["court"]["name"] == "成都市武侯区法院"


@pytest.mark.every_engine
def test_an_idle_register_is_read_and_not_written_to(
    register: Register, directory: Agencies, send: Send, session: Session
) -> None:
    agency = directory.add()
    before = stream_of(session, agency).lease_token
    register.note(40)
    send(agency, FakeTransport())
    state = stream_of(session, agency)
    assert (state.lease_token, state.scanned) == (before, state.through)
