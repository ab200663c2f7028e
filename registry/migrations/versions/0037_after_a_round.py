"""Decide on applications to resume, watch examinations of bankrupt persons, and keep when a debtor
was entered.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

NEW_DUTY = "decide_resumption"
NEW_CLOCKS = ("bankrupt_person", "bankrupt_person_prolonged")


def upgrade() -> None:
    """Apply."""
    # Others refer to it, so that it is altered in place and not written anew.
    op.add_column("debtor", sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True))
    _replace("deadline", "kind", (*_known("deadline", "kind"), NEW_DUTY))
    _replace("other_duty", "clock", (*_known("other_duty", "clock"), *NEW_CLOCKS))


def downgrade() -> None:
    """Take back."""
    op.execute("DELETE FROM other_duty WHERE clock LIKE 'bankrupt_person%'")
    clocks = _known("other_duty", "clock")
    _replace("other_duty", "clock", tuple(each for each in clocks if each not in NEW_CLOCKS))
    op.execute("DELETE FROM deadline WHERE kind = 'decide_resumption'")
    _replace("deadline", "kind", tuple(e for e in _known("deadline", "kind") if e != NEW_DUTY))
    op.drop_column("debtor", "entered_at")


def _known(table: str, column: str) -> tuple[str, ...]:
    """Return the codes that the database knows by now."""
    name = op.f(f"ck_{table}_{column}_known")
    checks = sa.inspect(op.get_bind()).get_check_constraints(table)
    (found,) = (check for check in checks if check["name"] == name)
    return tuple(re.findall(r"'([a-z_]+)'", found["sqltext"]))


def _replace(table: str, column: str, codes: tuple[str, ...]) -> None:
    name = op.f(f"ck_{table}_{column}_known")
    known = f"{column} IN ({', '.join(repr(code) for code in codes)})"
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, known)
