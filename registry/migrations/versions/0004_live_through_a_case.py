"""Live through a case: its state, and the rulings, inquiries, clues and referrals in it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATES = ("open", "round_closed", "suspended", "not_enforced", "terminated", "completed")
HELD = ("enforcement_case", "debtor")
RULINGS = (
    "suspension",
    "non_enforcement",
    "termination",
    "completion",
    "resumption",
    "round_closing",
    "referral",
)
MEANS = ("clues_checked", "network_inquiry", "field_inquiry", "search", "audit", "bounty")
RESULTS = ("nothing_found", "property_found", "no_reply", "failed")
STAGES = ("referred", "accepted", "refused", "declared")
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
    "supplement_report",
    "verify_clue",
    "decide_enforcement_objection",
    "apply_for_enforcement_review",
    "resume_after_settlement",
    "finish_case",
)
NEW_DUTIES = (*DUTIES[:13], "resume_enforcement", *DUTIES[13:])


def upgrade() -> None:
    """Apply."""
    for table in HELD:
        # Written with the column, so that SQLite need not copy a table that others refer to.
        state = sa.Column(
            "state",
            sa.String(length=64),
            sa.CheckConstraint(_known("state", STATES), name=op.f(f"ck_{table}_state_known")),
            nullable=False,
            server_default="open",
        )
        op.add_column(table, state)
    _replace_duties(NEW_DUTIES)
    _rulings()
    _inquiries()
    _clues()
    _referrals()


def downgrade() -> None:
    """Take back."""
    for table in ("bankruptcy_referral", "property_clue", "property_inquiry", "case_ruling"):
        op.drop_table(table)
    op.execute("DELETE FROM deadline WHERE kind = 'resume_enforcement'")
    _replace_duties(DUTIES)
    for table in HELD:
        op.drop_column(table, "state")


def _known(column: str, codes: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(code) for code in codes)})"


def _replace_duties(codes: tuple[str, ...]) -> None:
    with op.batch_alter_table("deadline") as batch:
        batch.drop_constraint(op.f("ck_deadline_kind_known"), type_="check")
        batch.create_check_constraint(op.f("ck_deadline_kind_known"), _known("kind", codes))


def _key(name: str, *, nullable: bool = False) -> sa.Column[int]:
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, whole, nullable=nullable)


def _code(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=64), nullable=False)


def _line(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=255), nullable=nullable)


def _day(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _rulings() -> None:
    table = "case_ruling"
    op.create_table(
        table,
        _key("id"),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        _key("case_id"),
        _key("debtor_id", nullable=True),
        _code("kind"),
        _line("cause", nullable=True),
        _line("number"),
        _day("ruled_on", nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        _code("state"),
        _key("drafted_by"),
        _moment("drafted_at"),
        _key("signed_by", nullable=True),
        _moment("signed_at", nullable=True),
        _key("version"),
        _check(table, "kind_known", _known("kind", RULINGS)),
        _check(table, "cause_known", _known("cause", ("retrial", "bankruptcy", "other"))),
        _check(table, "state_known", _known("state", ("draft", "signed", "withdrawn"))),
        _check(table, "drafted_by_is_not_signed_by", "drafted_by <> signed_by"),
        _check(table, "signed_has_its_day", "state <> 'signed' OR ruled_on IS NOT NULL"),
        _refers(table, "case_id", "enforcement_case.id"),
        _refers(table, "debtor_id", "debtor.id"),
        _refers(table, "drafted_by", "staff.id"),
        _refers(table, "signed_by", "staff.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_ruling")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_ruling_public_id")),
    )
    _index(table, "case_id")
    _index(table, "debtor_id")


def _inquiries() -> None:
    table = "property_inquiry"
    op.create_table(
        table,
        _key("id"),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        _key("case_id"),
        _key("debtor_id", nullable=True),
        _code("means"),
        _line("asked"),
        _day("made_on"),
        _code("result"),
        _day("answered_on", nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        _day("creditor_told_on", nullable=True),
        _key("entered_by"),
        _moment("entered_at"),
        _key("version"),
        _check(table, "means_known", _known("means", MEANS)),
        _check(table, "result_known", _known("result", RESULTS)),
        _check(
            table,
            "answered_has_its_day",
            "result NOT IN ('nothing_found', 'property_found') OR answered_on IS NOT NULL",
        ),
        _refers(table, "case_id", "enforcement_case.id"),
        _refers(table, "debtor_id", "debtor.id"),
        _refers(table, "entered_by", "staff.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_property_inquiry")),
        sa.UniqueConstraint("public_id", name=op.f("uq_property_inquiry_public_id")),
    )
    _index(table, "case_id", "made_on")
    _index(table, "debtor_id")


def _clues() -> None:
    table = "property_clue"
    op.create_table(
        table,
        _key("id"),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        _key("case_id"),
        _key("debtor_id", nullable=True),
        _code("source"),
        _day("received_on"),
        sa.Column("concrete", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        _key("entered_by"),
        _moment("entered_at"),
        sa.Column("effective", sa.Boolean(), nullable=True),
        _day("verified_on", nullable=True),
        _key("verified_by", nullable=True),
        _moment("verified_at", nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        _key("version"),
        _check(table, "source_known", _known("source", ("creditor", "other"))),
        _check(table, "verified_has_its_day", "(effective IS NULL) = (verified_on IS NULL)"),
        _refers(table, "case_id", "enforcement_case.id"),
        _refers(table, "debtor_id", "debtor.id"),
        _refers(table, "entered_by", "staff.id"),
        _refers(table, "verified_by", "staff.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_property_clue")),
        sa.UniqueConstraint("public_id", name=op.f("uq_property_clue_public_id")),
    )
    _index(table, "case_id")
    _index(table, "debtor_id")


def _referrals() -> None:
    table = "bankruptcy_referral"
    op.create_table(
        table,
        _key("id"),
        _key("ruling_id"),
        _key("debtor_id"),
        _line("referred_to"),
        _code("stage"),
        _day("received_on", nullable=True),
        _day("answered_on", nullable=True),
        _line("answer_number", nullable=True),
        _day("declared_on", nullable=True),
        _line("declaration_number", nullable=True),
        _key("version"),
        _check(table, "stage_known", _known("stage", STAGES)),
        _check(table, "answered_has_its_day", "stage = 'referred' OR answered_on IS NOT NULL"),
        _refers(table, "ruling_id", "case_ruling.id"),
        _refers(table, "debtor_id", "debtor.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bankruptcy_referral")),
        sa.UniqueConstraint("ruling_id", name=op.f("uq_bankruptcy_referral_ruling_id")),
    )
    _index(table, "debtor_id")
