"""The commands for catalogues: the effect is shown first, and nothing changes until it is
confirmed.
"""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

from registry.journal import read
from tests.partners.conftest import Agencies
from tests.partners.register import Register
from tests.partners.test_catalogue_files import ROW, as_csv


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file with a local catalogue of two measures."""
    path = tmp_path / "river.csv"
    path.write_bytes(as_csv(ROW, {**ROW, "code": "river.A2", "binds": "organisation"}))
    return path


def catalogue(runner: FlaskCliRunner, *arguments: object) -> str:
    done = runner.invoke(args=["partners", "catalogue", *map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.every_engine
def test_an_import_shows_its_effect_and_takes_effect_when_confirmed(
    runner: FlaskCliRunner, register: Register, file: Path, session: Session
) -> None:
    register.publish(register.subject())
    size = register.size()
    shown = catalogue(runner, "import", file)
    assert "+ river.A1\t单位 agencies 0\t适用 apply 1\t解除 lift 0" in shown
    assert "+ river.A2\t单位 agencies 0\t适用 apply 0\t解除 lift 0" in shown
    assert "--yes" in shown
    assert register.size() == size
    assert "2 begun" in catalogue(runner, "import", file, "--yes")
    assert "0 begun, 0 changed, 0 ended" in catalogue(runner, "import", file, "--yes")
    assert [entry.kind for entry in read.after(session, size, limit=5)] == ["catalogue.loaded"]


@pytest.mark.every_engine
def test_a_diff_counts_agencies_and_the_records_that_are_bound_or_freed(
    app: Flask, runner: FlaskCliRunner, register: Register, directory: Agencies, file: Path
) -> None:
    catalogue(runner, "import", file, "--yes")
    directory.add("river.A1")
    person = register.subject()
    register.publish(person)
    register.remove(person, register.publish(person))
    file.write_bytes(as_csv({**ROW, "code": "river.A2"}, {**ROW, "code": "river.A3"}))
    shown = catalogue(runner, "diff", file)
    assert "- river.A1\t单位 agencies 1\t适用 apply 0\t解除 lift 1" in shown
    assert "~ river.A2\t单位 agencies 0\t适用 apply 1\t解除 lift 0" in shown
    assert "+ river.A3" in shown


def test_what_was_imported_is_shown_and_exported(runner: FlaskCliRunner, file: Path) -> None:
    catalogue(runner, "import", file, "--yes")
    shown = catalogue(runner, "show", "river.A1")
    assert "示例市水务局 Water bureau of the example [river-water]" in shown
    for form in ("csv", "json"):
        file.write_text(catalogue(runner, "export", "river", "--format", form), encoding="utf-8")
        assert "0 begun, 0 changed, 0 ended" in catalogue(runner, "import", file)


def test_a_faulty_file_is_refused_with_every_line(
    runner: FlaskCliRunner, register: Register, file: Path
) -> None:
    size = register.size()
    file.write_bytes(as_csv({**ROW, "mode": "x"}, {**ROW, "name_zh": ""}))
    done = runner.invoke(args=["partners", "catalogue", "import", str(file), "--yes"])
    assert done.exit_code == 1
    for told in ("2: mode (x)", "3: name_zh", "3: code (river.A1): 重复出现。"):
        assert told in done.output
    assert register.size() == size


@pytest.mark.parametrize("arguments", [("show", "river.Z"), ("export", "river")])
def test_what_is_not_there_is_said_to_be_not_there(
    runner: FlaskCliRunner, arguments: tuple[str, ...]
) -> None:
    done = runner.invoke(args=["partners", "catalogue", *arguments])
    assert done.exit_code == 1
    assert "No such" in done.output
