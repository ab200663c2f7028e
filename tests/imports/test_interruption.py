"""Interruptions: an import that was killed, or run twice at once, ends as one left alone."""

from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
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
from tests.engines.databases import Run
from tests.engines.migrated import settings_for, upgrade
from tests.forked import PROCESSES, Process
from tests.imports import importer, looking
from tests.imports.running import import_file

pytestmark = [pytest.mark.every_engine, pytest.mark.timeout(300)]

GROUP = 10
LINES = 90


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


@dataclass(frozen=True, slots=True)
class Importing:
    """An import that runs in a process of its own."""

    process: BaseProcess
    said: Connection


def start(url: str, file: Path) -> Importing:
    ours, theirs = PROCESSES.Pipe()
    process = Process(target=importer.main, args=(url, file, GROUP, theirs))
    process.start()
    theirs.close()
    return Importing(process, ours)


def kill_after(groups: int, importing: Importing) -> None:
    """Kill an import somewhere in the group after so many."""
    for _ in range(groups):
        assert importing.said.recv() == importer.COMMITTED
    importing.process.kill()
    importing.process.join()


def end(importing: Importing) -> None:
    importing.process.join()
    assert importing.process.exitcode == 0


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
    part.write_bytes(b"".join(lines[:65]) + lines[65][:100])
    import_file(part, group=GROUP)
    import_file(file, group=GROUP)
    assert looking.canonical(session)[0] == wanted[0]
