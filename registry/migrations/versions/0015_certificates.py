"""Let courts issue certificates that anybody can verify."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
REFERENCES = {
    "court_code": "court.code",
    "debtor_id": "debtor.id",
    "issued_by": "staff.id",
    "listing_id": "listing.id",
    "repair_id": "repair.id",
    "voided_by": "staff.id",
}


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "certificate_series",
        sa.Column("court_code", sa.String(255), nullable=False),
        sa.Column("year", KEY, autoincrement=False, nullable=False),
        sa.Column("last", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["court_code"], ["court.code"], name=op.f("fk_certificate_series_court_code")
        ),
        sa.PrimaryKeyConstraint("court_code", "year", name=op.f("pk_certificate_series")),
    )
    op.create_table(
        "certificate",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(64), nullable=False),
        sa.Column("court_code", sa.String(255), nullable=False),
        sa.Column("year", KEY, nullable=False),
        sa.Column("serial", KEY, nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("debtor_id", KEY, nullable=False),
        sa.Column("listing_id", KEY, nullable=True),
        sa.Column("repair_id", KEY, nullable=True),
        sa.Column("identity_version", KEY, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_by", KEY, nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("code_digest", sa.LargeBinary(), nullable=False),
        sa.Column("voided_by", KEY, nullable=True),
        sa.Column("voided_at", MOMENT, nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("version", KEY, nullable=False),
        sa.CheckConstraint(
            "kind IN ('voluntary_performance', 'credit_repair', 'completion')",
            name=op.f("ck_certificate_kind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('issued', 'voided')", name=op.f("ck_certificate_state_known")
        ),
        sa.CheckConstraint(
            "state <> 'voided' OR voided_at IS NOT NULL",
            name=op.f("ck_certificate_voided_has_its_moment"),
        ),
        *(
            sa.ForeignKeyConstraint([column], [of], name=op.f(f"fk_certificate_{column}"))
            for column, of in REFERENCES.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("public_id", name=op.f("uq_certificate_public_id")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
        sa.UniqueConstraint(
            "court_code", "year", "serial", name=op.f("uq_certificate_court_code_year_serial")
        ),
    )
    op.create_index(op.f("ix_certificate_debtor_id"), "certificate", ["debtor_id"])
    op.create_index(op.f("ix_certificate_repair_id"), "certificate", ["repair_id"])
    op.create_table(
        "wrong_code",
        sa.Column("tried", sa.LargeBinary(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("times", KEY, nullable=False),
        sa.PrimaryKeyConstraint("tried", name=op.f("pk_wrong_code")),
    )
    op.create_index(op.f("ix_wrong_code_since"), "wrong_code", ["since"])


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_wrong_code_since"), table_name="wrong_code")
    op.drop_table("wrong_code")
    op.drop_index(op.f("ix_certificate_repair_id"), table_name="certificate")
    op.drop_index(op.f("ix_certificate_debtor_id"), table_name="certificate")
    op.drop_table("certificate")
    op.drop_table("certificate_series")
