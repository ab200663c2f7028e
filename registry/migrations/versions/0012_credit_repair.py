"""Let debtors apply for credit repair, with a duty to decide on it."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
PATHS = (
    "performed",
    "settlement_performed",
    "creditor_consents",
    "active_performance",
    "unable_after_round",
    "ruling",
    "public_interest",
    "before_publication",
)
STATES = ("received", "drafted", "granted", "refused", "withdrawn")
OUTCOMES = ("granted", "refused")
PEOPLE = ("received_by", "drafted_by", "decided_by", "withdrawn_by")
STILL_OPEN = sa.text("state IN ('received', 'drafted')")
NEW_DUTIES = ("decide_repair", "resume_listing")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "repair",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("listing_id", KEY, nullable=False),
        sa.Column("path", sa.String(64), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("certificate_wanted", sa.Boolean(), nullable=False),
        sa.Column("received_by", KEY, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("outcome", sa.String(255), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("ground", sa.String(255), nullable=True),
        sa.Column("suspended_until", sa.Date(), nullable=True),
        sa.Column("drafted_by", KEY, nullable=True),
        sa.Column("drafted_at", MOMENT, nullable=True),
        sa.Column("decided_by", KEY, nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("stays", sa.Text(), nullable=True),
        sa.Column("removal_id", KEY, nullable=True),
        sa.Column("withdrawn_by", KEY, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("version", KEY, nullable=False),
        sa.CheckConstraint(_known("path", PATHS), name=op.f("ck_repair_path_known")),
        sa.CheckConstraint(_known("state", STATES), name=op.f("ck_repair_state_known")),
        sa.CheckConstraint(_known("outcome", OUTCOMES), name=op.f("ck_repair_outcome_known")),
        sa.CheckConstraint(
            "drafted_by <> decided_by", name=op.f("ck_repair_drafted_by_is_not_decided_by")
        ),
        sa.CheckConstraint(
            "state NOT IN ('granted', 'refused') OR decided_by IS NOT NULL",
            name=op.f("ck_repair_decided_by_somebody"),
        ),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name=op.f("fk_repair_listing_id")),
        sa.ForeignKeyConstraint(
            ["removal_id"], ["removal_decision.id"], name=op.f("fk_repair_removal_id")
        ),
        *(
            sa.ForeignKeyConstraint([person], ["staff.id"], name=op.f(f"fk_repair_{person}"))
            for person in PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair")),
        sa.UniqueConstraint("public_id", name=op.f("uq_repair_public_id")),
    )
    op.create_index(op.f("ix_repair_listing_id"), "repair", ["listing_id"])
    op.create_index(
        "uq_repair_open",
        "repair",
        ["listing_id"],
        unique=True,
        sqlite_where=STILL_OPEN,
        postgresql_where=STILL_OPEN,
    )
    _replace_duties((*_duties(), *NEW_DUTIES))


def downgrade() -> None:
    """Take back."""
    op.drop_index("uq_repair_open", table_name="repair")
    op.drop_index(op.f("ix_repair_listing_id"), table_name="repair")
    op.drop_table("repair")
    op.execute("DELETE FROM deadline WHERE kind IN ('decide_repair', 'resume_listing')")
    _replace_duties(tuple(kind for kind in _duties() if kind not in NEW_DUTIES))


def _known(column: str, codes: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(code) for code in codes)})"


def _duties() -> tuple[str, ...]:
    """Return the kinds of duty that the database knows by now."""
    checks = sa.inspect(op.get_bind()).get_check_constraints("deadline")
    (found,) = (check for check in checks if check["name"] == op.f("ck_deadline_kind_known"))
    return tuple(re.findall(r"'([a-z_]+)'", found["sqltext"]))


def _replace_duties(codes: tuple[str, ...]) -> None:
    with op.batch_alter_table("deadline") as batch_op:
        batch_op.drop_constraint(op.f("ck_deadline_kind_known"), type_="check")
        batch_op.create_check_constraint(op.f("ck_deadline_kind_known"), _known("kind", codes))
