"""Refusals in the journal (不予办理入账): who was refused what, by which rule, and about which
record. Codes and ids alone, no name, no number, no words of anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.errors import ErrorKind
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.models.journal import JournalEntry
from registry.rules.authority import ENFORCING_COURT_ACTS
from registry.rules.states import ACT_FITS_STATE
from registry.services.acts import record_owners

REASON = "不予办理"
# What the law, a state or authority refuses. What is malformed or outdated was never an act.
ENTERED = frozenset(
    {ErrorKind.INELIGIBLE, ErrorKind.CONFLICT, ErrorKind.FORBIDDEN, ErrorKind.NOT_FOUND}
)
# Of a list that is handed in, what cannot be read is entered too: somebody held it out, and nobody
# compared it.
ENTERED_OF_LISTS = ENTERED | {
    ErrorKind.MALFORMED,
    ErrorKind.UNSUPPORTED_TYPE,
    ErrorKind.TOO_LARGE,
    ErrorKind.TOO_MANY,
}
# Without a record that it is about, nothing was refused to anybody.
_NEED_A_RECORD = frozenset({ErrorKind.FORBIDDEN, ErrorKind.NOT_FOUND})


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An act that was refused.

    :ivar id: the same for the same request under the same key, so that it is entered once.
    :ivar act: the act by the name of its route.
    :ivar rules: the rules that stood in the way, with their articles.
    :ivar facts: codes that say more, such as the state of the record.
    :ivar named: the ids that the request names, the one it is about first.
    :ivar is_of_list: whether it was a list that was handed in.
    :ivar court_code: absent where no court's person was refused; then ``about`` says which record
        it was about, and ``basis`` what the act stands on.
    """

    id: UUID
    act: str
    kind: ErrorKind
    code: str
    court_code: str | None
    role: str | None = None
    about: UUID | None = None
    basis: str | None = None
    rules: tuple[tuple[str, str], ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    named: tuple[UUID, ...] = ()
    is_of_list: bool = False


def enter(session: Session, refusal: Refusal, *, actor: Actor, now: datetime) -> bool:
    """Enter a refusal, and tell whether it was one to be entered and was not entered before."""
    if refusal.kind not in (ENTERED_OF_LISTS if refusal.is_of_list else ENTERED):
        return False
    known = select(JournalEntry.position).where(JournalEntry.id == refusal.id)
    if session.execute(known).first() is not None:
        return False
    about, owner = refusal.about, None
    if refusal.court_code is not None:
        about, owner = _about(session, refusal.named)
    if about is None and refusal.kind in _NEED_A_RECORD:
        return False
    append.record(
        session,
        Entry(
            kind=events.ACT_REFUSED,
            body={
                "act": refusal.act,
                "kind": refusal.kind,
                "code": refusal.code,
                "court": refusal.court_code,
                "role": refusal.role,
                "enforcing_court": owner,
                "rules": [{"rule": rule, "article": article} for rule, article in refusal.rules],
                "facts": dict(refusal.facts),
            },
            actor=actor,
            reason=REASON,
            basis=_basis(refusal),
            occurred_at=now,
            record_id=about,
            id=refusal.id,
        ),
    )
    return True


def _about(session: Session, named: tuple[UUID, ...]) -> tuple[UUID | None, str | None]:
    for record_id in named:
        case = record_owners.case_of(session, record_id)
        if case is not None:
            return record_id, case.court_code
        court = record_owners.screening_court(session, record_id)
        if court is not None:
            return record_id, court
    return None, None


def _basis(refusal: Refusal) -> str:
    if refusal.rules:
        return refusal.rules[0][1]
    if refusal.basis is not None:
        return refusal.basis
    stands = ACT_FITS_STATE if refusal.kind is ErrorKind.CONFLICT else ENFORCING_COURT_ACTS
    return str(stands.article)
