"""Evidence, signs of evasion, property reports and capacity assessments."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "capacity_assessment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "debtor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("signs_weighed", sa.Text(), nullable=False),
        sa.Column("unable_since", sa.Date(), nullable=True),
        sa.Column("overrides", sa.Text(), nullable=False),
        sa.Column("proposed", sa.String(length=64), nullable=False),
        sa.Column("proposed_reasons", sa.Text(), nullable=False),
        sa.Column("used", sa.Text(), nullable=False),
        sa.Column(
            "drafted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("found_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("flag", sa.String(length=255), nullable=True),
        sa.Column("flagged_on", sa.Date(), nullable=True),
        sa.Column("superseded_on", sa.Date(), nullable=True),
        sa.Column("withdrawal", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "flag IN ('contrary_evidence', 'sign_of_evasion', 'evidence_withdrawn')",
            name=op.f("ck_capacity_assessment_flag_known"),
        ),
        sa.CheckConstraint(
            "outcome IN ('able', 'unable', 'undetermined')",
            name=op.f("ck_capacity_assessment_outcome_known"),
        ),
        sa.CheckConstraint(
            "proposed IN ('able', 'unable', 'undetermined')",
            name=op.f("ck_capacity_assessment_proposed_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'signed', 'superseded', 'withdrawn')",
            name=op.f("ck_capacity_assessment_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('signed', 'superseded') OR found_on IS NOT NULL",
            name=op.f("ck_capacity_assessment_signed_has_its_day"),
        ),
        sa.CheckConstraint(
            "drafted_by <> signed_by",
            name=op.f("ck_capacity_assessment_drafted_by_is_not_signed_by"),
        ),
        sa.ForeignKeyConstraint(
            ["debtor_id"], ["debtor.id"], name=op.f("fk_capacity_assessment_debtor_id")
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by"], ["staff.id"], name=op.f("fk_capacity_assessment_drafted_by")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["staff.id"], name=op.f("fk_capacity_assessment_signed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capacity_assessment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_capacity_assessment_public_id")),
    )
    op.create_index(
        op.f("ix_capacity_assessment_debtor_id_found_on"),
        "capacity_assessment",
        ["debtor_id", "found_on"],
    )

    op.create_table(
        "property_report",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "debtor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("notice_received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "demanded_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("demanded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("categories", sa.String(length=255), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("excuse", sa.Text(), nullable=False),
        sa.Column(
            "received_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("conduct", sa.String(length=255), nullable=True),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "conduct IN ('verified', 'unverified', 'late', 'false', 'refused')",
            name=op.f("ck_property_report_conduct_known"),
        ),
        sa.CheckConstraint(
            "state IN ('demanded', 'received', 'verified', 'breached')",
            name=op.f("ck_property_report_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('received', 'verified') OR received_on IS NOT NULL",
            name=op.f("ck_property_report_received_has_its_day"),
        ),
        sa.CheckConstraint(
            "received_by <> decided_by",
            name=op.f("ck_property_report_received_by_is_not_decided_by"),
        ),
        sa.ForeignKeyConstraint(
            ["debtor_id"], ["debtor.id"], name=op.f("fk_property_report_debtor_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name=op.f("fk_property_report_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["demanded_by"], ["staff.id"], name=op.f("fk_property_report_demanded_by")
        ),
        sa.ForeignKeyConstraint(
            ["received_by"], ["staff.id"], name=op.f("fk_property_report_received_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_property_report")),
        sa.UniqueConstraint("public_id", name=op.f("uq_property_report_public_id")),
    )
    op.create_index(op.f("ix_property_report_debtor_id"), "property_report", ["debtor_id"])

    op.create_table(
        "evidence",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "debtor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("bearing", sa.String(length=64), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("result", sa.String(length=255), nullable=True),
        sa.Column("inquiry_id", sa.Uuid(), nullable=True),
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column(
            "recorded_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "withdrawn_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "(kind = 'network_inquiry') = (result IS NOT NULL)",
            name=op.f("ck_evidence_inquiry_has_its_answer"),
        ),
        sa.CheckConstraint(
            "(kind = 'property_report') = (report_id IS NOT NULL)",
            name=op.f("ck_evidence_report_is_named"),
        ),
        sa.CheckConstraint(
            "bearing IN ('inability', 'ability', 'neither')", name=op.f("ck_evidence_bearing_known")
        ),
        sa.CheckConstraint(
            "kind IN ('property_report', 'network_inquiry', 'field_inquiry', 'search_record', 'interview_record', 'living_level_income', 'hardship_certificate', 'bankruptcy_ruling')",
            name=op.f("ck_evidence_kind_known"),
        ),
        sa.CheckConstraint(
            "result IN ('nothing_found', 'property_found', 'no_reply', 'failed')",
            name=op.f("ck_evidence_result_known"),
        ),
        sa.CheckConstraint(
            "state IN ('recorded', 'withdrawn')", name=op.f("ck_evidence_state_known")
        ),
        sa.ForeignKeyConstraint(["debtor_id"], ["debtor.id"], name=op.f("fk_evidence_debtor_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["staff.id"], name=op.f("fk_evidence_recorded_by")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["property_report.id"], name=op.f("fk_evidence_report_id")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["staff.id"], name=op.f("fk_evidence_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("public_id", name=op.f("uq_evidence_public_id")),
    )
    op.create_index(op.f("ix_evidence_debtor_id"), "evidence", ["debtor_id"])

    op.create_table(
        "report_supplement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column(
            "recorded_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("categories", sa.String(length=255), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column(
            "received_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["received_by"], ["staff.id"], name=op.f("fk_report_supplement_received_by")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["staff.id"], name=op.f("fk_report_supplement_recorded_by")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["property_report.id"], name=op.f("fk_report_supplement_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_supplement")),
        sa.UniqueConstraint("public_id", name=op.f("uq_report_supplement_public_id")),
    )
    op.create_index(op.f("ix_report_supplement_report_id"), "report_supplement", ["report_id"])

    op.create_table(
        "sign_of_evasion",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "debtor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("sign", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column(
            "recorded_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "withdrawn_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "sign IN ('report_refused', 'report_false', 'report_late', 'gratuitous_transfer', 'hidden_property', 'sham_proceedings', 'restriction_breached', 'settlement_refused', 'resistance', 'company_restarted', 'straw_representative', 'false_pretext')",
            name=op.f("ck_sign_of_evasion_sign_known"),
        ),
        sa.CheckConstraint(
            "state IN ('recorded', 'withdrawn')", name=op.f("ck_sign_of_evasion_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["debtor_id"], ["debtor.id"], name=op.f("fk_sign_of_evasion_debtor_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["staff.id"], name=op.f("fk_sign_of_evasion_recorded_by")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["property_report.id"], name=op.f("fk_sign_of_evasion_report_id")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["staff.id"], name=op.f("fk_sign_of_evasion_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_of_evasion")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sign_of_evasion_public_id")),
    )
    op.create_index(op.f("ix_sign_of_evasion_debtor_id"), "sign_of_evasion", ["debtor_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("sign_of_evasion")
    op.drop_table("report_supplement")
    op.drop_table("evidence")
    op.drop_table("property_report")
    op.drop_table("capacity_assessment")
