"""Batch receipts: what is said of a whole batch is kept in one row, and not a word is lost."""

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partners.endpoints.attempts import Answer
from partners.measures.audience import Ending
from partners.models.streams import BatchReceipt, Lifting, Receipt
from partners.notices.entry import Entry
from partners.notices.notices import Told
from partners.oversight.coverage import coverage
from partners.receipts import batch_receipts, kept_receipts, receipts
from partners.receipts.batch_receipts import FEWEST, LONGEST, Stretch, split
from registry.db import transaction
from schemas.codes import NoticeType
from tests.clocks import MORNING, SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, Posted, with_receipts
from tests.partners.register import Register

AT = "2026-03-02T09:12:44+08:00"
Said = list[dict[str, Any]]


def told(position: int, *apply: str, lift: Sequence[str] = ()) -> Told:
    about = UUID(int=position)
    entry = Entry(position, about, NoticeType.LISTING_PUBLISHED, {}, about, about, MORNING)
    return Told(entry, apply, Ending(tuple(lift), ()) if lift else None)


def done(notices: Sequence[Told], at: str | None = None) -> Said:
    """Say that everything was done."""
    when = {} if at is None else {"at": at}
    return [
        {"notice": str(notice.id), "measure": measure, "outcome": outcome, **when}
        for notice in notices
        for measure, outcome in batch_receipts.task_of(notice).done.items()
    ]


def batch(size: int, start: int = 1) -> list[Told]:
    return [told(position, "go2016.C1", "go2016.C2") for position in range(start, start + size)]


def changed(said: Said, number: int, **to: object) -> Said:
    return [{**item, **to} if at == number else item for at, item in enumerate(said)]


def test_a_batch_of_which_all_was_done_is_one_stretch() -> None:
    notices = [*batch(40), told(60, "a", lift=("b", "c")), told(61, lift=("d",))]
    assert split(done(notices), notices) == ((Stretch(1, 61, 42, None),), [])


def test_receipts_in_any_order_of_notices_are_understood() -> None:
    notices = batch(30)
    said = [word for notice in reversed(notices) for word in done([notice])]
    assert split(said, notices)[0] == (Stretch(1, 30, 30, None),)


def test_few_notices_are_kept_word_by_word() -> None:
    few, enough = batch(FEWEST - 1), batch(FEWEST)
    assert split(done(few), few) == ((), done(few))
    assert split(done(enough), enough) == ((Stretch(1, FEWEST, FEWEST, None),), [])


WORSE: dict[str, Callable[[Said], Said]] = {
    "rejected": lambda said: changed(said, 40, outcome="rejected"),
    "another measure": lambda said: changed(said, 40, measure="go2016.C9"),
    "a reason": lambda said: changed(said, 40, reason="查无此人"),
    "another moment": lambda said: changed(said, 40, at=AT),
    "a moment that is none": lambda said: changed(said, 40, at=7),
    "an unknown field": lambda said: changed(said, 40, colour="red"),
    "said twice": lambda said: [*said, said[40]],
    "not said": lambda said: said[:40] + said[41:],
}


@pytest.mark.parametrize("worse", WORSE.values(), ids=WORSE)
def test_whatever_else_is_said_of_a_notice_is_kept_word_by_word(
    worse: Callable[[Said], Said],
) -> None:
    notices = batch(60)
    said = worse(done(notices))
    stretches, others = split(said, notices)
    odd = str(notices[20].id)
    assert stretches == (Stretch(1, 20, 20, None), Stretch(22, 60, 39, None))
    assert others == [item for item in said if item["notice"] == odd]


def test_each_moment_has_its_own_stretch() -> None:
    notices = batch(40)
    later = AT.replace("44", "45")
    stretches, others = split(done(notices[:20], AT) + done(notices[20:], later), notices)
    assert [(stretch.first, stretch.last) for stretch in stretches] == [(1, 20), (21, 40)]
    assert [str(stretch.stated_at) for stretch in stretches] == [
        "2026-03-02 09:12:44+08:00",
        "2026-03-02 09:12:45+08:00",
    ]
    assert others == []


@pytest.mark.parametrize("at", ["yesterday", "2026-02-30T09:12:44+08:00", "2026-03-02T09:12:44"])
def test_a_moment_that_cannot_be_read_is_left_to_those_who_tell_of_faults(at: str) -> None:
    notices = batch(20)
    said = done(notices, at)
    assert split(said, notices) == ((), said)
    assert receipts.read_list(said).faults == len(said)


@pytest.mark.parametrize("strange", [7, None, [], "x", {}, {"notice": 7}, {"notice": []}])
def test_what_is_no_receipt_does_not_spoil_the_others(strange: Any) -> None:
    notices = batch(20)
    assert split([strange, *done(notices)], notices) == (
        (Stretch(1, 20, 20, None),),
        [strange],
    )


def test_a_stretch_never_covers_a_notice_that_did_not_go_out_with_it() -> None:
    notices = [*batch(20), *batch(20, start=22)]
    stretches, _ = split(done(notices), notices, left_out=[21])
    assert [(stretch.first, stretch.last) for stretch in stretches] == [(1, 20), (22, 41)]


def test_a_stretch_is_bounded_however_thinly_an_agency_is_told() -> None:
    notices = [told(position * 500, "go2016.C1") for position in range(1, 61)]
    stretches, _ = split(done(notices), notices)
    assert all(stretch.last - stretch.first < LONGEST for stretch in stretches)
    assert sum(stretch.notices for stretch in stretches) == 60


def test_a_notice_that_asks_nothing_breaks_no_stretch() -> None:
    notices = [*batch(10), told(11), *batch(10, start=12)]
    assert split(done(notices), notices)[0] == (Stretch(1, 21, 20, None),)


@pytest.mark.every_engine
def test_coverage_is_the_same_as_if_every_word_had_a_row(
    register: Register, directory: Agencies, send: Send, session: Session, clock: SetClock
) -> None:
    agency = directory.add("go2016.C1", "go2016.G6")
    subject = register.subject()
    records = [register.publish(subject) for _ in range(FEWEST + 4)]
    send(agency, FakeTransport([with_receipts("applied")]))
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Receipt)) == 0
    assert [row.notices for row in session.scalars(select(BatchReceipt))] == [FEWEST + 4]
    for record in (records[0], records[-1]):
        [stands] = coverage(session, record)
        assert stands.applied == stands.apply == ("go2016.C1", "go2016.G6")


@pytest.mark.every_engine
def test_liftings_confirmed_in_a_batch_are_settled_and_can_be_contradicted_later(
    register: Register, directory: Agencies, send: Send, session: Session, clock: SetClock
) -> None:
    agency = directory.add("go2016.C1")
    subjects = [register.subject() for _ in range(FEWEST + 1)]
    records = [(subject, register.publish(subject)) for subject in subjects]
    send(agency, FakeTransport([with_receipts("applied")]))
    for subject, record in records:
        register.remove(subject, record)
    clock.forward(timedelta(hours=1))
    answered = FakeTransport([_lifted])
    send(agency, answered)
    session.rollback()
    liftings = list(session.scalars(select(Lifting)))
    assert len(liftings) == FEWEST + 1
    assert all(lifting.confirmed_at is not None for lifting in liftings)
    ending = answered.notices()[3]["id"]

    def say(outcome: str, hours: int) -> bool:
        at = (clock() + timedelta(hours=hours)).isoformat()
        word = {"notice": ending, "measure": "go2016.C1", "outcome": outcome, "at": at}
        with transaction() as act:
            kept_receipts.store(act, agency, receipts.read_list([word]).receipts, now=clock())
        session.rollback()
        found = session.scalars(select(Lifting).where(Lifting.notice_id == UUID(ending)))
        return found.one().confirmed_at is not None

    assert say("rejected", -1)
    clock.forward(timedelta(hours=1))
    assert not say("rejected", 0)
    clock.forward(timedelta(hours=1))
    assert say("lifted", 0)


def _lifted(posted: Posted) -> Answer:
    said = [
        {"notice": notice["id"], "measure": measure, "outcome": "lifted"}
        for notice in posted.notices
        for measure in notice["lift"]
    ]
    return Answer(status=200, body=json.dumps({"receipts": said}).encode())
