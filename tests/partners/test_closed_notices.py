"""What a person has closed can be made good: released after all, it takes away what it would have,
and the agency that lifts so has lifted.
"""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from partners import jobs
from partners.services import parking, replays
from partners.services.replays import AskForReplay
from registry import events
from registry.db import transaction
from registry.errors import ServiceError
from registry.runtime import current_runtime
from schemas.codes import RestrictedAct
from tests.clocks import MORNING
from tests.partners.caller import Caller
from tests.partners.conftest import Agencies, Send
from tests.partners.copy import Copy
from tests.partners.covered import stands
from tests.partners.parked import CODE, close, order, release, rows
from tests.partners.receiver import FakeTransport, status, with_receipts
from tests.partners.register import ACTOR, KnownSubject, Register
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
TRAVEL, PROPERTY = "go2016.G1", "go2016.G6"
LESS = (RestrictedAct.FLIGHTS_AND_BERTHS,)


def restrict_less(register: Register, subject: KnownSubject, record: UUID) -> None:
    body = register.restriction(subject, LESS)
    register.write(events.RESTRICTION_AMENDED, subject, record, body)


def closed(send: Send, agency: int, session: Session) -> None:
    """Let the next notice be refused, and a person close it."""
    send(agency, FakeTransport([status(422)]))
    close(rows(session)[-1])


@pytest.mark.every_engine
def test_what_was_closed_and_would_have_lifted_something_lifts_it_when_it_is_released(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    subject, held = register.subject(), Copy()
    record = register.impose(subject)
    taken(send_later, agency, held)
    restrict_less(register, subject, record)
    closed(send_later, agency, session)
    # Whatever follows takes nothing away any more that it would have.
    restrict_less(register, subject, record)
    taken(send_later, agency, held)
    assert held.measures[str(subject.id)] == {TRAVEL, PROPERTY}
    assert stands(session, record).lifted == ()
    release(rows(session)[0])
    receiver = FakeTransport([with_receipts("lifted")])
    send_later(agency, receiver)
    held.take(receiver.posted[0].delivery)
    [notice] = receiver.notices()
    assert (notice["type"], notice["lift"]) == ("restriction.amended", [PROPERTY])
    assert held.measures[str(subject.id)] == {TRAVEL}
    told = stands(session, record)
    assert (told.lift, told.lifted, told.open_since) == ((PROPERTY,), (PROPERTY,), None)
    # It came late, and the agency still knows what said last what the record is.
    assert compared(comparer, agency, session, held) == {}


def test_an_end_that_was_closed_is_withheld_until_it_is_released(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    subject, held = register.subject(), Copy()
    record, other = register.publish(subject), register.impose(subject)
    taken(send_later, agency, held)
    register.remove(subject, record)
    closed(send_later, agency, session)
    assert set(compared(comparer, agency, session, held).values()) == {"withheld"}
    assert held.records.keys() == {str(record), str(other)}
    release(rows(session)[0])
    taken(send_later, agency, held)
    assert held.records.keys() == {str(other)}
    assert compared(comparer, agency, session, held) == {}


def test_what_is_told_again_beside_a_closed_notice_is_withheld_and_not_called_different(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    subject, held = register.subject(), Copy()
    record = register.impose(subject)
    before = state_of(session, agency).through
    taken(send_later, agency, held)
    restrict_less(register, subject, record)
    closed(send_later, agency, session)
    asked = AskForReplay(agency=CODE, after=before, reason="恢复备份")
    with transaction() as act:
        replays.ask(act, asked, actor=ACTOR, now=current_runtime().now())
    taken(send_later, agency, held)
    # The replay knows of what was closed, whose position nothing accepted has reached.
    assert held.measures[str(subject.id)] == {TRAVEL}
    assert set(compared(comparer, agency, session, held).values()) == {"withheld"}


@pytest.mark.parametrize("follows", ["resumed", "suspended", "withdrawn"])
def test_what_something_said_later_is_not_sent_when_it_is_released(
    register: Register, agency: int, send_later: Send, session: Session, follows: str
) -> None:
    subject = register.subject()
    record = register.impose(subject)
    send_later(agency, FakeTransport())
    if follows == "withdrawn":
        register.exempt(subject, record, *LESS)
    else:
        register.suspend(subject, record)
    closed(send_later, agency, session)
    if follows == "resumed":
        register.resume(subject, record)
    elif follows == "suspended":
        register.suspend(subject, record)
    else:
        register.lift(subject, record)
    send_later(agency, FakeTransport())
    release(rows(session)[0])
    receiver = FakeTransport()
    send_later(agency, receiver)
    assert receiver.posted == []
    assert [row.state for row in rows(session)] == ["over"]


def test_of_what_was_closed_nothing_is_sent_that_a_snapshot_told_but_what_it_would_have_lifted(
    register: Register, agency: int, send_later: Send, session: Session, itself: Caller
) -> None:
    subject = register.subject()
    record = register.impose(subject)
    send_later(agency, FakeTransport())
    restrict_less(register, subject, record)
    closed(send_later, agency, session)
    for _ in range(2):
        register.publish(register.subject())
    send_later(agency, FakeTransport())
    assert itself.post(f"{OWN}/snapshot", {"reason": "丢失"}).status_code == 202
    jobs.prepare_snapshots()
    taken_whole(itself)
    receiver = FakeTransport([with_receipts("lifted")])
    send_later(agency, receiver)
    assert [(n["record"], n["lift"]) for n in receiver.notices()] == [(str(record), [PROPERTY])]
    told = stands(session, record)
    assert (told.lifted, told.open_since) == ((PROPERTY,), None)


def test_only_what_is_parked_or_closed_can_be_released(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add()
    register.publish(register.subject())
    closed(send_later, agency, session)
    release(rows(session)[0])
    send_later(agency, FakeTransport())
    handled = order(rows(session)[0])
    session.rollback()
    with pytest.raises(ServiceError, match=r"parked\.not_parked"), transaction() as act:
        parking.release(act, handled, actor=ACTOR, now=MORNING)
