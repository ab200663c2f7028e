"""Undoing an import as a whole: revocations with notices, updates taken back, digests forgotten."""

import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from registry.db import transaction
from registry.errors import ServiceError
from registry.imports.commands import surroundings
from registry.imports.undoing import Undo
from registry.models.cases import Debtor
from registry.models.courts import Staff
from registry.models.imports import ImportRun
from registry.models.journal import JournalEntry
from registry.models.listings import Listing
from registry.models.remedies import Objection
from tests.clocks import MORNING
from tests.imports import looking
from tests.imports.records import NO_REPORT, company, masked, person, resident_number, write
from tests.imports.running import OPERATOR, import_file

RECORDS = [
    person(1),
    person(2, disruptTypeName=NO_REPORT, regDate="20200310", publishDate="20200506"),
    person(3, performance="全部已履行"),
    company(4),
    person(5, cardNum=masked(resident_number()), age="40"),
]
PART = person(1, performance="部分未履行", performedPart="1000元")


def undo(run: UUID | None) -> Undo:
    assert run is not None
    work = Undo(run, surroundings(), operator=OPERATOR)
    assert sum(work.run()) == work.revoked + work.taken_back
    return work


@pytest.mark.every_engine
def test_every_listing_is_revoked_and_agencies_told_of_those_they_knew(
    session: Session, tmp_path: Path
) -> None:
    run = import_file(write(tmp_path / "a.jsonl", RECORDS)).run
    assert undo(run).revoked == 5
    assert {listing.state for listing in looking.listings(session)} == {"revoked"}
    assert looking.items(session) == {}
    assert all(not is_open for _, is_open in looking.deadlines(session))
    kinds = looking.kinds(session)
    assert (kinds["listing.revoked"], kinds["listing.record_revoked"]) == (3, 2)
    assert kinds["import.undone"] == 1
    ended = session.scalars(
        select(JournalEntry.body).where(JournalEntry.kind == "listing.revoked")
    ).first()
    assert json.loads(ended or "")["ended"] == {"ground": "LR9", "on": "2026-03-02"}
    assert looking.is_proven(session)


def test_an_entry_that_became_unpublished_is_revoked_for_those_who_were_told(
    session: Session, tmp_path: Path
) -> None:
    records = [person(1), person(1, performance="全部已履行")]
    undo(import_file(write(tmp_path / "a.jsonl", records)).run)
    assert looking.kinds(session)["listing.revoked"] == 1


@pytest.mark.every_engine
def test_undoing_again_does_nothing(session: Session, tmp_path: Path) -> None:
    run = import_file(write(tmp_path / "a.jsonl", RECORDS)).run
    undo(run)
    before = looking.canonical(session)
    assert undo(run).revoked == 0
    assert looking.canonical(session) == before


@pytest.mark.every_engine
def test_an_interrupted_undoing_goes_on_where_it_stopped(session: Session, tmp_path: Path) -> None:
    run = import_file(write(tmp_path / "a.jsonl", RECORDS)).run
    assert run is not None
    begun = Undo(run, surroundings(), operator=OPERATOR, group=2).run()
    assert next(begun) == 2
    assert undo(run).revoked == 3
    assert looking.kinds(session)["import.undone"] == 1


def test_the_file_can_come_again(session: Session, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", RECORDS)
    first = import_file(path)
    undo(first.run)
    second = import_file(path)
    assert second.said() == first.said()
    assert second.run != first.run
    states = [listing.state for listing in looking.listings(session)]
    assert states.count("revoked") == 5
    assert len(looking.items(session)) == 3


@pytest.mark.every_engine
def test_an_update_is_taken_back_to_what_was_before(session: Session, tmp_path: Path) -> None:
    import_file(write(tmp_path / "a.jsonl", RECORDS))
    before = looking.items(session)
    work = undo(import_file(write(tmp_path / "b.jsonl", [PART, person(9)])).run)
    assert (work.revoked, work.taken_back) == (1, 1)
    assert looking.items(session) == before
    assert looking.kinds(session)["listing.amended"] == 2
    assert import_file(write(tmp_path / "c.jsonl", [PART])).said() == ["update published"]


def test_an_update_on_which_another_was_built_leaves_what_that_one_says(
    session: Session, tmp_path: Path
) -> None:
    import_file(write(tmp_path / "a.jsonl", [person(1)]))
    first = looking.items(session)
    second = import_file(write(tmp_path / "b.jsonl", [PART])).run
    third = import_file(write(tmp_path / "c.jsonl", [{**PART, "performedPart": "2000元"}])).run
    latest = looking.items(session)
    undo(second)
    assert looking.items(session) == latest
    undo(third)
    assert looking.items(session) == first


def test_what_a_court_has_ended_stays_as_the_court_left_it(
    session: Session, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.jsonl", [person(1), person(2)])
    run = import_file(path).run
    with transaction() as act:
        act.execute(
            update(Listing).where(Listing.id == looking.listings(act)[0].id).values(state="removed")
        )
    assert undo(run).revoked == 1
    assert [listing.state for listing in looking.listings(session)] == ["removed", "revoked"]
    assert import_file(path).said() == ["duplicate", "accepted published"]


def test_a_run_that_nobody_knows_is_refused(session: Session) -> None:
    with pytest.raises(ServiceError, match="run_unknown"):
        list(Undo(uuid4(), surroundings(), operator=OPERATOR).run())


@pytest.mark.every_engine
def test_an_import_stops_when_its_run_is_undone_meanwhile(session: Session, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [person(place) for place in range(1, 7)])
    with pytest.raises(ServiceError, match="run_undone"):
        import_file(path, group=2, after_each=lambda: undo_latest(session))
    assert {listing.state for listing in looking.listings(session)} == {"revoked"}


def undo_latest(session: Session) -> None:
    run = session.scalars(select(ImportRun.public_id)).one()
    undo(run)


def test_what_was_to_be_corrected_about_a_listing_is_done_by_its_revocation(
    session: Session, tmp_path: Path
) -> None:
    run = import_file(write(tmp_path / "a.jsonl", [person(1)])).run
    (listing,) = looking.listings(session)
    clerk = Staff(
        public_id=uuid4(), court_code="川0107", login="a", name="a", role="clerk", active=True
    )
    session.add(clerk)
    session.flush()
    debtor = session.get_one(Debtor, listing.debtor_id)
    objection = Objection(
        public_id=uuid4(),
        case_id=debtor.case_id,
        disputed="listing",
        listing_id=listing.id,
        objector="debtor",
        statement="x",
        in_writing=True,
        in_person=False,
        received_on=listing.published_on,
        received_by=clerk.id,
        received_at=MORNING,
        state="upheld",
        version=1,
    )
    session.add(objection)
    session.commit()
    undo(run)
    session.refresh(objection)
    assert (objection.state, objection.corrected_by) == ("corrected", "sign_revocation")
    assert looking.kinds(session)["objection.corrected"] == 1
    assert looking.is_proven(session)
