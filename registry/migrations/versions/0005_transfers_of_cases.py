"""Let cases go to other courts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "transfer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("from_court", sa.String(length=255), nullable=False),
        sa.Column("to_court", sa.String(length=255), nullable=False),
        sa.Column("decided_court", sa.String(length=255), nullable=False),
        sa.Column("initiative", sa.String(length=64), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "acknowledged_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "initiative IN ('creditor', 'court')", name=op.f("ck_transfer_initiative_known")
        ),
        sa.CheckConstraint(
            "kind IN ('raised', 'designated', 'crossed')", name=op.f("ck_transfer_kind_known")
        ),
        sa.CheckConstraint("from_court <> to_court", name=op.f("ck_transfer_to_another_court")),
        sa.ForeignKeyConstraint(
            ["acknowledged_by"], ["staff.id"], name=op.f("fk_transfer_acknowledged_by")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_transfer_case_id")
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["staff.id"], name=op.f("fk_transfer_decided_by")),
        sa.ForeignKeyConstraint(
            ["decided_court"], ["court.code"], name=op.f("fk_transfer_decided_court")
        ),
        sa.ForeignKeyConstraint(
            ["from_court"], ["court.code"], name=op.f("fk_transfer_from_court")
        ),
        sa.ForeignKeyConstraint(["to_court"], ["court.code"], name=op.f("fk_transfer_to_court")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
        sa.UniqueConstraint("public_id", name=op.f("uq_transfer_public_id")),
    )
    with op.batch_alter_table("transfer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transfer_case_id"), ["case_id"], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("transfer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transfer_case_id"))

    op.drop_table("transfer")
