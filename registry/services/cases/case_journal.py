"""The journal of a case (案件台账): entries about a whole case, or about one of its debtors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from registry import events
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.models.cases import EnforcementCase
from registry.services.acts.records import Matter
from registry.services.parties import subjects


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is entered of an act in a case: its kind, what it is about, why and on which basis.

    :ivar about: the debtor whom alone it is about, where it is.
    :ivar record_id: the record that it is about, where that is not the case itself.
    """

    kind: events.Kind
    body: Mapping[str, object]
    reason: str
    basis: str
    about: Matter | None = None
    record_id: UUID | None = None


def enter(
    session: Session, case: EnforcementCase, act: Act, *, actor: Actor, now: datetime
) -> None:
    """Journal an act in a case."""
    body = {"case": {"number": case.number, "court_code": case.court_code}, **act.body}
    if act.about is not None:
        body |= subjects.reference(session, act.about).as_body()
    append.record(
        session,
        Entry(
            kind=act.kind,
            body=body,
            actor=actor,
            reason=act.reason,
            basis=act.basis,
            occurred_at=now,
            subject_id=act.about.subject.public_id if act.about else None,
            record_id=act.record_id or case.public_id,
        ),
    )
