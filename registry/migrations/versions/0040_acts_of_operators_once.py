"""Keep the answers to acts of operators and agencies too, and count the versions of agencies."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "agency", sa.Column("version", NUMBER, nullable=False, server_default=sa.text("1"))
    )
    op.add_column("idempotent_answer", sa.Column("key_holder", sa.String(length=255)))
    op.execute("UPDATE idempotent_answer SET key_holder = CAST(access_key_id AS VARCHAR(255))")
    with op.batch_alter_table("idempotent_answer") as batch:
        batch.drop_constraint(op.f("fk_idempotent_answer_access_key_id"), type_="foreignkey")
        batch.drop_constraint(op.f("pk_idempotent_answer"), type_="primary")
        batch.drop_column("access_key_id")
        batch.alter_column("key_holder", existing_type=sa.String(length=255), nullable=False)
        batch.create_primary_key(op.f("pk_idempotent_answer"), ["key_holder", "idempotency_key"])


def downgrade() -> None:
    """Take back; the answers to operators and agencies are forgotten."""
    op.execute("DELETE FROM idempotent_answer WHERE key_holder LIKE '%:%'")
    op.add_column("idempotent_answer", sa.Column("access_key_id", NUMBER))
    op.execute("UPDATE idempotent_answer SET access_key_id = CAST(key_holder AS BIGINT)")
    with op.batch_alter_table("idempotent_answer") as batch:
        batch.drop_constraint(op.f("pk_idempotent_answer"), type_="primary")
        batch.drop_column("key_holder")
        batch.alter_column("access_key_id", existing_type=NUMBER, nullable=False)
        batch.create_primary_key(op.f("pk_idempotent_answer"), ["access_key_id", "idempotency_key"])
        batch.create_foreign_key(
            op.f("fk_idempotent_answer_access_key_id"), "access_key", ["access_key_id"], ["id"]
        )
    with op.batch_alter_table("agency") as batch:
        batch.drop_column("version")
