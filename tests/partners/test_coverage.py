"""Coverage and status: who was told of a record, who has confirmed, and what waits for whom."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from partners.oversight.coverage import AgencyCoverage, coverage
from partners.oversight.status import report
from partners.services import agency_changes
from partners.services.agency_changes import ChangeAgency
from registry.db import transaction
from tests.clocks import MORNING, SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, with_receipts
from tests.partners.register import ACTOR, Register


def only(found: tuple[AgencyCoverage, ...]) -> AgencyCoverage:
    [agency] = found
    return agency


@pytest.mark.every_engine
def test_coverage_says_who_was_told_and_who_has_confirmed(
    register: Register, directory: Agencies, send: Send, session: Session, clock: SetClock
) -> None:
    agency = directory.add("go2016.C1", "go2016.G6")
    directory.add("go2016.A2", code="not-concerned")
    subject = register.subject()
    record, order = register.publish(subject), register.impose(subject)
    before = only(coverage(session, record))
    assert (before.told, before.told_at, before.apply) == (False, None, ("go2016.C1", "go2016.G6"))
    session.rollback()
    send(agency, FakeTransport([with_receipts("applied")]))
    told = only(coverage(session, record))
    assert (told.told, told.told_at, told.applied) == (True, MORNING, told.apply)
    assert (told.ended, told.confirmed) == (False, False)
    session.rollback()
    register.remove(subject, record)
    owed = only(coverage(session, record))
    assert (owed.ended, owed.lift, owed.kept) == (True, ("go2016.C1",), ("go2016.G6",))
    assert owed.open_since == MORNING
    session.rollback()
    clock.forward(timedelta(seconds=2))
    silent = FakeTransport()
    send(agency, silent)
    assert len(silent.notices()) == 1
    assert only(coverage(session, record)).open_since == MORNING
    session.rollback()
    clock.forward(timedelta(seconds=2))
    register.lift(subject, order)
    send(agency, FakeTransport([with_receipts("lifted")]))
    assert only(coverage(session, order)).confirmed
    assert not only(coverage(session, record)).confirmed


def test_coverage_of_a_record_that_nobody_knows_is_empty(
    register: Register, directory: Agencies, session: Session
) -> None:
    directory.add()
    assert coverage(session, uuid4()) == ()


def test_coverage_finds_who_was_told_under_other_measures(
    register: Register, directory: Agencies, send: Send, session: Session
) -> None:
    agency = directory.add("go2016.C1")
    subject = register.subject()
    record = register.publish(subject)
    send(agency, FakeTransport())
    order = ChangeAgency(code="market-regulation", measures=("go2016.A2",))
    with transaction() as act:
        agency_changes.change(act, order, actor=ACTOR, now=MORNING)
    register.remove(subject, record)
    found = only(coverage(session, record))
    assert (found.told, found.apply, found.lift) == (True, ("go2016.C1",), ("go2016.C1",))
    assert found.open_since == MORNING


@pytest.mark.every_engine
def test_status_counts_what_waits_for_each_agency_and_nothing_else(
    register: Register, directory: Agencies, send: Send, session: Session
) -> None:
    agency = directory.add("go2016.C1", code="concerned")
    directory.add("go2016.A2", code="not-concerned")
    subject = register.subject()
    register.publish(subject)
    register.publish(subject)
    register.note()
    waiting = {stream.agency: stream.waiting for stream in report(session, now=MORNING)}
    assert waiting == {"concerned": 2, "not-concerned": 0}
    session.rollback()
    send(agency, FakeTransport())
    assert [stream.waiting for stream in report(session, now=MORNING)] == [0, 0]
