"""Propose for the listings of those found unable: proposals, and the duties that come of a finding."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

DUTIES = (
    "issue_restriction",
    "remove_listing",
    "issue_enforcement_notice",
    "decide_listing_application",
    "record_grace_outcome",
    "revoke_listing",
    "correct_listing",
    "examine_objection",
    "carry_out_correction",
    "apply_for_review",
    "decide_review",
    "resume_restriction",
    "run_inquiry",
    "resume_enforcement",
    "supplement_report",
    "verify_clue",
    "decide_enforcement_objection",
    "apply_for_enforcement_review",
    "resume_after_settlement",
    "finish_case",
)
OF_FINDINGS = ("review_capacity", "reconsider_listing")
NEW_DUTIES = (*DUTIES[:15], *OF_FINDINGS, *DUTIES[15:])


def upgrade() -> None:
    """Apply."""
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    code = sa.String(length=64)
    op.create_table(
        "capacity_proposal",
        sa.Column("id", whole, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", whole, nullable=False),
        sa.Column("listing_id", whole, nullable=False),
        sa.Column("proposed", code, nullable=False),
        sa.Column("state", code, nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", whole, nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", whole, nullable=False),
        sa.CheckConstraint(
            "proposed IN ('revoke', 'remove', 'reconsider')",
            name=op.f("ck_capacity_proposal_proposed_known"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'kept', 'carried_out', 'lapsed')",
            name=op.f("ck_capacity_proposal_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["capacity_assessment.id"],
            name=op.f("fk_capacity_proposal_assessment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_capacity_proposal_listing_id")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["staff.id"], name=op.f("fk_capacity_proposal_answered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capacity_proposal")),
        sa.UniqueConstraint("public_id", name=op.f("uq_capacity_proposal_public_id")),
    )
    for column in ("assessment_id", "listing_id"):
        op.create_index(op.f(f"ix_capacity_proposal_{column}"), "capacity_proposal", [column])
    _replace_duties(NEW_DUTIES)


def downgrade() -> None:
    """Take back."""
    op.execute("DELETE FROM deadline WHERE kind IN ('review_capacity', 'reconsider_listing')")
    _replace_duties(DUTIES)
    op.drop_table("capacity_proposal")


def _replace_duties(codes: tuple[str, ...]) -> None:
    known = f"kind IN ({', '.join(repr(code) for code in codes)})"
    with op.batch_alter_table("deadline") as batch:
        batch.drop_constraint(op.f("ck_deadline_kind_known"), type_="check")
        batch.create_check_constraint(op.f("ck_deadline_kind_known"), known)
