"""Screen lists: the lists and what came of them, and the index of every number of a subject."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UNINDEXED = sa.text("NOT indexed")
KNOWN = {
    "purpose": (
        "honours",
        "civil_service",
        "supervisor",
        "lay_judge",
        "company_office",
        "bidding",
        "procurement",
        "licensing",
        "private_fund",
        "credit",
        "enforcement",
        "other",
    ),
    "state": ("open", "waiting", "working", "finished", "failed", "cancelled", "erased"),
    "how": ("identified", "number_only", "name_only"),
    "list_name": ("dishonest", "restricted"),
    "reason": (
        "not_a_row",
        "empty",
        "name_too_long",
        "kind_unknown",
        "number_missing",
        "number_masked",
        "number_rounded",
        "number_malformed",
        "number_check_digit",
    ),
}


def upgrade() -> None:
    """Apply."""
    # The numbers of what is there already are indexed by a job.
    op.add_column(
        "subject_identity",
        sa.Column("indexed", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_index(
        "ix_subject_identity_unindexed",
        "subject_identity",
        ["subject_id", "version"],
        sqlite_where=UNINDEXED,
        postgresql_where=UNINDEXED,
    )
    op.create_table(
        "subject_number",
        sa.Column("number_index", sa.LargeBinary(), nullable=False),
        sa.Column("subject_id", KEY, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_subject_number_subject_id")
        ),
        sa.PrimaryKeyConstraint("number_index", "subject_id", name=op.f("pk_subject_number")),
    )
    op.create_index(op.f("ix_subject_number_subject_id"), "subject_number", ["subject_id"])
    _screenings()
    _parts()
    _results()


def downgrade() -> None:
    """Take back."""
    for table in ("screening_fault", "screening_hit", "screening_part", "screening"):
        op.drop_table(table)
    op.drop_table("subject_number")
    op.drop_index("ix_subject_identity_unindexed", "subject_identity")
    op.execute("ALTER TABLE subject_identity DROP COLUMN indexed")


def _screenings() -> None:
    op.create_table(
        "screening",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("asker", sa.String(64), nullable=False),
        sa.Column("opened_by", sa.String(255), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("purpose", sa.String(64), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("lists", sa.String(64), nullable=False),
        sa.Column("names", sa.Boolean(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("format", sa.String(255), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=True),
        sa.Column("parts", KEY, nullable=False),
        sa.Column("parts_read", KEY, nullable=False),
        sa.Column("rows_done", KEY, nullable=False),
        sa.Column("rows_faulty", KEY, nullable=False),
        sa.Column("identified", KEY, nullable=False),
        sa.Column("number_only", KEY, nullable=False),
        sa.Column("name_only", KEY, nullable=False),
        sa.Column("failure", sa.String(64), nullable=False),
        sa.Column("failure_facts", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", KEY, nullable=False),
        *(_known("screening", column) for column in ("purpose", "state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening")),
        sa.UniqueConstraint("public_id", name=op.f("uq_screening_public_id")),
    )
    op.create_index("ix_screening_asker_opened_on", "screening", ["asker", "opened_on"])
    op.create_index("ix_screening_state_finished_at", "screening", ["state", "finished_at"])


def _parts() -> None:
    op.create_table(
        "screening_part",
        sa.Column("screening_id", KEY, nullable=False),
        sa.Column("number", KEY, autoincrement=False, nullable=False),
        sa.Column("key_id", sa.String(64), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        _of_screening("screening_part"),
        sa.PrimaryKeyConstraint("screening_id", "number", name=op.f("pk_screening_part")),
    )


def _results() -> None:
    op.create_table(
        "screening_hit",
        sa.Column("id", KEY, nullable=False),
        sa.Column("screening_id", KEY, nullable=False),
        sa.Column("row_number", KEY, nullable=False),
        sa.Column("how", sa.String(64), nullable=False),
        sa.Column("list_name", sa.String(64), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.String(64), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        *(_known("screening_hit", column) for column in ("how", "list_name")),
        _of_screening("screening_hit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_hit")),
        sa.UniqueConstraint(
            "screening_id",
            "row_number",
            "record_id",
            name=op.f("uq_screening_hit_screening_id_row_number_record_id"),
        ),
    )
    op.create_table(
        "screening_fault",
        sa.Column("screening_id", KEY, nullable=False),
        sa.Column("row_number", KEY, autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        _known("screening_fault", "reason"),
        _of_screening("screening_fault"),
        sa.PrimaryKeyConstraint("screening_id", "row_number", name=op.f("pk_screening_fault")),
    )


def _of_screening(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_screening_id")
    return sa.ForeignKeyConstraint(["screening_id"], ["screening.id"], name=name)


def _known(table: str, column: str) -> sa.CheckConstraint:
    codes = ", ".join(f"'{code}'" for code in KNOWN[column])
    return sa.CheckConstraint(f"{column} IN ({codes})", name=op.f(f"ck_{table}_{column}_known"))
