"""Measures as a process knows them: read once, and anew as soon as the journal has grown."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from partners.endpoints.attempts import Answer
from partners.measures.versions import KnownMeasures
from partners.services import agency_changes
from partners.services.agency_changes import ChangeAgency
from registry.db import transaction
from registry.journal import read
from tests.clocks import SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, Posted
from tests.partners.register import ACTOR, Register

pytestmark = pytest.mark.every_engine
CODE = "market-regulation"


def change_to(*measures: str, clock: SetClock) -> None:
    with transaction() as session:
        order = ChangeAgency(code=CODE, measures=measures)
        agency_changes.change(session, order, actor=ACTOR, now=clock())


def test_measures_are_the_same_object_until_the_journal_grows(
    directory: Agencies, register: Register, session: Session, clock: SetClock
) -> None:
    agency_id, known = directory.add("go2016.C1"), KnownMeasures()

    def measures() -> tuple[object, list[str]]:
        head = read.head(session)
        found = known.of(session, agency_id, stream=head.stream, through=head.size)
        codes = [terms.code for terms in found(head.size)]
        session.rollback()
        return found, codes

    first, codes = measures()
    assert codes == ["go2016.C1"]
    assert measures()[0] is first
    change_to("go2016.C1", "go2016.C2", clock=clock)
    assert measures()[1] == ["go2016.C1", "go2016.C2"]


def test_whoever_asks_first_or_later_gets_the_measures_of_its_own_as_they_are_by_now(
    directory: Agencies, session: Session, clock: SetClock
) -> None:
    mine, other = directory.add("go2016.C1"), directory.add("go2016.C2", code="civil-affairs")
    known = KnownMeasures()

    def measures(agency_id: int) -> list[str]:
        head = read.head(session)
        found = known.of(session, agency_id, stream=head.stream, through=head.size)
        codes = [terms.code for terms in found(head.size)]
        session.rollback()
        return codes

    assert (measures(mine), measures(other)) == (["go2016.C1"], ["go2016.C2"])
    change_to("go2016.C1", "go2016.C3", clock=clock)
    assert (measures(other), measures(mine)) == (["go2016.C2"], ["go2016.C1", "go2016.C3"])


def test_measures_that_change_between_two_batches_count_from_their_position_on(
    directory: Agencies, register: Register, send: Send, clock: SetClock
) -> None:
    """The second batch is prepared while the first is under way, and must not be sent as it was."""
    agency_id = directory.add("go2016.C1", max_notices=1)
    before = [register.publish(register.subject()) for _ in range(2)]
    after = []

    def change_and_accept(_: Posted) -> Answer:
        change_to("go2016.C2", clock=clock)
        after.append(register.publish(register.subject()))
        return Answer(status=200)

    transport = FakeTransport([change_and_accept])
    send(agency_id, transport)
    clock.forward(timedelta(minutes=1))
    send(agency_id, transport)
    told = {
        notice["record"]: notice.get("apply")
        for notice in transport.notices()
        if notice["type"] == "listing.published"
    }
    assert told == {
        **{str(record): ["go2016.C1"] for record in before},
        **{str(record): ["go2016.C2"] for record in after},
    }
