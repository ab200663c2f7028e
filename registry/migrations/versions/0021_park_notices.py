"""Park notices that an agency refuses, with what waits behind them.

Columns are added in place: the tables of streams and deliveries, to which others refer, are not
made anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OF_STREAMS = ("refused_in_a_row", "parked", "to_resend")
OF_DELIVERIES = (
    "kind VARCHAR(64) DEFAULT 'stream' NOT NULL",
    "excluded TEXT DEFAULT '' NOT NULL",
)


def upgrade() -> None:
    """Apply."""
    for column in OF_STREAMS:
        op.add_column("stream_state", sa.Column(column, KEY, server_default="0", nullable=False))
    for column in OF_DELIVERIES:
        op.execute(f"ALTER TABLE delivery ADD COLUMN {column}")
    op.create_table(
        "parked_notice",
        sa.Column("id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("refusals", KEY, nullable=False),
        sa.Column("fields", sa.Text(), nullable=True),
        sa.Column("delivery_id", KEY, nullable=True),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_parked_notice_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_parked_notice_delivery_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parked_notice")),
        sa.UniqueConstraint(
            "agency_id", "notice_id", name=op.f("uq_parked_notice_agency_id_notice_id")
        ),
    )
    op.create_index(
        op.f("ix_parked_notice_agency_id_state"), "parked_notice", ["agency_id", "state"]
    )
    op.create_index(op.f("ix_parked_notice_delivery_id"), "parked_notice", ["delivery_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("parked_notice")
    for table, columns in (
        ("delivery", ("kind", "excluded")),
        ("stream_state", OF_STREAMS),
    ):
        for column in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
