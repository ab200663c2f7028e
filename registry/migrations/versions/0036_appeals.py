"""Let sanctions and exit restrictions be appealed against."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
STATES = ("draft", "signed", "closed", "withdrawn")
REFERS = {
    "case_id": "enforcement_case",
    "sanction_id": "sanction",
    "exit_restriction_id": "exit_restriction",
    "received_by": "staff",
    "drafted_by": "staff",
    "signed_by": "staff",
}


def upgrade() -> None:
    """Apply."""
    _replace_states((*STATES, "revoked"))
    op.create_table(
        "appeal",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("sanction_id", KEY, nullable=True),
        sa.Column("exit_restriction_id", KEY, nullable=True),
        sa.Column("court_code", sa.String(255), nullable=False),
        sa.Column("appellant", sa.String(64), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("obstacle", sa.Text(), nullable=True),
        sa.Column("obstacle_ended_on", sa.Date(), nullable=True),
        sa.Column("received_by", KEY, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(64), nullable=True),
        sa.Column("fine", sa.BigInteger(), nullable=True),
        sa.Column("detention_days", KEY, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("drafted_by", KEY, nullable=True),
        sa.Column("drafted_at", MOMENT, nullable=True),
        sa.Column("signed_by", KEY, nullable=True),
        sa.Column("signed_at", MOMENT, nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawal", sa.Text(), nullable=True),
        sa.Column("version", KEY, nullable=False),
        sa.CheckConstraint(
            "appellant IN ('person_concerned', 'agent', 'somebody_else')",
            name=op.f("ck_appeal_appellant_known"),
        ),
        sa.CheckConstraint(
            "state IN ('received', 'dismissed', 'changed', 'revoked', 'withdrawn')",
            name=op.f("ck_appeal_state_known"),
        ),
        sa.CheckConstraint(
            "outcome IN ('dismissed', 'changed', 'revoked')", name=op.f("ck_appeal_outcome_known")
        ),
        sa.CheckConstraint(
            "drafted_by <> signed_by", name=op.f("ck_appeal_drafted_by_is_not_signed_by")
        ),
        sa.CheckConstraint(
            "(sanction_id IS NULL) <> (exit_restriction_id IS NULL)",
            name=op.f("ck_appeal_one_thing_appealed"),
        ),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_appeal_{column}"))
            for column, table in REFERS.items()
        ),
        sa.ForeignKeyConstraint(["court_code"], ["court.code"], name=op.f("fk_appeal_court_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("public_id", name=op.f("uq_appeal_public_id")),
    )
    for column in ("case_id", "sanction_id", "exit_restriction_id"):
        op.create_index(op.f(f"ix_appeal_{column}"), "appeal", [column])
    op.create_index(op.f("ix_appeal_court_code_state"), "appeal", ["court_code", "state"])


def downgrade() -> None:
    """Take back."""
    op.execute(
        "DELETE FROM reminder WHERE deadline_id IN (SELECT id FROM deadline WHERE record_id IN"
        " (SELECT public_id FROM appeal UNION SELECT public_id FROM sanction"
        " UNION SELECT public_id FROM exit_restriction)"
        " AND kind IN ('apply_for_review', 'decide_review'))"
    )
    op.execute(
        "DELETE FROM deadline WHERE record_id IN (SELECT public_id FROM appeal"
        " UNION SELECT public_id FROM sanction UNION SELECT public_id FROM exit_restriction)"
        " AND kind IN ('apply_for_review', 'decide_review')"
    )
    op.drop_index(op.f("ix_appeal_court_code_state"), table_name="appeal")
    op.drop_table("appeal")
    # What was revoked stands as withdrawn, so that it counts for nothing.
    op.execute("UPDATE sanction SET state = 'withdrawn' WHERE state = 'revoked'")
    _replace_states(STATES)


def _replace_states(states: tuple[str, ...]) -> None:
    known = ", ".join(repr(state) for state in states)
    with op.batch_alter_table("sanction") as batch:
        batch.drop_constraint(op.f("ck_sanction_state_known"), type_="check")
        batch.create_check_constraint(op.f("ck_sanction_state_known"), f"state IN ({known})")
