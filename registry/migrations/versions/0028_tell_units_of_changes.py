"""Notify units of what is decided about a listing later, and let one without publication be
suspended.

On SQLite the columns with the check are made anew in place: the table of listings, to which many
others refer, is not.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

NEW_DUTY = "notify_unit_of_change"
NAME = "ck_listing_withheld_is_not_published"
CAUSES = "('state_secret', 'trade_secret', 'privacy')"
BEFORE = "withheld_for IS NULL OR state NOT IN ('published', 'suspended')"
AFTER = "withheld_for IS NULL OR state <> 'published'"


def upgrade() -> None:
    """Apply."""
    _replace_check(AFTER)
    with op.batch_alter_table("unit_notice") as batch:
        batch.add_column(sa.Column("since", sa.Date(), nullable=True))
    op.execute("UPDATE unit_notice SET since = notified_on")
    _replace_notices(
        ("listed", "changed", "ended"), ("listing_id", "occasion", "addressee", "since")
    )
    with op.batch_alter_table("unit_notice") as batch:
        batch.alter_column("since", existing_type=sa.Date(), nullable=False)
    _replace_duties((*_duties(), NEW_DUTY))


def downgrade() -> None:
    """Take back."""
    op.execute("DELETE FROM deadline WHERE kind = 'notify_unit_of_change'")
    _replace_duties(tuple(kind for kind in _duties() if kind != NEW_DUTY))
    op.execute("DELETE FROM unit_notice WHERE occasion = 'changed'")
    _replace_notices(("listed", "ended"), ("listing_id", "occasion", "addressee"))
    with op.batch_alter_table("unit_notice") as batch:
        batch.drop_column("since")
    _replace_check(BEFORE)


def _replace_check(check: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE listing DROP CONSTRAINT {NAME}")
        op.execute(f"ALTER TABLE listing ADD CONSTRAINT {NAME} CHECK ({check})")
        return
    said = check.replace("withheld_for", "withheld_anew")
    op.execute(
        "ALTER TABLE listing ADD COLUMN withheld_anew VARCHAR(255)\n"
        "CONSTRAINT ck_listing_withheld_for_known\n"
        f"CHECK (withheld_anew IN {CAUSES})\n"
        f"CONSTRAINT {NAME}\nCHECK ({said})"
    )
    op.execute("UPDATE listing SET withheld_anew = withheld_for")
    op.execute("ALTER TABLE listing DROP COLUMN withheld_for")
    op.execute("ALTER TABLE listing RENAME COLUMN withheld_anew TO withheld_for")
    # The column after it is made anew as well, so that their order stays what it was.
    op.execute("ALTER TABLE listing ADD COLUMN reason_anew TEXT DEFAULT '' NOT NULL")
    op.execute("UPDATE listing SET reason_anew = withheld_reason")
    op.execute("ALTER TABLE listing DROP COLUMN withheld_reason")
    op.execute("ALTER TABLE listing RENAME COLUMN reason_anew TO withheld_reason")


def _replace_notices(occasions: tuple[str, ...], once: tuple[str, ...]) -> None:
    known = ", ".join(repr(occasion) for occasion in occasions)
    with op.batch_alter_table("unit_notice") as batch:
        batch.drop_constraint(op.f("ck_unit_notice_occasion_known"), type_="check")
        batch.drop_constraint("uq_unit_notice_once", type_="unique")
        batch.create_check_constraint(
            op.f("ck_unit_notice_occasion_known"), f"occasion IN ({known})"
        )
        batch.create_unique_constraint("uq_unit_notice_once", list(once))


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
