"""Word sealed texts so that nobody has to take them apart, and count the silent entries beside them.

Texts of before are dropped: they are sealed for their old wording. What they said is read in the
journal and in the identities, as for all entries without a text.
"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
    _make_anew(
        sa.Column("silent_before", KEY, nullable=False),
        sa.Column("silent_after", KEY, nullable=False),
    )


def downgrade() -> None:
    """Take back."""
    _make_anew()


def _make_anew(*more: sa.Column[int]) -> None:
    op.drop_table("sealed_text")
    op.create_table(
        "sealed_text",
        sa.Column("position", KEY, autoincrement=False, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("key_id", sa.String(length=64), nullable=True),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=True),
        *more,
        sa.ForeignKeyConstraint(
            ["subject_id", "version"],
            ["subject_identity.subject_id", "subject_identity.version"],
            name=op.f("fk_sealed_text_subject_id_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_sealed_text")),
    )
    with op.batch_alter_table("sealed_text") as table:
        table.create_index(op.f("ix_sealed_text_subject_id_version"), ["subject_id", "version"])
