"""What a finding of inability proposes for a listing (对已有失信信息的提示): a dated duty of a
person, shown with the listing (Listing Rules Art. 3(4)). Nothing ends by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.models.capacity import CapacityAssessment, CapacityProposal
from registry.models.listings import Listing, ListingChange
from registry.rules import unable_listed
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Matter, Sought
from registry.services.capacity import capacity_journal, capacity_records
from registry.services.clocks import deadlines
from registry.services.facts import listing_law
from schemas.act_codes import Act
from schemas.case_codes import CapacityOutcome, ProposalState, ProposedEnding
from schemas.codes import ChangeKind, ChangeState, DeadlineKind, ListingState
from schemas.free_text import mask_numbers_in_text

BASIS = unable_listed.PROPOSED.article
STANDING = (ListingState.PUBLISHED, ListingState.SUSPENDED, ListingState.UNPUBLISHED)
_DUTIES = (DeadlineKind.REVOKE_LISTING, DeadlineKind.RECONSIDER_LISTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepListing:
    """A decision to keep a listing against a proposal, in the version that was seen, and why."""

    proposal_id: UUID
    version: int
    reason: str


def renew(
    session: Session,
    finding: CapacityAssessment,
    matter: Matter,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Let the proposals of the finding before lapse, and open those of the present one.

    A duty that a proposal of both opened goes on from its first day.
    """
    on = legal_day(now)
    before = open_of_debtor(session, matter)
    for proposal, _ in before:
        moves.do(proposal, Act.SUPERSEDE_CAPACITY_ASSESSMENT)
    proposed = wanted(session, finding, matter)
    # A listing has one open proposal at a time.
    session.flush()
    for listing, ending in proposed:
        propose(session, finding, listing, ending, matter, actor=actor, now=now)
    kept = {listing.id: unable_listed.clock(ending).kind for listing, ending in proposed}
    for _, listing in before:
        _close_duties(session, listing, kept.get(listing.id), on=on)
        if listing.id not in kept:
            listing.version += 1


def keep(
    session: Session, order: KeepListing, *, actor: CourtActor, now: datetime
) -> tuple[CapacityProposal, Listing, Matter]:
    """Keep a listing against a proposal, for a stated reason.

    :raises ServiceError: ``capacity_proposal.not_found``, ``record.stale``,
        ``capacity_proposal.wrong_state``, ``listing.wrong_state``,
        ``capacity_proposal.ineligible``.
    """
    sought = Sought(id=order.proposal_id, court_code=actor.court_code, to_change=True)
    proposal, listing, matter = find(session, sought)
    moves.expect(proposal, order.version)
    moves.require(proposal, Act.ANSWER_CAPACITY_PROPOSAL)
    if listing.state not in STANDING:
        raise ServiceError(ErrorKind.CONFLICT, "listing.wrong_state", {"state": listing.state})
    eligibility.require(
        "capacity_proposal.ineligible",
        (
            *capacity_records.authority(Act.ANSWER_CAPACITY_PROPOSAL, matter, actor),
            *unable_listed.keeping_findings(ProposedEnding(proposal.proposed), order.reason),
        ),
    )
    moves.do(proposal, Act.ANSWER_CAPACITY_PROPOSAL)
    proposal.answer = mask_numbers_in_text(order.reason)
    proposal.answered_by, proposal.answered_at = actor.staff_id, now
    listing.version += 1
    on = legal_day(now)
    deadlines.close(session, listing.public_id, DeadlineKind.RECONSIDER_LISTING, on=on)
    capacity_journal.record(
        session,
        events.CAPACITY_ANSWERED,
        listing.public_id,
        matter,
        {"proposal": str(proposal.public_id), "proposed": proposal.proposed, "kept": True},
        actor=actor,
        now=now,
        reason=proposal.answer,
        basis=unable_listed.REASON_STATED.article,
    )
    return proposal, listing, matter


def carry_out(session: Session, listing: Listing, act: Act) -> None:
    """Note that a listing has ended, which is what was proposed for it."""
    proposal = open_for(session, listing)
    if proposal is not None:
        moves.do(proposal, act)


def open_for(session: Session, listing: Listing) -> CapacityProposal | None:
    """Return what is proposed for a listing and not acted on yet."""
    return session.scalars(
        select(CapacityProposal).where(
            CapacityProposal.listing_id == listing.id,
            CapacityProposal.state == ProposalState.OPEN,
        )
    ).one_or_none()


def due_on(session: Session, proposal: CapacityProposal, listing: Listing) -> date | None:
    """Return the day by which a person acts on an open proposal."""
    kind = unable_listed.clock(ProposedEnding(proposal.proposed)).kind
    if kind is None or proposal.state != ProposalState.OPEN:
        return None
    duty = deadlines.find_open(session, listing.public_id, kind)
    return None if duty is None else duty.due_on


def find(session: Session, sought: Sought) -> tuple[CapacityProposal, Listing, Matter]:
    """Return a proposal with its listing and what that is about.

    :raises ServiceError: ``capacity_proposal.not_found``.
    """
    of_listing = select(Listing.public_id).join(CapacityProposal)
    known = session.scalars(of_listing.where(CapacityProposal.public_id == sought.id)).one_or_none()
    try:
        listing, matter = records.listing(session, replace(sought, id=known or sought.id))
    except ServiceError as refused:
        raise ServiceError(ErrorKind.NOT_FOUND, "capacity_proposal.not_found") from refused
    chosen = select(CapacityProposal).where(CapacityProposal.public_id == sought.id)
    found = session.execute(chosen, execution_options=records.FRESH).scalar_one()
    return found, listing, matter


def open_of_debtor(session: Session, matter: Matter) -> Sequence[tuple[CapacityProposal, Listing]]:
    """Return what is proposed for the listings of a debtor and not acted on yet."""
    rows = session.execute(
        select(CapacityProposal, Listing)
        .join(Listing, Listing.id == CapacityProposal.listing_id)
        .where(
            Listing.debtor_id == matter.debtor.id,
            CapacityProposal.state == ProposalState.OPEN,
        )
        .order_by(CapacityProposal.id)
    )
    return [(row[0], row[1]) for row in rows]


def wanted(
    session: Session, finding: CapacityAssessment, matter: Matter
) -> list[tuple[Listing, ProposedEnding]]:
    """Return which standing listings of a debtor a finding speaks against, and how they end."""
    if finding.outcome != CapacityOutcome.UNABLE:
        return []
    listed = session.scalars(
        select(Listing)
        .where(Listing.debtor_id == matter.debtor.id, Listing.state.in_(STANDING))
        .order_by(Listing.id)
    )
    found = []
    for listing in listed:
        ending = unable_listed.proposed(
            listing_law.grounds_of(listing),
            published_on=listing.published_on,
            unable_since=finding.unable_since,
        )
        if ending is not None:
            found.append((listing, ending))
    return found


def propose(
    session: Session,
    finding: CapacityAssessment,
    listing: Listing,
    ending: ProposedEnding,
    matter: Matter,
    *,
    actor: CourtActor | Actor,
    now: datetime,
) -> None:
    """Propose how a listing ends, with the duty of a person to decide on it."""
    on = legal_day(now)
    proposal = CapacityProposal(
        public_id=uuid4(),
        assessment_id=finding.id,
        listing_id=listing.id,
        proposed=ending,
        state=ProposalState.OPEN,
        opened_on=on,
        answer="",
        version=1,
    )
    session.add(proposal)
    # Whoever holds the listing as it was sees the proposal before the next act on it.
    listing.version += 1
    clock = unable_listed.clock(ending)
    duty = deadlines.start(session, clock, listing.public_id, matter.case, on=on)
    capacity_journal.record(
        session,
        events.CAPACITY_PROPOSED,
        listing.public_id,
        matter,
        {
            "assessment": str(finding.public_id),
            "proposal": str(proposal.public_id),
            "proposed": ending,
            "due_on": duty.due_on.isoformat() if duty.due_on else None,
        },
        actor=actor,
        now=now,
        reason=finding.reason,
        basis=BASIS,
    )


def _close_duties(
    session: Session, listing: Listing, kept: DeadlineKind | None, *, on: date
) -> None:
    for kind in _DUTIES:
        # A revocation that somebody has drafted is due all the same.
        drafted = kind is DeadlineKind.REVOKE_LISTING and _has_revocation(session, listing)
        if kind is not kept and not drafted:
            deadlines.close(session, listing.public_id, kind, on=on)


def _has_revocation(session: Session, listing: Listing) -> bool:
    known = session.scalars(
        select(ListingChange.id).where(
            ListingChange.listing_id == listing.id,
            ListingChange.kind == ChangeKind.REVOCATION,
            ListingChange.state == ChangeState.DRAFT,
        )
    ).first()
    return known is not None
