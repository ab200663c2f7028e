"""Take rows into a watch and out of it by a list, each with its own answer."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COUNTS = ("parts", "rows_done", "rows_changed", "rows_unchanged", "rows_faulty")
STATES = ("open", "waiting", "working", "finished", "failed", "cancelled", "erased")
OUTCOMES = ("added", "already_watched", "dropped", "not_watched", "faulty")
FAULTS = (
    "not_a_row",
    "empty",
    "name_too_long",
    "kind_unknown",
    "number_missing",
    "number_masked",
    "number_rounded",
    "number_malformed",
    "number_check_digit",
)


def upgrade() -> None:
    """Apply."""
    _lists()
    op.create_table(
        "watch_list_part",
        sa.Column("list_id", KEY, nullable=False),
        sa.Column("number", KEY, autoincrement=False, nullable=False),
        sa.Column("key_id", sa.String(64), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        _refers("watch_list_part", "list_id", "watch_list.id"),
        sa.PrimaryKeyConstraint("list_id", "number", name=op.f("pk_watch_list_part")),
    )
    op.create_table(
        "watch_list_row",
        sa.Column("list_id", KEY, nullable=False),
        sa.Column("row_number", KEY, autoincrement=False, nullable=False),
        sa.Column("outcome", sa.String(64), nullable=False),
        sa.Column("watched_row", KEY, nullable=True),
        sa.Column("reason", sa.String(64), nullable=True),
        _known("watch_list_row", "outcome", OUTCOMES),
        _known("watch_list_row", "reason", FAULTS),
        _refers("watch_list_row", "list_id", "watch_list.id"),
        sa.PrimaryKeyConstraint("list_id", "row_number", name=op.f("pk_watch_list_row")),
    )


def downgrade() -> None:
    """Take back."""
    for table in ("watch_list_row", "watch_list_part", "watch_list"):
        op.drop_table(table)


def _lists() -> None:
    op.create_table(
        "watch_list",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("screening_id", KEY, nullable=False),
        sa.Column("change", sa.String(64), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("format", sa.String(64), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        *(sa.Column(name, KEY, nullable=False) for name in COUNTS),
        sa.Column("failure", sa.String(64), nullable=False),
        sa.Column("failure_facts", sa.Text(), nullable=False),
        sa.Column("handed_in_by", sa.String(255), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_in_on", sa.Date(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        _known("watch_list", "change", ("add", "drop")),
        _known("watch_list", "state", STATES),
        _known("watch_list", "format", ("json", "json_lines", "csv", "xlsx")),
        _refers("watch_list", "screening_id", "watch.screening_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch_list")),
        sa.UniqueConstraint("public_id", name=op.f("uq_watch_list_public_id")),
    )
    op.create_index(
        "ix_watch_list_screening_id_handed_in_on", "watch_list", ["screening_id", "handed_in_on"]
    )
    op.create_index("ix_watch_list_state_finished_at", "watch_list", ["state", "finished_at"])


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _known(table: str, column: str, codes: tuple[str, ...]) -> sa.CheckConstraint:
    members = ", ".join(f"'{code}'" for code in codes)
    return sa.CheckConstraint(f"{column} IN ({members})", name=op.f(f"ck_{table}_{column}_known"))
