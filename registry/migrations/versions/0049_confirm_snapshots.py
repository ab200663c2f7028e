"""Keep when an agency confirmed a snapshot, which only the journal said; and tell what persons have
closed from what said nothing any more.
"""

import json
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

# As the program remarked on what it closed by itself.
REMARKS = (
    "记录已结束，解除已另行通知 The record has ended; its end was told.",
    "已无内容可通知 Nothing is left to tell.",
    "已由快照替代 A snapshot has taken its place.",
)
SNAPSHOT = sa.table(
    "snapshot",
    sa.column("public_id", sa.Uuid()),
    sa.column("confirmed_at", sa.DateTime(timezone=True)),
)
ENTRY = sa.table(
    "journal_entry",
    sa.column("kind", sa.String()),
    sa.column("body", sa.String()),
    sa.column("occurred_at", sa.DateTime(timezone=True)),
)
PARKED = sa.table(
    "parked_notice", sa.column("state", sa.String()), sa.column("remark", sa.String())
)


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("snapshot") as table:
        table.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
    said = ENTRY.c.body.contains('"confirmed"'), ENTRY.c.kind == "agency.changed"
    words = sa.select(ENTRY.c.body, ENTRY.c.occurred_at).where(*said)
    for body, at in op.get_bind().execute(words).all():
        confirmed = json.loads(body).get("confirmed")
        if confirmed is not None:
            is_it = SNAPSHOT.c.public_id == UUID(confirmed)
            op.execute(sa.update(SNAPSHOT).where(is_it).values(confirmed_at=at))
    is_over = (PARKED.c.state == "closed") & PARKED.c.remark.in_(REMARKS)
    op.execute(sa.update(PARKED).where(is_over).values(state="over"))


def downgrade() -> None:
    """Take back."""
    op.execute(sa.update(PARKED).where(PARKED.c.state == "over").values(state="closed"))
    with op.batch_alter_table("snapshot") as table:
        table.drop_column("confirmed_at")
