"""How migrations run: on the application's engine, against the tables of the register and of its
components.

SQLite changes a table by writing it anew. While rows of other tables refer to it the old one could
not go, so references are not held to meanwhile; each migration, in the transaction that it is, ends
only if every reference still meets its row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import click
from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.runtime.migration import MigrationContext
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from registry.db import Base, Moment, Money
from registry.logs import redact_text

extension = current_app.extensions["migrate"]


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our own column types as what they are in the store, so that old migrations need no
    module of today's.
    """
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Money):
        return "sa.BigInteger()"
    return False


@contextmanager
def references_loosened(connection: Connection) -> Iterator[None]:
    """Let tables be written anew on SQLite, which other engines need not do."""
    store = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or store is None:
        yield
        return
    # Not through SQLAlchemy: inside a transaction SQLite would take no notice of it.
    store.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()
        store.execute("PRAGMA foreign_keys=ON")


def check_references(ctx: MigrationContext, *_step: object, **_more: object) -> None:
    """Refuse a migration after which a reference meets no row.

    :raises RuntimeError: naming the tables; nothing of the migration stays.
    """
    if ctx.connection is None or ctx.dialect.name != "sqlite":
        return
    broken = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        pairs = sorted({f"{table} -> {referred}" for table, _, referred, _ in broken})
        raise RuntimeError(f"references without their rows: {', '.join(pairs)}")


def run(connection: Connection) -> None:
    """Run the migrations on an open connection."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        on_version_apply=check_references,
        **extension.configure_args,
    )
    # On SQLite whoever reads first and writes later fails where somebody wrote between: a migration
    # takes its turn to write when it begins, and waits for it.
    connection.execution_options(begin_mode="IMMEDIATE")
    try:
        with references_loosened(connection), context.begin_transaction():
            context.run_migrations()
    except OperationalError as error:
        raise click.ClickException(
            "数据库正忙，迁移未完成，已完成的步骤保留：请停止网站和调度后重新运行。\n"
            "The database is busy; what was migrated before stays, and the rest is not done: stop "
            "web service and scheduler, and run this again.\n"
            f"[{type(error.orig).__name__}] {redact_text(str(error.orig)).strip()}"
        ) from None


@contextmanager
def connected() -> Iterator[Connection]:
    """Connect to the database, or tell the operator that it cannot be reached.

    :raises click.ClickException: when it cannot.
    """
    try:
        connection = extension.db.engine.connect()
    except OperationalError as error:
        raise click.ClickException(
            "无法连接数据库，请检查 DATABASE_URL，并确认数据库已经启动。\n"
            "The database cannot be reached: check DATABASE_URL, and that the database runs.\n"
            f"[{type(error.orig).__name__}] {redact_text(str(error.orig)).strip()}"
        ) from None
    with connection:
        yield connection


if context.is_offline_mode():
    raise SystemExit("Migrations run on a database, not as a script: set DATABASE_URL.")
with connected() as open_connection:
    run(open_connection)
