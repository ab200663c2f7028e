"""The adjusting job is cut off: whoever goes on tells every record once, and misses none."""

from collections import Counter

import pytest

from partners import measure_jobs
from partners.services import adjustments, agency_changes
from partners.services.agency_changes import ChangeAgency
from registry.db import transaction
from tests.clocks import MORNING
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport
from tests.partners.register import ACTOR, Register

pytestmark = pytest.mark.every_engine


class KilledError(Exception):
    """The process ends here."""


def killed_before_its_commit() -> None:
    with transaction() as session:
        assert adjustments.advance(session, now=MORNING)
        raise KilledError


def test_an_adjustment_that_was_cut_off_is_finished_by_the_next_run(
    register: Register, directory: Agencies, send_later: Send
) -> None:
    agency, receiver = directory.add("go2016.C1"), FakeTransport()
    person = register.subject()
    records = {str(register.publish(person)) for _ in range(adjustments.PAGE + 5)}
    send_later(agency, receiver)
    order = ChangeAgency(code="market-regulation", measures=("go2016.C1", "go2016.E3"))
    with transaction() as session:
        agency_changes.change(session, order, actor=ACTOR, now=MORNING)
    with pytest.raises(KilledError):
        killed_before_its_commit()
    # The next process does one page, and ends between two.
    with transaction() as session:
        assert adjustments.advance(session, now=MORNING)
    with pytest.raises(KilledError):
        killed_before_its_commit()
    before = len(receiver.notices())
    measure_jobs.adjust_records()
    measure_jobs.adjust_records()
    send_later(agency, receiver)
    told = [notice for notice in receiver.notices()[before:] if "record" in notice]
    assert Counter(notice["record"] for notice in told) == Counter(records)
    assert {tuple(notice["apply"]) for notice in told} == {("go2016.E3",)}
