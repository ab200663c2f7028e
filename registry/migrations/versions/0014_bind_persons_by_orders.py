"""Let an entity's order bind persons, and let decisions about an order follow it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "order_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column(
            "drafted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('amendment', 'replacement', 'revocation')",
            name=op.f("ck_order_change_kind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'signed', 'refused', 'withdrawn')",
            name=op.f("ck_order_change_state_known"),
        ),
        sa.CheckConstraint(
            "drafted_by <> signed_by", name=op.f("ck_order_change_drafted_by_is_not_signed_by")
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by"], ["staff.id"], name=op.f("fk_order_change_drafted_by")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["restriction_order.id"], name=op.f("fk_order_change_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["staff.id"], name=op.f("fk_order_change_signed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_change")),
        sa.UniqueConstraint("public_id", name=op.f("uq_order_change_public_id")),
    )
    with op.batch_alter_table("order_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_order_change_order_id"), ["order_id"], unique=False)

    op.create_table(
        "bound_person",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "identity_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("capacity", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("change_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("named_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imposed_on", sa.Date(), nullable=True),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("lift_ground", sa.String(length=255), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("capacity <> 'debtor'", name=op.f("ck_bound_person_beside_the_debtor")),
        sa.CheckConstraint(
            "capacity IN ('debtor', 'legal_representative', 'principal', 'directly_responsible', 'actual_controller')",
            name=op.f("ck_bound_person_capacity_known"),
        ),
        sa.CheckConstraint(
            "state <> 'in_force' OR imposed_on IS NOT NULL",
            name=op.f("ck_bound_person_in_force_has_its_day"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'signed', 'in_grace', 'dropped', 'in_force', 'suspended', 'lifted', 'revoked')",
            name=op.f("ck_bound_person_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["change_id"], ["order_change.id"], name=op.f("fk_bound_person_change_id")
        ),
        sa.ForeignKeyConstraint(["named_by"], ["staff.id"], name=op.f("fk_bound_person_named_by")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["restriction_order.id"], name=op.f("fk_bound_person_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_bound_person_subject_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bound_person")),
        sa.UniqueConstraint("public_id", name=op.f("uq_bound_person_public_id")),
    )
    with op.batch_alter_table("bound_person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bound_person_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bound_person_order_id"), ["order_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_bound_person_subject_id"), ["subject_id"], unique=False
        )

    with op.batch_alter_table("permission", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.create_index(batch_op.f("ix_permission_person_id"), ["person_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_permission_person_id"), "bound_person", ["person_id"], ["id"]
        )

    with op.batch_alter_table("restriction_order", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("initiative", sa.String(length=64), server_default="court", nullable=False)
        )
        batch_op.add_column(sa.Column("applied_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("weighed", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("facts", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "grace_months", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
            )
        )
        batch_op.add_column(sa.Column("grace_ends_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("grace_outcome", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("ends_on", sa.Date(), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_restriction_order_initiative_known"), "initiative IN ('creditor', 'court')"
        )
        batch_op.create_index(
            batch_op.f("ix_restriction_order_state_ends_on"), ["state", "ends_on"], unique=False
        )
    # What was weighed used to be said in the reason; a draft of then is signed and imposed now.
    op.execute("UPDATE restriction_order SET weighed = reason WHERE listing_id IS NULL")


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("restriction_order", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_restriction_order_initiative_known"), type_="check")
        batch_op.drop_index(batch_op.f("ix_restriction_order_state_ends_on"))
        batch_op.drop_column("ends_on")
        batch_op.drop_column("grace_outcome")
        batch_op.drop_column("grace_ends_on")
        batch_op.drop_column("grace_months")
        batch_op.drop_column("facts")
        batch_op.drop_column("weighed")
        batch_op.drop_column("applied_on")
        batch_op.drop_column("initiative")

    with op.batch_alter_table("permission", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_permission_person_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_permission_person_id"))
        batch_op.drop_column("person_id")

    with op.batch_alter_table("bound_person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bound_person_subject_id"))
        batch_op.drop_index(batch_op.f("ix_bound_person_order_id"))
        batch_op.drop_index(batch_op.f("ix_bound_person_change_id"))

    op.drop_table("bound_person")
    with op.batch_alter_table("order_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_order_change_order_id"))

    op.drop_table("order_change")
