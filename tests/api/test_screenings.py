"""Screening of lists by a court: who is a hit and why, what is nobody's, and what is kept."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.db import transaction
from registry.models.journal import JournalEntry
from registry.models.screenings import ScreeningFault, ScreeningHit, ScreeningPart
from registry.runtime import current_runtime
from registry.screening import working
from tests.api import files, orders, screened
from tests.api.desk import ADULT, OTHER_ADULT, Desk
from tests.api.test_at_once import at_once, statuses
from tests.clocks import SetClock

OLD_NUMBER = ADULT[:6] + ADULT[8:17]


@pytest.mark.every_engine
def test_a_row_is_a_hit_by_its_number_and_a_namesake_only_where_asked_for(
    desk: Desk,
) -> None:
    files.published(desk)
    text = (
        "姓名,身份证号,备注\n"
        f"李测试,{ADULT},甲一\n"
        f"李 测試,{OLD_NUMBER},甲二\n"
        f"某别人,{ADULT.lower()},甲三\n"
        f"李测试,{OTHER_ADULT},甲四\n"
        "李测试,,甲五\n"
        "李测试,5101991980****0010,甲六\n"
        f",{ADULT},甲七\n"
    )
    found = screened.of_csv(desk, text, lists=["dishonest"])
    assert found["state"] == "finished"
    assert (found["rows_done"], found["progress"]) == (7, 100)
    assert screened.hits(desk, found) == [
        (1, "identified", "dishonest"),
        (2, "identified", "dishonest"),
        (3, "number_only", "dishonest"),
        (7, "number_only", "dishonest"),
    ]
    assert found["hits"] == {"identified": 2, "number_only": 2, "name_only": 0}
    found = screened.of_csv(desk, text, lists=["dishonest"], names=True)
    namesakes = [hit for hit in screened.hits(desk, found) if hit[1] == "name_only"]
    # The fourth has another number, so that he is certainly somebody else.
    assert namesakes == [(5, "name_only", "dishonest"), (6, "name_only", "dishonest")]
    assert screened.faults(desk, found) == {5: "number_missing", 6: "number_masked"}


def test_a_hit_says_why_and_shows_what_the_public_sees(desk: Desk) -> None:
    listing = files.published(desk)
    found = screened.of_csv(desk, f"name,number,reference\n李测试,{ADULT},候选人-7\n")
    for match in ("identified", "number_only", "name_only"):
        only = desk.get(f"/screenings/{found['id']}/hits", match=match).get_json()["items"]
        assert [(hit["row"], hit["match"]) for hit in only] == [
            hit[:2] for hit in screened.hits(desk, found) if hit[1] == match
        ]
    assert desk.get(f"/screenings/{found['id']}/hits", match="all").status_code == 422
    page = desk.get(f"/screenings/{found['id']}/hits").get_json()
    hit = page["items"][0]
    assert (hit["reference"], hit["name"]) == ("候选人-7", "李测试")
    assert (hit["number_masked"], hit["needs_person"]) == ("510199***********0", False)
    assert hit["record"]["id"] == listing["id"]
    assert hit["record"]["grounds"] == ["LR1-1"]
    assert hit["record"]["court"]["name"] == "成都市武侯区人民法院"
    assert ADULT not in desk.get(f"/screenings/{found['id']}/hits").get_data(as_text=True)


def test_an_entity_is_found_by_its_code_or_by_the_organisation_code_in_it(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk), **orders.ENTITY)
    orders.in_force(desk, debtor)
    code = orders.ENTITY["documents"][0]["number"]
    text = (
        "企业名称,统一社会信用代码\n"
        f"成都示例有限公司,{code}\n"
        f"成都示例有限公司,{code[8:16]}-{code[16]}\n"
        "成都示例有限公司,91350100M000100Y43\n"
    )
    found = screened.of_csv(desk, text, lists=["restricted"])
    assert screened.hits(desk, found) == [
        (1, "identified", "restricted"),
        (2, "identified", "restricted"),
    ]
    assert screened.hits(desk, screened.of_csv(desk, text, lists=["dishonest"])) == []


def test_somebody_bound_by_an_order_of_an_entity_is_found(desk: Desk) -> None:
    orders.of_entity(desk, orders.REPRESENTATIVE)
    found = screened.of_csv(desk, f"姓名,证件号码\n赵示例,{ADULT}\n")
    page = desk.get(f"/screenings/{found['id']}/hits").get_json()
    assert [hit["record"]["bound_for"]["name"] for hit in page["items"]] == ["成都示例有限公司"]


def test_another_document_of_a_subject_finds_him_as_well(desk: Desk) -> None:
    case = files.case_of(desk)
    documents = [
        {"type": "resident_id", "number": ADULT},
        {"type": "passport", "number": "E12345678"},
    ]
    files.published(desk, files.debtor_of(desk, case, documents=documents))
    found = screened.of_csv(desk, "姓名,证件号码\n李测试,e12345678\n", lists=["dishonest"])
    assert screened.hits(desk, found) == [(1, "identified", "dishonest")]


def test_nobody_is_a_hit_before_publication_in_grace_or_after_the_end(
    desk: Desk, clock: SetClock
) -> None:
    text = f"姓名,证件号码\n李测试,{ADULT}\n"
    listing = files.served(desk, files.signed(desk, files.drafted(desk)))
    asked: dict[str, Any] = {"lists": ["dishonest"], "names": True}
    assert screened.hits(desk, screened.of_csv(desk, text, **asked)) == []
    path = f"/listings/{listing['id']}/publication"
    desk.done(path, version=listing["version"])
    assert len(screened.hits(desk, screened.of_csv(desk, text, **asked))) == 1
    files.removed(desk, listing["id"], "LR10-1", enforcement_completed=True)
    assert screened.hits(desk, screened.of_csv(desk, text, **asked)) == []


def test_a_term_that_is_over_is_no_hit_though_no_job_has_run(desk: Desk, clock: SetClock) -> None:
    files.published(desk, grounds=["LR1-4"])
    text = f"姓名,证件号码\n李测试,{ADULT}\n"
    clock.forward(timedelta(days=730))
    assert len(screened.hits(desk, screened.of_csv(desk, text, lists=["dishonest"]))) == 1
    clock.forward(timedelta(days=2))
    assert screened.hits(desk, screened.of_csv(desk, text, lists=["dishonest"])) == []


class Killed(BaseException):
    """The process is killed here."""


def killed_after(pieces: int) -> Callable[[], None]:
    """Return what kills the process when so many pieces are done."""
    done: list[None] = []

    def count() -> None:
        done.append(None)
        if len(done) == pieces:
            raise Killed

    return count


@pytest.mark.every_engine
def test_a_screening_goes_on_where_a_process_was_killed(desk: Desk) -> None:
    files.published(desk)
    screening = screened.opened(desk, lists=["dishonest"])
    row = f"李测试,{ADULT}\n"
    screened.handed_in(desk, screening, f"姓名,证件号码\n{row * 8}".encode())
    runtime = current_runtime()
    with pytest.raises(Killed):
        working.work_off(runtime, rows_at_once=3, after_each=killed_after(2))
    half = desk.get(f"/screenings/{screening['id']}").get_json()
    assert (half["state"], half["rows_done"]) == ("working", 6)
    found = screened.worked_off(desk, screening)
    assert (found["rows_done"], found["hits"]["identified"]) == (8, 8)
    assert [row for row, _, _ in screened.hits(desk, found)] == list(range(1, 9))


def kept(session: Session) -> int:
    """Return how many rows of lists and results the store holds."""
    tables = (ScreeningPart, ScreeningHit, ScreeningFault)
    counted = [session.scalar(select(func.count()).select_from(each)) or 0 for each in tables]
    session.rollback()
    return sum(counted)


@pytest.mark.every_engine
def test_what_is_cancelled_is_erased_and_goes_no_further(desk: Desk, session: Session) -> None:
    files.published(desk)
    screening = screened.opened(desk)
    answer = screened.handed_in(desk, screening, f"姓名,证件号码\n李测试,{ADULT}\n".encode())
    path = f"/screenings/{screening['id']}/cancellation"
    version = answer.get_json()["version"]
    cancelled = desk.done(path, {"reason": "名单有误"}, version=version)
    assert (cancelled["state"], kept(session)) == ("cancelled", 0)
    assert screened.worked_off(desk, screening)["rows_done"] == 0
    problem = desk.refused(path, {"reason": "再次"}, version=cancelled["version"])
    assert (problem["status"], problem["code"]) == (409, "screening.wrong_state")


@pytest.mark.every_engine
def test_the_list_goes_at_once_and_the_results_when_they_were_kept_long_enough(
    desk: Desk, session: Session, clock: SetClock
) -> None:
    files.published(desk)
    found = screened.of_csv(desk, f"姓名,证件号码\n李测试,{ADULT}\n,\n", lists=["dishonest"])
    assert session.scalar(select(func.count()).select_from(ScreeningPart)) == 0
    session.rollback()
    never = screened.opened(desk)
    clock.forward(timedelta(days=30))
    working.erase_old(current_runtime())
    assert kept(session) == 2
    clock.forward(timedelta(seconds=1))
    working.erase_old(current_runtime())
    assert kept(session) == 0
    erased = desk.get(f"/screenings/{found['id']}").get_json()
    assert (erased["state"], erased["hits"]["identified"]) == ("erased", 1)
    assert desk.get(f"/screenings/{never['id']}").get_json()["state"] == "cancelled"


def test_another_court_finds_nothing_and_every_reading_is_entered(
    desk: Desk, other_desk: Desk, session: Session
) -> None:
    files.published(desk)
    found = screened.of_csv(desk, f"姓名,证件号码\n李测试,{ADULT}\n")
    path = f"/screenings/{found['id']}"
    assert {other_desk.get(path + end).status_code for end in ("", "/hits", "/report")} == {404}
    desk.get(path + "/hits")
    desk.get(path + "/report")
    chosen = select(JournalEntry).where(JournalEntry.record_id == UUID(found["id"]))
    entries = session.scalars(chosen.order_by(JournalEntry.position)).all()
    assert [entry.kind for entry in entries] == [
        "screening.opened",
        "screening.finished",
        "screening.read",
        "screening.read",
    ]
    assert "李测试" not in "".join(entry.body + entry.reason for entry in entries)


def test_a_report_holds_hits_and_faults_and_no_formula(desk: Desk) -> None:
    files.published(desk)
    text = f'姓名,证件号码,备注\n=HYPERLINK("x"),{ADULT},@SUM(1)\n李测试,{ADULT},＝1+1\n,,\n'
    found = screened.of_csv(desk, text, lists=["dishonest"])
    report = desk.get(f"/screenings/{found['id']}/report")
    assert report.content_type == "text/csv; charset=utf-8"
    lines = report.get_data().decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    # Where full-width signs are typed, spreadsheets take them for the others.
    assert lines[2].startswith("2,'＝1+1,李测试")
    assert lines[1].startswith('1,\'@SUM(1),"\'=HYPERLINK(""x"")",510199***********0,')
    assert "(2025)川0107执1234号" in lines[1]
    assert ADULT not in lines[1]
    assert lines[3].startswith("3,,,,Neither name nor number")


def test_a_court_screens_only_so_much_a_day(desk: Desk, clock: SetClock) -> None:
    limit = current_runtime().policy.screenings_per_day
    for _ in range(limit - 1):
        screened.opened(desk)
    # Of two that come at once, only one is the last below the limit.
    opening = partial(desk.post, "/screenings", screened.STATED)
    answers = at_once(*(partial(opening, key=f"last-{number}") for number in range(2)))
    assert statuses(answers) == {201: 1, 429: 1}
    problem = desk.refused("/screenings", screened.STATED)
    assert (problem["status"], problem["code"]) == (429, "screening.too_many")
    clock.forward(timedelta(seconds=problem["facts"]["retry_after"]))
    screened.opened(desk)


@pytest.mark.every_engine
def test_a_list_is_handed_in_once(desk: Desk, app: Flask) -> None:
    screening = screened.opened(desk)
    body = "姓名\n李测试\n".encode()
    first, again = (screened.handed_in(desk, screening, body) for _ in range(2))
    assert first.get_json() == again.get_json()
    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(ScreeningPart)) == 1
    other = screened.handed_in(desk, {**screening, "version": 2}, b"name\nx\n")
    assert other.get_json()["code"] in {"idempotency.key_reused", "screening.wrong_state"}


def test_a_list_for_another_version_is_refused_and_not_kept(desk: Desk, app: Flask) -> None:
    screening = screened.opened(desk)
    answer = screened.handed_in(desk, {**screening, "version": 999_999}, b"name\nx\n")
    assert (answer.status_code, answer.get_json()["code"]) == (412, "record.stale")
    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(ScreeningPart)) == 0


def test_what_was_screened_is_in_the_journal_that_its_court_reads(
    desk: Desk, other_desk: Desk
) -> None:
    found = screened.of_csv(desk, f"姓名,证件号码\n李测试,{ADULT}\n")
    entries = desk.get("/journal", by="auditor", record=found["id"]).get_json()["items"]
    assert [entry["kind"] for entry in entries] == ["screening.opened", "screening.finished"]
    assert entries[0]["body"]["stated_basis"] == screened.STATED["basis"]
    assert other_desk.get("/journal", by="auditor", record=found["id"]).status_code == 404
