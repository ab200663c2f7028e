"""Endings (终止): a listing is removed, its public entry deleted and its duty done, in one commit.

By a signed decision, or by the end of its term (Listing Rules Art. 10 para 2), which a job carries
out: it only ends burdens.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.journal import bodies, read
from registry.journal.entry import Actor
from registry.models.listings import Listing
from registry.rules import authority, removal
from registry.rules.articles import Article, Instrument
from registry.rules.clocks_of_lists import REMOVAL_AFTER_TERM
from registry.services.acts import eligibility, moves, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.capacity import capacity_proposals
from registry.services.clocks import deadlines
from registry.services.corrections import corrections_done
from registry.services.listings.listings import IN_THE_LIST
from registry.services.parties import debtor_journal, subjects
from registry.services.publication import public_entries, unit_notices
from registry.services.restrictions import restrictions
from registry.services.sanctions import exit_endings
from schemas.act_codes import Act
from schemas.codes import DeadlineKind, ListingState, RemovalGround

JOB = Actor(name="job:end-terms", via="scheduler")
# The ground of a revocation on the wire.
REVOKED = "LR9"
# What a court owes a listing that stands.
_DUTIES = (
    DeadlineKind.REMOVE_LISTING,
    DeadlineKind.ISSUE_RESTRICTION,
    DeadlineKind.REVOKE_LISTING,
    DeadlineKind.CORRECT_LISTING,
    DeadlineKind.RESUME_LISTING,
    DeadlineKind.RECONSIDER_LISTING,
)
TERM_OVER = Article(Instrument.LISTING_RULES, 10, paragraph=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Why a listing ends, by which act, through whom and when."""

    ground: RemovalGround
    reason: str
    act: Act
    actor: Actor
    now: datetime


def remove(session: Session, listing: Listing, matter: Matter, ending: Ending) -> None:
    """Remove a listing, and lift the orders of the case where the ground lifts them.

    That the law allows it has been established. An imported listing that was never public is
    removed without a word to anybody outside.
    """
    on, was_told = legal_day(ending.now), _is_told(session, listing)
    moves.do(listing, ending.act)
    capacity_proposals.carry_out(session, listing, ending.act)
    listing.ended_on, listing.end_ground = on, ending.ground
    public_entries.hide(session, listing.public_id)
    # A listing that is gone is owed nothing any more, an order least of all.
    for duty in _DUTIES:
        deadlines.close(session, listing.public_id, duty, on=on)
    unit_notices.owe_of_end(session, listing, matter, on=on)
    kind = events.LISTING_REMOVED if was_told else events.LISTING_RECORD_REMOVED
    reference = subjects.reference(session, matter)
    debtor_journal.enter(
        session,
        kind,
        listing.public_id,
        matter,
        bodies.ended(reference, ground=ending.ground, on=on),
        Why(reason=ending.reason, basis=basis_of(ending.ground)),
        actor=ending.actor,
        now=ending.now,
    )
    ended_by_time = ending.ground is RemovalGround.TERM_OVER
    act = Act.END_TERM if ended_by_time else authority.signing_act(ending.ground)
    corrections_done.listing_ended(session, listing, act, actor=ending.actor, now=ending.now)
    if removal.lifts_restriction(ending.ground):
        restrictions.lift_all(
            session,
            matter,
            ground=ending.ground,
            reason=ending.reason,
            actor=ending.actor,
            now=ending.now,
        )
        exit_endings.lift_all(
            session, matter, reason=ending.reason, actor=ending.actor, now=ending.now
        )


def revoke(
    session: Session, listing: Listing, matter: Matter, why: Why, *, actor: Actor, now: datetime
) -> None:
    """Revoke a listing: the public finds it no more, and whoever was told of it is told.

    That the law allows it has been established. What becomes of the order is decided beside it.
    """
    on, was_told = legal_day(now), _is_told(session, listing)
    moves.do(listing, Act.SIGN_REVOCATION)
    capacity_proposals.carry_out(session, listing, Act.SIGN_REVOCATION)
    listing.ended_on, listing.end_ground = on, REVOKED
    public_entries.hide(session, listing.public_id)
    for duty in _DUTIES:
        deadlines.close(session, listing.public_id, duty, on=on)
    unit_notices.owe_of_end(session, listing, matter, on=on)
    reference = subjects.reference(session, matter)
    debtor_journal.enter(
        session,
        events.LISTING_REVOKED if was_told else events.LISTING_RECORD_REVOKED,
        listing.public_id,
        matter,
        bodies.ended(reference, ground=REVOKED, on=on),
        why,
        actor=actor,
        now=now,
    )
    corrections_done.listing_ended(session, listing, Act.SIGN_REVOCATION, actor=actor, now=now)


def end_terms(session: Session, *, now: datetime, limit: int) -> int:
    """Remove listings whose term is over; return how many there were, ``limit`` at most.

    The duty to remove them within three working days is noted with the day on which it was done.
    """
    on = legal_day(now)
    over = session.execute(
        select(Listing.public_id, Listing.debtor_id)
        .where(Listing.state.in_(IN_THE_LIST), Listing.ends_on < on)
        # Cases are locked in one order by everybody who locks several.
        .order_by(Listing.debtor_id, Listing.id)
        .limit(limit)
    ).all()
    return sum(
        _end_term(session, public_id, debtor_id, on=on, now=now) for public_id, debtor_id in over
    )


def basis_of(ground: RemovalGround) -> str:
    """Return the article that a removal on this ground rests on."""
    if ground is RemovalGround.EARLY:
        return str(Article(Instrument.LISTING_RULES, 2, paragraph=2))
    if ground is RemovalGround.TERM_OVER:
        return str(TERM_OVER)
    return str(Article(Instrument.LISTING_RULES, 10, item=int(ground.rpartition("-")[2])))


def _is_told(session: Session, listing: Listing) -> bool:
    # An imported listing may have been public before its import was revised.
    if listing.state == ListingState.UNPUBLISHED:
        return read.is_told(session, listing.public_id)
    shown = listing.state in (ListingState.PUBLISHED, ListingState.SUSPENDED)
    return shown and listing.withheld_for is None


def _end_term(
    session: Session, public_id: UUID, debtor_id: int, *, on: date, now: datetime
) -> bool:
    court_code = records.matter_of(session, debtor_id).case.court_code
    sought = Sought(id=public_id, court_code=court_code, to_change=True)
    listing, matter = records.listing(session, sought)
    ends_on = listing.ends_on
    # Somebody may have removed it while we waited for the case.
    if listing.state not in IN_THE_LIST or ends_on is None or ends_on >= on:
        return False
    eligibility.alone(Act.END_TERM)
    deadlines.start(session, REMOVAL_AFTER_TERM, listing.public_id, matter.case, on=ends_on)
    session.flush()
    ground, reason = RemovalGround.TERM_OVER, "纳入期限届满"
    ending = Ending(ground=ground, reason=reason, act=Act.END_TERM, actor=JOB, now=now)
    remove(session, listing, matter, ending)
    return True
