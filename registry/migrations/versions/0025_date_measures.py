"""Give measures their dates, their bodies and their threshold, and adjust records when they change."""

import json
from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("done_at IS NULL")
MEASURE = sa.table("measure", sa.column("id", KEY), sa.column("agencies", sa.Text()))


def upgrade() -> None:
    """Apply."""
    op.add_column("measure", sa.Column("least_owed", sa.BigInteger(), nullable=True))
    op.add_column("measure", sa.Column("valid_from", sa.Date(), nullable=True))
    op.add_column("measure", sa.Column("valid_to", sa.Date(), nullable=True))
    op.add_column(
        "measure",
        sa.Column("source", sa.String(64), nullable=False, server_default="confirmed"),
    )
    _rewrite_agencies(lambda text: json.dumps([["", text, ""]], ensure_ascii=False))
    op.create_table(
        "adjustment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("agency", sa.String(64), nullable=True),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("scanned", KEY, nullable=False),
        sa.Column("written", KEY, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustment")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_adjustment_entry_id")),
    )
    op.create_index(
        "ix_adjustment_open",
        "adjustment",
        ["id"],
        unique=False,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_adjustment_open", table_name="adjustment")
    op.drop_table("adjustment")
    _rewrite_agencies(lambda text: "、".join(body[1] for body in json.loads(text)))
    for column in ("source", "valid_to", "valid_from", "least_owed"):
        op.drop_column("measure", column)


def _rewrite_agencies(rewritten: Callable[[str], str]) -> None:
    """Write the responsible bodies in another form: as one text before, by code and names since."""
    bind = op.get_bind()
    for row in bind.execute(sa.select(MEASURE.c.id, MEASURE.c.agencies)).all():
        bind.execute(
            sa.update(MEASURE)
            .where(MEASURE.c.id == row.id)
            .values(agencies=rewritten(row.agencies))
        )
