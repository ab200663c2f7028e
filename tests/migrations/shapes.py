"""What a database is made of (库结构), as the tests of migrations compare it."""

import json
from collections.abc import Mapping
from typing import Any

from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from registry import app as application
from registry.db import db

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


def tables() -> set[str]:
    """Return the tables that the database has now, alembic's own left out."""
    return set(inspect(db.engine).get_table_names()) - {ALEMBIC_TABLE}


def triggers() -> list[str]:
    """Return the triggers, and their functions, that the database has now."""
    with db.engine.connect() as connection:
        return sorted(connection.scalars(text(TRIGGERS[db.engine.dialect.name])))


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
