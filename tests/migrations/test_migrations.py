"""Migrations (数据库迁移): one line, there and back on both engines, ending at the models."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import CheckConstraint, Connection, inspect, text

from partners import component
from registry import app as application
from registry.app import create_app
from registry.db import Base, db
from tests.engines.migrated import settings_for

ALEMBIC_TABLE = "alembic_version"
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal "
    "UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
}


def scripts() -> ScriptDirectory:
    """Return the migrations as alembic reads them."""
    return ScriptDirectory(application.MIGRATIONS)


def revisions() -> list[str]:
    """Return the revisions, first to last."""
    return [script.revision for script in scripts().walk_revisions()][::-1]


@pytest.fixture
def empty_app(empty_url: str) -> Iterator[Flask]:
    """Give the application on a database without tables."""
    app = create_app(settings_for(empty_url), component.init_app)
    with app.app_context():
        yield app
        db.engine.dispose()


def tables() -> set[str]:
    """Return the tables that the database has now, alembic's own left out."""
    return set(inspect(db.engine).get_table_names()) - {ALEMBIC_TABLE}


def triggers() -> list[str]:
    """Return the triggers, and their functions, that the database has now."""
    with db.engine.connect() as connection:
        return sorted(connection.scalars(text(TRIGGERS[db.engine.dialect.name])))


def checks() -> set[object]:
    """Return the names of the check constraints that the database has now."""
    found = inspect(db.engine).get_multi_check_constraints(filter_names=sorted(tables()))
    return {check["name"] for checks in found.values() for check in checks}


def written(found: object) -> str:
    """Write what an inspector found; a condition of an index by its words, not its address."""
    return json.dumps(found, default=str, sort_keys=True)


def shape(known: dict[str, object] | None = None) -> dict[str, object]:
    """Return what the database has now: tables with all that belongs to them, and triggers.

    :param known: what was found of tables by their definitions; it is added to, and spares looking
        again at a table that is defined as it was.
    """
    known = {} if known is None else known
    defined = definitions()
    names = tables()
    unseen = [name for name in names if defined.get(name) not in known]
    fresh = looked_at(unseen)
    found = {name: fresh[name] if name in fresh else known[defined[name]] for name in names}
    known.update((defined[name], found[name]) for name in unseen if name in defined)
    return found | {"triggers": triggers()}


def definitions() -> dict[str, str]:
    """Return the text that defines each table with its indexes; only SQLite keeps one."""
    if db.engine.dialect.name != "sqlite":
        return {}
    with db.engine.connect() as connection:
        rows = connection.execute(
            text("SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, sql")
        ).all()
    found: dict[str, str] = {}
    for name, definition in rows:
        found[name] = found.get(name, "") + definition
    return found


def looked_at(names: list[str]) -> dict[str, object]:
    """Return what an inspector finds of tables."""
    if not names:
        return {}
    inspector = inspect(db.engine)
    columns = inspector.get_multi_columns(filter_names=names)
    parts: list[Mapping[Any, Any]] = [
        inspector.get_multi_indexes(filter_names=names),
        inspector.get_multi_foreign_keys(filter_names=names),
        inspector.get_multi_unique_constraints(filter_names=names),
        inspector.get_multi_check_constraints(filter_names=names),
    ]
    keys = inspector.get_multi_pk_constraint(filter_names=names)
    return {
        name: (
            # A column that is taken back stands at the end, which nobody relies on.
            sorted((c["name"], str(c["type"]), c["nullable"]) for c in columns[None, name]),
            *(sorted(map(written, part[None, name])) for part in parts),
            written(keys[None, name]),
        )
        for name in names
    }


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
def test_migrations_end_where_the_models_are(empty_app: Flask) -> None:
    flask_migrate.upgrade()
    assert tables() == set(Base.metadata.tables)
    with db.engine.connect() as connection:
        assert differences(connection) == []


@pytest.mark.every_engine
def test_migrations_write_every_check_that_the_models_state(empty_app: Flask) -> None:
    flask_migrate.upgrade()
    stated = {
        constraint.name
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    assert checks() == stated


@pytest.mark.every_engine
def test_every_migration_goes_back_to_exactly_what_was_there_before(empty_app: Flask) -> None:
    known: dict[str, object] = {}
    before = shape(known)
    for revision in revisions():
        flask_migrate.upgrade(revision=revision)
        after = shape(known)
        flask_migrate.downgrade()
        assert shape(known) == before, f"{revision} leaves something behind"
        flask_migrate.upgrade(revision=revision)
        assert shape(known) == after, f"{revision} does something else the second time"
        before = after


@pytest.mark.every_engine
def test_all_the_way_back_leaves_nothing(empty_app: Flask) -> None:
    flask_migrate.upgrade()
    assert tables()
    flask_migrate.downgrade(revision="base")
    assert tables() == set()
    assert triggers() == []


@pytest.mark.every_engine
def test_migrating_twice_changes_nothing(empty_app: Flask) -> None:
    flask_migrate.upgrade()
    once = shape()
    flask_migrate.upgrade()
    assert shape() == once


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
