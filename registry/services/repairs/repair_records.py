"""What acts about repairs have in common (信用修复办理): finding one, what was handed in, what the
decision rests on, and the journal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.models.cases import Debtor, EnforcementCase
from registry.models.listings import Listing
from registry.models.repairs import Repair
from registry.rules import repair as law
from registry.rules.articles import Article, Instrument
from registry.services.acts import moves, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.endings.removals import StatedRemovalFacts
from registry.services.listings import listings
from schemas.act_codes import Act
from schemas.remedy_codes import NoRepairCause, RepairDocument, RepairPath, RepairState

BASIS = Article(Instrument.LISTING_RULES, 10)
Found = tuple[Repair, Listing, Matter]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRepair:
    """An application to be changed, in the version that was seen."""

    repair_id: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRepairFacts:
    """What a decision rests on and the register cannot know by itself."""

    removal: StatedRemovalFacts = field(default_factory=StatedRemovalFacts)
    evaded: bool = False
    cause_shown: bool = False
    creditor_agrees: bool = False
    excluded_for: tuple[NoRepairCause, ...] = ()
    suspended_until: date | None = None


def find(session: Session, sought: Sought) -> Found:
    """Return an application with its listing and what that is about.

    :raises ServiceError: ``repair.not_found``.
    """
    return records.repair(session, sought)


def to_change(session: Session, order: ChangeRepair, act: Act, *, actor: CourtActor) -> Found:
    """Return an application that an act is about to change, its case locked.

    :raises ServiceError: ``repair.not_found``, ``record.stale``, ``repair.wrong_state``.
    """
    sought = Sought(id=order.repair_id, court_code=actor.court_code, to_change=True)
    found = find(session, sought)
    moves.expect(found[0], order.version)
    moves.require(found[0], act)
    return found


def of_court(
    session: Session,
    court_code: str,
    *,
    case_id: UUID | None,
    state: RepairState | None,
    after: int,
    limit: int,
) -> Sequence[Repair]:
    """Return applications of a court in the order in which they were received.

    :param after: the key of the application to go on after.
    """
    chosen = (
        select(Repair)
        .join(Listing, Listing.id == Repair.listing_id)
        .join(Debtor, Debtor.id == Listing.debtor_id)
        .join(EnforcementCase, EnforcementCase.id == Debtor.case_id)
        .where(EnforcementCase.court_code == court_code, Repair.id > after)
    )
    if case_id is not None:
        chosen = chosen.where(EnforcementCase.public_id == case_id)
    if state is not None:
        chosen = chosen.where(Repair.state == state)
    return session.scalars(chosen.order_by(Repair.id).limit(limit)).all()


def about(session: Session, found: Repair) -> tuple[Listing, Matter]:
    """Return the listing of an application and what that is about."""
    listing = session.get_one(Listing, found.listing_id)
    return listing, records.matter_of(session, listing.debtor_id)


def documents_of(found: Repair) -> tuple[RepairDocument, ...]:
    """Return what was handed in."""
    return tuple(RepairDocument(code) for code in found.documents.split(",") if code)


def written(documents: Iterable[RepairDocument]) -> str:
    """Write documents as they are kept."""
    given = set(documents)
    return ",".join(document for document in RepairDocument if document in given)


def missing(found: Repair) -> tuple[RepairDocument, ...]:
    """Return what the way needs and was not handed in."""
    given = documents_of(found)
    needed = law.documents_needed(RepairPath(found.path))
    return tuple(document for document in needed if document not in given)


def write_facts(facts: StatedRepairFacts) -> str:
    """Write what a decision rests on as it is kept."""
    return orjson.dumps(asdict(facts), option=orjson.OPT_SORT_KEYS).decode()


def read_facts(text: str) -> StatedRepairFacts:
    """Return what a decision rests on."""
    kept = orjson.loads(text)
    until = kept["suspended_until"]
    return StatedRepairFacts(
        removal=StatedRemovalFacts(**kept["removal"]),
        evaded=kept["evaded"],
        cause_shown=kept["cause_shown"],
        creditor_agrees=kept["creditor_agrees"],
        excluded_for=tuple(NoRepairCause(code) for code in kept["excluded_for"]),
        suspended_until=date.fromisoformat(until) if until else None,
    )


def journal(
    session: Session,
    kind: events.Kind,
    found: Found,
    *,
    reason: str,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Journal an act about an application that nobody outside the court is told of."""
    repair, listing, matter = found
    listings.record(
        session,
        kind,
        listing,
        matter,
        actor=actor,
        now=now,
        why=Why(reason=reason, basis=str(BASIS)),
        repair=str(repair.public_id),
        path=repair.path,
    )
