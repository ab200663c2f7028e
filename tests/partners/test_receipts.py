"""Receipts: every word is kept once, the latest counts, and none that is malformed holds anything
up.
"""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.endpoints.attempts import Answer
from partners.models.streams import DeliveryAttempt, Lifting, Receipt, StreamState
from partners.oversight.status import report
from partners.receipts import kept_receipts, receipts
from registry.db import transaction
from tests.clocks import MORNING, SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, Posted, with_receipts
from tests.partners.register import NUMBER, Register


def saying(*said: dict[str, Any]) -> Answer:
    return Answer(status=200, body=json.dumps({"receipts": said}).encode())


def words(session: Session) -> list[tuple[str, str]]:
    session.rollback()
    rows = session.scalars(select(Receipt).order_by(Receipt.id))
    return [(row.measure_code, row.outcome) for row in rows]


def liftings(session: Session) -> dict[str, bool]:
    session.rollback()
    return {
        row.measure_code: row.confirmed_at is not None for row in session.scalars(select(Lifting))
    }


@pytest.mark.every_engine
def test_receipts_in_the_answer_are_kept_with_the_delivery(
    register: Register, directory: Agencies, send: Send, session: Session
) -> None:
    agency = directory.add("go2016.C1", "go2016.C2")
    register.publish(register.subject())
    send(agency, FakeTransport([with_receipts("applied")]))
    assert words(session) == [("go2016.C1", "applied"), ("go2016.C2", "applied")]


@pytest.mark.every_engine
def test_a_lifting_is_owed_from_the_ending_until_the_agency_says_that_it_is_done(
    register: Register, directory: Agencies, send: Send, session: Session, clock: SetClock
) -> None:
    agency = directory.add("go2016.C1", "go2016.G6")
    subject = register.subject()
    record = register.publish(subject)
    send(agency, FakeTransport())
    register.remove(subject, record)
    clock.forward(timedelta(hours=1))
    send(agency, FakeTransport())
    assert liftings(session) == {"go2016.C1": False, "go2016.G6": False}
    [stream] = report(session, now=MORNING)
    assert (stream.unconfirmed, stream.unconfirmed_since) == (2, MORNING)
    session.rollback()
    [ending] = set(session.scalars(select(Lifting.notice_id)))
    said = [
        receipts.read_list([{"notice": str(ending), "measure": measure, "outcome": outcome}])
        for measure, outcome in (("go2016.C1", "lifted"), ("go2016.G6", "not_applicable"))
    ]
    for answered in said:
        with transaction() as act:
            kept_receipts.store(act, agency, answered.receipts, now=clock())
    assert liftings(session) == {"go2016.C1": True, "go2016.G6": True}
    [stream] = report(session, now=MORNING)
    assert (stream.unconfirmed, stream.unconfirmed_since) == (0, None)


@pytest.mark.every_engine
def test_the_latest_word_counts_whatever_order_words_come_in(
    register: Register, directory: Agencies, send: Send, session: Session, clock: SetClock
) -> None:
    agency = directory.add()
    subject = register.subject()
    register.remove(subject, register.publish(subject))
    send(agency, FakeTransport())
    session.rollback()
    [ending] = session.scalars(select(Lifting.notice_id))
    clock.forward(timedelta(days=1))

    def say(outcome: str, hour: int) -> None:
        at = (MORNING + timedelta(hours=hour)).isoformat()
        word = {"notice": str(ending), "measure": "go2016.C1", "outcome": outcome, "at": at}
        with transaction() as act:
            kept_receipts.store(act, agency, receipts.read_list([word]).receipts, now=clock())

    say("lifted", 3)
    assert liftings(session) == {"go2016.C1": True}
    say("rejected", 2)
    assert liftings(session) == {"go2016.C1": True}
    say("rejected", 4)
    assert liftings(session) == {"go2016.C1": False}
    say("lifted", 5)
    say("lifted", 5)
    assert liftings(session) == {"go2016.C1": True}
    assert len(words(session)) == 4


def test_a_word_from_a_clock_that_is_fast_is_not_the_last_one_for_ever(
    register: Register, directory: Agencies, send: Send, session: Session, clock: SetClock
) -> None:
    agency = directory.add()
    subject = register.subject()
    register.remove(subject, register.publish(subject))

    def answer(posted: Posted) -> Answer:
        ending = posted.notices[1]["id"]
        future = (MORNING + timedelta(days=365)).isoformat()
        word = {"notice": ending, "measure": "go2016.C1", "outcome": "rejected", "at": future}
        return saying(word)

    receiver = FakeTransport([answer])
    send(agency, receiver)
    clock.forward(timedelta(hours=1))
    word = {
        "notice": receiver.notices()[1]["id"],
        "measure": "go2016.C1",
        "outcome": "lifted",
        "at": clock().isoformat(),
    }
    with transaction() as act:
        kept_receipts.store(act, agency, receipts.read_list([word]).receipts, now=clock())
    assert liftings(session) == {"go2016.C1": True}


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        (b"", 0),
        (b" \n", 0),
        (b"{}", 0),
        (b'{"status":"ok"}', 0),
        (b'{"receipts":[]}', 0),
        (b"OK", 1),
        (b"[]", 1),
        (b"null", 1),
        (b'{"receipts":null}', 1),
        (b'{"receipts":{}}', 1),
        (b'{"receipts":[7]}', 1),
        (b'{"receipts":[{},{}]}', 2),
        (b'{"receipts":[{"notice":"x","measure":"m","outcome":"applied"}]}', 1),
        (b"\xff\xfe", 1),
        (b"[" * 100_000, 1),
    ],
)
def test_an_answer_that_cannot_be_read_is_a_fault_and_the_stream_goes_on(
    register: Register,
    directory: Agencies,
    send: Send,
    session: Session,
    body: bytes,
    faults: int,
) -> None:
    agency = directory.add()
    register.publish(register.subject())
    receiver = FakeTransport([Answer(status=200, body=body)])
    send(agency, receiver)
    session.rollback()
    assert session.get_one(StreamState, agency).through == receiver.posted[0].delivery["through"]
    [attempt] = session.scalars(select(DeliveryAttempt))
    assert (attempt.outcome, attempt.faults) == ("accepted", faults)


def test_receipts_that_are_wrong_do_not_spoil_the_others(
    register: Register, directory: Agencies, send: Send, session: Session
) -> None:
    agency = directory.add()
    register.publish(register.subject())

    def answer(posted: Posted) -> Answer:
        notice = posted.notices[0]["id"]
        good = {"notice": notice, "measure": "go2016.C1", "outcome": "applied"}
        return saying(
            {**good, "outcome": "done"},
            {**good, "at": "2026-03-02T09:00:00"},
            {**good, "colour": "red"},
            {**good, "notice": str(uuid4())},
            good,
        )

    send(agency, FakeTransport([answer]))
    assert words(session) == [("go2016.C1", "applied")]
    [attempt] = session.scalars(select(DeliveryAttempt))
    assert attempt.faults == 4


def test_numbers_in_a_reason_are_masked(
    register: Register, directory: Agencies, send: Send, session: Session
) -> None:
    agency = directory.add()
    register.publish(register.subject())

    def answer(posted: Posted) -> Answer:
        word = {"notice": posted.notices[0]["id"], "measure": "go2016.C1"}
        return saying({**word, "outcome": "rejected", "reason": f"查无此人 {NUMBER}"})

    send(agency, FakeTransport([answer]))
    session.rollback()
    [reason] = session.scalars(select(Receipt.reason))
    assert reason.startswith("查无此人")
    assert NUMBER not in reason


_ID = "0b6cfd5e-1c9a-4f0e-9d57-0f6f2f6f3f10"
_SAID = {"notice": _ID, "measure": "go2016.C1", "outcome": "applied"}


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"outcome": "lifted"},
        {"outcome": "done"},
        {"outcome": None},
        {"measure": ""},
        {"measure": "m" * 64},
        {"measure": "m" * 65},
        {"measure": 7},
        {"notice": _ID.upper()},
        {"notice": _ID.replace("-", "")},
        {"notice": _ID[:-1]},
        {"notice": f"{_ID}\n"},
        {"notice": None},
        {"at": None},
        {"at": "2026-03-02T09:12:44+08:00"},
        {"at": "2026-03-02T01:12:44.123456Z"},
        {"at": "2026-03-02T09:12:44"},
        {"at": "2026-02-30T09:12:44+08:00"},
        {"at": "2026-03-02T09:12:44+99:00"},
        {"at": 1772413964},
        {"at": "yesterday"},
        {"why": "a field that nobody knows"},
    ],
)
def test_a_receipt_is_read_the_same_whether_it_states_an_empty_reason_or_none(
    changed: dict[str, Any],
) -> None:
    """Receipts without a reason are read by a shorter way, and must not be read otherwise."""
    said = {**_SAID, **changed}
    assert receipts.read_list([said]) == receipts.read_list([{**said, "reason": ""}])


def test_a_receipt_without_its_notice_is_a_fault_however_it_is_read() -> None:
    wrong: tuple[Any, ...] = ({"measure": "go2016.C1", "outcome": "applied"}, [], "x", None, 7)
    for said in wrong:
        assert receipts.read_list([said]).faults == 1
        assert receipts.read_list([_SAID, said]).faults == 1
        assert len(receipts.read_list([_SAID, said]).receipts) == 1
