"""Blocks of the journal: read once for everybody, and never longer told of who was erased."""

from collections.abc import Sequence

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from partners.notices.blocks import KEPT, LENGTH, Blocks
from partners.notices.entry import Entry
from partners.notices.naming import SECONDS
from registry.db import transaction
from registry.journal import read
from registry.models.courts import Court
from registry.models.subjects import SubjectIdentity
from tests.partners.asked import told_to_the_store
from tests.partners.conftest import Agencies
from tests.partners.gathering import erasures, gathered
from tests.partners.register import COURT_NAME, NAME, Register


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
    with told_to_the_store() as asked:
        assert [entry.record_id for entry in found(session, blocks)] == [first]
    assert asked
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
    with told_to_the_store() as asked:
        after = gathered(session, blocks, other)
    assert not [text for text in asked if "subject_identity" in text or "sealed_text" in text]
    assert [len(found.parts) for found in (before, after)] == [1, 1]
    assert b'"apply":["go2016.C1"]' in before.parts[0]
    assert b'"apply":["go2016.C1","go2016.C2"]' in after.parts[0]


@pytest.mark.every_engine
@pytest.mark.parametrize("is_amended", [False, True])
def test_who_was_erased_is_told_to_nobody_any_more_whatever_was_kept(
    register: Register, directory: Agencies, session: Session, is_amended: bool
) -> None:
    """Whoever read before the erasure may still say so, and has nothing kept for anybody else."""
    agency_id = directory.add("go2016.C1")
    subject = register.subject()
    record = register.publish(subject)
    if is_amended:
        register.amend(subject, record)
    blocks, before = Blocks(), erasures(session)
    assert any(NAME.encode() in part for part in gathered(session, blocks, agency_id).parts)
    session.rollback()
    with transaction() as writing:
        writing.execute(delete(SubjectIdentity))
    late = Blocks()
    for kept in (blocks, late, blocks):
        assert erasures(session) > before
        found = gathered(session, kept, agency_id)
        assert len(found.parts) == 1 + is_amended
        assert not any(NAME.encode() in part for part in found.parts)


def test_a_court_that_was_renamed_is_called_by_its_new_name_after_a_moment(
    register: Register, directory: Agencies, session: Session
) -> None:
    agency_id = directory.add("go2016.C1")
    register.publish(register.subject())
    seconds = [0.0]
    blocks = Blocks(clock=lambda: seconds[0])
    before = gathered(session, blocks, agency_id).parts[0]
    session.rollback()
    with transaction() as writing:
        writing.execute(update(Court).values(name="更名后的法院"))
    seconds[0] += SECONDS + 1
    after = gathered(session, blocks, agency_id).parts[0]
    assert after == before.replace(COURT_NAME.encode(), "更名后的法院".encode())
    assert after != before


def test_of_usual_beginnings_no_identity_is_read(
    register: Register, directory: Agencies, session: Session
) -> None:
    agency_id = directory.add("go2016.C1")
    register.publish(register.subject())
    with told_to_the_store() as asked:
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
