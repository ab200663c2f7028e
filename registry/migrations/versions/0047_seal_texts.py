"""Keep what usual beginnings say beside the journal, sealed where it says who somebody is."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "sealed_text",
        sa.Column("position", KEY, autoincrement=False, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("key_id", sa.String(length=64), nullable=True),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=True),
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


def downgrade() -> None:
    """Take back."""
    op.drop_table("sealed_text")
