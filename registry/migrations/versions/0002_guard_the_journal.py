"""Guard the journal: the database itself refuses to change what was recorded, and the journal
gets its first head.
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

GUARDED = ("journal_entry", "tree_head", "delivery_attempt", "receipt")


def upgrade() -> None:
    """Apply."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
        )
    for table in GUARDED:
        if bind.dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
                f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
            continue
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    op.execute(
        sa.text(
            "INSERT INTO journal_head (id, stream, size, edge) VALUES (1, :stream, 0, :edge)"
        ).bindparams(
            sa.bindparam("stream", uuid4(), sa.Uuid()),
            sa.bindparam("edge", b"", sa.LargeBinary()),
        )
    )


def downgrade() -> None:
    """Take back."""
    bind = op.get_bind()
    for table in GUARDED:
        if bind.dialect.name == "postgresql":
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            continue
        for act in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{act}")
    if bind.dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
    op.execute("DELETE FROM journal_head")
