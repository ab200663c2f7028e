"""Have a court renew a watch that runs out soon, or let it run out."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

NEW_DUTY = "renew_watch"
NAME = "ck_deadline_kind_known"


def upgrade() -> None:
    """Apply."""
    _replace((*_known(), NEW_DUTY))


def downgrade() -> None:
    """Take back."""
    op.execute(
        "DELETE FROM reminder WHERE deadline_id IN "
        "(SELECT id FROM deadline WHERE kind = 'renew_watch')"
    )
    op.execute("DELETE FROM deadline WHERE kind = 'renew_watch'")
    _replace(tuple(kind for kind in _known() if kind != NEW_DUTY))


def _known() -> tuple[str, ...]:
    """Return the kinds of duties that the database knows by now."""
    checks = sa.inspect(op.get_bind()).get_check_constraints("deadline")
    (found,) = (check for check in checks if check["name"] == NAME)
    return tuple(re.findall(r"'([a-z_]+)'", found["sqltext"]))


def _replace(kinds: tuple[str, ...]) -> None:
    known = f"kind IN ({', '.join(repr(kind) for kind in kinds)})"
    with op.batch_alter_table("deadline") as batch:
        batch.drop_constraint(op.f(NAME), type_="check")
        batch.create_check_constraint(op.f(NAME), known)
