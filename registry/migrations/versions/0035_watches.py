"""Watch screened lists: the rows that are watched, who goes with them, and what was told."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FRESH = sa.text("fresh")
KNOWN = {
    "state": ("watching", "ended", "run_out"),
    "list_name": ("dishonest", "restricted"),
    "how": ("identified", "number_only", "name_only"),
    "change": ("begun", "ended"),
}


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "watch",
        sa.Column("screening_id", KEY, autoincrement=False, nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("position", KEY, nullable=True),
        sa.Column("rows", KEY, nullable=False),
        sa.Column("last_row", KEY, nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _known("watch", "state"),
        _refers("watch", "screening_id", "screening.id"),
        sa.PrimaryKeyConstraint("screening_id", name=op.f("pk_watch")),
    )
    op.create_index("ix_watch_state_until", "watch", ["state", "until"])
    op.create_index("ix_watch_state_ended_at", "watch", ["state", "ended_at"])
    _rows()
    _hits()


def downgrade() -> None:
    """Take back."""
    for table in ("screening_alert", "watched_hit", "watched_number", "watched_row", "watch"):
        op.drop_table(table)


def _rows() -> None:
    op.create_table(
        "watched_row",
        sa.Column("id", KEY, nullable=False),
        sa.Column("screening_id", KEY, nullable=False),
        sa.Column("row_number", KEY, nullable=False),
        sa.Column("name_index", sa.LargeBinary(), nullable=True),
        sa.Column("fresh", sa.Boolean(), nullable=False),
        sa.Column("key_id", sa.String(64), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        _refers("watched_row", "screening_id", "watch.screening_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_row")),
        sa.UniqueConstraint(
            "screening_id", "row_number", name=op.f("uq_watched_row_screening_id_row_number")
        ),
    )
    op.create_index("ix_watched_row_name_index", "watched_row", ["name_index"])
    op.create_index(
        "ix_watched_row_fresh",
        "watched_row",
        ["id"],
        sqlite_where=FRESH,
        postgresql_where=FRESH,
    )
    op.create_table(
        "watched_number",
        sa.Column("number_index", sa.LargeBinary(), nullable=False),
        sa.Column("row_id", KEY, autoincrement=False, nullable=False),
        _refers("watched_number", "row_id", "watched_row.id"),
        sa.PrimaryKeyConstraint("number_index", "row_id", name=op.f("pk_watched_number")),
    )
    op.create_index(op.f("ix_watched_number_row_id"), "watched_number", ["row_id"])


def _hits() -> None:
    op.create_table(
        "watched_hit",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("row_id", KEY, nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("list_name", sa.String(64), nullable=False),
        sa.Column("how", sa.String(64), nullable=False),
        *(_known("watched_hit", column) for column in ("list_name", "how")),
        _refers("watched_hit", "row_id", "watched_row.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_hit")),
        sa.UniqueConstraint("public_id", name=op.f("uq_watched_hit_public_id")),
        sa.UniqueConstraint("row_id", "record_id", name=op.f("uq_watched_hit_row_id_record_id")),
    )
    op.create_index("ix_watched_hit_record_id", "watched_hit", ["record_id"])
    op.create_table(
        "screening_alert",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("screening_id", KEY, nullable=False),
        sa.Column("row_number", KEY, nullable=False),
        sa.Column("hit_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("list_name", sa.String(64), nullable=False),
        sa.Column("how", sa.String(64), nullable=False),
        sa.Column("change", sa.String(64), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        *(_known("screening_alert", column) for column in ("list_name", "how", "change")),
        _refers("screening_alert", "screening_id", "watch.screening_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_alert")),
        sa.UniqueConstraint("public_id", name=op.f("uq_screening_alert_public_id")),
    )
    op.create_index("ix_screening_alert_screening_id_id", "screening_alert", ["screening_id", "id"])


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _known(table: str, column: str) -> sa.CheckConstraint:
    codes = ", ".join(f"'{code}'" for code in KNOWN[column])
    return sa.CheckConstraint(f"{column} IN ({codes})", name=op.f(f"ck_{table}_{column}_known"))
