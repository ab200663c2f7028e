"""The index of numbers: caught up with in bulk, each number once, found without reading all."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, event, func, select
from sqlalchemy.orm import Session

from registry.db import db, transaction
from registry.identity import Document, Identity, number_index
from registry.models.screenings import SubjectNumber
from registry.models.subjects import SubjectIdentity
from registry.runtime import current_runtime
from registry.services.parties import subject_numbers, subjects
from schemas.codes import DocumentType, SubjectKind
from tests.api.desk import number
from tests.clocks import MORNING

PEOPLE = 30


@pytest.fixture
def statements(session: Session) -> Iterator[list[str]]:
    """Give the statements that the store is asked, as they come."""
    seen: list[str] = []

    def note(_conn: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def enrolled() -> list[str]:
    """Make people known, each by a number and a passport; return their numbers."""
    runtime = current_runtime()
    numbers = [number("510199", "19800101", f"{each:03}") for each in range(PEOPLE)]
    with transaction() as session:
        for each, own in enumerate(numbers):
            documents = (
                Document(DocumentType.RESIDENT_ID, own),
                Document(DocumentType.PASSPORT, f"E{each:08}"),
            )
            identity = Identity(kind=SubjectKind.NATURAL, name=f"李测试{each}", documents=documents)
            subjects.enrol(session, identity, vault=runtime.vault, now=MORNING)
    return numbers


def index_some(limit: int) -> int:
    with transaction() as session:
        return subject_numbers.index_some(session, vault=current_runtime().vault, limit=limit)


@pytest.mark.every_engine
def test_every_number_is_indexed_once_however_often_the_job_runs(session: Session) -> None:
    numbers = enrolled()
    assert [index_some(PEOPLE - 1), index_some(PEOPLE - 1), index_some(PEOPLE - 1)] == [
        PEOPLE - 1,
        1,
        0,
    ]
    vault = current_runtime().vault
    wanted = {number_index(vault, SubjectKind.NATURAL, own) for own in numbers}
    found = set(session.scalars(select(SubjectNumber.number_index)))
    assert len(found) == 2 * PEOPLE
    assert wanted < found
    is_left = select(func.count()).where(~SubjectIdentity.indexed)
    assert session.scalar(is_left) == 0


def test_what_is_not_indexed_is_found_without_reading_what_is(
    session: Session, statements: list[str]
) -> None:
    enrolled()
    statements.clear()
    assert index_some(PEOPLE) == PEOPLE
    # One that reads, one that enters, one that marks, and whatever a transaction takes.
    assert len(statements) < PEOPLE / 2
    [reading] = [each for each in statements if "JOIN subject " in each]
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {reading}", (PEOPLE, 0))
    assert "ix_subject_identity_unindexed" in " ".join(str(row) for row in plan)
