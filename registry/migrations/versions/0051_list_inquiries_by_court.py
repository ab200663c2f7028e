"""Keep with each inquiry which court has its case, so that a court's list is read in its order."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

INQUIRY, REQUEST = "property_inquiry", "inquiry_request"
BY_COURT, WITHDRAWN = "ix_property_inquiry_court_code_id", "ix_inquiry_request_withdrawn"
REFERENCE = "fk_property_inquiry_court_code"
IS_WITHDRAWN = sa.text("state = 'withdrawn'")


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table(INQUIRY) as batch:
        batch.add_column(sa.Column("court_code", sa.String(255), nullable=True))
        batch.create_foreign_key(op.f(REFERENCE), "court", ["court_code"], ["code"])
    op.execute(
        f"UPDATE {INQUIRY} SET court_code = (SELECT enforcement_case.court_code "  # noqa: S608 - ours
        f"FROM enforcement_case WHERE enforcement_case.id = {INQUIRY}.case_id)"
    )
    with op.batch_alter_table(INQUIRY) as batch:
        batch.alter_column("court_code", existing_type=sa.String(255), nullable=False)
    op.create_index(BY_COURT, INQUIRY, ["court_code", "id"])
    op.create_index(
        WITHDRAWN,
        REQUEST,
        ["id"],
        sqlite_where=IS_WITHDRAWN,
        postgresql_where=IS_WITHDRAWN,
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index(WITHDRAWN, REQUEST)
    op.drop_index(BY_COURT, INQUIRY)
    with op.batch_alter_table(INQUIRY) as batch:
        batch.drop_constraint(REFERENCE, type_="foreignkey")
        batch.drop_column("court_code")
