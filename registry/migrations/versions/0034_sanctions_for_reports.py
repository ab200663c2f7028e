"""Serve sanctions, and sanction how property was reported."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
METHODS = (
    "service_method IN ('direct', 'left', 'electronic', 'entrusted', 'post', 'forwarded', "
    "'announcement')"
)


def upgrade() -> None:
    """Apply."""
    op.add_column("breach", sa.Column("debtor_id", KEY, nullable=True))
    op.execute(
        "UPDATE breach SET debtor_id = (SELECT debtor_id FROM restriction_order"
        " WHERE restriction_order.id = breach.order_id)"
    )
    with op.batch_alter_table("breach") as batch:
        batch.alter_column("debtor_id", existing_type=KEY, nullable=False)
        batch.alter_column("order_id", existing_type=KEY, nullable=True)
        batch.alter_column("act", existing_type=sa.String(64), nullable=True)
        batch.add_column(sa.Column("report_id", KEY, nullable=True))
        batch.create_foreign_key(op.f("fk_breach_debtor_id"), "debtor", ["debtor_id"], ["id"])
        batch.create_foreign_key(
            op.f("fk_breach_report_id"), "property_report", ["report_id"], ["id"]
        )
        batch.create_unique_constraint(op.f("uq_breach_report_id"), ["report_id"])
        batch.create_check_constraint(
            op.f("ck_breach_of_one_of_two_orders"), "(order_id IS NULL) <> (report_id IS NULL)"
        )
        batch.create_check_constraint(
            op.f("ck_breach_an_act_breaks_an_order"), "(order_id IS NULL) = (act IS NULL)"
        )
        batch.create_index(op.f("ix_breach_debtor_id"), ["debtor_id"])
    with op.batch_alter_table("sanction") as batch:
        batch.add_column(sa.Column("service_method", sa.String(64), nullable=True))
        batch.add_column(sa.Column("served_on", sa.Date(), nullable=True))
        batch.create_check_constraint(op.f("ck_sanction_service_method_known"), METHODS)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("sanction") as batch:
        batch.drop_constraint(op.f("ck_sanction_service_method_known"), type_="check")
        batch.drop_column("served_on")
        batch.drop_column("service_method")
    op.execute(
        "DELETE FROM sanction WHERE breach_id IN (SELECT id FROM breach WHERE order_id IS NULL)"
    )
    op.execute("DELETE FROM breach WHERE order_id IS NULL")
    with op.batch_alter_table("breach") as batch:
        batch.drop_index(op.f("ix_breach_debtor_id"))
        batch.drop_constraint(op.f("ck_breach_an_act_breaks_an_order"), type_="check")
        batch.drop_constraint(op.f("ck_breach_of_one_of_two_orders"), type_="check")
        batch.drop_constraint(op.f("uq_breach_report_id"), type_="unique")
        batch.drop_constraint(op.f("fk_breach_report_id"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_breach_debtor_id"), type_="foreignkey")
        batch.drop_column("report_id")
        batch.drop_column("debtor_id")
        batch.alter_column("act", existing_type=sa.String(64), nullable=False)
        batch.alter_column("order_id", existing_type=KEY, nullable=False)
