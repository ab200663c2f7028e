"""Count erasures (清除计数): whoever keeps what was read of identities sees when one was erased."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COUNT = "UPDATE erasure_count SET erased = erased + 1 WHERE id = 1"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "erasure_count",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("erased", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_count")),
    )
    op.execute("INSERT INTO erasure_count (id, erased) VALUES (1, 0)")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION count_erasure() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {COUNT}; RETURN NULL; END $$"
        )
        op.execute(
            "CREATE TRIGGER subject_identity_erased AFTER DELETE OR TRUNCATE "
            "ON subject_identity FOR EACH STATEMENT EXECUTE FUNCTION count_erasure()"
        )
    else:
        op.execute(
            "CREATE TRIGGER subject_identity_erased AFTER DELETE ON subject_identity "
            f"BEGIN {COUNT}; END"
        )


def downgrade() -> None:
    """Take back."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER subject_identity_erased ON subject_identity")
        op.execute("DROP FUNCTION count_erasure()")
    else:
        op.execute("DROP TRIGGER subject_identity_erased")
    op.drop_table("erasure_count")
