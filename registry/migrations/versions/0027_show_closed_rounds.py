"""Let the public find closed rounds, in a list of their own.

Rounds that were closed before are shown by the next act in their case, or by the command that shows
them (`flask registry closed-rounds show`).
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "closed_round",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("debtor_id", KEY, nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("name_key", sa.String(255), nullable=False),
        sa.Column("province", sa.String(64), nullable=False),
        sa.Column("court_code", sa.String(64), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('natural', 'organisation')", name=op.f("ck_closed_round_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["debtor_id"], ["debtor.id"], name=op.f("fk_closed_round_debtor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_round")),
        sa.UniqueConstraint("public_id", name=op.f("uq_closed_round_public_id")),
        sa.UniqueConstraint("debtor_id", name=op.f("uq_closed_round_debtor_id")),
    )
    op.create_index("ix_closed_round_by_name", "closed_round", ["name_key", "published_on", "id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("closed_round")
