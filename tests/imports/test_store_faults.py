"""Faults of the store: a full disk, a locked or missing database end an import with a clear reason,
and nothing is half done.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from partners import component
from registry.app import create_app
from registry.db import db, transaction
from registry.errors import ServiceError
from registry.imports.commands import surroundings
from registry.imports.store_faults import Fault, fault_of, in_words
from tests.engines.migrated import settings_for
from tests.imports import looking
from tests.imports.records import person, write
from tests.imports.running import import_file

# The faults are hung into the engine.
pytestmark = pytest.mark.own_app
RECORDS = [person(place) for place in range(1, 401)]
# Takes a few of their groups, and not all.
ROOM_BYTES = 480 * 1024


def on_connect(pragma: str) -> None:
    """Set every connection of the database at hand up with one more pragma."""
    db.session.remove()
    db.engine.dispose()
    event.listen(db.engine, "connect", lambda opened, _: opened.execute(f"PRAGMA {pragma}"))


def pages() -> int:
    """Return how many pages the store may have, so that room is left for a part of the file."""
    with db.engine.connect() as connection:
        had: int = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        size: int = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
    return had + ROOM_BYTES // size


def test_a_full_disk_leaves_whole_groups_and_says_what_to_do(
    session: Session, tmp_path: Path, database_url: str
) -> None:
    path = write(tmp_path / "a.jsonl", RECORDS)
    on_connect(f"max_page_count={pages()}")
    with pytest.raises(ServiceError) as refused:
        import_file(path, group=50)
    assert refused.value.code == "import.store_full"
    found = looking.counts(db.session())
    assert 0 < found["listing"] < len(RECORDS)
    assert found["listing"] % 50 == 0
    assert len({found[table] for table in ("subject", "debtor", "listing", "public_entry")}) == 1
    assert looking.is_proven(db.session())


def test_after_space_was_made_the_same_file_is_completed(
    session: Session, tmp_path: Path, settings: object
) -> None:
    path = write(tmp_path / "a.jsonl", RECORDS)
    limit = {"pages": pages()}
    db.session.remove()
    db.engine.dispose()
    event.listen(
        db.engine,
        "checkout",
        lambda opened, *_: opened.execute(f"PRAGMA max_page_count={limit['pages']}"),
    )
    with pytest.raises(ServiceError):
        import_file(path, group=50)
    limit["pages"] = 1_000_000
    assert set(import_file(path, group=50).said()) == {"accepted published"}
    assert looking.counts(db.session())["listing"] == len(RECORDS)
    assert looking.counts(db.session())["import_run"] == 1


def test_a_database_that_others_hold_is_waited_for_and_then_given_up(
    session: Session, tmp_path: Path, database_url: str
) -> None:
    on_connect("busy_timeout=1")
    holder = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(ServiceError) as refused:
        import_file(write(tmp_path / "a.jsonl", [person(1)]))
    assert refused.value.code == "import.store_busy"
    holder.close()
    assert import_file(tmp_path / "a.jsonl").said() == ["accepted published"]


def test_a_database_that_may_not_be_written_is_said(session: Session, tmp_path: Path) -> None:
    on_connect("query_only=ON")
    with pytest.raises(ServiceError) as refused:
        import_file(write(tmp_path / "a.jsonl", [person(1)]))
    assert refused.value.code == "import.store_read_only"


@pytest.mark.every_engine
def test_a_group_is_tried_again_when_a_court_wrote_the_same_thing_first(
    session: Session, tmp_path: Path
) -> None:
    colliding = [psycopg.errors.UniqueViolation("x"), psycopg.errors.DeadlockDetected("x")]

    @contextmanager
    def writing() -> Iterator[Session]:
        with transaction() as act:
            yield act
            if colliding:
                raise colliding.pop()

    around = replace(surroundings(), writing=writing)
    path = write(tmp_path / "a.jsonl", RECORDS[:3])
    assert import_file(path, around=around).said() == ["accepted published"] * 3
    assert colliding == []
    assert looking.counts(session)["listing"] == 3
    assert looking.is_proven(session)


@pytest.mark.every_engine
def test_a_database_without_tables_is_told_to_be_made(empty_url: str, tmp_path: Path) -> None:
    app: Flask = create_app(settings_for(empty_url), component.init_app)
    with app.app_context():
        with pytest.raises(ServiceError) as refused:
            import_file(write(tmp_path / "a.jsonl", [person(1)]))
        db.session.remove()
        db.engine.dispose()
    assert refused.value.code == "import.store_has_no_tables"


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (psycopg.errors.DiskFull("x"), Fault.FULL),
        (psycopg.errors.UniqueViolation("x"), Fault.COLLISION),
        (psycopg.errors.DeadlockDetected("x"), Fault.COLLISION),
        (psycopg.errors.LockNotAvailable("x"), Fault.BUSY),
        (psycopg.errors.ReadOnlySqlTransaction("x"), Fault.READ_ONLY),
        (psycopg.OperationalError("connection refused"), Fault.OTHER),
        (sqlite3.DatabaseError("file is not a database"), Fault.OTHER),
    ],
)
def test_faults_are_told_apart_however_they_come(error: Exception, fault: Fault) -> None:
    assert fault_of(error) is fault
    assert fault_of(OperationalError("statement", {}, error)) is fault


def test_what_a_driver_says_of_values_is_not_repeated() -> None:
    error = psycopg.errors.UniqueViolation("Key (number)=(secret) already exists")
    assert "secret" not in str(in_words(error).facts)
