"""Notify the units of those who are listed, and list without publication.

Columns with their own checks are added in place: the table of listings, to which many others refer,
is not made anew.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COLUMNS = (
    "standing VARCHAR(64) DEFAULT 'none' NOT NULL\n"
    "CONSTRAINT ck_listing_standing_known\n"
    "CHECK (standing IN ('none', 'state_personnel', 'deputy', 'political_adviser', "
    "'state_organ', 'public_institution', 'state_owned_enterprise'))",
    "withheld_for VARCHAR(255)\n"
    "CONSTRAINT ck_listing_withheld_for_known\n"
    "CHECK (withheld_for IN ('state_secret', 'trade_secret', 'privacy'))\n"
    "CONSTRAINT ck_listing_withheld_is_not_published\n"
    "CHECK (withheld_for IS NULL OR state NOT IN ('published', 'suspended'))",
    "withheld_reason TEXT DEFAULT '' NOT NULL",
)
NEW_DUTIES = ("notify_unit", "notify_unit_of_end")


def upgrade() -> None:
    """Apply."""
    for column in COLUMNS:
        op.execute(f"ALTER TABLE listing ADD COLUMN {column}")
    op.create_table(
        "unit_notice",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("listing_id", KEY, nullable=False),
        sa.Column("occasion", sa.String(64), nullable=False),
        sa.Column("addressee", sa.String(64), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", KEY, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "occasion IN ('listed', 'ended')", name=op.f("ck_unit_notice_occasion_known")
        ),
        sa.CheckConstraint(
            "addressee IN ('agencies', 'credit_reporting', 'own_unit', 'competent_department', "
            "'superior', 'capital_contributor')",
            name=op.f("ck_unit_notice_addressee_known"),
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_unit_notice_listing_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["staff.id"], name=op.f("fk_unit_notice_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_notice")),
        sa.UniqueConstraint("public_id", name=op.f("uq_unit_notice_public_id")),
        sa.UniqueConstraint("listing_id", "occasion", "addressee", name="uq_unit_notice_once"),
    )
    _replace_duties((*_duties(), *NEW_DUTIES))


def downgrade() -> None:
    """Take back."""
    op.execute("DELETE FROM deadline WHERE kind IN ('notify_unit', 'notify_unit_of_end')")
    _replace_duties(tuple(kind for kind in _duties() if kind not in NEW_DUTIES))
    op.drop_table("unit_notice")
    for column in ("withheld_reason", "withheld_for", "standing"):
        op.execute(f"ALTER TABLE listing DROP COLUMN {column}")


def _duties() -> tuple[str, ...]:
    """Return the kinds of duty that the database knows by now."""
    checks = sa.inspect(op.get_bind()).get_check_constraints("deadline")
    (found,) = (check for check in checks if check["name"] == op.f("ck_deadline_kind_known"))
    return tuple(re.findall(r"'([a-z_]+)'", found["sqltext"]))


def _replace_duties(codes: tuple[str, ...]) -> None:
    known = f"kind IN ({', '.join(repr(code) for code in codes)})"
    with op.batch_alter_table("deadline") as batch:
        batch.drop_constraint(op.f("ck_deadline_kind_known"), type_="check")
        batch.create_check_constraint(op.f("ck_deadline_kind_known"), known)
