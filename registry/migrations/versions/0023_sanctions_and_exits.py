"""Sanction breaches of an order, and keep people from leaving the country.

Two duties come with it: to lift an exit restriction that is over, and to look into a property
report that is missing.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEW_DUTIES = ("lift_exit_restriction", "examine_missing_report")
LIVING = sa.text("state IN ('draft', 'signed', 'in_force')")


def upgrade() -> None:
    """Apply."""
    _breaches()
    _sanctions()
    _exit_restrictions()
    _exit_endings()
    _replace_duties((*_duties(), *NEW_DUTIES))


def downgrade() -> None:
    """Take back."""
    op.execute(
        "DELETE FROM reminder WHERE deadline_id IN (SELECT id FROM deadline WHERE kind IN "
        "('lift_exit_restriction', 'examine_missing_report'))"
    )
    op.execute(
        "DELETE FROM deadline WHERE kind IN ('lift_exit_restriction', 'examine_missing_report')"
    )
    _replace_duties(tuple(kind for kind in _duties() if kind not in NEW_DUTIES))
    for table in ("exit_ending", "exit_restriction", "sanction", "breach"):
        op.drop_table(table)


def _breaches() -> None:
    op.create_table(
        "breach",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("act", sa.String(64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("allowed_by", sa.String(64), nullable=True),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("entered_by", KEY, nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by", KEY, nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", KEY, nullable=False),
        sa.CheckConstraint(
            "source IN ('hotline', 'creditor', 'agency', 'court', 'other')",
            name=op.f("ck_breach_source_known"),
        ),
        sa.CheckConstraint(
            "act IN ('CR3-1', 'CR3-2', 'CR3-3', 'CR3-4', 'CR3-5', 'CR3-6', 'CR3-7', 'CR3-8', "
            "'CR3-9')",
            name=op.f("ck_breach_act_known"),
        ),
        sa.CheckConstraint(
            "state IN ('recorded', 'shown', 'not_shown')", name=op.f("ck_breach_state_known")
        ),
        sa.CheckConstraint(
            "entered_by <> verified_by", name=op.f("ck_breach_entered_by_is_not_verified_by")
        ),
        *_references("breach", order_id="restriction_order", person_id="bound_person"),
        *_people("breach", "entered_by", "verified_by"),
    )
    op.create_index(op.f("ix_breach_order_id"), "breach", ["order_id"])
    op.create_index(op.f("ix_breach_person_id"), "breach", ["person_id"])


def _sanctions() -> None:
    op.create_table(
        "sanction",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("breach_id", KEY, nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("sanctioned", sa.String(64), nullable=False),
        sa.Column("fine", sa.BigInteger(), nullable=True),
        sa.Column("detention_days", KEY, nullable=False),
        sa.Column("referred_to", sa.String(255), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        *_decided(),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_as", sa.String(64), nullable=True),
        sa.Column("version", KEY, nullable=False),
        sa.CheckConstraint(
            "kind IN ('fine', 'detention', 'fine_and_detention', 'referral')",
            name=op.f("ck_sanction_kind_known"),
        ),
        sa.CheckConstraint(
            "sanctioned IN ('offender', 'body')", name=op.f("ck_sanction_sanctioned_known")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'signed', 'closed', 'withdrawn')",
            name=op.f("ck_sanction_state_known"),
        ),
        sa.CheckConstraint(
            "closed_as IN ('not_filed', 'not_prosecuted', 'acquitted', 'convicted', 'taken_back')",
            name=op.f("ck_sanction_closed_as_known"),
        ),
        sa.CheckConstraint(
            "drafted_by <> signed_by", name=op.f("ck_sanction_drafted_by_is_not_signed_by")
        ),
        sa.CheckConstraint(
            "(kind = 'referral') = (referred_to IS NOT NULL)",
            name=op.f("ck_sanction_a_referral_goes_somewhere"),
        ),
        *_references("sanction", breach_id="breach"),
        *_people("sanction", "drafted_by", "signed_by"),
    )
    op.create_index(op.f("ix_sanction_breach_id"), "sanction", ["breach_id"])


def _exit_restrictions() -> None:
    op.create_table(
        "exit_restriction",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("debtor_id", KEY, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("identity_version", KEY, nullable=False),
        sa.Column("capacity", sa.String(64), nullable=False),
        sa.Column("incapable", sa.Boolean(), nullable=False),
        sa.Column("initiative", sa.String(64), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("necessity", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        *_decided(),
        sa.Column("service_method", sa.String(64), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("imposed_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_ground", sa.String(255), nullable=True),
        sa.Column("version", KEY, nullable=False),
        sa.CheckConstraint(
            "capacity IN ('debtor', 'legal_representative', 'principal', 'directly_responsible', "
            "'statutory_agent')",
            name=op.f("ck_exit_restriction_capacity_known"),
        ),
        sa.CheckConstraint(
            "initiative IN ('creditor', 'court')", name=op.f("ck_exit_restriction_initiative_known")
        ),
        sa.CheckConstraint(
            "service_method IN ('direct', 'left', 'electronic', 'entrusted', 'post', 'forwarded', "
            "'announcement')",
            name=op.f("ck_exit_restriction_service_method_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'signed', 'in_force', 'dropped', 'lifted', 'revoked')",
            name=op.f("ck_exit_restriction_state_known"),
        ),
        sa.CheckConstraint(
            "drafted_by <> signed_by", name=op.f("ck_exit_restriction_drafted_by_is_not_signed_by")
        ),
        sa.CheckConstraint(
            "state <> 'in_force' OR (imposed_on IS NOT NULL AND signed_by IS NOT NULL)",
            name=op.f("ck_exit_restriction_in_force_is_signed"),
        ),
        *_references("exit_restriction", debtor_id="debtor", subject_id="subject"),
        *_people("exit_restriction", "drafted_by", "signed_by"),
    )
    op.create_index(op.f("ix_exit_restriction_debtor_id"), "exit_restriction", ["debtor_id"])
    op.create_index(op.f("ix_exit_restriction_subject_id"), "exit_restriction", ["subject_id"])
    op.create_index(
        "uq_exit_restriction_living",
        "exit_restriction",
        ["debtor_id", "subject_id"],
        unique=True,
        sqlite_where=LIVING,
        postgresql_where=LIVING,
    )


def _exit_endings() -> None:
    op.create_table(
        "exit_ending",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("exit_restriction_id", KEY, nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("ground", sa.String(64), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        *_decided(),
        sa.Column("version", KEY, nullable=False),
        sa.CheckConstraint(
            "kind IN ('lift', 'revocation')", name=op.f("ck_exit_ending_kind_known")
        ),
        sa.CheckConstraint(
            "ground IN ('CPL266-performed', 'CPL266-security', 'CPL266-creditor')",
            name=op.f("ck_exit_ending_ground_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'signed', 'withdrawn')", name=op.f("ck_exit_ending_state_known")
        ),
        sa.CheckConstraint(
            "drafted_by <> signed_by", name=op.f("ck_exit_ending_drafted_by_is_not_signed_by")
        ),
        sa.CheckConstraint(
            "(kind = 'lift') = (ground IS NOT NULL)",
            name=op.f("ck_exit_ending_a_lift_has_its_ground"),
        ),
        *_references("exit_ending", exit_restriction_id="exit_restriction"),
        *_people("exit_ending", "drafted_by", "signed_by"),
    )
    op.create_index(
        op.f("ix_exit_ending_exit_restriction_id"), "exit_ending", ["exit_restriction_id"]
    )


def _decided() -> tuple[sa.Column[object], ...]:
    """Return the columns of what one person drafts and another signs."""
    return (
        sa.Column("drafted_by", KEY, nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", KEY, nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
    )


def _references(table: str, **to: str) -> tuple[sa.schema.SchemaItem, ...]:
    """Return what every record here has: its keys, and what it hangs on."""
    return (
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
            for column, other in to.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{table}_public_id")),
    )


def _people(table: str, *columns: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint([column], ["staff.id"], name=op.f(f"fk_{table}_{column}"))
        for column in columns
    )


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
