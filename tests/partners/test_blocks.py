"""Blocks of the journal: read once for everybody, and never longer told of who was erased."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from sqlalchemy import delete, event
from sqlalchemy.orm import Session

from partners.notices.blocks import KEPT, LENGTH, Blocks
from partners.notices.entry import Entry
from partners.notices.naming import SECONDS
from registry.db import db, transaction
from registry.journal import read
from registry.models.subjects import SubjectIdentity
from tests.partners.conftest import Agencies
from tests.partners.gathering import gathered
from tests.partners.register import NAME, Register


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect what is asked of the store."""
    asked: list[str] = []

    def note(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def found(session: Session, blocks: Blocks, after: int = 0) -> Sequence[Entry]:
    head = read.head(session)
    pages = blocks.between(session, head.stream, after, head.size)
    return [entry for _, entries in pages for entry in entries]


def test_what_was_read_is_not_read_again_and_what_came_since_is(
    register: Register, session: Session
) -> None:
    blocks = Blocks()
    first = register.publish(register.subject())
    assert [entry.record_id for entry in found(session, blocks)] == [first]
    session.rollback()
    with statements() as asked:
        assert [entry.record_id for entry in found(session, blocks)] == [first]
    assert not [text for text in asked if "journal_entry" in text or "sealed_text" in text]
    second = register.publish(register.subject())
    assert [entry.record_id for entry in found(session, blocks)] == [first, second]
    position = found(session, blocks)[0].position
    assert [entry.record_id for entry in found(session, blocks, position)] == [second]


def test_a_second_agency_costs_no_second_look_at_identities(
    register: Register, directory: Agencies, session: Session
) -> None:
    one = directory.add("go2016.C1")
    other = directory.add("go2016.C1", "go2016.C2", code="civil-affairs")
    register.publish(register.subject())
    blocks = Blocks()
    before = gathered(session, blocks, one)
    with statements() as asked:
        after = gathered(session, blocks, other)
    assert not [text for text in asked if "subject_identity" in text or "sealed_text" in text]
    assert [len(found.parts) for found in (before, after)] == [1, 1]
    assert b'"apply":["go2016.C1"]' in before.parts[0]
    assert b'"apply":["go2016.C1","go2016.C2"]' in after.parts[0]


def test_who_was_erased_is_not_told_any_more_after_a_moment(
    register: Register, directory: Agencies, session: Session
) -> None:
    agency_id = directory.add("go2016.C1")
    register.publish(register.subject())
    seconds = [0.0]
    blocks = Blocks(clock=lambda: seconds[0])
    assert NAME.encode() in gathered(session, blocks, agency_id).parts[0]
    session.rollback()
    with transaction() as writing:
        writing.execute(delete(SubjectIdentity))
    seconds[0] += SECONDS + 1
    assert NAME.encode() not in gathered(session, blocks, agency_id).parts[0]


def test_of_usual_beginnings_no_identity_is_read(
    register: Register, directory: Agencies, session: Session
) -> None:
    agency_id = directory.add("go2016.C1")
    register.publish(register.subject())
    with statements() as asked:
        assert NAME.encode() in gathered(session, Blocks(), agency_id).parts[0]
    assert not [text for text in asked if "subject_identity" in text]


@pytest.mark.parametrize("size", [LENGTH, LENGTH + 1, LENGTH * (KEPT + 3)])
def test_however_long_the_journal_every_entry_is_found_once(
    register: Register, session: Session, size: int
) -> None:
    """Positions without a notice leave no gap, and no entry at an edge is lost or doubled."""
    subject = register.subject()
    records = [register.publish(subject) for _ in range(3)]
    blocks = Blocks()
    head = read.head(session)
    for _ in range(2):
        pages = list(blocks.between(session, head.stream, 0, max(size, head.size)))
        assert [entry.record_id for _, rows in pages for entry in rows] == records
        assert len(pages) == -(-max(size, head.size) // LENGTH)
