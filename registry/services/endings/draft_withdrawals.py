"""Withdrawing a draft (撤回草案): a decision that nobody has signed comes to nothing, and why.

Nobody outside has heard of a draft. A duty that only a draft had opened is over with it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.lifts import LiftDecision
from registry.models.listings import Listing, ListingChange, RemovalDecision, RestrictionOrder
from registry.rules.articles import Article, Instrument
from registry.services.acts import eligibility, moves, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.clocks import deadlines
from registry.services.endings import listing_drops
from registry.services.listings import listing_changes, listings
from registry.services.listings.listing_changes import Changed
from registry.services.parties import debtor_journal
from schemas.act_codes import Act
from schemas.codes import ChangeKind, ChangeState, DeadlineKind
from schemas.free_text import mask_numbers_in_text

BASIS = Article(Instrument.REGISTER_RULES, 21)
# What is due within three working days of the draft of a decision, and to nobody without one.
_DUTIES = {
    ChangeKind.REVOCATION: DeadlineKind.REVOKE_LISTING,
    ChangeKind.AMENDMENT: DeadlineKind.CORRECT_LISTING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDraft:
    """A draft to be withdrawn, in the version that was seen, and why."""

    id: UUID
    version: int
    reason: str

    def why(self) -> Why:
        """Return the reason as the journal keeps it."""
        return Why(reason=mask_numbers_in_text(self.reason), basis=str(BASIS))


def listing(
    session: Session, order: WithdrawDraft, *, actor: CourtActor, now: datetime
) -> tuple[Listing, Matter]:
    """Withdraw the draft of a listing, and the order drafted with it.

    :raises ServiceError: ``listing.not_found``, ``record.stale``, ``listing.wrong_state``,
        ``listing.ineligible``.
    """
    found, matter = records.listing(session, _sought(order, actor))
    moves.expect(found, order.version)
    moves.require(found, Act.WITHDRAW_DRAFT)
    _require("listing.ineligible", matter, actor)
    listing_drops.carry_out(session, found, matter, order.why(), actor=actor, now=now)
    return found, matter


def removal(
    session: Session, order: WithdrawDraft, *, actor: CourtActor, now: datetime
) -> tuple[RemovalDecision, Listing, Matter]:
    """Withdraw the draft of a removal; what is due because its ground is there stays due.

    :raises ServiceError: ``removal.not_found``, ``record.stale``, ``removal.wrong_state``,
        ``removal.ineligible``.
    """
    decision, about, matter = records.removal(session, _sought(order, actor))
    moves.expect(decision, order.version)
    moves.require(decision, Act.WITHDRAW_DRAFT)
    _require("removal.ineligible", matter, actor)
    moves.do(decision, Act.WITHDRAW_DRAFT)
    listings.record(
        session,
        events.REMOVAL_WITHDRAWN,
        about,
        matter,
        actor=actor,
        now=now,
        why=order.why(),
        removal=str(decision.public_id),
    )
    return decision, about, matter


def change(
    session: Session, order: WithdrawDraft, kind: ChangeKind, *, actor: CourtActor, now: datetime
) -> Changed:
    """Withdraw the draft of a revocation, an amendment or an extension.

    :raises ServiceError: ``listing_change.not_found``, ``record.stale``,
        ``listing_change.wrong_state``, ``listing_change.ineligible``.
    """
    found = listing_changes.find(session, _sought(order, actor), kind)
    decision, about, matter = found
    moves.expect(decision, order.version)
    moves.require(decision, Act.WITHDRAW_DRAFT)
    _require("listing_change.ineligible", matter, actor)
    moves.do(decision, Act.WITHDRAW_DRAFT)
    listings.record(
        session,
        events.LISTING_CHANGE_WITHDRAWN,
        about,
        matter,
        actor=actor,
        now=now,
        why=order.why(),
        change=str(decision.public_id),
        change_kind=kind,
    )
    if kind in _DUTIES and not _is_drafted(session, about, kind):
        deadlines.close(session, about.public_id, _DUTIES[kind], on=legal_day(now))
    return found


def lift(
    session: Session, order: WithdrawDraft, *, actor: CourtActor, now: datetime
) -> tuple[LiftDecision, RestrictionOrder, Matter]:
    """Withdraw the draft of a lift.

    :raises ServiceError: ``lift.not_found``, ``record.stale``, ``lift.wrong_state``,
        ``lift.ineligible``.
    """
    decision, about, matter = records.lift(session, _sought(order, actor))
    moves.expect(decision, order.version)
    moves.require(decision, Act.WITHDRAW_DRAFT)
    _require("lift.ineligible", matter, actor)
    moves.do(decision, Act.WITHDRAW_DRAFT)
    why = order.why()
    debtor_journal.note(
        session,
        events.LIFT_WITHDRAWN,
        about.public_id,
        matter,
        {"lift": str(decision.public_id), "ground": decision.ground},
        why,
        actor=actor.journal,
        now=now,
    )
    return decision, about, matter


def _sought(order: WithdrawDraft, actor: CourtActor) -> Sought:
    return Sought(id=order.id, court_code=actor.court_code, to_change=True)


def _require(code: str, matter: Matter, actor: CourtActor) -> None:
    court = matter.case.court_code
    eligibility.require(code, eligibility.authority(Act.WITHDRAW_DRAFT, actor, court_code=court))


def _is_drafted(session: Session, about: Listing, kind: ChangeKind) -> bool:
    session.flush()
    known = session.scalars(
        select(ListingChange.id).where(
            ListingChange.listing_id == about.id,
            ListingChange.kind == kind,
            ListingChange.state == ChangeState.DRAFT,
        )
    ).first()
    return known is not None
