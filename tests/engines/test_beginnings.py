"""What tests begin with (起点): done once a run, whichever of its processes needs it first."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from sqlalchemy import make_url, select, text

from registry.db import db, transaction
from registry.models.courts import Court
from registry.services.access import courts
from registry.services.access.courts import AddCourt
from tests.api.beginnings import Beginnings, RegisterFile
from tests.api.desk import OPERATOR
from tests.clocks import MORNING
from tests.engines.databases import POSTGRESQL, Run
from tests.engines.in_turn import FRESH


def says(answer: str) -> Callable[[], str]:
    """Return an act that answers this."""
    return lambda: answer


@pytest.fixture
def here(app: Flask, database_url: str) -> Path:
    """Return where the register of the test is, as it was migrated."""
    return Path(make_url(database_url).database or "")


def test_what_one_process_has_done_another_is_given(app: Flask, here: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.db"
    shutil.copyfile(here, fresh)
    before = here.stat().st_mtime_ns
    kept = tmp_path / "kept"
    kept.mkdir()
    assert Beginnings(kept).after(app, "a case", says("done")) == "done"
    state = RegisterFile(here).state()
    assert state != before
    shutil.copyfile(fresh, here)
    os.utime(here, ns=(before, before))
    assert Beginnings(kept).after(app, "another case", says("other")) == "other"
    assert RegisterFile(here).state() != state
    shutil.copyfile(fresh, here)
    os.utime(here, ns=(before, before))
    assert Beginnings(kept).after(app, "a case", says("done again")) == "done"
    assert RegisterFile(here).state() == state


def test_of_two_that_do_the_same_at_once_the_quicker_is_followed(
    app: Flask, here: Path, tmp_path: Path
) -> None:
    quick = Beginnings(tmp_path)
    states = []

    def slow() -> str:
        quick.after(app, "a case", says("quick"))
        states.append(RegisterFile(here).state())
        return "slow"

    assert Beginnings(tmp_path).after(app, "a case", slow) == "quick"
    assert [RegisterFile(here).state()] == states


def test_what_there_is_no_room_for_is_done_anew(app: Flask, here: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.db"
    shutil.copyfile(here, fresh)
    before = here.stat().st_mtime_ns
    kept = tmp_path / "kept"
    kept.mkdir()
    one = Beginnings(kept, most=1)
    for act in ("a case", "another case"):
        assert one.after(app, act, says(act)) == act
        shutil.copyfile(fresh, here)
        os.utime(here, ns=(before, before))
    assert len(list(kept.iterdir())) == 1
    assert one.after(app, "a case", says("anew")) == "anew"


@pytest.mark.parametrize("engine", [POSTGRESQL])
def test_on_postgresql_what_was_done_twice_is_remembered(
    app: Flask, database_url: str, run: Run, tmp_path: Path
) -> None:
    store = run.in_turn(make_url(database_url).database or "")
    assert store is not None
    beginnings = Beginnings(tmp_path, run)

    def enter(code: str) -> str:
        with transaction() as session:
            courts.add(session, AddCourt(code=code, name=code), actor=OPERATOR, now=MORNING)
        return uuid4().hex

    def done() -> tuple[list[str], list[str]]:
        """Do one act after the other; return what was answered, and what the register holds."""
        answers = [
            beginnings.after(app, code, partial(enter, code)) for code in ("川0107", "川0106")
        ]
        held = list(db.session.scalars(select(Court.code).order_by(Court.id)))
        db.session.remove()
        db.engine.dispose()
        assert store.is_as_new_again()
        return answers, held

    found = [done() for _ in range(4)]
    assert [held for _, held in found] == [["川0107", "川0106"]] * 4
    (first, _), (second, _), (third, _), (fourth, _) = found
    assert first[0] != second[0] == third[0] == fourth[0]
    assert second[1] != third[1] == fourth[1]


@pytest.mark.parametrize("engine", [POSTGRESQL])
def test_on_postgresql_a_register_is_in_no_known_state_once_somebody_wrote(
    app: Flask, database_url: str, run: Run
) -> None:
    store = run.in_turn(make_url(database_url).database or "")
    assert store is not None
    assert store.state() == FRESH
    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM court")) == 0
    assert store.state() == FRESH
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE journal_head SET size = size"))
    assert store.state() is None


@pytest.mark.parametrize("engine", [POSTGRESQL])
def test_on_postgresql_what_another_program_wrote_is_noticed_by_its_numbers(
    app: Flask, database_url: str, run: Run
) -> None:
    store = run.in_turn(make_url(database_url).database or "")
    assert store is not None
    address = make_url(database_url).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False)) as connection:
        connection.execute("SELECT nextval('court_id_seq')")
    assert store.state() is None
