"""Importing: what a record becomes in the register, in the public list and in the journal."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.courts import Court
from registry.models.deadlines import Deadline
from registry.models.imports import ImportRun
from registry.models.journal import JournalEntry
from registry.models.publication import PublicEntry
from registry.models.sealed_texts import SealedText
from tests.clocks import MORNING
from tests.imports import looking
from tests.imports.records import (
    NO_REPORT,
    Record,
    company,
    every_form,
    masked,
    person,
    resident_number,
    write,
)
from tests.imports.running import import_file

ENDED = {"regDate": "20200310", "publishDate": "20200506", "disruptTypeName": NO_REPORT}


@pytest.mark.every_engine
def test_a_published_record_becomes_what_a_courts_act_would_make(
    session: Session, tmp_path: Path
) -> None:
    imported = import_file(write(tmp_path / "a.jsonl", [person(1, iname="张三")]))
    assert imported.said() == ["accepted published"]
    [listing] = looking.listings(session)
    assert (listing.source, listing.state, listing.version) == ("import", "published", 1)
    assert listing.published_on == date(2025, 5, 6)
    [entry] = session.scalars(select(PublicEntry))
    assert entry.public_id == listing.public_id
    assert (entry.name_key, entry.province, entry.court_code) == ("张三", "四川", "川0107")
    item = json.loads(entry.item)
    assert item["id"] == str(listing.public_id)
    assert item["court"] == {"code": "川0107", "name": "成都市武侯区人民法院"}
    assert item["id_number_masked"] == "510199***********3"
    [deadline] = session.scalars(select(Deadline))
    assert (deadline.kind, deadline.record_id) == ("issue_restriction", listing.public_id)
    assert deadline.due_on == date(2026, 3, 5)


def test_the_journal_says_who_why_and_on_what_ground(session: Session, tmp_path: Path) -> None:
    run = import_file(write(tmp_path / "a.jsonl", [person(1)])).run
    entries = {entry.kind: entry for entry in session.scalars(select(JournalEntry))}
    assert set(entries) == {
        *("import.started", "court.added", "listing.published", "import.finished"),
    }
    told = entries["listing.published"]
    assert (told.actor, told.via) == (f"import:{run}", "operator:test")
    assert told.basis == "LR Art. 1(1)"
    assert told.occurred_at == MORNING
    body = json.loads(told.body)
    assert body["identified"] is True
    assert body["listing"]["amount_outstanding"] == "98000.00"
    assert body["identity"]["version"] == 1
    assert looking.is_proven(session)


@pytest.mark.every_engine
def test_what_an_import_publishes_has_sealed_texts_that_agree_with_the_journal(
    session: Session, tmp_path: Path
) -> None:
    masked_one = person(3, cardNum=masked(resident_number()))
    import_file(
        write(tmp_path / "a.jsonl", [person(1), company(2), masked_one, person(4, **ENDED)])
    )
    published = select(JournalEntry.position).where(JournalEntry.kind == "listing.published")
    texts = session.scalars(select(SealedText).order_by(SealedText.position)).all()
    assert [text.position for text in texts] == session.scalars(
        published.order_by("position")
    ).all()
    assert [text.said is not None for text in texts] == [True, True, False]
    assert looking.is_proven(session)


def test_no_name_and_no_number_reach_the_journal(session: Session, tmp_path: Path) -> None:
    records = [
        person(1, iname="独一无二"),
        company(2),
        person(3, cardNum=masked(resident_number())),
    ]
    import_file(write(tmp_path / "a.jsonl", records))
    written = "".join(session.scalars(select(JournalEntry.body)))
    for record in records:
        assert record["iname"] not in written
        assert record["cardNum"] not in written


def test_an_ended_record_is_recorded_and_never_public(session: Session, tmp_path: Path) -> None:
    imported = import_file(write(tmp_path / "a.jsonl", [person(1, **ENDED)]))
    assert imported.said() == ["accepted ended"]
    [listing] = looking.listings(session)
    assert (listing.ended_on, listing.end_ground) == (date(2022, 5, 6), "LR2-term")
    assert looking.items(session) == {}
    assert looking.deadlines(session) == []
    assert looking.kinds(session)["listing.recorded"] == 1
    assert looking.kinds(session)["listing.published"] == 0


def test_a_fully_performed_record_is_kept_back_and_owes_its_removal(
    session: Session, tmp_path: Path
) -> None:
    imported = import_file(write(tmp_path / "a.jsonl", [person(1, performance="全部已履行")]))
    assert imported.said() == ["accepted unpublished"]
    assert looking.items(session) == {}
    assert looking.deadlines(session) == [("remove_listing", True)]
    assert looking.kinds(session)["listing.recorded"] == 1


@pytest.mark.every_engine
def test_one_number_is_one_subject_whatever_its_form(session: Session, tmp_path: Path) -> None:
    number = resident_number(5, born="19710203")
    old = number[:6] + number[8:17]
    records = [person(1, iname="张三", cardNum=number), person(2, iname="张三", cardNum=old)]
    import_file(write(tmp_path / "a.jsonl", records))
    found = looking.counts(session)
    assert (found["subject"], found["subject_identity"], found["listing"]) == (1, 1, 2)


@pytest.mark.parametrize("apart", [False, True])
def test_another_name_on_a_number_links_and_is_flagged(
    session: Session, tmp_path: Path, apart: bool
) -> None:
    number = resident_number(7)
    records = [person(1, iname="张三", cardNum=number), person(2, iname="李四", cardNum=number)]
    if apart:
        import_file(write(tmp_path / "a.jsonl", records[:1]))
    imported = import_file(write(tmp_path / "b.jsonl", records[apart:]))
    assert [caution.value for caution in imported.results[-1].cautions][-1] == "names_differ"
    found = looking.canonical(session)
    assert found[2] == [("natural", 2, True)]
    assert {item["name"] for item in looking.items(session).values()} == {"张三", "李四"}


def test_masked_numbers_link_to_nobody(session: Session, tmp_path: Path) -> None:
    number = masked(resident_number())
    records = [person(place, iname="张三", cardNum=number) for place in (1, 2)]
    import_file(write(tmp_path / "a.jsonl", records))
    assert looking.counts(session)["subject"] == 2
    bodies = [json.loads(body) for body in session.scalars(select(JournalEntry.body))]
    assert [body["identified"] for body in bodies if "identified" in body] == [False, False]
    shown = looking.items(session)["(2025)川0107执1号"]["id_number_masked"]
    assert shown == f"510199***********{number[-1]}"


def test_several_debtors_share_one_case(session: Session, tmp_path: Path) -> None:
    number = "(2025)川0107执9号"
    records = [person(place, caseCode=number) for place in (1, 2)]
    import_file(write(tmp_path / "a.jsonl", records))
    import_file(write(tmp_path / "b.jsonl", [company(3, caseCode=number)]))
    found = looking.counts(session)
    assert (found["enforcement_case"], found["debtor"], found["listing"]) == (1, 3, 3)


def test_an_unknown_court_is_entered_unconfirmed_and_convicts_nobody(
    session: Session, tmp_path: Path
) -> None:
    records = [
        person(1, caseCode="(2025)川0198执1号", courtName="成都市甲区人民法院"),
        person(2, caseCode="(2025)川0198执2号", courtName="成都市乙区人民法院"),
        person(3, caseCode="(2025)川0197执3号", courtName=""),
    ]
    imported = import_file(write(tmp_path / "a.jsonl", records))
    again = import_file(
        write(tmp_path / "b.jsonl", [{**records[1], "caseCode": "(2025)川0198执5号"}])
    )
    assert imported.said() == ["accepted published"] * 3
    assert again.results[0].cautions[0].value == "court_name_differs"
    courts = {court.code: court for court in session.scalars(select(Court))}
    assert not courts["川0198"].confirmed
    assert (courts["川0198"].name, courts["川0197"].name) == ("成都市甲区人民法院", "川0197")
    assert looking.items(session)["(2025)川0198执2号"]["court"]["name"] == "成都市甲区人民法院"


def test_the_table_that_comes_with_the_register_is_known_before_anybody_loads_it(
    session: Session, tmp_path: Path
) -> None:
    records = [person(1, courtName=""), person(2, courtName="北京市朝阳区人民法院")]
    imported = import_file(write(tmp_path / "a.jsonl", records))
    assert imported.said() == ["accepted published", "rejected court_mismatch"]
    assert looking.items(session)["(2025)川0107执1号"]["court"]["name"] == "成都市武侯区人民法院"
    [court] = session.scalars(select(Court))
    assert court.confirmed


@pytest.mark.every_engine
def test_every_form_of_a_file_leaves_the_same_register(session: Session, tmp_path: Path) -> None:
    records: list[Record] = [person(1), person(1), company(2, duty="一\r\n二"), person(3, iname="")]
    wanted = ["accepted published", "duplicate of 1", "accepted published", "rejected name_missing"]
    for name, content in every_form(records).items():
        path = tmp_path / name
        path.write_bytes(content)
        assert import_file(path, rehearse=True).said() == wanted, name


@pytest.mark.every_engine
def test_a_bad_line_is_rejected_and_the_rest_goes_in(session: Session, tmp_path: Path) -> None:
    imported = import_file(write(tmp_path / "a.jsonl", [person(1), "no json", person(2)]))
    assert imported.said() == ["accepted published", "rejected not_an_object", "accepted published"]
    assert looking.counts(session)["listing"] == 2


@pytest.mark.every_engine
def test_run_twice_nothing_changes(session: Session, tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", [person(1), company(2), person(3, **ENDED), person(4, iname="")]
    )
    import_file(path)
    before = looking.canonical(session)
    again = import_file(path)
    assert again.said() == [*["duplicate"] * 3, "rejected name_missing"]
    assert again.run is None
    assert looking.canonical(session) == before


@pytest.mark.every_engine
def test_a_run_keeps_what_it_did(session: Session, tmp_path: Path) -> None:
    records = [person(1), person(1), person(1, performance="部分未履行"), person(2, iname="")]
    imported = import_file(write(tmp_path / "list.jsonl", records))
    [run] = session.scalars(select(ImportRun))
    assert run.public_id == imported.run
    assert (run.file_name, run.as_of, run.state) == ("list.jsonl", date(2026, 3, 2), "finished")
    assert (run.lines, run.accepted, run.updated, run.duplicates, run.rejected) == (4, 1, 1, 1, 1)


@pytest.mark.every_engine
def test_a_rehearsal_writes_nothing_and_says_the_same(session: Session, tmp_path: Path) -> None:
    records = [
        *(person(1), person(1), person(1, performance="部分未履行"), person(1)),
        *(person(2, iname=""), person(3, **ENDED), person(1, performance="全部已履行")),
    ]
    path = write(tmp_path / "a.jsonl", records)
    before = looking.counts(session)
    rehearsed = import_file(path, rehearse=True, group=2)
    assert looking.counts(session) == before
    assert rehearsed.said() == import_file(path, group=3).said()
