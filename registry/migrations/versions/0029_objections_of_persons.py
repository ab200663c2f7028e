"""Let an objection name the person, bound by an entity's order, who brings it."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REFERS = "fk_objection_person_id"


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("objection") as batch:
        batch.add_column(sa.Column("person_id", KEY, nullable=True))
        batch.create_foreign_key(op.f(REFERS), "bound_person", ["person_id"], ["id"])
        batch.create_index(op.f("ix_objection_person_id"), ["person_id"])


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("objection") as batch:
        batch.drop_index(op.f("ix_objection_person_id"))
        batch.drop_constraint(op.f(REFERS), type_="foreignkey")
        batch.drop_column("person_id")
