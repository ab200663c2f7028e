"""Acts of operators (系统管理行为): setting up courts, people and keys, written into the journal
like every other act.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from registry import events
from registry.journal import append
from registry.journal.entry import Actor, Entry

BASIS = "Register Rule 2"


def record(
    session: Session,
    kind: events.Kind,
    body: Mapping[str, object],
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Write an act of an operator into the journal, on the basis of the register's own rule."""
    entry = Entry(kind=kind, body=body, actor=actor, reason=reason, basis=BASIS, occurred_at=now)
    append.record(session, entry)
