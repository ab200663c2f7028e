"""Turns: on SQLite the writers of one process wait for each other, and none is turned away."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import select, update

from registry.db import db, transaction
from registry.models.jobs import JobRecord

NAME = "turn-test"
WRITERS = 8
# Nothing waits so long unless it waits for ever.
LONGEST = 20.0


@contextmanager
def beside() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(WRITERS) as threads:
        yield threads


def begin(app: Flask) -> None:
    with app.app_context(), transaction() as session:
        session.add(JobRecord(name=NAME, failures=0, error=""))


def add_one(app: Flask) -> None:
    """Read and write back, which loses counts wherever two do it at once."""
    with app.app_context(), transaction() as session:
        count = session.scalars(select(JobRecord.failures).where(JobRecord.name == NAME)).one()
        session.execute(update(JobRecord).where(JobRecord.name == NAME).values(failures=count + 1))


def counted(app: Flask) -> int:
    with app.app_context():
        found = db.session.scalars(select(JobRecord.failures).where(JobRecord.name == NAME)).one()
        db.session.rollback()
        return found


def held(app: Flask, inside: Event, let_go: Event, *, fails: bool) -> None:
    with app.app_context(), transaction():
        inside.set()
        assert let_go.wait(LONGEST)
        if fails:
            raise LookupError


def test_who_comes_at_once_writes_one_after_the_other(app: Flask) -> None:
    begin(app)
    with beside() as threads:
        list(threads.map(lambda _: add_one(app), range(5 * WRITERS)))
    assert counted(app) == 5 * WRITERS


@pytest.mark.parametrize("fails", [False, True])
def test_who_waits_writes_as_soon_as_the_one_before_is_done_or_has_failed(
    app: Flask, *, fails: bool
) -> None:
    begin(app)
    inside, let_go = Event(), Event()
    with beside() as threads:
        first = threads.submit(held, app, inside, let_go, fails=fails)
        assert inside.wait(LONGEST)
        second: Future[None] = threads.submit(add_one, app)
        # Whoever reads does not wait for whoever writes.
        assert counted(app) == 0
        assert not second.done()
        let_go.set()
        second.result(LONGEST)
        assert isinstance(first.exception(LONGEST), LookupError if fails else type(None))
    assert counted(app) == 1
