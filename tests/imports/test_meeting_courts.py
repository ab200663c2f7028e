"""Imports meeting courts: a court that enters the same debtor at the same moment."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from sqlalchemy import make_url

from partners import component
from registry.app import create_app
from registry.db import db
from registry.identity import number_index
from registry.runtime import current_runtime
from schemas.codes import SubjectKind
from tests.engines.migrated import settings_for
from tests.imports import looking
from tests.imports.records import person, write
from tests.imports.running import Imported, import_file

ENTER = """
INSERT INTO subject (public_id, kind, number_index, current_version, flagged)
VALUES (%s, 'natural', %s, 1, false)
"""
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


@pytest.fixture
def shared(postgresql_url: str) -> Iterator[Flask]:
    """Give an application whose import runs in a thread of its own."""
    app = create_app(settings_for(postgresql_url), component.init_app)
    yield app
    with app.app_context():
        db.engine.dispose()


def imported(app: Flask, path: Path) -> Imported:
    with app.app_context():
        found = import_file(path)
        db.session.remove()
    return found


def test_the_subject_that_a_court_enters_meanwhile_is_the_imports_too(
    shared: Flask, postgresql_url: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.jsonl", [person(1), person(2)])
    address = make_url(postgresql_url).set(drivername="postgresql")
    with shared.app_context():
        vault = current_runtime().vault
    index = number_index(vault, SubjectKind.NATURAL, person(1)["cardNum"])
    url = address.render_as_string(hide_password=False)
    with psycopg.connect(url) as court, ThreadPoolExecutor(1) as threads:
        court.execute(ENTER, (uuid4(), index))
        importing = threads.submit(imported, shared, path)
        with psycopg.connect(url, autocommit=True) as watcher:
            while watcher.execute(WAITING).fetchone() == (0,) and not importing.done():
                pass
        court.commit()
        assert importing.result().said() == ["accepted published"] * 2
    with shared.app_context():
        found = looking.counts(db.session())
        assert (found["subject"], found["listing"]) == (2, 2)
        assert looking.is_proven(db.session())
        db.session.remove()
