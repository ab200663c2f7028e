"""Interruptions: an import that was killed, or run twice at once, ends as one left alone."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partners import component
from registry.app import create_app
from registry.db import db
from registry.imports.demo_records import demo_records
from tests.architecture.source import ROOT
from tests.engines.databases import Run
from tests.engines.migrated import settings_for, upgrade
from tests.imports import looking
from tests.imports.running import import_file

pytestmark = [pytest.mark.every_engine, pytest.mark.timeout(300)]

GROUP = 20
LINES = 160


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    records = demo_records(LINES, seed=5, dirty=True)
    path.write_bytes(b"".join(orjson.dumps(record) + b"\n" for record in records))
    return path


@pytest.fixture(scope="module")
def undisturbed() -> dict[str, list[Any]]:
    """Keep what the register holds on each engine after an import that nobody disturbed."""
    return {}


@pytest.fixture
def wanted(run: Run, engine: str, file: Path, undisturbed: dict[str, list[Any]]) -> list[Any]:
    """Give what the register holds after an import that nobody disturbed."""
    if engine not in undisturbed:
        with run.database(engine, upgrade) as url:
            app = create_app(settings_for(url), component.init_app)
            with app.app_context():
                import_file(file)
                undisturbed[engine] = looking.canonical(db.session())
                db.session.remove()
                db.engine.dispose()
    return undisturbed[engine]


def start(url: str, file: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.imports.importer", url, str(file), str(GROUP)]
    return subprocess.Popen(  # noqa: S603 - this interpreter, our own program
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def kill_after(groups: int, process: subprocess.Popen[str]) -> None:
    """Kill an import somewhere in the group after so many."""
    assert process.stdout
    for _ in range(groups):
        assert process.stdout.readline() == "committed\n"
    process.kill()
    process.communicate()


def end(process: subprocess.Popen[str]) -> None:
    _, said = process.communicate()
    assert process.returncode == 0, said


def test_killed_at_any_moment_and_run_again_it_ends_the_same(
    app: Flask, session: Session, database_url: str, file: Path, wanted: list[Any]
) -> None:
    for groups in (1, 3, 6):
        kill_after(groups, start(database_url, file))
        assert looking.is_proven(session)
        found = looking.counts(session)
        assert found["listing"] < wanted[-1]["listing"]
    end(start(database_url, file))
    assert looking.canonical(session) == wanted
    assert looking.is_proven(session)


def test_run_again_it_says_of_every_line_what_it_would_have_said(
    app: Flask, session: Session, database_url: str, file: Path
) -> None:
    wanted = import_file(file, rehearse=True).said()
    kill_after(4, start(database_url, file))
    assert import_file(file).said() == wanted


def test_two_processes_with_the_same_file_leave_it_once(
    app: Flask, session: Session, database_url: str, file: Path, wanted: list[Any]
) -> None:
    both = [start(database_url, file), start(database_url, file)]
    for process in both:
        end(process)
    assert looking.canonical(session) == wanted
    assert looking.is_proven(session)


def test_a_file_that_was_cut_off_is_completed_by_the_whole_one(
    session: Session, tmp_path: Path, file: Path, wanted: list[Any]
) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    part = tmp_path / "part.jsonl"
    part.write_bytes(b"".join(lines[:125]) + lines[125][:100])
    import_file(part, group=GROUP)
    import_file(file, group=GROUP)
    assert looking.canonical(session)[0] == wanted[0]
