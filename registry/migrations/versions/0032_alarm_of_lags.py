"""Alarm of streams that are behind."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("over_at IS NULL")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "lag_alarm",
        sa.Column("id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("step", KEY, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.Column("over_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_lag_alarm_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lag_alarm")),
    )
    op.create_index(
        "uq_lag_alarm_open",
        "lag_alarm",
        ["agency_id", "step"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("lag_alarm")
