"""Prepare snapshots of what agencies should hold."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "snapshot",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("stream", sa.Uuid(), nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("after_subject", sa.Uuid(), nullable=True),
        sa.Column("chunks", KEY, nullable=False),
        sa.Column("records", KEY, nullable=False),
        sa.Column("size", KEY, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_snapshot_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint("public_id", name=op.f("uq_snapshot_public_id")),
    )
    op.create_index(op.f("ix_snapshot_agency_id"), "snapshot", ["agency_id"])
    op.create_index(op.f("ix_snapshot_state"), "snapshot", ["state"])
    op.create_table(
        "snapshot_chunk",
        sa.Column("snapshot_id", KEY, nullable=False),
        sa.Column("number", KEY, autoincrement=False, nullable=False),
        sa.Column("first_byte", KEY, nullable=False),
        sa.Column("size", KEY, nullable=False),
        sa.Column("key_id", sa.String(64), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["snapshot.id"], name=op.f("fk_snapshot_chunk_snapshot_id")
        ),
        sa.PrimaryKeyConstraint("snapshot_id", "number", name=op.f("pk_snapshot_chunk")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("snapshot_chunk")
    op.drop_table("snapshot")
