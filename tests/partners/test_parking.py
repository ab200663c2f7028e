"""Parked notices: the rest goes on, the order of each record is kept, ids and bytes stay."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.streams import Delivery, DeliveryAttempt, Lifting
from partners.oversight.coverage import coverage
from partners.services import parking
from registry.db import transaction
from registry.errors import ServiceError
from registry.journal import read
from schemas.codes import RestrictedAct
from schemas.measures import NoticeField
from tests.clocks import MORNING, SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.parked import CODE, order, refusing, release, rows, stream_of
from tests.partners.receiver import ACCEPTED, FakeTransport, status
from tests.partners.register import ACTOR, NUMBER, Register


@pytest.mark.every_engine
def test_a_refused_notice_is_parked_with_its_reason_and_the_rest_goes_on(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add()
    subject = register.subject()
    records = [str(register.publish(subject)) for _ in range(7)]
    judge = refusing(records[4], said=f"证件号 {NUMBER} 无效".encode())
    receiver = FakeTransport([judge] * 20)
    send_later(agency, receiver)
    [row] = rows(session)
    assert (row.state, row.reason, row.refusals) == ("parked", "status 422", 1)
    assert str(row.record_id) == records[4]
    assert "无效" in row.detail
    assert NUMBER not in row.detail
    accepted = [n["record"] for p in receiver.posted if judge(p) == ACCEPTED for n in p.notices]
    assert accepted == [record for record in records if record != records[4]]
    state = stream_of(session, agency)
    assert (state.state, state.parked, state.failures) == ("running", 1, 0)
    assert not any(NUMBER in text for text in session.scalars(select(DeliveryAttempt.detail)))
    [entry] = [e for e in read.after(session, 0, limit=100) if e.kind == "notice.parked"]
    assert json.loads(entry.body) == {
        "agency": CODE,
        "notice": str(row.notice_id),
        "position": row.position,
        "type": "listing.published",
        "answer": "status 422",
    }


def test_a_receiver_sees_no_gap_where_a_notice_was_parked(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add(max_notices=1)
    subject = register.subject()
    bad, good = register.publish(subject), register.publish(subject)
    begin = stream_of(session, agency).through
    receiver = FakeTransport([refusing(str(bad))] * 9)
    send_later(agency, receiver)
    last = receiver.posted[-1].delivery
    assert (last["after"], [n["record"] for n in last["notices"]]) == (begin, [str(good)])


@pytest.mark.every_engine
def test_later_notices_of_the_record_are_held_and_go_out_in_order_when_it_is_released(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add()
    subject = register.subject()
    bad = register.publish(subject)
    receiver = FakeTransport([refusing(str(bad))] * 2)
    send_later(agency, receiver)
    register.amend(subject, bad)
    other = register.publish(subject)
    send_later(agency, receiver)
    register.amend(subject, bad)
    send_later(agency, receiver)
    assert [row.state for row in rows(session)] == ["parked", "held", "held"]
    assert [n["record"] for n in receiver.posted[-1].notices] == [str(other)]
    kept = [str(row.notice_id) for row in rows(session)]
    release(rows(session)[0])
    send_later(agency, receiver)
    again = receiver.posted[-1].delivery
    assert again["replay"] is True
    assert again["after"] == again["through"] == stream_of(session, agency).through
    assert [notice["id"] for notice in again["notices"]] == kept
    assert [row.state for row in rows(session)] == ["sent"] * 3
    assert stream_of(session, agency).parked == 0


def test_the_end_of_a_record_goes_out_in_its_place_and_closes_what_was_parked(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add()
    subject = register.subject()
    bad = register.publish(subject)
    receiver = FakeTransport([refusing("listing.published")])
    send_later(agency, receiver)
    register.amend(subject, bad)
    register.remove(subject, bad)
    send_later(agency, receiver)
    [end] = receiver.posted[-1].notices
    assert (end["type"], end["lift"]) == ("listing.removed", ["go2016.C1"])
    assert [row.state for row in rows(session)] == ["over", "over"]
    assert (stream_of(session, agency).parked, len(session.scalars(select(Lifting)).all())) == (
        0,
        1,
    )


def test_an_end_that_is_refused_itself_is_parked_and_says_what_holds_when_it_is_released(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add()
    subject = register.subject()
    first = register.publish(subject)
    send_later(agency, FakeTransport())
    register.remove(subject, first)
    receiver = FakeTransport([status(422)])
    send_later(agency, receiver)
    second = register.publish(subject)
    send_later(agency, receiver)
    release(rows(session)[0])
    send_later(agency, receiver)
    [end] = receiver.posted[-1].notices
    assert (end["type"], end["lift"]) == ("listing.removed", [])
    assert end["kept"] == [{"measure": "go2016.C1", "records": [str(second)]}]


def test_a_late_notice_applies_nothing_that_was_suspended_since(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add("go2016.G1", "go2016.G6")
    subject = register.subject()
    imposed = register.impose(subject, acts=tuple(RestrictedAct))
    receiver = FakeTransport([status(422)])
    send_later(agency, receiver)
    register.suspend(subject, imposed)
    send_later(agency, receiver)
    [suspended] = receiver.posted[-1].notices
    release(rows(session)[0])
    send_later(agency, receiver)
    [late] = receiver.posted[-1].notices
    assert late["type"] == "restriction.imposed"
    assert set(late["apply"]).isdisjoint(suspended["lift"])
    assert late["apply"]


def test_what_is_refused_again_is_parked_again_and_holds_the_others_again(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add()
    subject = register.subject()
    bad = register.publish(subject)
    receiver = FakeTransport([refusing(str(bad))] * 9)
    send_later(agency, receiver)
    register.amend(subject, bad)
    send_later(agency, receiver)
    release(rows(session)[0])
    send_later(agency, receiver)
    assert [(row.state, row.refusals) for row in rows(session)] == [("parked", 2), ("held", 0)]


def test_a_delivery_without_what_is_held_is_repeated_byte_for_byte(
    register: Register, directory: Agencies, send_later: Send, session: Session, clock: SetClock
) -> None:
    agency = directory.add()
    subject = register.subject()
    bad = register.publish(subject)
    receiver = FakeTransport([status(422), status(503)])
    send_later(agency, receiver)
    register.publish(subject)
    register.amend(subject, bad)
    register.publish(subject)
    send_later(agency, receiver)
    # A person closes what was parked meanwhile: what is frozen stays as it is.
    handled = order(rows(session)[0])
    with transaction() as act:
        parking.close(act, handled, actor=ACTOR, now=MORNING)
    clock.forward(timedelta(seconds=10))
    send_later(agency, receiver)
    _, first, second, third = receiver.posted
    assert first.body == second.body
    assert [n["type"] for n in second.notices] == ["listing.published"] * 2
    # What was held behind it goes out beside the stream then.
    assert [n["type"] for n in third.notices] == ["listing.amended"]
    assert [row.state for row in rows(session)] == ["closed", "sent"]


def test_what_a_closed_notice_would_have_had_lifted_stays_owed(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add()
    subject = register.subject()
    record = register.publish(subject)
    receiver = FakeTransport([status(200), status(422)])
    send_later(agency, receiver)
    register.remove(subject, record)
    send_later(agency, receiver)
    handled = order(rows(session)[0])
    with transaction() as act:
        parking.close(act, handled, actor=ACTOR, now=MORNING)
    [told] = coverage(session, record)
    assert (told.ended, told.lift, told.lifted) == (True, ("go2016.C1",), ())
    assert told.open_since is not None


@pytest.mark.every_engine
def test_a_released_delivery_is_repeated_byte_for_byte_and_nobody_takes_out_of_it(
    register: Register, directory: Agencies, send_later: Send, session: Session, clock: SetClock
) -> None:
    agency = directory.add()
    register.publish(register.subject())
    receiver = FakeTransport([status(422), status(503)])
    send_later(agency, receiver)
    release(rows(session)[0])
    send_later(agency, receiver)
    handled = order(rows(session)[0])
    with pytest.raises(ServiceError, match=r"parked\.in_flight"), transaction() as act:
        parking.close(act, handled, actor=ACTOR, now=MORNING)
    clock.forward(timedelta(seconds=10))
    send_later(agency, receiver)
    assert receiver.posted[1].body == receiver.posted[2].body
    session.rollback()
    states = session.scalars(select(Delivery.state).order_by(Delivery.id)).all()
    assert states == ["refused", "accepted"]


def test_a_correction_leaves_fields_out_of_that_notice_alone(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add()
    subject = register.subject()
    bad = register.publish(subject)
    receiver = FakeTransport([status(400)])
    send_later(agency, receiver)
    register.amend(subject, bad)
    send_later(agency, receiver)
    handled = order(rows(session)[0])
    with transaction() as act:
        parking.correct(act, handled, (NoticeField.DOCUMENTS,), actor=ACTOR, now=MORNING)
    send_later(agency, receiver)
    late, amended = receiver.posted[-1].notices
    assert set(late["subject"]) == {"id", "kind", "documents"}
    assert "listing" not in late
    assert "listing" in amended


def test_coverage_says_of_nobody_that_he_was_told_what_was_parked(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add()
    subject = register.subject()
    bad = register.publish(subject)
    receiver = FakeTransport([refusing(str(bad))] * 2)
    send_later(agency, receiver)
    register.publish(subject)
    send_later(agency, receiver)
    [found] = coverage(session, bad)
    assert (found.told, found.told_at) == (False, None)
    release(rows(session)[0])
    send_later(agency, receiver)
    session.rollback()
    assert coverage(session, bad)[0].told
