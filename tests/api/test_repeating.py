"""Repeated requests (重复请求): the same answer, and no second act."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry import jobs
from registry.models.cases import EnforcementCase
from registry.models.idempotency import IdempotentAnswer
from registry.models.journal import JournalEntry
from tests.api import files
from tests.api.desk import ADULT, BASE, Desk
from tests.clocks import SetClock


def entries(session: Session) -> int:
    return session.execute(select(func.count()).select_from(JournalEntry)).scalar_one()


@pytest.mark.every_engine
def test_a_repeated_request_gets_the_same_answer_and_acts_once(
    desk: Desk, session: Session
) -> None:
    first = desk.post("/cases", files.case_body(), key="a")
    before = entries(session)
    second = desk.post("/cases", files.case_body(), key="a")
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.get_data() == first.get_data()
    assert second.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    for name in ("ETag", "Location", "Content-Type"):
        assert second.headers[name] == first.headers[name]
    assert entries(session) == before


@pytest.mark.every_engine
def test_a_repeated_change_is_answered_though_the_version_is_old_by_now(desk: Desk) -> None:
    listing = files.drafted(desk)
    path = f"/listings/{listing['id']}/signature"
    first = desk.done(path, by="president", version=1, key="s")
    second = desk.done(path, by="president", version=1, key="s")
    assert first == second
    assert first["version"] == 2


def test_a_key_that_is_somebodys_number_is_not_kept_as_it_came(
    desk: Desk, session: Session
) -> None:
    first = desk.done("/cases", files.case_body(), key=ADULT)
    assert ADULT not in session.scalars(select(IdempotentAnswer.idempotency_key)).one()
    assert desk.done("/cases", files.case_body(), key=ADULT) == first


def test_one_key_for_two_requests_is_refused(desk: Desk) -> None:
    desk.done("/cases", files.case_body(), key="a")
    problem = desk.refused("/cases", files.case_body(amount=None), key="a")
    assert (problem["status"], problem["code"]) == (422, "idempotency.key_reused")


def test_keys_of_different_people_do_not_meet(desk: Desk) -> None:
    desk.done("/cases", files.case_body(), key="a")
    other = files.case_body(number="(2025)川0107执1235号")
    assert desk.done("/cases", other, by="clerk2", key="a")["number"] == "(2025)川0107执1235号"


def test_the_same_words_of_another_person_are_another_request(desk: Desk) -> None:
    desk.keys["system"] = desk.issue(None)
    for login, status in (("clerk", 201), ("clerk", 201), ("clerk2", 422)):
        response = desk.post(
            "/cases", files.case_body(), by="system", key="a", headers={"X-Acting-Staff": login}
        )
        assert response.status_code == status


@pytest.mark.every_engine
def test_what_was_refused_may_be_mended_under_the_same_key(desk: Desk, session: Session) -> None:
    desk.refused("/cases", files.case_body(number="x"), key="a")
    assert desk.done("/cases", files.case_body(), key="a")["version"] == 1
    assert session.execute(select(func.count(EnforcementCase.id))).scalar_one() == 1


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (None, "idempotency.key_missing"),
        ("", "idempotency.key_malformed"),
        ("a b", "idempotency.key_malformed"),
        ("x" * 201, "idempotency.key_malformed"),
        ("\xe9", "idempotency.key_malformed"),
    ],
)
def test_every_act_has_a_key_of_its_own(desk: Desk, key: str | None, code: str) -> None:
    headers = {"Authorization": f"Bearer {desk.keys['clerk']}"}
    if key is not None:
        headers["Idempotency-Key"] = key
    response = desk.client().post(f"{BASE}/cases", json=files.case_body(), headers=headers)
    assert (response.status_code, response.get_json()["code"]) == (400, code)


@pytest.mark.every_engine
def test_kept_answers_are_unreadable_and_forgotten_in_time(
    desk: Desk, session: Session, clock: SetClock
) -> None:
    case = files.case_of(desk)
    files.debtor_of(desk, case)
    kept = " ".join(session.scalars(select(IdempotentAnswer.body)))
    assert kept
    assert "李测试" not in kept
    jobs.forget_answers()
    assert len(session.scalars(select(IdempotentAnswer.body)).all()) == 2
    session.rollback()
    clock.forward(jobs.ANSWERS_KEPT + timedelta(seconds=1))
    jobs.forget_answers()
    assert session.scalars(select(IdempotentAnswer.body)).all() == []
