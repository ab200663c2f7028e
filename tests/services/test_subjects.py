"""Subjects (主体): linked by full numbers, flagged by other names, sealed in versions."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.identity import number_index, unseal
from registry.models.cases import Debtor
from registry.models.subjects import Subject, SubjectIdentity
from registry.vault import Sealed, Vault
from schemas.codes import SubjectKind
from tests.api import files
from tests.api.desk import ADULT, Desk

OLD_FORM = "510199800101001"


def number(text: str) -> list[dict[str, str]]:
    return [{"type": "resident_id", "number": text}]


def second_case(desk: Desk) -> dict[str, object]:
    return files.case_of(desk, number="(2025)川0107执2号")


@pytest.mark.every_engine
def test_a_number_is_one_subject_in_every_case(desk: Desk, session: Session) -> None:
    first = files.debtor_of(desk, files.case_of(desk))
    second = files.debtor_of(desk, second_case(desk))
    assert first["id"] != second["id"]
    assert first["subject"] == second["subject"]
    assert first["subject"]["flagged"] is False
    assert session.scalars(select(Subject.current_version)).all() == [1]


def test_the_old_form_of_a_number_is_the_same_number(desk: Desk) -> None:
    first = files.debtor_of(desk, files.case_of(desk))
    second = files.debtor_of(desk, second_case(desk), documents=number(OLD_FORM))
    assert first["subject"]["id"] == second["subject"]["id"]
    assert second["documents"] == first["documents"]


def test_another_name_on_a_number_links_and_is_flagged(desk: Desk, session: Session) -> None:
    first = files.debtor_of(desk, files.case_of(desk))
    second = files.debtor_of(desk, second_case(desk), name="王测试")
    assert second["subject"] == {**first["subject"], "flagged": True}
    assert second["name"] == "王测试"
    # Each case goes on knowing the debtor as it entered him.
    assert desk.get(f"/debtors/{first['id']}").get_json()["name"] == "李测试"
    assert sorted(session.scalars(select(Debtor.identity_version))) == [1, 2]


def test_a_name_that_was_known_before_is_no_new_version(desk: Desk, session: Session) -> None:
    for serial, name in enumerate(("李测试", "王测试", "李测试"), 1):
        case = files.case_of(desk, number=f"(2025)川0107执{serial}号")
        files.debtor_of(desk, case, name=name)
    assert session.scalars(select(Debtor.identity_version).order_by(Debtor.id)).all() == [1, 2, 1]
    assert session.scalars(select(Subject.current_version)).all() == [2]


@pytest.mark.parametrize("spelling", ["李 测试", "李測試", "李测试 "])
def test_another_spelling_of_a_name_is_no_other_name(desk: Desk, spelling: str) -> None:
    files.debtor_of(desk, files.case_of(desk))
    second = files.debtor_of(desk, second_case(desk), name=spelling)
    assert second["subject"]["flagged"] is False


@pytest.mark.every_engine
def test_a_subject_is_a_debtor_of_one_case_once(desk: Desk) -> None:
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    problem = desk.refused(f"/cases/{case['id']}/debtors", files.debtor_body(name="王测试"))
    assert (problem["status"], problem["code"]) == (409, "debtor.exists")
    assert problem["facts"] == {"debtor": debtor["id"]}


@pytest.mark.every_engine
def test_what_is_stored_is_sealed_and_found_by_the_blind_index(
    desk: Desk, session: Session, vault: Vault
) -> None:
    files.debtor_of(desk, files.case_of(desk))
    subject = session.execute(select(Subject)).scalar_one()
    row = session.execute(select(SubjectIdentity)).scalar_one()
    assert subject.number_index == number_index(vault, SubjectKind.NATURAL, ADULT)
    assert ADULT.encode() not in row.ciphertext
    assert "李测试".encode() not in row.ciphertext
    sealed = Sealed(row.key_id, row.ciphertext)
    identity = unseal(vault, sealed, subject_id=subject.public_id, version=1)
    assert (identity.name, identity.documents[0].number) == ("李测试", ADULT)
    assert (identity.sex, str(identity.birth_on)) == ("male", "1980-01-01")
