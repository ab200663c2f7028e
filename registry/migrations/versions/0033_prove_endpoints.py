"""Let agencies have endpoints that are proven first, schedules by cron, and operators keys."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
STATES = "state IN ('unproven', 'standby', 'in_use', 'retired')"
IN_USE = sa.text("state = 'in_use'")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "agency_endpoint",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", KEY, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("takes_over", sa.Boolean(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("proven_at", MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("failures", KEY, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.CheckConstraint(STATES, name=op.f("ck_agency_endpoint_state_known")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_endpoint_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_endpoint")),
        sa.UniqueConstraint("public_id", name=op.f("uq_agency_endpoint_public_id")),
    )
    op.create_index(op.f("ix_agency_endpoint_agency_id"), "agency_endpoint", ["agency_id"])
    op.create_index(
        "uq_agency_endpoint_in_use",
        "agency_endpoint",
        ["agency_id"],
        unique=True,
        sqlite_where=IN_USE,
        postgresql_where=IN_USE,
    )
    op.create_table(
        "operator_key",
        sa.Column("id", KEY, nullable=False),
        sa.Column("prefix", sa.String(255), nullable=False),
        sa.Column("secret_digest", sa.LargeBinary(), nullable=False),
        sa.Column("operator", sa.String(64), nullable=False),
        sa.Column("scopes", sa.String(255), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator_key")),
        sa.UniqueConstraint("prefix", name=op.f("uq_operator_key_prefix")),
    )
    op.add_column("stream_state", sa.Column("posted_at", MOMENT, nullable=True))
    op.add_column("agency", sa.Column("cron", sa.String(255), nullable=True))
    op.add_column("agency", sa.Column("posts_per_minute", KEY, nullable=True))
    op.add_column("agency_secret", sa.Column("endpoint_id", KEY, nullable=True))
    _carry_over(op.get_bind())
    with op.batch_alter_table("agency_secret") as batch:
        batch.alter_column("endpoint_id", existing_type=KEY, nullable=False)
        batch.create_foreign_key(
            op.f("fk_agency_secret_endpoint_id"), "agency_endpoint", ["endpoint_id"], ["id"]
        )
        batch.drop_index(op.f("ix_agency_secret_agency_id"))
        batch.drop_constraint(op.f("fk_agency_secret_agency_id"), type_="foreignkey")
        batch.drop_column("agency_id")
        batch.create_index(op.f("ix_agency_secret_endpoint_id"), ["endpoint_id"])
    # Others refer to it, so that it is altered in place and not written anew.
    op.drop_column("agency", "endpoint")


def downgrade() -> None:
    """Take back."""
    op.add_column("agency", sa.Column("endpoint", sa.Text(), nullable=False, server_default=""))
    op.add_column("agency_secret", sa.Column("agency_id", KEY, nullable=True))
    bind = op.get_bind()
    bind.execute(
        sa.text(
            "UPDATE agency_secret SET agency_id = (SELECT agency_id FROM agency_endpoint"
            " WHERE agency_endpoint.id = agency_secret.endpoint_id)"
        )
    )
    # The address in use, else the first one.
    bind.execute(
        sa.text(
            "UPDATE agency SET endpoint = COALESCE((SELECT address FROM agency_endpoint"
            " WHERE agency_endpoint.agency_id = agency.id"
            " ORDER BY CASE state WHEN 'in_use' THEN 0 ELSE 1 END, id LIMIT 1), '')"
        )
    )
    bind.execute(
        sa.text("UPDATE stream_state SET state = 'paused' WHERE state IN ('unproven', 'retired')")
    )
    with op.batch_alter_table("agency_secret") as batch:
        batch.drop_index(op.f("ix_agency_secret_endpoint_id"))
        batch.drop_constraint(op.f("fk_agency_secret_endpoint_id"), type_="foreignkey")
        batch.drop_column("endpoint_id")
        batch.alter_column("agency_id", existing_type=KEY, nullable=False)
        batch.create_foreign_key(
            op.f("fk_agency_secret_agency_id"), "agency", ["agency_id"], ["id"]
        )
        batch.create_index(op.f("ix_agency_secret_agency_id"), ["agency_id"])
    op.drop_column("agency", "posts_per_minute")
    op.drop_column("agency", "cron")
    op.drop_column("stream_state", "posted_at")
    op.drop_table("operator_key")
    op.drop_index("uq_agency_endpoint_in_use", table_name="agency_endpoint")
    op.drop_index(op.f("ix_agency_endpoint_agency_id"), table_name="agency_endpoint")
    op.drop_table("agency_endpoint")


def _carry_over(bind: sa.Connection) -> None:
    """Give every agency the endpoint that it had. One that has accepted deliveries holds the secret
    and goes on; any other is still to be proven.
    """
    endpoint = sa.table(
        "agency_endpoint",
        sa.column("public_id", sa.Uuid()),
        sa.column("agency_id"),
        sa.column("address"),
        sa.column("state"),
        sa.column("takes_over", sa.Boolean()),
        sa.column("added_at", MOMENT),
        sa.column("proven_at", MOMENT),
        sa.column("reason"),
        sa.column("failures"),
        sa.column("due_at", MOMENT),
    )
    stream = sa.table(
        "stream_state",
        sa.column("agency_id"),
        sa.column("changed_at", MOMENT),
        sa.column("accepted_at", MOMENT),
    )
    agency = sa.table("agency", sa.column("id"), sa.column("endpoint"))
    rows = bind.execute(
        sa.select(agency.c.id, agency.c.endpoint, stream.c.changed_at, stream.c.accepted_at).join(
            stream, stream.c.agency_id == agency.c.id
        )
    ).all()
    for agency_id, address, changed_at, accepted_at in rows:
        bind.execute(
            sa.insert(endpoint).values(
                public_id=uuid4(),
                agency_id=agency_id,
                address=address,
                state="unproven" if accepted_at is None else "in_use",
                takes_over=accepted_at is None,
                added_at=changed_at,
                proven_at=accepted_at,
                reason="",
                failures=0,
                due_at=changed_at,
            )
        )
    bind.execute(
        sa.text(
            "UPDATE agency_secret SET endpoint_id = (SELECT id FROM agency_endpoint"
            " WHERE agency_endpoint.agency_id = agency_secret.agency_id)"
        )
    )
    bind.execute(
        sa.text(
            "UPDATE stream_state SET state = 'unproven'"
            " WHERE accepted_at IS NULL AND state <> 'paused'"
        )
    )
