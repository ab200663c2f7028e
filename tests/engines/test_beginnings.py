"""What tests begin with (起点): done once a run, whichever of its processes needs it first."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import make_url

from tests.api.beginnings import Beginnings, state_of


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
    state = state_of(here)
    assert state != before
    shutil.copyfile(fresh, here)
    os.utime(here, ns=(before, before))
    assert Beginnings(kept).after(app, "another case", says("other")) == "other"
    assert state_of(here) != state
    shutil.copyfile(fresh, here)
    os.utime(here, ns=(before, before))
    assert Beginnings(kept).after(app, "a case", says("done again")) == "done"
    assert state_of(here) == state


def test_of_two_that_do_the_same_at_once_the_quicker_is_followed(
    app: Flask, here: Path, tmp_path: Path
) -> None:
    quick = Beginnings(tmp_path)
    states = []

    def slow() -> str:
        quick.after(app, "a case", says("quick"))
        states.append(state_of(here))
        return "slow"

    assert Beginnings(tmp_path).after(app, "a case", slow) == "quick"
    assert [state_of(here)] == states


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
