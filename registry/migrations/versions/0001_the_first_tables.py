"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""

    op.create_table(
        "agency",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name_zh", sa.String(length=255), nullable=False),
        sa.Column("name_en", sa.String(length=255), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column(
            "every_seconds", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "max_notices", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "max_bytes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("endings_at_once", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("code", name=op.f("uq_agency_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_agency_public_id")),
    )
    op.create_table(
        "court",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("level", sa.String(length=64), nullable=False),
        sa.Column("province", sa.String(length=64), nullable=False),
        sa.Column("superior_code", sa.String(length=255), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "level IN ('supreme', 'high', 'intermediate', 'basic')",
            name=op.f("ck_court_level_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court")),
        sa.UniqueConstraint("code", name=op.f("uq_court_code")),
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_digest", sa.LargeBinary(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lines", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("accepted", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("updated", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "duplicates", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("rejected", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
        sa.UniqueConstraint("public_id", name=op.f("uq_import_run_public_id")),
    )
    op.create_table(
        "job_record",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("succeeded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_record")),
    )
    op.create_table(
        "journal_entry",
        sa.Column(
            "position",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("actor", sa.String(length=255), nullable=False),
        sa.Column("via", sa.String(length=255), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=255), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_journal_entry")),
        sa.UniqueConstraint("id", name=op.f("uq_journal_entry_id")),
    )
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_entry_record_id"), ["record_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_journal_entry_subject_id"), ["subject_id"], unique=False
        )

    op.create_table(
        "journal_head",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("stream", sa.Uuid(), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("edge", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_head")),
    )
    op.create_table(
        "measure",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("catalogue", sa.String(length=64), nullable=False),
        sa.Column("part_of", sa.String(length=255), nullable=True),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("category_zh", sa.String(length=255), nullable=False),
        sa.Column("category_en", sa.String(length=255), nullable=False),
        sa.Column("name_zh", sa.String(length=255), nullable=False),
        sa.Column("name_en", sa.String(length=255), nullable=False),
        sa.Column("agencies", sa.Text(), nullable=False),
        sa.Column("binds", sa.String(length=64), nullable=False),
        sa.Column("responsible", sa.Boolean(), nullable=False),
        sa.Column("triggers", sa.String(length=64), nullable=False),
        sa.Column("acts", sa.String(length=255), nullable=False),
        sa.Column("mode", sa.String(length=64), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("since_entry", sa.Uuid(), nullable=False),
        sa.Column("until_entry", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
    )
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_code"), ["code"], unique=False)
        batch_op.create_index(
            "uq_measure_in_force",
            ["code"],
            unique=True,
            sqlite_where=sa.text("until_entry IS NULL"),
            postgresql_where=sa.text("until_entry IS NULL"),
        )

    op.create_table(
        "public_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("list_name", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("name_key", sa.String(length=255), nullable=False),
        sa.Column("province", sa.String(length=64), nullable=False),
        sa.Column("court_code", sa.String(length=64), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("item", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('natural', 'organisation')", name=op.f("ck_public_entry_kind_known")
        ),
        sa.CheckConstraint(
            "list_name IN ('dishonest', 'restricted')", name=op.f("ck_public_entry_list_name_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_entry")),
        sa.UniqueConstraint("public_id", name=op.f("uq_public_entry_public_id")),
    )
    with op.batch_alter_table("public_entry", schema=None) as batch_op:
        batch_op.create_index(
            "ix_public_entry_by_name", ["name_key", "published_on", "id"], unique=False
        )

    op.create_table(
        "subject",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("number_index", sa.LargeBinary(), nullable=True),
        sa.Column(
            "current_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('natural', 'organisation')", name=op.f("ck_subject_kind_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject")),
        sa.UniqueConstraint("number_index", name=op.f("uq_subject_number_index")),
        sa.UniqueConstraint("public_id", name=op.f("uq_subject_public_id")),
    )
    op.create_table(
        "tree_head",
        sa.Column(
            "size",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key_id", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_tree_head")),
    )
    op.create_table(
        "agency_fields",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("since_entry", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_fields_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_fields")),
    )
    with op.batch_alter_table("agency_fields", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_fields_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "agency_key",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("prefix", sa.String(length=255), nullable=False),
        sa.Column("secret_digest", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_agency_key_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_key")),
        sa.UniqueConstraint("prefix", name=op.f("uq_agency_key_prefix")),
    )
    with op.batch_alter_table("agency_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_key_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "agency_measure",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("measure_code", sa.String(length=64), nullable=False),
        sa.Column("since_entry", sa.Uuid(), nullable=False),
        sa.Column("until_entry", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_measure_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_measure")),
    )
    with op.batch_alter_table("agency_measure", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agency_measure_agency_id_measure_code"),
            ["agency_id", "measure_code"],
            unique=False,
        )
        batch_op.create_index(
            "uq_agency_measure_in_force",
            ["agency_id", "measure_code"],
            unique=True,
            sqlite_where=sa.text("until_entry IS NULL"),
            postgresql_where=sa.text("until_entry IS NULL"),
        )

    op.create_table(
        "agency_secret",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("key_id", sa.String(length=64), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_secret_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_secret")),
    )
    with op.batch_alter_table("agency_secret", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_secret_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "deadline",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("court_code", sa.String(length=255), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("basis", sa.String(length=255), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('issue_restriction', 'remove_listing', 'issue_enforcement_notice', 'decide_listing_application', 'record_grace_outcome', 'revoke_listing', 'correct_listing', 'examine_objection', 'carry_out_correction', 'apply_for_review', 'decide_review', 'resume_restriction', 'run_inquiry', 'supplement_report', 'verify_clue', 'decide_enforcement_objection', 'apply_for_enforcement_review', 'resume_after_settlement', 'finish_case')",
            name=op.f("ck_deadline_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["court_code"], ["court.code"], name=op.f("fk_deadline_court_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
        sa.UniqueConstraint("public_id", name=op.f("uq_deadline_public_id")),
    )
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deadline_court_code_done_on_due_on"),
            ["court_code", "done_on", "due_on"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_deadline_record_id"), ["record_id"], unique=False)

    op.create_table(
        "delivery",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("after", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("through", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "scanned_after", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("notices", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_delivery_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("public_id", name=op.f("uq_delivery_public_id")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_delivery_agency_id_through"), ["agency_id", "through"], unique=False
        )
        batch_op.create_index(
            "uq_delivery_open",
            ["agency_id"],
            unique=True,
            sqlite_where=sa.text("state = 'frozen'"),
            postgresql_where=sa.text("state = 'frozen'"),
        )

    op.create_table(
        "enforcement_case",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=255), nullable=False),
        sa.Column("court_code", sa.String(length=255), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("basis_number", sa.Text(), nullable=False),
        sa.Column("basis_body", sa.Text(), nullable=False),
        sa.Column("obligation", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "source IN ('court', 'import')", name=op.f("ck_enforcement_case_source_known")
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_enforcement_case_amount_not_negative")),
        sa.ForeignKeyConstraint(
            ["court_code"], ["court.code"], name=op.f("fk_enforcement_case_court_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enforcement_case")),
        sa.UniqueConstraint("number", name=op.f("uq_enforcement_case_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_enforcement_case_public_id")),
    )
    op.create_table(
        "lifting",
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("measure_code", sa.String(length=64), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_lifting_agency_id")),
        sa.PrimaryKeyConstraint("agency_id", "notice_id", "measure_code", name=op.f("pk_lifting")),
    )
    with op.batch_alter_table("lifting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lifting_agency_id_confirmed_at"),
            ["agency_id", "confirmed_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_lifting_record_id"), ["record_id"], unique=False)

    op.create_table(
        "receipt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "agency_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("measure_code", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_receipt_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint(
            "agency_id",
            "notice_id",
            "measure_code",
            "outcome",
            "stated_at",
            name=op.f("uq_receipt_agency_id_notice_id_measure_code_outcome_stated_at"),
        ),
    )
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receipt_notice_id"), ["notice_id"], unique=False)

    op.create_table(
        "staff",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("court_code", sa.String(length=255), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "role IN ('clerk', 'judge', 'president', 'auditor')", name=op.f("ck_staff_role_known")
        ),
        sa.ForeignKeyConstraint(["court_code"], ["court.code"], name=op.f("fk_staff_court_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("court_code", "login", name=op.f("uq_staff_court_code_login")),
        sa.UniqueConstraint("public_id", name=op.f("uq_staff_public_id")),
    )
    op.create_table(
        "stream_state",
        sa.Column(
            "agency_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("stream", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("scanned", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("through", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("failures", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "batch_limit", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_holder", sa.String(length=255), nullable=True),
        sa.Column(
            "lease_token", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_stream_state_agency_id")
        ),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_stream_state")),
    )
    op.create_table(
        "subject_identity",
        sa.Column(
            "subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "version",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("key_id", sa.String(length=64), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_subject_identity_subject_id")
        ),
        sa.PrimaryKeyConstraint("subject_id", "version", name=op.f("pk_subject_identity")),
    )
    op.create_table(
        "access_key",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("prefix", sa.String(length=255), nullable=False),
        sa.Column("secret_digest", sa.LargeBinary(), nullable=False),
        sa.Column("court_code", sa.String(length=255), nullable=False),
        sa.Column("staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("label", sa.String(length=255), nullable=False),
        sa.Column("scopes", sa.String(length=255), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["court_code"], ["court.code"], name=op.f("fk_access_key_court_code")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_access_key_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_key")),
        sa.UniqueConstraint("prefix", name=op.f("uq_access_key_prefix")),
    )
    op.create_table(
        "debtor",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "identity_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("performance_due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_debtor_case_id")
        ),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_debtor_subject_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debtor")),
        sa.UniqueConstraint("case_id", "subject_id", name=op.f("uq_debtor_case_id_subject_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_debtor_public_id")),
    )
    with op.batch_alter_table("debtor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debtor_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "delivery_attempt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "delivery_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("status", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "milliseconds", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("faults", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_delivery_attempt_delivery_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_attempt")),
    )
    with op.batch_alter_table("delivery_attempt", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_delivery_attempt_delivery_id"), ["delivery_id"], unique=False
        )

    op.create_table(
        "idempotent_answer",
        sa.Column(
            "access_key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("idempotency_key", sa.String(length=255), nullable=False),
        sa.Column("request_digest", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["access_key_id"], ["access_key.id"], name=op.f("fk_idempotent_answer_access_key_id")
        ),
        sa.PrimaryKeyConstraint(
            "access_key_id", "idempotency_key", name=op.f("pk_idempotent_answer")
        ),
    )
    op.create_table(
        "listing",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "debtor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("grounds", sa.String(length=255), nullable=False),
        sa.Column("conduct", sa.Text(), nullable=False),
        sa.Column("initiative", sa.String(length=64), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column(
            "extension_years", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "drafted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "grace_months", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("grace_ends_on", sa.Date(), nullable=True),
        sa.Column("grace_outcome", sa.String(length=255), nullable=True),
        sa.Column("service_method", sa.String(length=255), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_ground", sa.String(length=255), nullable=True),
        sa.Column("performance", sa.String(length=64), nullable=False),
        sa.Column("performed", sa.Text(), nullable=False),
        sa.Column("outstanding", sa.Text(), nullable=False),
        sa.Column("amount_outstanding", sa.BigInteger(), nullable=True),
        sa.Column("entry_key", sa.LargeBinary(), nullable=True),
        sa.Column(
            "import_run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "performance IN ('none', 'partial', 'full')", name=op.f("ck_listing_performance_known")
        ),
        sa.CheckConstraint("source IN ('court', 'import')", name=op.f("ck_listing_source_known")),
        sa.CheckConstraint(
            "state <> 'published' OR published_on IS NOT NULL",
            name=op.f("ck_listing_published_has_its_day"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'signed', 'in_grace', 'dropped', 'published', 'suspended', 'unpublished', 'ended', 'removed', 'revoked')",
            name=op.f("ck_listing_state_known"),
        ),
        sa.CheckConstraint(
            "drafted_by <> signed_by", name=op.f("ck_listing_drafted_by_is_not_signed_by")
        ),
        sa.CheckConstraint(
            "extension_years BETWEEN 0 AND 3", name=op.f("ck_listing_extension_within_law")
        ),
        sa.ForeignKeyConstraint(["debtor_id"], ["debtor.id"], name=op.f("fk_listing_debtor_id")),
        sa.ForeignKeyConstraint(["drafted_by"], ["staff.id"], name=op.f("fk_listing_drafted_by")),
        sa.ForeignKeyConstraint(
            ["import_run_id"], ["import_run.id"], name=op.f("fk_listing_import_run_id")
        ),
        sa.ForeignKeyConstraint(["signed_by"], ["staff.id"], name=op.f("fk_listing_signed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing")),
        sa.UniqueConstraint("entry_key", name=op.f("uq_listing_entry_key")),
        sa.UniqueConstraint("public_id", name=op.f("uq_listing_public_id")),
    )
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_debtor_id"), ["debtor_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_listing_import_run_id"), ["import_run_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_listing_state_ends_on"), ["state", "ends_on"], unique=False
        )

    op.create_table(
        "payment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "debtor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("enforced", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column(
            "entered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "confirmed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "state IN ('claimed', 'entered', 'confirmed', 'rejected')",
            name=op.f("ck_payment_state_known"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_amount_positive")),
        sa.CheckConstraint(
            "entered_by <> confirmed_by", name=op.f("ck_payment_entered_by_is_not_confirmed_by")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_payment_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["staff.id"], name=op.f("fk_payment_confirmed_by")
        ),
        sa.ForeignKeyConstraint(["debtor_id"], ["debtor.id"], name=op.f("fk_payment_debtor_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["staff.id"], name=op.f("fk_payment_entered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_payment_public_id")),
    )
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payment_case_id"), ["case_id"], unique=False)

    op.create_table(
        "import_version",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column(
            "listing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "import_run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("line", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("replaced", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_run_id"], ["import_run.id"], name=op.f("fk_import_version_import_run_id")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_import_version_listing_id")
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_import_version")),
    )
    with op.batch_alter_table("import_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_import_version_listing_id"), ["listing_id"], unique=False
        )

    op.create_table(
        "listing_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "listing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column(
            "drafted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('revocation', 'amendment', 'extension')",
            name=op.f("ck_listing_change_kind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'signed')", name=op.f("ck_listing_change_state_known")
        ),
        sa.CheckConstraint(
            "drafted_by <> signed_by", name=op.f("ck_listing_change_drafted_by_is_not_signed_by")
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by"], ["staff.id"], name=op.f("fk_listing_change_drafted_by")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_listing_change_listing_id")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["staff.id"], name=op.f("fk_listing_change_signed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_change")),
        sa.UniqueConstraint("public_id", name=op.f("uq_listing_change_public_id")),
    )
    with op.batch_alter_table("listing_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_listing_change_listing_id"), ["listing_id"], unique=False
        )

    op.create_table(
        "removal_decision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "listing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("ground", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column(
            "drafted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "ground IN ('LR10-1', 'LR10-2', 'LR10-3', 'LR10-4', 'LR10-5', 'LR10-6', 'LR10-7', 'LR2-early', 'LR2-term')",
            name=op.f("ck_removal_decision_ground_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'signed')", name=op.f("ck_removal_decision_state_known")
        ),
        sa.CheckConstraint(
            "drafted_by <> signed_by", name=op.f("ck_removal_decision_drafted_by_is_not_signed_by")
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by"], ["staff.id"], name=op.f("fk_removal_decision_drafted_by")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_removal_decision_listing_id")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["staff.id"], name=op.f("fk_removal_decision_signed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removal_decision")),
        sa.UniqueConstraint("public_id", name=op.f("uq_removal_decision_public_id")),
    )
    with op.batch_alter_table("removal_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_removal_decision_listing_id"), ["listing_id"], unique=False
        )

    op.create_table(
        "restriction_order",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column(
            "debtor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "listing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("acts", sa.String(length=255), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "drafted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("imposed_on", sa.Date(), nullable=True),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("lift_ground", sa.String(length=255), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "state <> 'in_force' OR imposed_on IS NOT NULL",
            name=op.f("ck_restriction_order_in_force_has_its_day"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'signed', 'in_grace', 'dropped', 'in_force', 'suspended', 'lifted', 'revoked')",
            name=op.f("ck_restriction_order_state_known"),
        ),
        sa.CheckConstraint(
            "drafted_by <> signed_by", name=op.f("ck_restriction_order_drafted_by_is_not_signed_by")
        ),
        sa.ForeignKeyConstraint(
            ["debtor_id"], ["debtor.id"], name=op.f("fk_restriction_order_debtor_id")
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by"], ["staff.id"], name=op.f("fk_restriction_order_drafted_by")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_restriction_order_listing_id")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["staff.id"], name=op.f("fk_restriction_order_signed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction_order")),
        sa.UniqueConstraint("public_id", name=op.f("uq_restriction_order_public_id")),
    )
    with op.batch_alter_table("restriction_order", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_restriction_order_debtor_id"), ["debtor_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_restriction_order_listing_id"), ["listing_id"], unique=False
        )

    op.create_table(
        "lift_decision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ground", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("enforcement_completed", sa.Boolean(), nullable=False),
        sa.Column("effective_security", sa.Boolean(), nullable=False),
        sa.Column("creditor_agrees", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column(
            "drafted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "ground IN ('CR9-performed', 'CR9-security', 'CR9-creditor', 'CR5-period')",
            name=op.f("ck_lift_decision_ground_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'signed')", name=op.f("ck_lift_decision_state_known")
        ),
        sa.CheckConstraint(
            "drafted_by <> signed_by", name=op.f("ck_lift_decision_drafted_by_is_not_signed_by")
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by"], ["staff.id"], name=op.f("fk_lift_decision_drafted_by")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["restriction_order.id"], name=op.f("fk_lift_decision_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["staff.id"], name=op.f("fk_lift_decision_signed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lift_decision")),
        sa.UniqueConstraint("public_id", name=op.f("uq_lift_decision_public_id")),
    )
    with op.batch_alter_table("lift_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lift_decision_order_id"), ["order_id"], unique=False)

    op.create_table(
        "permission",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("applicant", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("cause", sa.String(length=255), nullable=True),
        sa.Column("travel", sa.String(length=255), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("acts", sa.String(length=255), nullable=False),
        sa.Column("own_money", sa.Boolean(), nullable=False),
        sa.Column("private_purpose", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("undertaking_given", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("false_evidence", sa.Boolean(), nullable=False),
        sa.Column("broken_undertaking", sa.Boolean(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column(
            "received_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "applicant IN ('debtor', 'legal_representative', 'principal', 'directly_responsible', 'actual_controller')",
            name=op.f("ck_permission_applicant_known"),
        ),
        sa.CheckConstraint(
            "kind IN ('CR3-own_money', 'CR8-necessity', 'OP17-suspension')",
            name=op.f("ck_permission_kind_known"),
        ),
        sa.CheckConstraint(
            "state <> 'granted' OR starts_on IS NOT NULL",
            name=op.f("ck_permission_granted_has_its_first_day"),
        ),
        sa.CheckConstraint(
            "state IN ('applied', 'granted', 'refused', 'ended', 'withdrawn')",
            name=op.f("ck_permission_state_known"),
        ),
        sa.CheckConstraint(
            "received_by <> decided_by", name=op.f("ck_permission_received_by_is_not_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name=op.f("fk_permission_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["restriction_order.id"], name=op.f("fk_permission_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["received_by"], ["staff.id"], name=op.f("fk_permission_received_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permission")),
        sa.UniqueConstraint("public_id", name=op.f("uq_permission_public_id")),
    )
    with op.batch_alter_table("permission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_permission_order_id"), ["order_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_permission_state_ends_on"), ["state", "ends_on"], unique=False
        )


def downgrade() -> None:
    """Take back."""

    with op.batch_alter_table("permission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_permission_state_ends_on"))
        batch_op.drop_index(batch_op.f("ix_permission_order_id"))

    op.drop_table("permission")
    with op.batch_alter_table("lift_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lift_decision_order_id"))

    op.drop_table("lift_decision")
    with op.batch_alter_table("restriction_order", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_restriction_order_listing_id"))
        batch_op.drop_index(batch_op.f("ix_restriction_order_debtor_id"))

    op.drop_table("restriction_order")
    with op.batch_alter_table("removal_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_removal_decision_listing_id"))

    op.drop_table("removal_decision")
    with op.batch_alter_table("listing_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_change_listing_id"))

    op.drop_table("listing_change")
    with op.batch_alter_table("import_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_version_listing_id"))

    op.drop_table("import_version")
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payment_case_id"))

    op.drop_table("payment")
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_state_ends_on"))
        batch_op.drop_index(batch_op.f("ix_listing_import_run_id"))
        batch_op.drop_index(batch_op.f("ix_listing_debtor_id"))

    op.drop_table("listing")
    op.drop_table("idempotent_answer")
    with op.batch_alter_table("delivery_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delivery_attempt_delivery_id"))

    op.drop_table("delivery_attempt")
    with op.batch_alter_table("debtor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_debtor_subject_id"))

    op.drop_table("debtor")
    op.drop_table("access_key")
    op.drop_table("subject_identity")
    op.drop_table("stream_state")
    op.drop_table("staff")
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_receipt_notice_id"))

    op.drop_table("receipt")
    with op.batch_alter_table("lifting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lifting_record_id"))
        batch_op.drop_index(batch_op.f("ix_lifting_agency_id_confirmed_at"))

    op.drop_table("lifting")
    op.drop_table("enforcement_case")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_delivery_open",
            sqlite_where=sa.text("state = 'frozen'"),
            postgresql_where=sa.text("state = 'frozen'"),
        )
        batch_op.drop_index(batch_op.f("ix_delivery_agency_id_through"))

    op.drop_table("delivery")
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deadline_record_id"))
        batch_op.drop_index(batch_op.f("ix_deadline_court_code_done_on_due_on"))

    op.drop_table("deadline")
    with op.batch_alter_table("agency_secret", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_secret_agency_id"))

    op.drop_table("agency_secret")
    with op.batch_alter_table("agency_measure", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_agency_measure_in_force",
            sqlite_where=sa.text("until_entry IS NULL"),
            postgresql_where=sa.text("until_entry IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_agency_measure_agency_id_measure_code"))

    op.drop_table("agency_measure")
    with op.batch_alter_table("agency_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_key_agency_id"))

    op.drop_table("agency_key")
    with op.batch_alter_table("agency_fields", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_fields_agency_id"))

    op.drop_table("agency_fields")
    op.drop_table("tree_head")
    op.drop_table("subject")
    with op.batch_alter_table("public_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_public_entry_by_name")

    op.drop_table("public_entry")
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_measure_in_force",
            sqlite_where=sa.text("until_entry IS NULL"),
            postgresql_where=sa.text("until_entry IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_measure_code"))

    op.drop_table("measure")
    op.drop_table("journal_head")
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journal_entry_subject_id"))
        batch_op.drop_index(batch_op.f("ix_journal_entry_record_id"))

    op.drop_table("journal_entry")
    op.drop_table("job_record")
    op.drop_table("import_run")
    op.drop_table("court")
    op.drop_table("agency")
