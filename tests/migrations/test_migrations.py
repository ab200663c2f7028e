"""Migrations (数据库迁移): one line, ending at the models. Every database of the tests is migrated,
so what they write is read there; the way there and back is walked with rows (test_populated).
"""

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import CheckConstraint, Connection, inspect

from partners import component
from registry import app as application
from registry import structure
from registry.app import create_app
from registry.db import Base, db
from tests.engines.migrated import settings_for
from tests.migrations.shapes import tables
from tests.migrations.walking import revisions, scripts


def checks() -> set[object]:
    """Return the names of the check constraints that the database has now."""
    found = inspect(db.engine).get_multi_check_constraints(filter_names=sorted(tables()))
    return {check["name"] for checks in found.values() for check in checks}


def differences(connection: Connection) -> list[object]:
    """Return what alembic would still change to make the database fit the models."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


def test_there_is_one_line_of_migrations_and_its_numbers_have_no_gap() -> None:
    assert len(scripts().get_heads()) == 1
    assert revisions() == [f"{number:04}" for number in range(1, len(revisions()) + 1)]


def test_the_file_of_a_migration_is_named_by_its_number_and_what_it_does() -> None:
    files = sorted((Path(application.MIGRATIONS) / "versions").glob("*.py"))
    assert [file.name[:4] for file in files] == revisions()
    assert all(re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+\.py", file.name) for file in files)


@pytest.mark.every_engine
def test_migrations_end_where_the_models_are(app: Flask) -> None:
    assert tables() == set(Base.metadata.tables)
    with db.engine.connect() as connection:
        assert differences(connection) == []


@pytest.mark.every_engine
def test_migrations_write_every_check_that_the_models_state(app: Flask) -> None:
    stated = {
        constraint.name
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    assert checks() == stated


@pytest.mark.parametrize(
    "address", ["sqlite:///{}/nowhere/register.db", "postgresql+psycopg://u:opensesame@{}:1/r"]
)
def test_a_database_that_cannot_be_reached_is_told_of_without_a_trace(
    address: str, tmp_path: Path
) -> None:
    place = tmp_path if address.startswith("sqlite") else "127.0.0.1"
    app = create_app(settings_for(address.format(place)), component.init_app)
    done = app.test_cli_runner().invoke(args=["db", "upgrade"])
    assert done.exit_code == 1
    assert "无法连接数据库" in done.stderr
    assert "check DATABASE_URL" in done.stderr
    assert "Traceback" not in done.output
    assert "opensesame" not in done.output


def test_the_version_that_a_program_needs_is_that_of_its_last_migration() -> None:
    assert structure.needed() == revisions()[-1]
