"""What is suspended is held all the same: of an agency's records the register expects exactly those
that it told it of, by the stream, by a snapshot or again, however much of them is suspended.
"""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from partners import jobs
from partners.oversight.coverage import coverage
from partners.services import replays
from partners.services.replays import AskForReplay
from registry import events
from registry.db import transaction
from registry.journal import bodies
from registry.runtime import current_runtime
from schemas.codes import RestrictedAct
from schemas.notices import DeliverySchema, NoticeSchema
from tests.partners.caller import Caller
from tests.partners.conftest import Send
from tests.partners.copy import Copy
from tests.partners.parked import CODE, release, rows
from tests.partners.receiver import FakeTransport, status
from tests.partners.register import ACTOR, LISTED_ON, KnownSubject, Register, reference
from tests.partners.test_held_otherwise import change
from tests.partners.test_newcomers import OWN, taken_whole
from tests.partners.test_reconciliation import (
    Comparer,
    agency,
    compared,
    comparer,
    state_of,
    taken,
)

__all__ = ("agency", "comparer")
LISTED, TRAVEL, PROPERTY = "go2016.C1", "go2016.G1", "go2016.G6"
FLIGHTS, HOLIDAYS = (RestrictedAct.FLIGHTS_AND_BERTHS,), (RestrictedAct.HOLIDAYS,)


def amend(
    register: Register, subject: KnownSubject, record: UUID, acts: tuple[RestrictedAct, ...]
) -> None:
    body = register.restriction(subject, acts)
    register.write(events.RESTRICTION_AMENDED, subject, record, body)


def take(send: Send, agency: int, held: Copy) -> FakeTransport:
    receiver = taken(send, agency, held)
    for posted in receiver.posted:
        DeliverySchema().load(posted.delivery)
    return receiver


def replay(after: int) -> None:
    asked = AskForReplay(agency=CODE, after=after, reason="恢复备份")
    with transaction() as act:
        replays.ask(act, asked, actor=ACTOR, now=current_runtime().now())


def lost(itself: Caller) -> Copy:
    """Let the agency take a snapshot in the place of what it held."""
    assert itself.post(f"{OWN}/snapshot", {"reason": "丢失"}).status_code == 202
    jobs.prepare_snapshots()
    held, records = Copy(), taken_whole(itself)
    for record in records:
        NoticeSchema().load(record)
    held.take({"notices": records})
    return held


@pytest.mark.every_engine
def test_a_record_of_which_all_is_suspended_when_changed_measures_bring_it_is_alike(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    subject, held = register.subject(), Copy()
    change(PROPERTY)
    order, listing = register.impose(subject, acts=FLIGHTS), register.publish(subject)
    register.suspend(subject, order, listing)
    take(send_later, agency, held)
    assert set(held.records) == {str(listing)}
    change(TRAVEL)
    told = {notice["record"]: notice for notice in take(send_later, agency, held).notices()[1:]}
    # Nothing is to be done for now, and the record is known.
    assert not told[str(order)].keys() & {"apply", "lift"}
    assert set(held.records) == {str(order), str(listing)}
    assert held.measures[str(subject.id)] == set()
    assert compared(comparer, agency, session, held) == {}
    assert [each.apply for each in coverage(session, order)] == []
    session.rollback()
    register.resume(subject, order, listing)
    take(send_later, agency, held)
    assert held.measures[str(subject.id)] == {TRAVEL}
    assert compared(comparer, agency, session, held) == {}
    assert [(each.told, each.apply) for each in coverage(session, order)] == [(True, (TRAVEL,))]


@pytest.mark.parametrize("before", [HOLIDAYS, FLIGHTS])
def test_an_amendment_of_an_order_of_which_all_is_suspended_is_told(
    register: Register,
    comparer: Comparer,
    agency: int,
    send_later: Send,
    session: Session,
    before: tuple[RestrictedAct, ...],
) -> None:
    subject, held = register.subject(), Copy()
    change(TRAVEL)
    order = register.impose(subject, acts=before)
    register.suspend(subject, order)
    take(send_later, agency, held)
    amend(register, subject, order, FLIGHTS + HOLIDAYS)
    [told] = take(send_later, agency, held).notices()
    assert (told["type"], "apply" in told) == ("restriction.amended", False)
    assert compared(comparer, agency, session, held) == {}
    amend(register, subject, order, HOLIDAYS)
    [told] = take(send_later, agency, held).notices()
    assert (told["lift"], told["line"]) == ([TRAVEL], None)
    assert compared(comparer, agency, session, held) == {}


@pytest.mark.every_engine
def test_a_snapshot_tells_of_records_of_which_all_is_suspended(
    register: Register,
    comparer: Comparer,
    agency: int,
    send_later: Send,
    session: Session,
    itself: Caller,
) -> None:
    subject = register.subject()
    change(TRAVEL)
    order, listing = register.impose(subject, acts=FLIGHTS), register.publish(subject)
    other = register.publish(subject)
    register.suspend(subject, order, listing)
    body = bodies.listing_suspended(reference(subject), starts_on=LISTED_ON, ends_on=LISTED_ON)
    register.write(events.LISTING_SUSPENDED, subject, other, body)
    held = lost(itself)
    # A listing that the public does not find meanwhile is in force for nobody.
    assert set(held.records) == {str(order), str(listing)}
    assert held.measures[str(subject.id)] == set()
    assert compared(comparer, agency, session, held) == {}
    register.resume(subject, order, listing)
    take(send_later, agency, held)
    assert held.measures[str(subject.id)] == {TRAVEL}
    assert compared(comparer, agency, session, held) == {}


def test_what_changed_measures_brought_is_told_by_a_replay_while_all_of_it_is_suspended(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    subject, backup = register.subject(), Copy()
    change(PROPERTY)
    order = register.impose(subject, acts=FLIGHTS)
    take(send_later, agency, backup)
    before = state_of(session, agency).through
    change(TRAVEL)
    register.suspend(subject, order)
    take(send_later, agency, Copy())
    replay(before)
    take(send_later, agency, backup)
    assert set(backup.records) == {str(order)}
    assert backup.measures[str(subject.id)] == set()
    assert compared(comparer, agency, session, backup) == {}


def test_a_notice_that_was_parked_is_told_though_all_of_it_is_suspended_by_then(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    subject, held = register.subject(), Copy()
    change(TRAVEL)
    take(send_later, agency, held)
    order = register.impose(subject, acts=FLIGHTS)
    send_later(agency, FakeTransport([status(422)]))
    register.suspend(subject, order)
    take(send_later, agency, held)
    release(rows(session)[0])
    [told] = take(send_later, agency, held).notices()
    assert (told["type"], "apply" in told) == ("restriction.imposed", False)
    assert compared(comparer, agency, session, held) == {}


def test_a_listing_that_is_public_again_while_travel_is_allowed_does_not_forbid_it(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    subject, held = register.subject(), Copy()
    order, listing = register.impose(subject, acts=FLIGHTS), register.publish(subject)
    register.suspend(subject, order, listing)
    suspended = bodies.listing_suspended(reference(subject), starts_on=LISTED_ON, ends_on=LISTED_ON)
    register.write(events.LISTING_SUSPENDED, subject, listing, suspended)
    take(send_later, agency, held)
    again = register.listing(subject)
    register.write(events.LISTING_RESUMED, subject, listing, again)
    take(send_later, agency, held)
    assert held.measures[str(subject.id)] == {LISTED, PROPERTY}
    assert compared(comparer, agency, session, held) == {}
    register.resume(subject, order, listing)
    take(send_later, agency, held)
    assert held.measures[str(subject.id)] == {LISTED, TRAVEL, PROPERTY}
    assert compared(comparer, agency, session, held) == {}
