"""Reconcile what agencies hold, and send again what differs."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("state = 'waiting'")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.add_column("stream_state", sa.Column("resends", KEY, server_default="0", nullable=False))
    op.add_column("delivery", sa.Column("resend_id", KEY, nullable=True))
    op.execute("ALTER TABLE delivery ADD COLUMN retold TEXT DEFAULT '' NOT NULL")
    op.create_table(
        "reconciliation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("stream", sa.Uuid(), nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("after_subject", sa.Uuid(), nullable=True),
        sa.Column("pieces", KEY, nullable=False),
        sa.Column("records", KEY, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("first_buckets", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("ready_at", MOMENT, nullable=True),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_reconciliation_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconciliation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reconciliation_public_id")),
    )
    op.create_index(op.f("ix_reconciliation_agency_id"), "reconciliation", ["agency_id"])
    op.create_index(op.f("ix_reconciliation_state"), "reconciliation", ["state"])
    op.create_table(
        "reconciliation_line",
        sa.Column("reconciliation_id", KEY, autoincrement=False, nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reconciliation_id"],
            ["reconciliation.id"],
            name=op.f("fk_reconciliation_line_reconciliation_id"),
        ),
        sa.PrimaryKeyConstraint(
            "reconciliation_id", "record_id", name=op.f("pk_reconciliation_line")
        ),
    )
    op.create_table(
        "resend",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("stream", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("after", KEY, nullable=False),
        sa.Column("through", KEY, nullable=False),
        sa.Column("records", sa.Text(), nullable=False),
        sa.Column("sent", KEY, nullable=False),
        sa.Column("refused", KEY, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_resend_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resend")),
        sa.UniqueConstraint("public_id", name=op.f("uq_resend_public_id")),
    )
    op.create_index(
        "ix_resend_open",
        "resend",
        ["agency_id", "id"],
        unique=False,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("resend")
    op.drop_table("reconciliation_line")
    op.drop_table("reconciliation")
    for table, column in (
        ("delivery", "retold"),
        ("delivery", "resend_id"),
        ("stream_state", "resends"),
    ):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
