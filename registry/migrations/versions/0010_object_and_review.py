"""Object and review: objections, reviews, and corrections by courts above."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

DISPUTED = ("listing", "restriction", "round_closing")
OBJECTORS = ("debtor", "bound_person", "creditor", "interested_party")
OBJECTION_STATES = (
    "received",
    "upheld",
    "corrected",
    "dismissed",
    "dismissal_served",
    "withdrawn",
)
REVIEW_STATES = ("received", "dismissed", "correction_ordered", "corrected", "withdrawn")
OUTCOMES = ("upheld", "dismissed")
MODES = ("ordered", "direct")
ACTS = ("revoke", "amend", "remove", "lift")
CORRECTION_STATES = ("draft", "ordered", "carried_out", "withdrawn")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "objection",
        _key("id"),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        _key("case_id"),
        _code("disputed"),
        _key("listing_id", nullable=True),
        _key("order_id", nullable=True),
        sa.Column("ground", sa.String(length=255), nullable=True),
        _code("objector"),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("in_writing", sa.Boolean(), nullable=False),
        sa.Column("in_person", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        _key("received_by"),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        _code("state"),
        sa.Column("outcome", sa.String(length=255), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        *_draft_and_signature(may_be_missing=True),
        sa.Column("service_method", sa.String(length=255), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=True),
        *_correction(),
        *_withdrawal(),
        _key("version"),
        _known("objection", "disputed", DISPUTED),
        _known("objection", "objector", OBJECTORS),
        _known("objection", "state", OBJECTION_STATES),
        _known("objection", "outcome", OUTCOMES),
        _two_people("objection"),
        sa.CheckConstraint(
            "listing_id IS NULL OR order_id IS NULL", name=op.f("ck_objection_one_thing_disputed")
        ),
        _refers("objection", "case_id", "enforcement_case.id"),
        _refers("objection", "listing_id", "listing.id"),
        _refers("objection", "order_id", "restriction_order.id"),
        *(_refers("objection", column, "staff.id") for column in ("received_by", *_PEOPLE)),
        *_keys("objection"),
    )
    op.create_table(
        "review",
        _key("id"),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        _key("objection_id"),
        sa.Column("court_code", sa.String(length=255), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("obstacle", sa.Text(), nullable=True),
        sa.Column("obstacle_ended_on", sa.Date(), nullable=True),
        _key("received_by"),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        _code("state"),
        sa.Column("reason", sa.Text(), nullable=True),
        *_draft_and_signature(may_be_missing=True),
        sa.Column("corrected_on", sa.Date(), nullable=True),
        *_withdrawal(),
        _key("version"),
        _known("review", "state", REVIEW_STATES),
        _two_people("review"),
        _refers("review", "objection_id", "objection.id"),
        _refers("review", "court_code", "court.code"),
        *(_refers("review", column, "staff.id") for column in ("received_by", *_PEOPLE)),
        *_keys("review"),
    )
    op.create_table(
        "correction",
        _key("id"),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        _key("case_id"),
        _key("listing_id", nullable=True),
        _key("order_id", nullable=True),
        _key("review_id", nullable=True),
        sa.Column("court_code", sa.String(length=255), nullable=False),
        _code("mode"),
        _code("act"),
        sa.Column("number", sa.String(length=255), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        _code("state"),
        *_draft_and_signature(may_be_missing=False),
        *_correction(),
        _key("version"),
        _known("correction", "mode", MODES),
        _known("correction", "act", ACTS),
        _known("correction", "state", CORRECTION_STATES),
        _two_people("correction"),
        sa.CheckConstraint(
            "listing_id IS NULL OR order_id IS NULL", name=op.f("ck_correction_one_thing_corrected")
        ),
        _refers("correction", "case_id", "enforcement_case.id"),
        _refers("correction", "listing_id", "listing.id"),
        _refers("correction", "order_id", "restriction_order.id"),
        _refers("correction", "review_id", "review.id"),
        _refers("correction", "court_code", "court.code"),
        *(_refers("correction", column, "staff.id") for column in _PEOPLE),
        *_keys("correction"),
    )
    for table, columns in _INDEXED:
        name = op.f(f"ix_{table}_{'_'.join(columns)}")
        op.create_index(name, table, list(columns), unique=False)


def downgrade() -> None:
    """Take back."""
    for table in ("correction", "review", "objection"):
        op.drop_table(table)


_PEOPLE = ("drafted_by", "signed_by")
_INDEXED = (
    ("objection", ("case_id",)),
    ("objection", ("listing_id",)),
    ("objection", ("order_id",)),
    ("review", ("objection_id",)),
    ("review", ("court_code", "state")),
    ("correction", ("case_id",)),
    ("correction", ("listing_id",)),
    ("correction", ("order_id",)),
    ("correction", ("review_id",)),
    ("correction", ("court_code",)),
)


def _key(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, whole, nullable=nullable)


def _code(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=64), nullable=False)


def _draft_and_signature(*, may_be_missing: bool) -> tuple[sa.Column[Any], ...]:
    moment = sa.DateTime(timezone=True)
    return (
        _key("drafted_by", nullable=may_be_missing),
        sa.Column("drafted_at", moment, nullable=may_be_missing),
        _key("signed_by", nullable=True),
        sa.Column("signed_at", moment, nullable=True),
    )


def _correction() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("corrected_on", sa.Date(), nullable=True),
        sa.Column("corrected_by", sa.String(length=255), nullable=True),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
    )


def _withdrawal() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawal", sa.Text(), nullable=True),
    )


def _known(table: str, column: str, members: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{member}'" for member in members)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}_known"))


def _two_people(table: str) -> sa.CheckConstraint:
    name = op.f(f"ck_{table}_drafted_by_is_not_signed_by")
    return sa.CheckConstraint("drafted_by <> signed_by", name=name)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _keys(table: str) -> tuple[sa.PrimaryKeyConstraint, sa.UniqueConstraint]:
    return (
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    )
