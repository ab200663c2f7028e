"""Commands of operators (运维命令): what they do, say and answer, and that twice is once."""

import base64
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from config import Settings
from registry.db import db, transaction
from registry.journal import read
from registry.models.courts import AccessKey, Court, Staff
from registry.models.journal import TreeHead
from tests.api.desk import BASE, COURT
from tests.clocks import SetClock

CLERK = (COURT, "clerk", "--name", "周书记", "--role", "clerk")


@pytest.fixture
def court(runner: FlaskCliRunner) -> None:
    """Add a court with a clerk."""
    assert (
        runner.invoke(args=["registry", "court", "add", COURT, "成都市武侯区人民法院"]).exit_code
        == 0
    )
    assert runner.invoke(args=["registry", "staff", "add", *CLERK]).exit_code == 0


def entries(session: Session) -> int:
    session.rollback()
    return read.head(session).size


@pytest.mark.every_engine
def test_the_table_of_courts_is_loaded_once(runner: FlaskCliRunner, session: Session) -> None:
    first = runner.invoke(args=["registry", "court", "load"])
    assert first.exit_code == 0, first.output
    courts = session.execute(select(func.count(Court.id))).scalar_one()
    assert courts > 500
    assert entries(session) == courts
    court = session.execute(select(Court).where(Court.code == COURT)).scalar_one()
    assert (court.name, court.level, court.province, court.superior_code, court.confirmed) == (
        "成都市武侯区人民法院",
        "basic",
        "四川",
        "川01",
        True,
    )
    assert runner.invoke(args=["registry", "court", "load"]).exit_code == 0
    assert entries(session) == courts


def test_a_name_settled_by_hand_stays_when_the_table_is_loaded(
    runner: FlaskCliRunner, session: Session
) -> None:
    added = runner.invoke(
        args=["registry", "court", "add", "川0191", "成都高新技术产业开发区人民法院"]
    )
    assert added.exit_code == 0
    runner.invoke(args=["registry", "court", "load"])
    name = session.execute(select(Court.name).where(Court.code == "川0191")).scalar_one()
    assert name == "成都高新技术产业开发区人民法院"


@pytest.mark.every_engine
def test_adding_a_court_confirms_what_an_import_entered(
    runner: FlaskCliRunner, session: Session, court: None
) -> None:
    with transaction() as writing:
        writing.execute(update(Court).values(confirmed=False, name="武侯法院"))
    assert (
        runner.invoke(args=["registry", "court", "add", COURT, "成都市武侯区人民法院"]).exit_code
        == 0
    )
    before = entries(session)
    found = session.execute(select(Court)).scalar_one()
    assert (found.confirmed, found.name) == (True, "成都市武侯区人民法院")
    assert (
        runner.invoke(args=["registry", "court", "add", COURT, "成都市武侯区人民法院"]).exit_code
        == 0
    )
    assert entries(session) == before


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("code,name\n川0107,\n", 2),
        ("code,name,superior\n川0107,甲,\n某0107,乙,\n", 3),
        ("x,y\n1,2\n", 2),
    ],
)
def test_a_table_with_a_bad_row_writes_no_court(
    runner: FlaskCliRunner, session: Session, tmp_path: Path, table: str, line: int
) -> None:
    path = tmp_path / "courts.csv"
    path.write_text(table, encoding="utf-8")
    done = runner.invoke(args=["registry", "court", "load", str(path)])
    assert done.exit_code == 1
    assert f"line={line}" in done.output
    assert "法院表有误" in done.output
    assert "malformed" in done.output
    assert session.execute(select(func.count(Court.id))).scalar_one() == 0


@pytest.mark.parametrize("code", ["武侯", "川01070", "0107", ""])
def test_a_court_has_a_code(runner: FlaskCliRunner, code: str) -> None:
    done = runner.invoke(args=["registry", "court", "add", code, "某法院"])
    assert done.exit_code == 1
    assert "court.code_malformed" in done.output


@pytest.mark.every_engine
def test_a_login_is_given_once_in_a_court(
    runner: FlaskCliRunner, session: Session, court: None
) -> None:
    again = runner.invoke(args=["registry", "staff", "add", *CLERK])
    assert again.exit_code == 1
    assert "staff.exists" in again.output
    nowhere = runner.invoke(args=["registry", "staff", "add", "川0106", *CLERK[1:]])
    assert nowhere.exit_code == 1
    assert "court.unknown" in nowhere.output
    assert session.execute(select(func.count(Staff.id))).scalar_one() == 1
    assert "周书记" not in "".join(entry.body for entry in read.after(session, 0, limit=10))


@pytest.mark.parametrize(
    ("login", "name", "code"),
    [
        ("周书记", "周", "staff.login_malformed"),
        ("a b", "周", "staff.login_malformed"),
        ("a" * 65, "周", "staff.login_malformed"),
        ("clerk2", " ", "name.unusable"),
        ("clerk2", "周" * 256, "name.unusable"),
        ("clerk2", "周\x07", "name.unusable"),
    ],
)
def test_a_person_has_a_login_and_a_name_that_can_be_used(
    runner: FlaskCliRunner, court: None, login: str, name: str, code: str
) -> None:
    asked = ["registry", "staff", "add", COURT, login, "--name", name, "--role", "judge"]
    done = runner.invoke(args=asked)
    assert done.exit_code == 1
    assert code in done.output


@pytest.mark.every_engine
def test_a_key_is_printed_once_and_opens_the_api_until_it_is_revoked(
    runner: FlaskCliRunner, app: Flask, session: Session, court: None
) -> None:
    staff = f"{COURT}/clerk"
    done = runner.invoke(args=["registry", "key", "add", "--staff", staff, "--days", "1"])
    assert done.exit_code == 0
    key = done.stdout.strip()
    assert "2026-03-03" in done.stderr
    kept = session.execute(select(AccessKey)).scalar_one()
    assert key.startswith(f"drk_{kept.prefix}_")
    secret = key.removeprefix(f"drk_{kept.prefix}_")
    assert secret.encode() not in kept.secret_digest
    journalled = "".join(entry.body for entry in read.after(session, 0, limit=10))
    assert secret not in journalled
    headers = {"Authorization": f"Bearer {key}"}
    assert app.test_client().get(f"{BASE}/cases", headers=headers).status_code == 200
    assert runner.invoke(args=["registry", "key", "revoke", kept.prefix]).exit_code == 0
    assert app.test_client().get(f"{BASE}/cases", headers=headers).status_code == 401
    unknown = runner.invoke(args=["registry", "key", "revoke", "0" * 12])
    assert unknown.exit_code == 1
    assert "key.not_found" in unknown.output


def test_a_key_of_a_system_belongs_to_nobody(
    runner: FlaskCliRunner, session: Session, court: None
) -> None:
    asked = ["registry", "key", "add", "--court", COURT, "--scope", "court:read"]
    assert runner.invoke(args=asked).exit_code == 0
    kept = session.execute(select(AccessKey)).scalar_one()
    assert (kept.staff_id, kept.scopes) == (None, "court:read")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 2),
        (("--staff", f"{COURT}/clerk", "--court", COURT), 2),
        (("--staff", "clerk"), 2),
        (("--staff", f"{COURT}/clerk", "--days", "0"), 2),
        (("--staff", f"{COURT}/clerk", "--scope", "all"), 2),
        (("--staff", f"{COURT}/nobody"), 1),
        (("--court", "川0106"), 1),
    ],
)
def test_a_key_that_cannot_be_issued_is_not(
    runner: FlaskCliRunner, session: Session, court: None, arguments: tuple[str, ...], status: int
) -> None:
    done = runner.invoke(args=["registry", "key", "add", *arguments])
    assert done.exit_code == status
    assert done.stdout == ""
    assert session.execute(select(func.count(AccessKey.id))).scalar_one() == 0


def test_the_secrets_that_are_printed_are_accepted_in_production(runner: FlaskCliRunner) -> None:
    done = runner.invoke(args=["registry", "secrets"])
    printed = dict(line.split("=", 1) for line in done.stdout.splitlines())
    settings = Settings.from_env(
        {"REGISTRY_ENV": "production", "DATABASE_URL": "postgresql://db.example/x", **printed}
    )
    assert settings.is_production
    again = runner.invoke(args=["registry", "secrets"])
    assert set(again.stdout.split()).isdisjoint(done.stdout.split())
    assert len(base64.b64decode(printed["INDEX_KEY"])) == 32


@pytest.mark.every_engine
def test_the_journal_is_signed_and_found_whole(
    runner: FlaskCliRunner, session: Session, court: None, clock: SetClock
) -> None:
    signed = runner.invoke(args=["registry", "journal", "sign"])
    assert signed.exit_code == 0
    head = session.execute(select(TreeHead)).scalar_one()
    assert signed.stdout.split() == ["2", head.root.hex()]
    assert head.signed_at == clock()
    verified = runner.invoke(args=["registry", "journal", "verify"])
    assert verified.exit_code == 0, verified.output


@pytest.mark.every_engine
def test_a_journal_that_was_altered_is_told_from_a_whole_one(
    runner: FlaskCliRunner, engine: str, court: None
) -> None:
    with db.engine.begin() as connection:
        if engine == "sqlite":
            connection.execute(text("DROP TRIGGER journal_entry_no_update"))
        else:
            connection.execute(text("DROP TRIGGER journal_entry_append_only ON journal_entry"))
        connection.execute(text("UPDATE journal_entry SET reason = 'x' WHERE position = 2"))
    verified = runner.invoke(args=["registry", "journal", "verify"])
    assert verified.exit_code == 1
    assert "position 2 was altered" in verified.stdout
    assert "台账已被改动" in verified.stderr


@pytest.mark.every_engine
def test_without_tables_the_operator_is_told_what_to_do(runner: FlaskCliRunner, app: Flask) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("DROP TABLE tree_head"))
    done = runner.invoke(args=["registry", "journal", "sign"])
    assert done.exit_code == 1
    assert "flask db upgrade" in done.stderr
