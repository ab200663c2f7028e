"""Let agencies share hits with the courts whose they are, and remind whoever watches a list of its
end.
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "screening", sa.Column("shared", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("watch", sa.Column("reminded_until", sa.Date(), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("watch", "reminded_until")
    op.drop_column("screening", "shared")
