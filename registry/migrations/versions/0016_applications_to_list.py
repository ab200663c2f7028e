"""Keep creditors' applications to list."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
REFERRED = (
    ("debtor_id", "debtor"),
    ("listing_id", "listing"),
    ("received_by", "staff"),
    ("decided_by", "staff"),
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "listing_application",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("debtor_id", KEY, nullable=False),
        sa.Column("listing_id", KEY, nullable=True),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("applicant", sa.String(255), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("received_by", KEY, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("decided_by", KEY, nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.CheckConstraint(
            "state IN ('received', 'granted', 'refused')",
            name=op.f("ck_listing_application_state_known"),
        ),
        sa.CheckConstraint(
            "received_by <> decided_by",
            name=op.f("ck_listing_application_received_by_is_not_decided_by"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_listing_application_{column}")
            )
            for column, table in REFERRED
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_application")),
        sa.UniqueConstraint("public_id", name=op.f("uq_listing_application_public_id")),
    )
    for column in ("debtor_id", "listing_id"):
        op.create_index(op.f(f"ix_listing_application_{column}"), "listing_application", [column])


def downgrade() -> None:
    """Take back."""
    op.drop_table("listing_application")
