"""Restored journals (台账恢复): a database that came back from a backup says so, before it says
anything else.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.models.journal import JournalHead
from registry.services.access import operators
from schemas.characters import has_control_character

LONGEST_REASON = 500


def begin_again(session: Session, reason: str, *, actor: Actor, now: datetime) -> UUID:
    """Let the journal go on as another stream, and return its id.

    :param reason: why, such as which backup was restored.
    :raises ServiceError: ``reason.unusable``.
    """
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON or has_control_character(reason):
        raise ServiceError(ErrorKind.INVALID, "reason.unusable", {"longest": LONGEST_REASON})
    # Locked as at the end of every act: whoever writes meanwhile comes before this or after it.
    head = session.scalars(select(JournalHead).where(JournalHead.id == 1).with_for_update()).one()
    before, head.stream = head.stream, uuid4()
    body = {"before": str(before), "stream": str(head.stream)}
    operators.record(session, events.JOURNAL_RESTORED, body, reason, actor=actor, now=now)
    return head.stream
