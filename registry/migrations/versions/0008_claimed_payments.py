"""Let a debtor claim a payment, and the creditor say what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
NEW = (
    ("claimed_by", KEY),
    ("claimed_at", MOMENT),
    ("proof", sa.Text()),
    ("creditor_answer", sa.String(64)),
    ("creditor_answered_on", sa.Date()),
    ("creditor_said", sa.Text()),
    ("rejected_by", KEY),
    ("rejected_at", MOMENT),
    ("decision", sa.Text()),
)
PEOPLE = ("claimed_by", "rejected_by")
CHECKS = (
    ("creditor_answer_known", "creditor_answer IN ('confirms', 'disputes', 'silent')"),
    ("entered_by_is_not_rejected_by", "entered_by <> rejected_by"),
    ("entered_by_somebody", "state IN ('claimed', 'rejected') OR entered_by IS NOT NULL"),
)


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("payment", schema=None) as batch_op:
        for name, kind in NEW:
            batch_op.add_column(sa.Column(name, kind, nullable=True))
        batch_op.alter_column("entered_by", existing_type=KEY, nullable=True)
        batch_op.alter_column("entered_at", existing_type=MOMENT, nullable=True)
        for name in PEOPLE:
            batch_op.create_foreign_key(op.f(f"fk_payment_{name}"), "staff", [name], ["id"])
        for name, condition in CHECKS:
            batch_op.create_check_constraint(op.f(f"ck_payment_{name}"), condition)


def downgrade() -> None:
    """Take back; claims that nobody entered are known to nobody afterwards."""
    op.execute("DELETE FROM payment WHERE entered_by IS NULL")
    with op.batch_alter_table("payment", schema=None) as batch_op:
        for name, _ in CHECKS:
            batch_op.drop_constraint(op.f(f"ck_payment_{name}"), type_="check")
        for name in PEOPLE:
            batch_op.drop_constraint(op.f(f"fk_payment_{name}"), type_="foreignkey")
        batch_op.alter_column("entered_at", existing_type=MOMENT, nullable=False)
        batch_op.alter_column("entered_by", existing_type=KEY, nullable=False)
        for name, _ in NEW:
            batch_op.drop_column(name)
