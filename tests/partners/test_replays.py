"""Replay: an agency is told again what it was told since a position or a day."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from partners.endpoints.attempts import Answer, Trouble
from partners.models.reconciliations import Resend
from partners.models.streams import StreamState
from partners.services import agency_changes, parking
from partners.services.agency_changes import ChangeAgency
from partners.services.snapshots import ask as ask_for_snapshot
from registry.clock import legal_day
from registry.db import transaction
from registry.errors import ServiceError
from schemas.notices import DeliverySchema
from tests.clocks import SetClock
from tests.partners.again import CODE, ask, sent
from tests.partners.conftest import Agencies, Send
from tests.partners.copy import Copy
from tests.partners.parked import order, refusing, rows
from tests.partners.receiver import FakeTransport, status
from tests.partners.register import ACTOR, Register


@pytest.fixture
def agency(directory: Agencies) -> int:
    """Give an agency."""
    return directory.add("go2016.C1", "go2016.G1", "go2016.G6")


@pytest.fixture
def start(agency: int, register: Register) -> int:
    """Give the position at which the agency's stream began."""
    return register.size() - 1


def refused(after: int | None = None, since: date | None = None) -> tuple[str, Any]:
    with pytest.raises(ServiceError) as caught:
        ask(after, since)
    return caught.value.code, caught.value.facts


def state_of(session: Session, agency: int) -> StreamState:
    session.rollback()
    state = session.get_one(StreamState, agency)
    session.rollback()
    return state


def works(session: Session) -> list[tuple[str, int, int]]:
    session.rollback()
    found = session.scalars(select(Resend).order_by(Resend.id)).all()
    return [(work.state, work.sent, work.refused) for work in found]


@pytest.mark.every_engine
def test_what_was_told_since_a_position_comes_again_in_order_under_the_same_ids(
    register: Register, agency: int, start: int, send_later: Send, session: Session
) -> None:
    records = [register.publish(register.subject()) for _ in range(5)]
    first = sent(send_later, agency)
    through = state_of(session, agency).through
    cut = first.notices()[1]["position"]
    ask(cut)
    again = sent(send_later, agency)
    for posted in again.posted:
        DeliverySchema().load(posted.delivery)
        assert posted.delivery["replay"] is True
        assert (posted.delivery["after"], posted.delivery["through"]) == (through, through)
    assert again.notices() == first.notices()[2:]
    assert [notice["record"] for notice in again.notices()] == [str(r) for r in records[2:]]
    assert state_of(session, agency).through == through
    assert state_of(session, agency).resends == 0
    assert works(session) == [("done", 3, 0)]
    assert sent(send_later, agency).posted == []


def test_a_copy_that_lost_everything_is_whole_again_after_a_replay_from_the_beginning(
    register: Register, agency: int, start: int, send_later: Send
) -> None:
    one, two = register.subject(), register.subject()
    kept, gone, order_id = register.publish(one), register.publish(two), register.impose(one)
    register.amend(one, kept)
    register.suspend(one, order_id, kept)
    register.remove(two, gone)
    copy = Copy()
    for posted in sent(send_later, agency).posted:
        copy.take(posted.delivery)
    ask(start)
    rebuilt = Copy()
    again = sent(send_later, agency)
    for posted in again.posted:
        rebuilt.take(posted.delivery)
    assert rebuilt.bucket() == copy.bucket()
    types = [notice["type"] for notice in again.notices()]
    assert types == [
        "restriction.imposed",
        "listing.amended",
        "restriction.suspended",
        "listing.removed",
    ]


def test_an_older_copy_is_brought_up_to_date_from_where_it_stands(
    register: Register, agency: int, start: int, send_later: Send
) -> None:
    one, two = register.subject(), register.subject()
    record, gone, order_id = register.publish(one), register.publish(two), register.impose(one)
    copy, backup = Copy(), Copy()
    for posted in sent(send_later, agency).posted:
        copy.take(posted.delivery)
        backup.take(posted.delivery)
    position = register.size()
    register.suspend(one, order_id, record)
    register.amend(one, record)
    register.resume(one, order_id, record)
    register.remove(two, gone)
    register.publish(register.subject())
    for posted in sent(send_later, agency).posted:
        copy.take(posted.delivery)
    ask(position)
    for posted in sent(send_later, agency).posted:
        backup.take(posted.delivery)
    assert (backup.records, backup.bucket()) == (copy.records, copy.bucket())


@pytest.mark.every_engine
def test_what_happens_while_a_replay_is_under_way_is_never_taken_back(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add("go2016.C1", max_notices=1)
    start = register.size() - 1
    subjects = [register.subject() for _ in range(3)]
    records = [register.publish(subject) for subject in subjects]
    copy = Copy()
    for posted in sent(send_later, agency).posted:
        copy.take(posted.delivery)
    ask(start)
    # The first comes again, then the agency is away for a moment.
    halted = FakeTransport([status(200), status(503)])
    for posted in sent(send_later, agency, halted).posted[:1]:
        copy.take(posted.delivery)
    register.amend(subjects[0], records[0])
    register.remove(subjects[2], records[2])
    copies = []
    last = sent(send_later, agency)
    for posted in last.posted:
        copy.take(posted.delivery)
        copies.append(dict(copy.records))
    # The second is frozen already; then the stream goes first, and what it told comes once more.
    told = [(p.delivery.get("replay", False), p.notices[0]["type"]) for p in last.posted]
    assert told == [
        (True, "listing.published"),
        (False, "listing.amended"),
        (False, "listing.removed"),
        (True, "listing.amended"),
        (True, "listing.removed"),
    ]
    amended = copies[1][str(records[0])]
    assert [found[str(records[0])] for found in copies[1:]] == [amended] * 4
    assert [str(records[2]) in found for found in copies] == [True, True, False, False, False]
    assert works(session) == [("done", 4, 0)]


def test_a_day_in_beijing_says_from_where_too(
    register: Register, agency: int, start: int, send_later: Send, clock: SetClock
) -> None:
    register.publish(register.subject())
    clock.forward(timedelta(days=1))
    second = register.publish(register.subject())
    day = legal_day(clock())
    sent(send_later, agency)
    ask(since=day)
    assert [n["record"] for n in sent(send_later, agency).notices()] == [str(second)]
    # The day of its taking in counts, though the day began before that.
    ask(since=day - timedelta(days=1))
    assert len(sent(send_later, agency).notices()) == 2


def test_what_cannot_be_told_again_is_refused_and_says_what_to_do(
    register: Register, agency: int, start: int, send_later: Send, session: Session, clock: SetClock
) -> None:
    register.publish(register.subject())
    sent(send_later, agency)
    told = state_of(session, agency).scanned
    assert refused(told) == ("replay.beyond", {"after": told, "told_through": told})
    assert refused(told + 1_000)[0] == "replay.beyond"
    assert refused(since=clock().date() + timedelta(days=9))[0] == "replay.beyond"
    before = ("replay.before_agency", {"agency": CODE, "first": start})
    assert refused(start - 1) == before
    assert refused(since=clock().date() - timedelta(days=9)) == before
    assert refused()[0] == "replay.from_where"
    assert refused(start, clock().date())[0] == "replay.from_where"
    assert state_of(session, agency).resends == 0
    with transaction() as opened:
        ask_for_snapshot(opened, agency, "副本丢失", actor=ACTOR, now=clock())
    assert refused(start)[0] == "stream.awaiting_snapshot"
    with transaction() as opened:
        opened.execute(update(StreamState).values(stream=uuid4()))
    assert refused(start)[0] == "stream.changed"
    with transaction() as opened:
        agency_changes.retire(opened, CODE, reason="退出", actor=ACTOR, now=clock())
    assert refused(start)[0] == "agency.retired"


def test_an_agency_that_lost_a_measure_is_told_of_endings_alone(
    register: Register, agency: int, start: int, send_later: Send, clock: SetClock
) -> None:
    subject = register.subject()
    register.publish(register.subject())
    gone = register.publish(subject)
    register.remove(subject, gone)
    sent(send_later, agency)
    with transaction() as session:
        change = ChangeAgency(code=CODE, measures=("go2016.A2",))
        agency_changes.change(session, change, actor=ACTOR, now=clock())
    sent(send_later, agency)
    ask(start)
    told = sent(send_later, agency).notices()
    assert [n["record"] for n in told if n["type"] == "listing.published"] == []
    assert [n["record"] for n in told if n["type"] == "listing.removed"] == [str(gone)]


def test_what_is_parked_stays_with_the_operator(
    register: Register, agency: int, start: int, send_later: Send, session: Session, clock: SetClock
) -> None:
    one, two = (register.publish(register.subject()) for _ in range(2))
    picky = refusing(str(two))
    sent(send_later, agency, FakeTransport([picky] * 6))
    ask(start)
    assert [n["record"] for n in sent(send_later, agency).notices()] == [str(one)]
    [row] = rows(session)
    with transaction() as opened:
        parking.release(opened, order(row), actor=ACTOR, now=clock())
    sent(send_later, agency)
    ask(start)
    assert [n["record"] for n in sent(send_later, agency).notices()] == [str(one), str(two)]


@pytest.mark.every_engine
def test_a_replay_that_was_interrupted_is_repeated_byte_for_byte(
    register: Register, agency: int, start: int, send_later: Send
) -> None:
    subject = register.subject()
    record = register.publish(subject)
    sent(send_later, agency)
    ask(start)
    first = sent(send_later, agency, FakeTransport([Answer(trouble=Trouble.INTERRUPTED)]))
    register.amend(subject, record)
    second = sent(send_later, agency)
    assert second.posted[0].body == first.posted[0].body
    # With that the replay is done, and the amendment comes in its place.
    assert [p.delivery.get("replay", False) for p in second.posted] == [True, False]
    assert [n["type"] for n in second.notices()] == ["listing.published", "listing.amended"]


def test_long_stretches_that_say_nothing_are_passed_over(
    register: Register, agency: int, start: int, send_later: Send, session: Session
) -> None:
    register.publish(register.subject())
    register.note(1_100)
    register.publish(register.subject())
    sent(send_later, agency)
    ask(start)
    assert len(sent(send_later, agency).notices()) == 2
    assert works(session) == [("done", 2, 0)]


def test_a_notice_that_is_refused_again_is_counted_and_the_replay_goes_on(
    register: Register, agency: int, start: int, send_later: Send, session: Session
) -> None:
    records = [register.publish(register.subject()) for _ in range(3)]
    sent(send_later, agency)
    ask(start)
    sent(send_later, agency, FakeTransport([refusing(str(records[1]))] * 9))
    assert works(session) == [("done", 2, 1)]
    assert state_of(session, agency).parked == 0
