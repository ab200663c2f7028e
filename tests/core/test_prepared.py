"""Prepared statements say what any other statement says, and fail as any other fails."""

from datetime import UTC
from typing import cast

import pytest
from sqlalchemy import Table, bindparam, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.clock import SHANGHAI
from registry.db import transaction
from registry.models.jobs import JobRecord
from registry.models.journal import JournalHead
from registry.prepared import Prepared
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


def keep(name: str, *, failures: int) -> None:
    values = {
        "name": name,
        "succeeded_at": None,
        "failed_at": MORNING.astimezone(SHANGHAI),
        "failures": failures,
        "error": "unreachable",
    }
    with transaction() as session:
        KEEP.run(session, values)


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
