"""Keep in one row what agencies say of whole stretches of a delivery."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "batch_receipt",
        sa.Column("id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("delivery_id", KEY, nullable=False),
        sa.Column("first_position", KEY, nullable=False),
        sa.Column("last_position", KEY, nullable=False),
        sa.Column("notices", KEY, nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_batch_receipt_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_batch_receipt_delivery_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_receipt")),
    )
    with op.batch_alter_table("batch_receipt") as table:
        table.create_index(op.f("ix_batch_receipt_delivery_id"), ["delivery_id"])
        table.create_index(
            op.f("ix_batch_receipt_agency_id_last_position"), ["agency_id", "last_position"]
        )


def downgrade() -> None:
    """Take back."""
    op.drop_table("batch_receipt")
