"""Watch over liftings: a duty of the agencies, and how far the watch has come."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

KIND, BEARER = "confirm_lifting", "agency"
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "lifting_watch",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("looked_at", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lifting_watch")),
    )
    kinds, bearers = _allowed("kind"), _allowed("bearer")
    _allow(kind=(*kinds, KIND), bearer=(*bearers, BEARER))


def downgrade() -> None:
    """Take back."""
    reminded = "SELECT id FROM deadline WHERE kind = 'confirm_lifting'"
    op.execute(f"DELETE FROM reminder WHERE deadline_id IN ({reminded})")  # noqa: S608 - our own words
    op.execute("DELETE FROM deadline WHERE kind = 'confirm_lifting'")
    kinds, bearers = _allowed("kind"), _allowed("bearer")
    _allow(
        kind=tuple(kind for kind in kinds if kind != KIND),
        bearer=tuple(bearer for bearer in bearers if bearer != BEARER),
    )
    op.drop_table("lifting_watch")


def _allowed(column: str) -> tuple[str, ...]:
    """Return the codes that the table takes now."""
    name = f"ck_deadline_{column}_known"
    checks = sa.inspect(op.get_bind()).get_check_constraints("deadline")
    known = next(check for check in checks if check["name"] == name)
    return tuple(re.findall(r"'([a-z_]+)'", known["sqltext"]))


def _allow(**columns: tuple[str, ...]) -> None:
    with op.batch_alter_table("deadline") as batch:
        for column, codes in columns.items():
            name = op.f(f"ck_deadline_{column}_known")
            batch.drop_constraint(name, type_="check")
            listed = ", ".join(repr(code) for code in codes)
            batch.create_check_constraint(name, f"{column} IN ({listed})")
