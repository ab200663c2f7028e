"""Ask agencies about property: requests, those who are asked, what they answer, and who reads it.

The table of inquiries gets its columns in place.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEW_DUTY = "tell_creditor"
KINDS = (
    "accounts",
    "network_funds",
    "real_property",
    "vehicles",
    "craft",
    "shareholdings",
    "securities",
    "insurance",
    "provident_fund",
    "income",
    "identity",
    "marriage",
    "border_crossings",
    "lodging",
)
OUTCOMES = ("found", "nothing_found", "cannot_answer")
CAUSES = ("not_held_here", "identity_unclear", "system_down", "not_authorised", "other")
PURPOSES = (
    "enforcement",
    "capacity_assessment",
    "creditor_report",
    "remedy",
    "supervision",
    "audit",
)
GUARDED = ("inquiry_answer", "view_entry")


def upgrade() -> None:
    """Apply."""
    _requests()
    _asks()
    _answers()
    _views()
    key = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE property_inquiry ADD COLUMN request_id {key}\n"
        "CONSTRAINT fk_property_inquiry_request_id REFERENCES inquiry_request (id)"
    )
    op.create_index("ix_property_inquiry_request_id", "property_inquiry", ["request_id"])
    op.add_column(
        "property_inquiry",
        sa.Column("complete", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    with op.batch_alter_table("evidence") as batch:
        batch.alter_column("recorded_by", existing_type=KEY, nullable=True)
    op.create_table(
        "agency_inquiry_kinds",
        sa.Column("id", KEY, nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("since_entry", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_inquiry_kinds_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_inquiry_kinds")),
    )
    op.create_index("ix_agency_inquiry_kinds_agency_id", "agency_inquiry_kinds", ["agency_id"])
    _replace_duties((*_duties(), NEW_DUTY))


def downgrade() -> None:
    """Take back."""
    reminded = "SELECT id FROM deadline WHERE kind = 'tell_creditor'"
    op.execute(f"DELETE FROM reminder WHERE deadline_id IN ({reminded})")  # noqa: S608 - our own words
    op.execute("DELETE FROM deadline WHERE kind = 'tell_creditor'")
    _replace_duties(tuple(kind for kind in _duties() if kind != NEW_DUTY))
    op.drop_table("agency_inquiry_kinds")
    op.execute("DELETE FROM evidence WHERE recorded_by IS NULL")
    with op.batch_alter_table("evidence") as batch:
        batch.alter_column("recorded_by", existing_type=KEY, nullable=False)
    for table in GUARDED:
        _unguard(table)
    op.drop_table("view_head")
    op.drop_table("view_entry")
    op.drop_table("inquiry_answer")
    op.drop_table("inquiry_ask")
    op.drop_index("ix_property_inquiry_request_id", "property_inquiry")
    # SQLite drops no column that a constraint of its table names, which a later copy makes of it.
    with op.batch_alter_table("property_inquiry") as batch:
        for column in ("request_id", "complete"):
            batch.drop_column(column)
    op.drop_table("inquiry_request")


def _requests() -> None:
    op.create_table(
        "inquiry_request",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("necessity", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(255), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("requested_by", KEY, nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", KEY, nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal", sa.Text(), nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'withdrawn')", name=op.f("ck_inquiry_request_state_known")
        ),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_at IS NOT NULL)",
            name=op.f("ck_inquiry_request_withdrawn_has_its_moment"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_inquiry_request_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["staff.id"], name=op.f("fk_inquiry_request_requested_by")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["staff.id"], name=op.f("fk_inquiry_request_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_request")),
        sa.UniqueConstraint("public_id", name=op.f("uq_inquiry_request_public_id")),
    )
    op.create_index(
        "ix_inquiry_request_case_id_requested_on", "inquiry_request", ["case_id", "requested_on"]
    )


def _asks() -> None:
    op.create_table(
        "inquiry_ask",
        sa.Column("id", KEY, nullable=False),
        sa.Column("inquiry_id", KEY, nullable=False),
        sa.Column("agency", sa.String(64), nullable=False),
        sa.Column("name_zh", sa.String(255), nullable=False),
        sa.Column("name_en", sa.String(255), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inquiry_id"], ["property_inquiry.id"], name=op.f("fk_inquiry_ask_inquiry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_ask")),
        sa.UniqueConstraint("inquiry_id", "agency", name=op.f("uq_inquiry_ask_inquiry_id_agency")),
    )
    op.create_index("ix_inquiry_ask_agency_id", "inquiry_ask", ["agency", "id"])


def _answers() -> None:
    op.create_table(
        "inquiry_answer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("ask_id", KEY, nullable=False),
        sa.Column("said_as", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("part", KEY, nullable=False),
        sa.Column("last", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(64), nullable=False),
        sa.Column("cause", sa.String(255), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("items", KEY, nullable=False),
        sa.Column("worth", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(64), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(_known("kind", KINDS), name=op.f("ck_inquiry_answer_kind_known")),
        sa.CheckConstraint(
            _known("outcome", OUTCOMES), name=op.f("ck_inquiry_answer_outcome_known")
        ),
        sa.CheckConstraint(_known("cause", CAUSES), name=op.f("ck_inquiry_answer_cause_known")),
        sa.CheckConstraint(
            "(outcome = 'cannot_answer') = (cause IS NOT NULL)",
            name=op.f("ck_inquiry_answer_cannot_has_its_cause"),
        ),
        sa.CheckConstraint(
            "(outcome = 'found') = (items > 0)", name=op.f("ck_inquiry_answer_found_has_items")
        ),
        sa.ForeignKeyConstraint(
            ["ask_id"], ["inquiry_ask.id"], name=op.f("fk_inquiry_answer_ask_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_answer")),
        sa.UniqueConstraint("public_id", name=op.f("uq_inquiry_answer_public_id")),
        sa.UniqueConstraint(
            "ask_id",
            "said_as",
            "kind",
            "part",
            name=op.f("uq_inquiry_answer_ask_id_said_as_kind_part"),
        ),
    )
    _guard("inquiry_answer")


def _views() -> None:
    op.create_table(
        "view_entry",
        sa.Column("position", KEY, autoincrement=False, nullable=False),
        sa.Column("actor", sa.String(255), nullable=False),
        sa.Column("via", sa.String(255), nullable=False),
        sa.Column("court_code", sa.String(64), nullable=False),
        sa.Column("purpose", sa.String(64), nullable=False),
        sa.Column("record_kind", sa.String(64), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(_known("purpose", PURPOSES), name=op.f("ck_view_entry_purpose_known")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_view_entry")),
    )
    op.create_index("ix_view_entry_record_id", "view_entry", ["record_id"])
    head = op.create_table(
        "view_head",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("size", KEY, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_view_head")),
    )
    op.bulk_insert(head, [{"id": 1, "size": 0, "digest": b"\0" * 32}])
    _guard("view_entry")


def _known(column: str, codes: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(code) for code in codes)})"


def _guard(table: str) -> None:
    """Let the database itself refuse to change what was recorded."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
            f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _unguard(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        return
    for act in ("update", "delete"):
        op.execute(f"DROP TRIGGER {table}_no_{act}")


def _duties() -> tuple[str, ...]:
    """Return the kinds of duty that the database knows by now."""
    checks = sa.inspect(op.get_bind()).get_check_constraints("deadline")
    (found,) = (check for check in checks if check["name"] == op.f("ck_deadline_kind_known"))
    return tuple(re.findall(r"'([a-z_]+)'", found["sqltext"]))


def _replace_duties(codes: tuple[str, ...]) -> None:
    with op.batch_alter_table("deadline") as batch:
        batch.drop_constraint(op.f("ck_deadline_kind_known"), type_="check")
        batch.create_check_constraint(op.f("ck_deadline_kind_known"), _known("kind", codes))
