"""Let a draft of a decision be withdrawn."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DECISIONS = ("listing_change", "removal_decision", "lift_decision")


def upgrade() -> None:
    """Apply."""
    for table in DECISIONS:
        _state(table, "state IN ('draft', 'signed', 'withdrawn')")


def downgrade() -> None:
    """Take back."""
    for table in DECISIONS:
        _state(table, "state IN ('draft', 'signed')")


def _state(table: str, condition: str) -> None:
    name = op.f(f"ck_{table}_state_known")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, condition)
