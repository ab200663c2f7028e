"""What an agency holds beyond what it should is lifted by reconciling, whatever it missed; and what
it learned of by changed measures is alike from the first.
"""

import pytest
from sqlalchemy.orm import Session

from partners import measure_jobs
from partners.receipts.receipt_words import is_contradictory
from partners.services import agency_changes, replays
from partners.services.agency_changes import ChangeAgency
from partners.services.replays import AskForReplay
from registry import events
from registry.db import end_reading, transaction
from registry.runtime import current_runtime
from schemas.codes import RestrictedAct
from schemas.notices import DeliverySchema
from tests.partners.conftest import Send
from tests.partners.copy import Copy
from tests.partners.covered import stands
from tests.partners.receiver import FakeTransport, with_receipts
from tests.partners.register import ACTOR, Register
from tests.partners.test_reconciliation import (
    Comparer,
    agency,
    compared,
    comparer,
    state_of,
    taken,
)

__all__ = ("agency", "comparer")
ALL = tuple(RestrictedAct)
LISTED, TRAVEL, PROPERTY = "go2016.C1", "go2016.G1", "go2016.G6"


def change(*measures: str, adjusts: bool = True) -> None:
    """Let the agency have other measures, and every record adjusted."""
    order = ChangeAgency(code="market-regulation", measures=measures)
    with transaction() as session:
        agency_changes.change(session, order, actor=ACTOR, now=current_runtime().now())
    end_reading()
    if adjusts:
        measure_jobs.adjust_records()


@pytest.mark.every_engine
def test_a_record_that_changed_measures_brought_is_alike_from_the_first(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    subject, held = register.subject(), Copy()
    change(LISTED)
    record, order = register.publish(subject), register.impose(subject)
    register.write(events.RESTRICTION_AMENDED, subject, order, register.restriction(subject, ALL))
    taken(send_later, agency, held)
    assert set(held.records) == {str(record)}
    change(LISTED, TRAVEL)
    receiver = taken(send_later, agency, held)
    for posted in receiver.posted:
        DeliverySchema().load(posted.delivery)
    assert set(held.records) == {str(record), str(order)}
    assert compared(comparer, agency, session, held) == {}
    # What is taken away by it is held no more.
    change(LISTED)
    taken(send_later, agency, held)
    assert set(held.records) == {str(record)}
    assert compared(comparer, agency, session, held) == {}


def test_a_measure_that_a_record_triggers_no_more_is_lifted_where_the_agency_holds_it(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    subject, held = register.subject(), Copy()
    record, order = register.publish(subject), register.impose(subject)
    taken(send_later, agency, held)
    change(LISTED)
    # It says that it lifted, and did not.
    send_later(agency, FakeTransport([with_receipts("lifted")] * 3))
    differ = {str(order): "extra", str(record): "differs"}
    assert compared(comparer, agency, session, held) == differ
    again = taken(send_later, agency, held)
    told = {notice["record"]: notice for notice in again.notices()}
    assert (set(told[str(order)]["lift"]), told[str(order)]["line"]) == ({TRAVEL, PROPERTY}, None)
    # Nobody is told more of a record than lifting needs who has no measure for it.
    assert not {"restriction", "case", "apply"} & told[str(order)].keys()
    assert told[str(record)]["apply"] == [LISTED]
    assert held.measures[str(subject.id)] == {LISTED}
    assert compared(comparer, agency, session, held) == {}


def test_what_an_end_had_lifted_is_lifted_with_what_differs(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    subject, held = register.subject(), Copy()
    record, order = register.publish(subject), register.impose(subject)
    taken(send_later, agency, held)
    register.remove(subject, record)
    taken(send_later, agency, held)
    # The record is gone, and its measure was forgotten.
    held.measures[str(subject.id)].add(LISTED)
    assert compared(comparer, agency, session, held) == {str(order): "differs"}
    again = taken(send_later, agency, held)
    assert [notice["record"] for notice in again.notices()] == [str(order), str(record)]
    assert held.measures[str(subject.id)] == {TRAVEL, PROPERTY}
    assert compared(comparer, agency, session, held) == {}


def test_a_lifting_that_is_confirmed_where_it_was_asked_again_is_owed_no_more(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    subject, held = register.subject(), Copy()
    order = register.impose(subject)
    receiver = FakeTransport([with_receipts("applied")])
    send_later(agency, receiver)
    held.take(receiver.posted[0].delivery)
    change(PROPERTY)
    # Accepted, and nothing said of it.
    send_later(agency, FakeTransport())
    assert stands(session, order).open_since is not None
    assert compared(comparer, agency, session, held) == {str(order): "differs"}
    lifting = FakeTransport([with_receipts("applied", "lifted")])
    send_later(agency, lifting)
    [notice] = lifting.notices()
    assert (notice["type"], notice["lift"]) == ("restriction.imposed", [TRAVEL])
    told = stands(session, order)
    assert (told.lift, told.lifted, told.open_since) == ((TRAVEL,), (TRAVEL,), None)
    [word] = [word for word in told.words if word.said.measure == TRAVEL]
    assert not is_contradictory(word)


def test_what_is_told_again_while_records_are_adjusted_takes_nothing_away_that_is_back_by_then(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    subject, held = register.subject(), Copy()
    before = state_of(session, agency).through
    record = register.publish(subject)
    taken(send_later, agency, held)
    change(PROPERTY, adjusts=False)
    with transaction() as act:
        asked = AskForReplay(agency="market-regulation", after=before, reason="恢复备份")
        replays.ask(act, asked, actor=ACTOR, now=current_runtime().now())
    assert compared(comparer, agency, session, Copy()) == {str(record): "missing"}
    taken(send_later, agency, held)
    change(LISTED, TRAVEL, PROPERTY)
    taken(send_later, agency, held)
    assert held.measures[str(subject.id)] == {LISTED, TRAVEL, PROPERTY}
    assert compared(comparer, agency, session, held) == {}
