"""What a database is made of (库结构), as the tests of migrations compare it."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import inspect, text

from registry.db import db

ALEMBIC_TABLE = "alembic_version"
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal "
    "UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
}
EVERYTHING = {
    "sqlite": "SELECT name FROM sqlite_master",
    "postgresql": "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
    "UNION ALL SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace "
    "UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
}

# Columns, whichever place they have, indexes, and constraints.
LISTED = """
SELECT relname AS tablename, attname AS name, attnotnull::text AS is_needed,
    format_type(atttypid, atttypmod) AS definition
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
UNION ALL
SELECT tablename, indexname, '', indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT relname, conname, convalidated::text, pg_get_constraintdef(pg_constraint.oid)
FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
"""


def tables() -> set[str]:
    """Return the tables that the database has now, alembic's own left out."""
    return set(inspect(db.engine).get_table_names()) - {ALEMBIC_TABLE}


def everything() -> list[str]:
    """Return the name of whatever the database holds, alembic's own left out."""
    with db.engine.connect() as connection:
        found = connection.scalars(text(EVERYTHING[db.engine.dialect.name]))
        return sorted(name for name in found if ALEMBIC_TABLE not in name)


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
        again at a table that is defined as it was. Only SQLite keeps definitions.
    """
    if db.engine.dialect.name != "sqlite":
        return {"tables": listed(), "triggers": triggers()}
    known = {} if known is None else known
    defined = definitions()
    names = tables()
    unseen = [name for name in names if defined.get(name) not in known]
    fresh = looked_at(unseen)
    found = {name: fresh[name] if name in fresh else known[defined[name]] for name in names}
    known.update((defined[name], found[name]) for name in unseen if name in defined)
    return found | {"triggers": triggers()}


def listed() -> list[tuple[str, ...]]:
    """Return what PostgreSQL lists of tables, much sooner than an inspector finds it."""
    with db.engine.connect() as connection:
        rows = connection.execute(text(LISTED))
        return sorted(tuple(row) for row in rows if row.tablename != ALEMBIC_TABLE)


def definitions() -> dict[str, str]:
    """Return the text that defines each table with its indexes, on SQLite."""
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
