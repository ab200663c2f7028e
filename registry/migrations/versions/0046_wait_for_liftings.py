"""Keep what each open duty of the agencies waits for, so that only those are looked at again of
which something has changed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WOKEN = sa.text("is_woken")


def upgrade() -> None:
    """Apply: every duty that is open now is looked at once."""
    op.create_table(
        "lifting_wait",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", KEY, nullable=True),
        sa.Column("position", KEY, nullable=True),
        sa.Column("is_woken", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_lifting_wait")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_lifting_wait_agency_id_agency")
        ),
    )
    op.create_index(
        op.f("ix_lifting_wait_agency_id_position"), "lifting_wait", ["agency_id", "position"]
    )
    op.create_index(
        "ix_lifting_wait_woken",
        "lifting_wait",
        ["record_id"],
        sqlite_where=WOKEN,
        postgresql_where=WOKEN,
    )
    op.execute(
        "INSERT INTO lifting_wait (record_id, agency_id, position, is_woken) "
        "SELECT record_id, NULL, NULL, true FROM deadline "
        "WHERE kind = 'confirm_lifting' AND done_on IS NULL"
    )
    with op.batch_alter_table("lifting_watch") as table:
        table.drop_column("looked_at")


def downgrade() -> None:
    """Take back."""
    op.add_column(
        "lifting_watch", sa.Column("looked_at", KEY, nullable=False, server_default=sa.text("0"))
    )
    op.drop_table("lifting_wait")
