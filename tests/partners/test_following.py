"""What follows: the next delivery is prepared while one is under way, and sent only if all that it
rests on is still so.
"""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from partners.endpoints.attempts import Answer
from partners.models.endpoints import AgencyEndpoint
from partners.models.streams import Delivery, StreamState
from partners.services import agency_changes, streams
from partners.services.agency_changes import ChangeAgency
from partners.states import STREAM_CHANGED, DeliveryState, EndpointState, StreamStatus
from registry.db import transaction
from registry.models.journal import JournalHead
from registry.models.subjects import SubjectIdentity
from schemas.measures import NoticeField
from tests.clocks import SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, Posted, status
from tests.partners.register import ACTOR, NAME, Register

pytestmark = pytest.mark.every_engine
CODE = "market-regulation"


def after(act: Callable[[], object], answer: Answer) -> Callable[[Posted], Answer]:
    """Answer a delivery after something else has happened."""

    def happens(_: Posted) -> Answer:
        act()
        return answer

    return happens


def test_deliveries_follow_each_other_without_a_gap(
    directory: Agencies, register: Register, send: Send, session: Session
) -> None:
    agency_id = directory.add("go2016.C1", max_notices=2)
    records = [str(register.publish(register.subject())) for _ in range(5)]
    transport = FakeTransport()
    send(agency_id, transport)
    assert [notice["record"] for notice in transport.notices()] == records
    bounds = [(one.delivery["after"], one.delivery["through"]) for one in transport.posted]
    assert [first for first, _ in bounds[1:]] == [last for _, last in bounds[:-1]]
    closed = session.scalars(select(Delivery.state)).all()
    assert closed == [DeliveryState.ACCEPTED] * 3


def test_a_field_that_is_withdrawn_meanwhile_is_in_no_later_delivery(
    directory: Agencies, register: Register, send: Send, clock: SetClock
) -> None:
    agency_id = directory.add("go2016.C1", max_notices=1)
    for _ in range(2):
        register.publish(register.subject())

    def narrow() -> None:
        with transaction() as session:
            order = ChangeAgency(code=CODE, fields=(NoticeField.DOCUMENTS,))
            agency_changes.change(session, order, actor=ACTOR, now=clock())

    transport = FakeTransport([after(narrow, status(200))])
    send(agency_id, transport)
    first, second, *_ = transport.notices()
    assert "name" in first["subject"]
    assert "name" not in second["subject"]


def test_who_is_erased_meanwhile_is_named_in_no_later_delivery(
    directory: Agencies, register: Register, send: Send
) -> None:
    """The second delivery was drawn up before the erasure, and is drawn up again."""
    agency_id = directory.add("go2016.C1", max_notices=1)
    for name in ("上官示例", NAME):
        register.publish(register.subject(name=name))

    def erase() -> None:
        with transaction() as session:
            session.execute(delete(SubjectIdentity))

    transport = FakeTransport([after(erase, status(200))])
    send(agency_id, transport)
    first, second = transport.notices()
    assert first["subject"]["name"] == "上官示例"
    assert "name" not in second["subject"]
    assert NAME.encode() not in transport.posted[1].body


def test_a_stream_that_is_paused_meanwhile_keeps_what_was_accepted_and_sends_no_more(
    directory: Agencies, register: Register, send: Send, session: Session, clock: SetClock
) -> None:
    agency_id = directory.add("go2016.C1", max_notices=1)
    for _ in range(2):
        register.publish(register.subject())

    def pause() -> None:
        with transaction() as writing:
            streams.pause(writing, CODE, reason="检修", actor=ACTOR, now=clock())

    transport = FakeTransport([after(pause, status(200))])
    send(agency_id, transport)
    state = session.get_one(StreamState, agency_id)
    [only] = transport.posted
    assert (state.state, state.through) == (StreamStatus.PAUSED, only.delivery["through"])
    assert session.scalars(select(Delivery.state)).all() == [DeliveryState.ACCEPTED]


def test_where_no_endpoint_is_left_meanwhile_what_was_accepted_stays_and_nothing_leaves(
    directory: Agencies, register: Register, send: Send, session: Session
) -> None:
    agency_id = directory.add("go2016.C1", max_notices=1)
    for _ in range(2):
        register.publish(register.subject())

    def retire() -> None:
        with transaction() as writing:
            writing.execute(update(AgencyEndpoint).values(state=EndpointState.RETIRED))

    transport = FakeTransport([after(retire, status(200))])
    send(agency_id, transport)
    [only] = transport.posted
    state = session.get_one(StreamState, agency_id)
    assert (state.through, state.lease_holder) == (only.delivery["through"], None)
    assert DeliveryState.ACCEPTED in session.scalars(select(Delivery.state)).all()


def test_where_the_journal_begins_another_life_meanwhile_nothing_of_the_old_one_leaves(
    directory: Agencies, register: Register, send: Send, session: Session
) -> None:
    agency_id = directory.add("go2016.C1", max_notices=1)
    for _ in range(2):
        register.publish(register.subject())

    def begin_anew() -> None:
        with transaction() as writing:
            writing.get_one(JournalHead, 1).stream = uuid4()

    transport = FakeTransport([after(begin_anew, status(200))])
    send(agency_id, transport)
    [only] = transport.posted
    state = session.get_one(StreamState, agency_id)
    assert (state.through, state.reason) == (only.delivery["through"], STREAM_CHANGED)


def test_more_or_fewer_notices_a_delivery_count_from_the_next_but_one(
    directory: Agencies, register: Register, send: Send, clock: SetClock
) -> None:
    """What follows is drawn up by what the agency wanted when the one before was fixed."""
    agency_id = directory.add("go2016.C1", max_notices=1)
    for _ in range(6):
        register.publish(register.subject())

    def widen() -> None:
        with transaction() as session:
            order = ChangeAgency(code=CODE, max_notices=3)
            agency_changes.change(session, order, actor=ACTOR, now=clock())

    transport = FakeTransport([after(widen, status(200))])
    send(agency_id, transport)
    assert [len(one.delivery["notices"]) for one in transport.posted] == [1, 1, 3, 1]


def test_what_was_prepared_is_not_sent_where_the_one_before_was_not_accepted(
    directory: Agencies, register: Register, send: Send, send_later: Send
) -> None:
    agency_id = directory.add("go2016.C1", max_notices=1)
    records = [str(register.publish(register.subject())) for _ in range(2)]
    transport = FakeTransport([status(503)])
    send(agency_id, transport)
    assert [notice["record"] for notice in transport.notices()] == records[:1]
    send_later(agency_id, transport)
    assert [notice["record"] for notice in transport.notices()] == [records[0], *records]
    assert transport.posted[0].body == transport.posted[1].body
