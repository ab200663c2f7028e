"""How migrations run: on the application's engine, against the tables of the register and of its
components.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import Connection

from registry.db import Base, Moment, Money

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


def run(connection: Connection) -> None:
    """Run the migrations on an open connection."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        **extension.configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Migrations run on a database, not as a script: set DATABASE_URL.")
with extension.db.engine.connect() as open_connection:
    run(open_connection)
