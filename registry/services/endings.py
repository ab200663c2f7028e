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
from registry.journal import append, bodies
from registry.journal.entry import Actor, Entry
from registry.models.listings import Listing
from registry.rules import calendar, procedure, removal
from registry.rules.articles import Article, Instrument
from registry.services import deadlines, moves, public_entries, records, restrictions, subjects
from registry.services.deadlines import Duty
from registry.services.listings import IN_THE_LIST
from registry.services.records import Matter, Sought
from schemas.codes import DeadlineKind, ListingState, RemovalGround

JOB = Actor(name="job:end-terms", via="scheduler")
TERM_OVER = Article(Instrument.LISTING_RULES, 10, paragraph=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Why a listing ends, through whom and when."""

    ground: RemovalGround
    reason: str
    actor: Actor
    now: datetime


def remove(session: Session, listing: Listing, matter: Matter, ending: Ending) -> None:
    """Remove a listing, and lift the orders of the case where the ground lifts them.

    That the law allows it has been established. An imported listing that was never public is
    removed without a word to anybody outside.
    """
    on = legal_day(ending.now)
    was_public = listing.state == ListingState.PUBLISHED
    moves.move(listing, ListingState.REMOVED)
    listing.ended_on, listing.end_ground = on, ending.ground
    public_entries.hide(session, listing.public_id)
    deadlines.close(session, listing.public_id, DeadlineKind.REMOVE_LISTING, on=on)
    # A listing that is gone owes no order any more.
    deadlines.close(session, listing.public_id, DeadlineKind.ISSUE_RESTRICTION, on=on)
    kind = events.LISTING_REMOVED if was_public else events.LISTING_RECORD_REMOVED
    reference = subjects.reference(session, matter)
    append.record(
        session,
        Entry(
            kind=kind,
            body=bodies.ended(reference, ground=ending.ground, on=on),
            actor=ending.actor,
            reason=ending.reason,
            basis=basis_of(ending.ground),
            occurred_at=ending.now,
            subject_id=matter.subject.public_id,
            record_id=listing.public_id,
        ),
    )
    if removal.lifts_restriction(ending.ground):
        restrictions.lift_all(
            session,
            matter,
            ground=ending.ground,
            reason=ending.reason,
            actor=ending.actor,
            now=ending.now,
        )


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
    duty = Duty(
        kind=DeadlineKind.REMOVE_LISTING,
        court_code=court_code,
        record_id=listing.public_id,
        basis=TERM_OVER,
        opened_on=ends_on,
        due=procedure.removal_due(ends_on, calendar.published()),
    )
    deadlines.open_duty(session, duty)
    session.flush()
    ground, reason = RemovalGround.TERM_OVER, "纳入期限届满"
    remove(session, listing, matter, Ending(ground=ground, reason=reason, actor=JOB, now=now))
    return True
