"""Removals (删除失信信息): drafted with ground and facts, and carried out by the signature of
another person.

Where the removal rests on full performance, the restriction orders of the same debtor in the same
case are lifted in the same commit (Consumption Rules Art. 9), each with an entry of its own.
Grounds that rest on what happened in the case, Listing Rules Art. 10(4) to (7), rest on what is on
record there; nobody's statement takes its place.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.listings import Listing, RemovalDecision
from registry.rules import authority, removal
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.rules.removal import RemovalFacts
from registry.services.acts import eligibility, moves, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.cases import recorded_facts
from registry.services.cases.recorded_facts import RecordedFacts
from registry.services.endings import endings
from registry.services.endings.endings import Ending
from registry.services.facts import listing_law
from registry.services.parties import debtor_journal
from schemas.codes import RemovalGround, RemovalState
from schemas.free_text import mask_numbers_in_text


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRemovalFacts:
    """What the ground of a removal rests on and the register cannot know by itself."""

    enforcement_completed: bool = False
    settlement_reached: bool = False
    settlement_performed: bool = False
    creditor_applied_in_writing: bool = False
    court_agrees: bool = False
    actively_performs: bool = False
    corrected_conduct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRemoval:
    """A removal to be drafted."""

    listing_id: UUID
    ground: RemovalGround
    reason: str
    facts: StatedRemovalFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRemoval:
    """A drafted removal to be signed and carried out, in the version that was seen."""

    removal_id: UUID
    version: int


def draft(
    session: Session, order: DraftRemoval, *, actor: CourtActor, now: datetime
) -> tuple[RemovalDecision, Listing, Matter]:
    """Draft the removal of a listing; nothing ends by it.

    :raises ServiceError: ``listing.not_found``, ``listing.wrong_state``, ``removal.ineligible``.
    """
    sought = Sought(id=order.listing_id, court_code=actor.court_code, to_change=True)
    listing, matter = records.listing(session, sought)
    moves.require(listing, Act.DRAFT_REMOVAL)
    decision = RemovalDecision(
        public_id=uuid4(),
        listing_id=listing.id,
        ground=order.ground,
        reason=mask_numbers_in_text(order.reason),
        facts=write_facts(
            order.facts,
            recorded_facts.of_removal(session, matter, order.ground, on=legal_day(now)),
        ),
        state=RemovalState.DRAFT,
        drafted_by=actor.staff_id,
        drafted_at=now,
        version=1,
    )
    court = matter.case.court_code
    eligibility.require(
        "removal.ineligible",
        (
            *eligibility.authority(Act.DRAFT_REMOVAL, actor, court_code=court),
            *law(session, decision, listing, matter, on=legal_day(now)),
        ),
    )
    session.add(decision)
    _journal_draft(session, decision, listing, matter, actor=actor, now=now)
    return decision, listing, matter


def sign(
    session: Session, order: SignRemoval, *, actor: CourtActor, now: datetime
) -> tuple[RemovalDecision, Listing, Matter]:
    """Sign a removal: the listing is removed, and what the ground lifts is lifted.

    :raises ServiceError: ``removal.not_found``, ``record.stale``, ``removal.wrong_state``,
        ``listing.wrong_state``, ``removal.ineligible``.
    """
    sought = Sought(id=order.removal_id, court_code=actor.court_code, to_change=True)
    decision, listing, matter = records.removal(session, sought)
    moves.expect(decision, order.version)
    ground = RemovalGround(decision.ground)
    act, court = authority.signing_act(ground), matter.case.court_code
    moves.require(decision, act)
    moves.require(listing, act)
    drafter = records.staff_id(session, decision.drafted_by)
    eligibility.require(
        "removal.ineligible",
        (
            *eligibility.authority(act, actor, court_code=court, drafter=drafter),
            *law(session, decision, listing, matter, on=legal_day(now)),
        ),
    )
    moves.do(decision, act)
    decision.signed_by, decision.signed_at = actor.staff_id, now
    ending = Ending(ground=ground, reason=decision.reason, act=act, actor=actor.journal, now=now)
    endings.remove(session, listing, matter, ending)
    return decision, listing, matter


def read_facts(text: str) -> StatedRemovalFacts:
    """Return the facts that were kept with a removal.

    Older decisions state more than is taken from anybody today; it stays where it was written.
    """
    kept = orjson.loads(text)
    return StatedRemovalFacts(**{each.name: kept[each.name] for each in fields(StatedRemovalFacts)})


def shown_facts(text: str) -> dict[str, Any]:
    """Return what was stated with a removal, and what was on record when it was drafted."""
    kept: dict[str, Any] = orjson.loads(text)
    return kept


def write_facts(facts: StatedRemovalFacts, recorded: RecordedFacts) -> str:
    """Write facts as they are kept with a removal."""
    kept = {**asdict(facts), **asdict(recorded)}
    return orjson.dumps(kept, option=orjson.OPT_SORT_KEYS).decode()


def law(
    session: Session, decision: RemovalDecision, listing: Listing, matter: Matter, *, on: date
) -> tuple[Finding, ...]:
    """Return what the law says of a removal, made or only planned, on a day."""
    ground, stated = RemovalGround(decision.ground), read_facts(decision.facts)
    recorded = recorded_facts.of_removal(session, matter, ground, on=on)
    known = {**asdict(stated), **asdict(recorded)}
    known["enforcement_completed"] |= recorded_facts.is_completed(matter)
    facts = RemovalFacts(
        has_term=listing.ends_on is not None,
        ends_on=listing.ends_on,
        owed=matter.case.amount,
        confirmed=listing_law.confirmed(session, matter.case.id),
        reason=decision.reason,
        **known,
    )
    found = removal.removal_findings(ground, facts, on=on)
    return (*found, *recorded_facts.findings(session, matter, ground, on=on))


def _journal_draft(
    session: Session,
    decision: RemovalDecision,
    listing: Listing,
    matter: Matter,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    said = {
        "removal": str(decision.public_id),
        "ground": decision.ground,
    }
    debtor_journal.note(
        session,
        events.REMOVAL_DRAFTED,
        listing.public_id,
        matter,
        said,
        Why(reason=decision.reason, basis=endings.basis_of(RemovalGround(decision.ground))),
        actor=actor.journal,
        now=now,
    )
