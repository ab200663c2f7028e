"""What is found out about a debtor, as the journal has it (履行能力台账).

Descriptions of evidence stay with the court: they speak of illness and income.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.events import Kind
from registry.journal.entry import Actor
from registry.rules.articles import Article, Instrument
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter
from registry.services.parties import debtor_journal

BASIS = Article(Instrument.LISTING_RULES, 3, item=4)
REASON = "履行能力调查"


def record(
    session: Session,
    kind: Kind,
    record_id: UUID,
    matter: Matter,
    said: Mapping[str, object],
    *,
    actor: CourtActor | Actor,
    now: datetime,
    reason: str = REASON,
    basis: Article = BASIS,
) -> None:
    """Journal an act, its reason where one was stated, and what it says in codes and days."""
    debtor_journal.note(
        session,
        kind,
        record_id,
        matter,
        said,
        Why(reason=reason, basis=str(basis)),
        actor=actor.journal if isinstance(actor, CourtActor) else actor,
        now=now,
    )
