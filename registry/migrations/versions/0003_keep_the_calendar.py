"""Keep the calendar: arrangements of years that are imported."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "calendar_year",
        sa.Column("year", whole, autoincrement=False, nullable=False),
        sa.Column("papers", sa.Text(), nullable=False),
        sa.Column("off", sa.Text(), nullable=False),
        sa.Column("working_weekends", sa.Text(), nullable=False),
        sa.Column("imported_by", sa.String(length=255), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recomputed_after", whole, nullable=True),
        sa.CheckConstraint(
            "year BETWEEN 2000 AND 2199", name=op.f("ck_calendar_year_year_possible")
        ),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_year")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("calendar_year")
