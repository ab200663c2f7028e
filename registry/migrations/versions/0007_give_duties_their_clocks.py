"""Give duties their clocks: what a deadline is about, whose it is, and from which clock it comes."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BEARERS = (
    "bearer IN ('court', 'higher_court', 'debtor', 'creditor', 'party', 'other_body', 'nobody')"
)
# The clock that each duty came from which could be opened so far.
CLOCKS = {
    "issue_restriction": "missing_order",
    "remove_listing": "removal_on_ground",
    "revoke_listing": "revocation",
    "correct_listing": "correction",
    "record_grace_outcome": "grace",
    "resume_restriction": "suspension",
}


def upgrade() -> None:
    """Apply."""
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    for column in (
        sa.Column("clock", sa.String(length=64), nullable=True),
        sa.Column("bearer", sa.String(length=64), nullable=True),
        sa.Column("case_id", whole, nullable=True),
        sa.Column("record_kind", sa.String(length=64), nullable=True),
        sa.Column("length", whole, nullable=True),
        sa.Column("assigned_to", whole, nullable=True),
        sa.Column("remind_on", sa.Date(), nullable=True),
    ):
        op.add_column("deadline", column)
    _fill()
    _drop_twins()
    with op.batch_alter_table("deadline") as batch_op:
        batch_op.alter_column("bearer", existing_type=sa.String(length=64), nullable=False)
        batch_op.alter_column("record_kind", existing_type=sa.String(length=64), nullable=False)
        batch_op.create_check_constraint(op.f("ck_deadline_bearer_known"), BEARERS)
        batch_op.create_foreign_key(
            op.f("fk_deadline_case_id"), "enforcement_case", ["case_id"], ["id"]
        )
        batch_op.create_foreign_key(
            op.f("fk_deadline_assigned_to"), "staff", ["assigned_to"], ["id"]
        )
    op.create_index(op.f("ix_deadline_case_id"), "deadline", ["case_id"])
    still_open = sa.text("done_on IS NULL")
    for name, columns, unique in (
        ("uq_deadline_open", ["record_id", "kind"], True),
        ("ix_deadline_to_remind", ["remind_on"], False),
    ):
        op.create_index(
            name,
            "deadline",
            columns,
            unique=unique,
            sqlite_where=still_open,
            postgresql_where=still_open,
        )


def downgrade() -> None:
    """Take back."""
    for name in ("ix_deadline_to_remind", "uq_deadline_open", "ix_deadline_case_id"):
        op.drop_index(name, table_name="deadline")
    with op.batch_alter_table("deadline") as batch_op:
        batch_op.drop_constraint(op.f("fk_deadline_assigned_to"), type_="foreignkey")
        batch_op.drop_constraint(op.f("fk_deadline_case_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("ck_deadline_bearer_known"), type_="check")
        for column in (
            "remind_on",
            "assigned_to",
            "length",
            "record_kind",
            "case_id",
            "bearer",
            "clock",
        ):
            batch_op.drop_column(column)


def _fill() -> None:
    op.execute(
        "UPDATE deadline SET bearer = 'court', remind_on = opened_on, record_kind = "
        "CASE kind WHEN 'resume_restriction' THEN 'restriction' ELSE 'listing' END"
    )
    named = sa.text("UPDATE deadline SET clock = :clock WHERE kind = :kind")
    for kind, clock in CLOCKS.items():
        op.execute(named.bindparams(kind=kind, clock=clock))
    op.execute(
        "UPDATE deadline SET clock = 'removal_after_term' "
        "WHERE kind = 'remove_listing' AND basis = 'LR Art. 10 para 2'"
    )
    op.execute(
        "UPDATE deadline SET length = (SELECT listing.grace_months FROM listing "
        "WHERE listing.public_id = deadline.record_id) WHERE kind = 'record_grace_outcome'"
    )
    op.execute(
        "UPDATE deadline SET case_id = (SELECT debtor.case_id FROM listing "
        "JOIN debtor ON debtor.id = listing.debtor_id "
        "WHERE listing.public_id = deadline.record_id) WHERE record_kind = 'listing'"
    )
    op.execute(
        "UPDATE deadline SET case_id = (SELECT debtor.case_id FROM restriction_order AS made "
        "JOIN debtor ON debtor.id = made.debtor_id "
        "WHERE made.public_id = deadline.record_id) WHERE record_kind = 'restriction'"
    )


def _drop_twins() -> None:
    # A record has a duty of one kind once; of two the older one counts.
    op.execute(
        "DELETE FROM deadline WHERE done_on IS NULL AND EXISTS (SELECT 1 FROM deadline AS older "
        "WHERE older.done_on IS NULL AND older.record_id = deadline.record_id "
        "AND older.kind = deadline.kind AND older.id < deadline.id)"
    )
