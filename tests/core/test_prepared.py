"""Prepared statements say what any other statement says, and fail as any other fails."""

from datetime import UTC, timedelta
from typing import cast

import pytest
from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.clock import SHANGHAI
from registry.db import Moment, reading, transaction
from registry.models.jobs import JobRecord
from registry.models.journal import JournalHead
from registry.prepared import MOST_TOGETHER, Prepared, Writes
from tests.clocks import MORNING

pytestmark = pytest.mark.every_engine
JOBS = cast(Table, JobRecord.__table__)
HEADS = cast(Table, JournalHead.__table__)
KEEP = Prepared(insert(JOBS).values({column.name: bindparam(column.name) for column in JOBS.c}))
FAILING = Prepared(
    select(JOBS.c.name, JOBS.c.failed_at, JOBS.c.succeeded_at)
    .where(JOBS.c.failures >= bindparam("least"), JOBS.c.error != "none")
    .order_by(JOBS.c.failures)
)
HEAD = Prepared(select(HEADS.c.stream, HEADS.c.size).where(HEADS.c.id == bindparam("id")))
EDGE = Prepared(
    select(HEADS.c.size, HEADS.c.edge).where(HEADS.c.id == bindparam("id")), is_raw=True
)


COUNT = Prepared(
    update(JOBS)
    .where(JOBS.c.name == bindparam("which"))
    .values(failures=JOBS.c.failures + bindparam("more"), failed_at=bindparam("at", type_=Moment()))
    .returning(JOBS.c.failures)
)


def failed(name: str, *, failures: int) -> dict[str, object]:
    return {
        "name": name,
        "succeeded_at": None,
        "failed_at": MORNING.astimezone(SHANGHAI),
        "failures": failures,
        "error": "unreachable",
    }


def keep(name: str, *, failures: int) -> None:
    with transaction() as session:
        KEEP.run(session, failed(name, failures=failures))


def test_values_go_in_and_come_out_as_what_they_mean(session: Session) -> None:
    keep("first", failures=1)
    keep("second", failures=2)
    assert FAILING.rows(session, {"least": 1}) == [
        ("first", MORNING, None),
        ("second", MORNING, None),
    ]
    [moment] = {row[1] for row in FAILING.rows(session, {"least": 2})}
    assert moment.tzinfo is UTC
    kept = session.scalars(select(JobRecord).order_by(JobRecord.failures)).all()
    assert [(job.name, job.failed_at) for job in kept] == [("first", MORNING), ("second", MORNING)]
    head = session.get_one(JournalHead, 1)
    assert HEAD.row(session, {"id": 1}) == (head.stream, head.size)


def test_raw_rows_hold_bytes_and_numbers_as_they_were_written(session: Session) -> None:
    edge = bytes(range(256))
    with transaction() as act:
        act.get_one(JournalHead, 1).edge = edge
    assert EDGE.row(session, {"id": 1}) == (0, edge)


def test_where_there_is_no_row_nothing_is_returned(session: Session) -> None:
    assert HEAD.row(session, {"id": 2}) is None
    assert HEAD.value(session, {"id": 2}) is None
    assert FAILING.rows(session, {"least": 1}) == []


def test_what_an_act_wrote_is_gone_with_its_transaction(session: Session) -> None:
    keep("first", failures=1)
    with pytest.raises(IntegrityError) as refused:
        keep("first", failures=2)
    assert "unreachable" not in str(refused.value)
    assert [row[0] for row in FAILING.rows(session, {"least": 0})] == ["first"]


@pytest.mark.parametrize("others", [0, 1, MOST_TOGETHER])
def test_what_is_written_together_is_all_written(session: Session, others: int) -> None:
    """And the statement that was added last says what it gives, however many there are."""
    keep("counted", failures=2)
    names = [f"other-{number}" for number in range(others)]
    later = MORNING + timedelta(hours=1)
    with transaction() as act:
        writes = Writes()
        for number, name in enumerate(names):
            writes.add(KEEP, failed(name, failures=10 + number))
        writes.add(COUNT, {"which": "counted", "more": 1, "at": later})
        assert writes.value(act) == 3
        # Nothing waits any more.
        writes.run(act)
    rows = FAILING.rows(session, {"least": 0})
    assert [row[0] for row in rows] == ["counted", *names]
    assert [row[1] for row in rows] == [later, *[MORNING] * others]


def test_of_what_is_written_together_nothing_stays_where_one_is_refused(session: Session) -> None:
    keep("first", failures=1)
    writes = Writes()
    for name in ("second", "first"):
        writes.add(KEEP, failed(name, failures=3))
    with pytest.raises(IntegrityError) as refused, transaction() as act:
        writes.run(act)
    assert "unreachable" not in str(refused.value)
    assert [row[0] for row in FAILING.rows(session, {"least": 0})] == ["first"]


def test_where_nothing_is_met_what_is_written_together_says_so(session: Session) -> None:
    with transaction() as act:
        writes = Writes()
        writes.add(KEEP, failed("first", failures=1))
        writes.add(COUNT, {"which": "nobody", "more": 1, "at": MORNING})
        assert writes.value(act) is None
    assert [row[0] for row in FAILING.rows(session, {"least": 0})] == ["first"]


def test_after_reading_an_act_is_still_one(session: Session) -> None:
    """Who reads without a transaction leaves the connection as it was."""
    with reading() as looking:
        assert HEAD.value(looking, {"id": 1}) is not None
    with transaction() as act:
        KEEP.run(act, failed("first", failures=1))
        act.rollback()
    assert FAILING.rows(session, {"least": 0}) == []


def test_reading_writes_nothing_of_what_waits(session: Session) -> None:
    keep("first", failures=1)
    with reading() as looking:
        looking.add(JobRecord(**failed("never", failures=1)))
        assert [row[0] for row in FAILING.rows(looking, {"least": 0})] == ["first"]
        looking.scalars(select(JobRecord)).all()
    assert [row[0] for row in FAILING.rows(session, {"least": 0})] == ["first"]
