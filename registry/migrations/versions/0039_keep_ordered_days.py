"""Keep the three working days of corrections that were ordered before courts could set others."""

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.execute(
        "UPDATE deadline SET length = 3 WHERE clock = 'ordered_correction' AND length IS NULL"
    )


def downgrade() -> None:
    """Take back."""
    op.execute("UPDATE deadline SET length = NULL WHERE clock = 'ordered_correction'")
