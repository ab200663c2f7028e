"""Remind of duties: what courts were told of duties that are soon due, or were missed."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "reminder",
        sa.Column("id", whole, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("deadline_id", whole, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("court_code", sa.String(length=255), nullable=False),
        sa.Column("for_on", sa.Date(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('reminder', 'escalation')", name=op.f("ck_reminder_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadline.id"], name=op.f("fk_reminder_deadline_id")
        ),
        sa.ForeignKeyConstraint(
            ["court_code"], ["court.code"], name=op.f("fk_reminder_court_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reminder_public_id")),
        sa.UniqueConstraint("deadline_id", "kind", "for_on", "court_code", name="uq_reminder_once"),
    )
    op.create_index(op.f("ix_reminder_court_code_id"), "reminder", ["court_code", "id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("reminder")
