"""Room for receipts (反馈容量): an answer is read whole that says of every measure of a delivery
what was done, however many measures an agency has.
"""

import json

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.endpoints.attempts import Answer
from partners.measures import catalogue_files
from partners.measures.catalogue import NATIONAL
from partners.models.streams import DeliveryAttempt
from registry.db import transaction
from schemas.measures import Binding, Trigger
from schemas.receipts import MOST_RECEIPTS
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, Posted, with_receipts
from tests.partners.register import Register

# All of the catalogue that a person's listing triggers.
ALL = tuple(
    item.code
    for item in catalogue_files.own(NATIONAL).items
    if item.terms.binds is not Binding.ORGANISATION
    and item.terms.trigger in (Trigger.LISTING, Trigger.EITHER)
)


def stated(posted: Posted) -> Answer:
    """Say of every measure that it was done, and when."""
    said = json.loads(with_receipts("applied")(posted).body)["receipts"]
    done = [{**one, "at": "2026-03-02T09:00:00+08:00", "reason": ""} for one in said]
    return Answer(status=200, body=json.dumps({"receipts": done}).encode())


@pytest.mark.parametrize("count", [4, len(ALL)])
def test_there_is_room_in_an_answer_for_the_receipts_of_every_notice(
    register: Register, directory: Agencies, send: Send, count: int
) -> None:
    agency = directory.add(*ALL[:count])
    subject = register.subject()
    for _ in range(50):
        register.publish(subject)
    receiver = FakeTransport([stated])
    send(agency, receiver)
    [posted] = receiver.posted
    assert [len(notice["apply"]) for notice in posted.notices] == [count] * 50
    assert len(stated(posted).body) < posted.answer_limit


def test_a_delivery_names_no_more_measures_than_an_answer_may_hold_receipts(
    register: Register, directory: Agencies, send: Send, session: Session
) -> None:
    agency = directory.add(*ALL, max_notices=5_000, max_bytes=16_777_216)
    subject = register.subject()
    with transaction() as act:
        for _ in range(MOST_RECEIPTS // len(ALL) + 50):
            register.enter(act, subject)
    receiver = FakeTransport([stated] * 2)
    send(agency, receiver)
    assert len(receiver.posted) == 2
    for posted in receiver.posted:
        assert len(json.loads(stated(posted).body)["receipts"]) <= MOST_RECEIPTS
    session.rollback()
    faults = session.scalars(select(DeliveryAttempt.faults)).all()
    assert faults == [0, 0]
