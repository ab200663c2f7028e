"""The journal of a debtor's records (被执行人记录台账): entries about his listings, his orders and
whatever else is recorded of him.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from registry.events import Kind
from registry.journal import append
from registry.journal.bodies import Body
from registry.journal.entry import Actor, Entry
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter
from registry.services.parties import subjects


def enter(
    session: Session,
    kind: Kind,
    record_id: UUID,
    matter: Matter,
    body: Body,
    why: Why,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Journal an act about a record.

    :param record_id: the public id of the record.
    :param body: as :mod:`registry.journal.bodies` makes it.
    """
    append.record(
        session,
        Entry(
            kind=kind,
            body=body,
            actor=actor,
            reason=why.reason,
            basis=why.basis,
            occurred_at=now,
            subject_id=matter.subject.public_id,
            record_id=record_id,
        ),
    )


def note(
    session: Session,
    kind: Kind,
    record_id: UUID,
    matter: Matter,
    said: Mapping[str, object],
    why: Why,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Journal an act about a record that nobody outside the court is told of.

    :param said: what the body says beside whom it is about, in codes and days.
    """
    body = {**subjects.reference(session, matter).as_body(), **said}
    enter(session, kind, record_id, matter, body, why, actor=actor, now=now)
