"""Watch over answers to inquiries: a duty of the agencies, also for what they were asked before."""

import re
import uuid

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

KIND, NAME = "answer_inquiry", "ck_deadline_kind_known"
# Nobody answers once enforcement is over, in the case or against the debtor.
GOING_ON = ("open", "suspended", "round_closed")
ASKED = """
SELECT ask.id, ask.kinds, inquiry.public_id AS inquiry, made.requested_on, made.due_on,
       enforced.id AS case_id, enforced.court_code
FROM inquiry_ask AS ask
JOIN property_inquiry AS inquiry ON inquiry.id = ask.inquiry_id
JOIN inquiry_request AS made ON made.id = inquiry.request_id
JOIN enforcement_case AS enforced ON enforced.id = inquiry.case_id
JOIN debtor ON debtor.id = inquiry.debtor_id
WHERE made.state = 'open' AND enforced.state IN :going_on AND debtor.state IN :going_on
ORDER BY ask.id
"""
ANSWERED = "SELECT DISTINCT ask_id, kind FROM inquiry_answer WHERE last"
DUTY = sa.table(
    "deadline",
    sa.column("public_id", sa.Uuid()),
    *(
        sa.column(name)
        for name in ("kind", "clock", "bearer", "court_code", "case_id", "record_kind", "basis")
    ),
    sa.column("record_id", sa.Uuid()),
    *(sa.column(name, sa.Date()) for name in ("opened_on", "due_on", "remind_on")),
    sa.column("provisional", sa.Boolean()),
)


def upgrade() -> None:
    """Apply."""
    _replace((*_known(), KIND))
    found = {row["record_id"]: row for row in _unanswered()}
    if found:
        op.bulk_insert(DUTY, list(found.values()))


def downgrade() -> None:
    """Take back."""
    op.execute(
        "DELETE FROM reminder WHERE deadline_id IN "
        "(SELECT id FROM deadline WHERE kind = 'answer_inquiry')"
    )
    op.execute("DELETE FROM deadline WHERE kind = 'answer_inquiry'")
    _replace(tuple(kind for kind in _known() if kind != KIND))


def _unanswered() -> list[dict[str, object]]:
    """Return the duties of what an agency was asked and has not answered as a whole."""
    bind = op.get_bind()
    answered: dict[int, set[str]] = {}
    for ask_id, kind in bind.execute(sa.text(ANSWERED)):
        answered.setdefault(ask_id, set()).add(kind)
    asked = (
        sa.text(ASKED)
        .bindparams(sa.bindparam("going_on", GOING_ON, expanding=True))
        .columns(inquiry=sa.Uuid(), requested_on=sa.Date(), due_on=sa.Date())
    )
    return [
        {
            "public_id": uuid.uuid4(),
            "kind": KIND,
            "clock": None,
            "bearer": "agency",
            "court_code": row.court_code,
            "case_id": row.case_id,
            "record_kind": "inquiry",
            "record_id": row.inquiry,
            "basis": "Register Rule 48",
            "opened_on": row.requested_on,
            "due_on": row.due_on,
            "remind_on": row.requested_on,
            "provisional": False,
        }
        for row in bind.execute(asked)
        if set(row.kinds.split(",")) - answered.get(row.id, set())
    ]


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
