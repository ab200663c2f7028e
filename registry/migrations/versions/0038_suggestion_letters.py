"""Write judicial suggestion letters about hits, and watch for their answers."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STANDING = sa.text("state <> 'withdrawn'")
KIND = "answer_suggestion"
KNOWN = {
    "list_name": ("dishonest", "restricted"),
    "state": ("drafted", "signed", "answered", "withdrawn"),
}
TABLE = "suggestion_letter"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "suggestion_series",
        sa.Column("court_code", sa.String(255), nullable=False),
        sa.Column("year", KEY, autoincrement=False, nullable=False),
        sa.Column("last", KEY, nullable=False),
        _refers("suggestion_series", "court_code", "court.code"),
        sa.PrimaryKeyConstraint("court_code", "year", name=op.f("pk_suggestion_series")),
    )
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("court_code", sa.String(255), nullable=False),
        sa.Column("screening_id", KEY, nullable=False),
        sa.Column("row_number", KEY, nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("list_name", sa.String(64), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("number", sa.String(64), nullable=True),
        sa.Column("addressee", sa.String(255), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("key_id", sa.String(64), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.Column("drafted_by", KEY, nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", KEY, nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdraw_reason", sa.Text(), nullable=True),
        sa.Column("version", KEY, nullable=False),
        *(_known(column) for column in KNOWN),
        sa.CheckConstraint(
            "drafted_by <> signed_by", name=op.f(f"ck_{TABLE}_drafted_by_is_not_signed_by")
        ),
        sa.CheckConstraint(
            "state NOT IN ('signed', 'answered') OR number IS NOT NULL",
            name=op.f(f"ck_{TABLE}_signed_has_a_number"),
        ),
        _refers(TABLE, "court_code", "court.code"),
        _refers(TABLE, "screening_id", "screening.id"),
        _refers(TABLE, "drafted_by", "staff.id"),
        _refers(TABLE, "signed_by", "staff.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{TABLE}_public_id")),
        sa.UniqueConstraint("number", name=op.f(f"uq_{TABLE}_number")),
    )
    op.create_index("ix_suggestion_letter_court_code_id", TABLE, ["court_code", "id"])
    op.create_index(
        "uq_suggestion_letter_standing",
        TABLE,
        ["screening_id", "row_number", "record_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    _allow((*_allowed(), KIND))


def downgrade() -> None:
    """Take back."""
    reminded = "SELECT id FROM deadline WHERE kind = 'answer_suggestion'"
    op.execute(f"DELETE FROM reminder WHERE deadline_id IN ({reminded})")  # noqa: S608 - our own words
    op.execute("DELETE FROM deadline WHERE kind = 'answer_suggestion'")
    _allow(tuple(kind for kind in _allowed() if kind != KIND))
    op.drop_table(TABLE)
    op.drop_table("suggestion_series")


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _known(column: str) -> sa.CheckConstraint:
    codes = ", ".join(f"'{code}'" for code in KNOWN[column])
    return sa.CheckConstraint(f"{column} IN ({codes})", name=op.f(f"ck_{TABLE}_{column}_known"))


def _allowed() -> tuple[str, ...]:
    """Return the kinds of duties that the table takes now."""
    checks = sa.inspect(op.get_bind()).get_check_constraints("deadline")
    known = next(check for check in checks if check["name"] == "ck_deadline_kind_known")
    return tuple(re.findall(r"'([a-z_]+)'", known["sqltext"]))


def _allow(kinds: tuple[str, ...]) -> None:
    with op.batch_alter_table("deadline") as batch:
        name = op.f("ck_deadline_kind_known")
        batch.drop_constraint(name, type_="check")
        listed = ", ".join(repr(kind) for kind in kinds)
        batch.create_check_constraint(name, f"kind IN ({listed})")
