"""Record duties: notices of enforcement, and what other bodies have to do."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

CLOCKS = (
    "clock IN ('bankruptcy_answer', 'credit_china_result', 'department_acceptance', "
    "'credit_report_objection', 'credit_record', 'petition_entry', 'petition_finish')"
)


def upgrade() -> None:
    """Apply."""
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "enforcement_notice",
        sa.Column("id", whole, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", whole, nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("warned", sa.Boolean(), nullable=False),
        sa.Column("perform_until", sa.Date(), nullable=False),
        sa.Column("recorded_by", whole, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", whole, nullable=False),
        sa.CheckConstraint(
            "perform_until >= issued_on", name=op.f("ck_enforcement_notice_gives_time")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_enforcement_notice_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["staff.id"], name=op.f("fk_enforcement_notice_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enforcement_notice")),
        sa.UniqueConstraint("public_id", name=op.f("uq_enforcement_notice_public_id")),
        sa.UniqueConstraint("case_id", name=op.f("uq_enforcement_notice_case_id")),
    )
    op.create_table(
        "other_duty",
        sa.Column("id", whole, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", whole, nullable=False),
        sa.Column("clock", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", whole, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", whole, nullable=False),
        sa.CheckConstraint(CLOCKS, name=op.f("ck_other_duty_clock_known")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_other_duty_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["staff.id"], name=op.f("fk_other_duty_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_other_duty")),
        sa.UniqueConstraint("public_id", name=op.f("uq_other_duty_public_id")),
    )
    op.create_index(op.f("ix_other_duty_case_id"), "other_duty", ["case_id"])
    op.create_index("ix_other_duty_provisional", "other_duty", ["provisional", "due_on"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("other_duty")
    op.drop_table("enforcement_notice")
