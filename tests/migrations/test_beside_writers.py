"""Migrating while others write (升级时仍有写入): whoever still runs makes a migration wait, and
never fail half-way.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import event

from partners import component
from registry.app import create_app
from registry.db import db
from tests.engines.migrated import settings_for
from tests.migrations.walking import down, up

BEFORE, AFTER = "0050", "0051"
WRITE = """
    INSERT INTO job_record (name, failures, error) VALUES ('beside', 0, '')
    ON CONFLICT (name) DO UPDATE SET failures = failures + 1
"""


@pytest.fixture
def former_app(empty_url: str) -> Iterator[Flask]:
    """Give a register on a database of before."""
    app = create_app(settings_for(empty_url), component.init_app)
    with app.app_context():
        up()
        down(BEFORE)
        yield app
        db.engine.dispose()


def test_a_migration_goes_through_however_often_somebody_else_writes(former_app: Flask) -> None:
    """On SQLite whoever reads first and writes later fails where another wrote between."""
    store, written = Path(str(db.engine.url.database)), 0

    def write(*_said: object) -> None:
        nonlocal written
        with (
            closing(sqlite3.connect(store, timeout=0, isolation_level=None)) as other,
            suppress(sqlite3.OperationalError),
        ):
            other.execute(WRITE)
            written += 1

    event.listen(db.engine, "before_cursor_execute", write)
    try:
        up(AFTER)
    finally:
        event.remove(db.engine, "before_cursor_execute", write)
    assert written
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == (
            AFTER
        )


def test_a_store_that_stays_busy_is_told_of_in_words(
    former_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the migration stays, and the operator reads what to do instead of a trace."""
    store = Path(str(db.engine.url.database))
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=1")
        runner: FlaskCliRunner = former_app.test_cli_runner()
        done = runner.invoke(args=["db", "upgrade"])
    assert done.exit_code == 1
    assert "数据库正忙" in done.stderr
    assert "stop web service and scheduler" in done.stderr
