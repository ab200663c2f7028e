"""Appending: gap-free positions in commit order, nothing without its act, nothing altered."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from registry import events
from registry.db import db, transaction
from registry.journal import append, heads, read, verify
from registry.journal.entry import Actor, Entry
from registry.runtime import current_runtime
from tests.clocks import MORNING, SetClock

pytestmark = pytest.mark.every_engine
OPERATOR = Actor(name="operator:test", via="cli")


def entry(mark: int) -> Entry:
    return Entry(
        kind=events.COURT_ADDED,
        body={"mark": mark},
        actor=OPERATOR,
        reason="测试",
        basis="",
        occurred_at=MORNING,
        record_id=uuid4(),
    )


def write(*marks: int) -> None:
    with transaction() as session:
        for mark in marks:
            append.record(session, entry(mark))


def fail_after_writing(mark: int) -> None:
    with transaction() as session:
        append.record(session, entry(mark))
        raise ZeroDivisionError


def test_positions_follow_the_order_of_acts_without_a_gap(session: Session) -> None:
    write(1, 2)
    write(3)
    entries = read.after(session, 0, limit=10)
    assert [(e.position, e.body) for e in entries] == [
        (1, '{"mark":1}'),
        (2, '{"mark":2}'),
        (3, '{"mark":3}'),
    ]
    assert read.head(session).size == 3


def test_an_act_that_fails_leaves_no_entry_and_no_gap(session: Session) -> None:
    write(1)
    with pytest.raises(ZeroDivisionError):
        fail_after_writing(2)
    write(3)
    assert [e.position for e in read.after(session, 0, limit=10)] == [1, 2]
    assert "3" in read.after(session, 1, limit=10)[0].body


def test_acts_do_not_nest(app: Flask) -> None:
    with transaction(), pytest.raises(RuntimeError), transaction():
        pass


def test_the_moment_of_recording_is_the_applications_and_comes_back_aware(
    session: Session, clock: SetClock
) -> None:
    clock.forward(timedelta(hours=1))
    write(1)
    [found] = read.after(session, 0, limit=1)
    assert found.occurred_at == MORNING
    assert found.recorded_at == MORNING + timedelta(hours=1)


@pytest.mark.parametrize(
    "statement", ["UPDATE journal_entry SET reason = 'x'", "DELETE FROM journal_entry"]
)
def test_the_database_itself_refuses_to_change_what_was_recorded(
    session: Session, statement: str
) -> None:
    write(1)
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text(statement))
    session.rollback()


def test_a_journal_that_nobody_touched_is_proven_by_its_signed_heads(session: Session) -> None:
    signer = current_runtime().signer
    write(1, 2, 3)
    with transaction() as act:
        signer.sign(act, now=MORNING)
    write(4)
    verdict = verify.verify(session, signer.public_bytes)
    assert (verdict.entries, verdict.heads, verdict.faults) == (4, 1, ())


def test_signing_the_same_size_twice_gives_the_first_head(session: Session) -> None:
    signer = current_runtime().signer
    write(1)
    with transaction() as act:
        first = signer.sign(act, now=MORNING).signature
    with transaction() as act:
        second = signer.sign(act, now=MORNING + timedelta(days=1)).signature
    assert first == second
    latest = heads.latest(session)
    assert latest is not None
    assert latest.size == 1


def _disarm(session: Session) -> None:
    """Do what somebody with the database in his hands could do."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("DROP TRIGGER journal_entry_no_update"))
        session.execute(text("DROP TRIGGER journal_entry_no_delete"))
    else:
        session.execute(text("ALTER TABLE journal_entry DISABLE TRIGGER USER"))


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE journal_entry SET reason = '' WHERE position = 2", "position 2 was altered"),
        ("DELETE FROM journal_entry WHERE position = 2", "position 2 is missing"),
        ("DELETE FROM journal_entry WHERE position = 3", "the head does not match"),
    ],
)
def test_whoever_alters_the_journal_behind_the_databases_back_is_found(
    session: Session, statement: str, fault: str
) -> None:
    write(1, 2, 3)
    _disarm(session)
    session.execute(text(statement))
    db.session.commit()
    verdict = verify.verify(session, current_runtime().signer.public_bytes)
    assert any(fault in found for found in verdict.faults)


def test_a_head_signed_with_another_key_is_found(session: Session) -> None:
    write(1)
    with transaction() as act:
        heads.HeadSigner(b"\x09" * 32).sign(act, now=MORNING)
    verdict = verify.verify(session, current_runtime().signer.public_bytes)
    assert verdict.faults == ("1 条处的签名无效 the signature at size 1 is bad",)


def test_many_writers_at_once_give_one_gap_free_order_that_no_reader_ever_misses(
    app: Flask,
) -> None:
    writers, acts = 4, 15
    done = Event()
    start = Barrier(writers + 1)

    def act(writer: int) -> None:
        with app.app_context():
            start.wait()
            for number in range(acts):
                write(writer * 1000 + number, writer * 1000 + 500 + number)
            db.session.remove()

    def tail() -> list[int]:
        seen: list[int] = []
        with app.app_context():
            start.wait()
            finished = False
            while not finished:
                # The last look happens after every writer is done.
                finished = done.is_set()
                last = seen[-1] if seen else 0
                seen += [e.position for e in read.after(db.session(), last, limit=1000)]
                db.session.rollback()
            db.session.remove()
        return seen

    with ThreadPoolExecutor(writers + 1) as pool:
        reader = pool.submit(tail)
        try:
            for future in [pool.submit(act, writer) for writer in range(writers)]:
                future.result()
        finally:
            done.set()
        assert reader.result() == list(range(1, writers * acts * 2 + 1))


def test_an_act_that_stays_open_while_others_commit_is_not_stepped_over(app: Flask) -> None:
    """On SQLite writers take turns: the open act there is one that has yet to begin writing."""
    opened, others_done = Event(), Event()

    def slow() -> None:
        with app.app_context():
            db.session.execute(text("SELECT 1"))
            if db.engine.dialect.name == "sqlite":
                opened.set()
                others_done.wait(30)
                write(1)
            else:
                with transaction() as act:
                    append.record(act, entry(1))
                    act.execute(text("UPDATE court SET confirmed = true"))
                    opened.set()
                    others_done.wait(30)
            db.session.remove()

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(slow)
        assert opened.wait(30)
        write(2)
        write(3)
        seen = [e.position for e in read.after(db.session(), 0, limit=10)]
        db.session.rollback()
        others_done.set()
        future.result()
    assert seen == [1, 2]
    [late] = read.after(db.session(), seen[-1], limit=10)
    assert (late.position, late.body) == (3, '{"mark":1}')
