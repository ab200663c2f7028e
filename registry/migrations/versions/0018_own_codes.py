"""Let debtors ask about themselves, by a code of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "own_code",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("debtor_id", KEY, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("issued_by", KEY, nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.ForeignKeyConstraint(["debtor_id"], ["debtor.id"], name=op.f("fk_own_code_debtor_id")),
        sa.ForeignKeyConstraint(["issued_by"], ["staff.id"], name=op.f("fk_own_code_issued_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_own_code_public_id")),
        sa.UniqueConstraint("debtor_id", name=op.f("uq_own_code_debtor_id")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("own_code")
