"""Streams: who is told what, in the order of the journal, and no more than the fields allow."""

import pytest
from sqlalchemy.orm import Session

from partners.models.streams import StreamState
from partners.services import agency_changes, streams
from partners.services.agency_changes import ChangeAgency
from registry.db import transaction
from schemas.codes import RestrictedAct, SubjectKind
from schemas.measures import NoticeField
from tests.clocks import MORNING
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport
from tests.partners.register import ACTOR, NAME, NUMBER, Register


def stream_of(session: Session, agency_id: int) -> StreamState:
    session.rollback()
    return session.get_one(StreamState, agency_id)


def change(order: ChangeAgency) -> None:
    with transaction() as session:
        agency_changes.change(session, order, actor=ACTOR, now=MORNING)


@pytest.mark.every_engine
def test_a_listing_is_told_with_the_measures_of_the_agency(
    register: Register, directory: Agencies, send: Send
) -> None:
    agency = directory.add("go2016.C1", "go2016.A2", "go2016.J")
    record = register.publish(register.subject())
    receiver = FakeTransport()
    send(agency, receiver)
    [posted] = receiver.posted
    [notice] = posted.notices
    assert notice["type"] == "listing.published"
    assert notice["record"] == str(record)
    # A2 binds organisations only, J needs a decision of its own.
    assert notice["apply"] == ["go2016.C1"]
    assert notice["subject"]["name"] == NAME
    assert notice["subject"]["documents"] == [{"type": "resident_id", "number": NUMBER}]


@pytest.mark.every_engine
def test_notices_are_in_the_order_of_the_journal_and_batches_follow_each_other(
    register: Register, directory: Agencies, send: Send, session: Session
) -> None:
    agency = directory.add(max_notices=2)
    begin = register.size()
    subject = register.subject()
    for _ in range(5):
        register.publish(subject)
        register.note()
    receiver = FakeTransport()
    send(agency, receiver)
    deliveries = [posted.delivery for posted in receiver.posted]
    assert [len(delivery["notices"]) for delivery in deliveries] == [2, 2, 1]
    positions = [notice["position"] for notice in receiver.notices()]
    assert positions == sorted(positions) == [begin + 1 + 2 * n for n in range(5)]
    ends = [begin - 1, *(delivery["through"] for delivery in deliveries)]
    assert [delivery["after"] for delivery in deliveries] == ends[:-1]
    assert [delivery["through"] for delivery in deliveries] == [
        delivery["notices"][-1]["position"] for delivery in deliveries
    ]
    assert stream_of(session, agency).through == deliveries[-1]["through"]


@pytest.mark.every_engine
def test_a_batch_is_bounded_in_bytes_and_one_notice_always_goes(
    register: Register, directory: Agencies, send: Send
) -> None:
    agency = directory.add(max_bytes=16_384)
    subject = register.subject()
    for _ in range(60):
        register.publish(subject)
    receiver = FakeTransport()
    send(agency, receiver)
    assert len(receiver.posted) > 1
    assert max(len(posted.body) for posted in receiver.posted) <= 16_384
    assert len(receiver.notices()) == 60


def test_a_masked_subject_is_told_to_nobody(
    register: Register, directory: Agencies, send: Send
) -> None:
    agency = directory.add("go2016.C1", "go2016.G6")
    subject = register.subject(number=None)
    record, order = register.publish(subject), register.impose(subject)
    register.remove(subject, record)
    register.lift(subject, order)
    receiver = FakeTransport()
    send(agency, receiver)
    assert receiver.posted == []


def test_an_order_triggers_only_the_measures_of_its_acts(
    register: Register, directory: Agencies, send: Send
) -> None:
    agency = directory.add("go2016.G1", "go2016.G6", "go2016.C1")
    subject = register.subject()
    register.impose(subject, acts=(RestrictedAct.VEHICLES,))
    receiver = FakeTransport()
    send(agency, receiver)
    assert [notice["apply"] for notice in receiver.notices()] == [["go2016.G6"]]


def test_the_end_of_a_listing_lifts_what_nothing_keeps_and_names_what_keeps_the_rest(
    register: Register, directory: Agencies, send: Send
) -> None:
    agency = directory.add("go2016.C1", "go2016.G6")
    subject = register.subject()
    record, order = register.publish(subject), register.impose(subject)
    register.remove(subject, record)
    register.lift(subject, order)
    receiver = FakeTransport()
    send(agency, receiver)
    removed, lifted = receiver.notices()[2:]
    assert removed["ended"] == {"ground": "LR10-1", "on": "2026-03-09"}
    assert removed["lift"] == ["go2016.C1"]
    assert removed["kept"] == [{"measure": "go2016.G6", "records": [str(order)]}]
    assert (lifted["lift"], lifted["kept"]) == (["go2016.G6"], [])


def test_another_listing_of_the_same_subject_keeps_its_measures(
    register: Register, directory: Agencies, send: Send
) -> None:
    agency = directory.add()
    subject = register.subject()
    first, second = register.publish(subject), register.publish(subject)
    register.remove(subject, first)
    register.revoke(subject, second)
    receiver = FakeTransport()
    send(agency, receiver)
    removed, revoked = receiver.notices()[2:]
    assert removed["lift"] == []
    assert removed["kept"] == [{"measure": "go2016.C1", "records": [str(second)]}]
    assert revoked["lift"] == ["go2016.C1"]


def test_an_ending_reaches_whoever_was_told_though_its_measures_were_taken_away(
    register: Register, directory: Agencies, send: Send
) -> None:
    agency = directory.add("go2016.C1")
    subject = register.subject()
    record = register.publish(subject)
    change(ChangeAgency(code="market-regulation", measures=("go2016.A2",)))
    register.publish(subject)
    register.remove(subject, record)
    receiver = FakeTransport()
    send(agency, receiver)
    assert [notice["type"] for notice in receiver.notices()] == [
        "listing.published",
        "measures.changed",
        "listing.removed",
    ]
    assert receiver.notices()[2]["lift"] == ["go2016.C1"]


@pytest.mark.every_engine
def test_an_ending_reaches_the_present_audience_too(
    register: Register, directory: Agencies, send: Send
) -> None:
    subject = register.subject()
    record = register.publish(subject)
    agency = directory.add("go2016.C1")
    register.remove(subject, record)
    receiver = FakeTransport()
    send(agency, receiver)
    assert [notice["lift"] for notice in receiver.notices()] == [["go2016.C1"]]


def test_who_asks_for_it_is_told_the_legal_representative_and_the_performance(
    register: Register, directory: Agencies, send: Send
) -> None:
    agency = directory.add("go2016.A2", fields=tuple(NoticeField))
    subject = register.subject(
        kind=SubjectKind.ORGANISATION,
        name="示例有限公司",
        number="91510199MA0000001X",
        legal_representative="欧阳示例",
    )
    register.amend(subject, register.publish(subject))
    receiver = FakeTransport()
    send(agency, receiver)
    published, amended = receiver.notices()
    assert published["subject"]["legal_representative"] == "欧阳示例"
    assert amended["listing"]["performance"] == "partial"
    assert amended["listing"]["amount_outstanding"] == "12000.50"


def test_a_test_notice_goes_to_its_agency_in_its_place(
    register: Register, directory: Agencies, send: Send
) -> None:
    agency = directory.add()
    other = directory.add(code="housing")
    register.publish(register.subject())
    with transaction() as session:
        notice_id = streams.test(session, "housing", actor=ACTOR, now=MORNING)
    receiver, its = FakeTransport(), FakeTransport()
    send(agency, receiver)
    send(other, its)
    assert [notice["type"] for notice in receiver.notices()] == ["listing.published"]
    assert [notice["type"] for notice in its.notices()] == ["listing.published", "stream.test"]
    assert its.notices()[1]["id"] == str(notice_id)
