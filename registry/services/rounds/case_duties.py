"""Duties of a case (案件期限): after every act in a case its open duties are what the law makes of
what is on record, and nobody has to think of them.

Of the ten inquiries after a closing one is open at a time, the first that is missing: each duty has
exactly one deadline, and a day that only counts if the one before it was kept is no deadline yet.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.cases import EnforcementCase
from registry.models.listings import Listing
from registry.models.proceedings import CaseRuling
from registry.rules import after_round, clocks_of_cases, clocks_of_lists, states
from registry.rules.articles import Article, Instrument
from registry.rules.assessment import assess
from registry.rules.calendar import Due
from registry.services.acts.records import Matter
from registry.services.capacity import capacity_duties
from registry.services.cases import after_rounds, case_states, debtors, proceedings
from registry.services.clocks import deadlines
from registry.services.endings import endings
from registry.services.rounds import inquiry_duties
from schemas.case_codes import BankruptcyStage, EnforcementState
from schemas.codes import DeadlineKind, ListingState, RemovalGround

RESUME_AT_ONCE = TELL_CREDITOR = Article(Instrument.ROUND_RULES, 9)
RESUME_WHEN_REFUSED = Article(Instrument.CPL_INTERPRETATION, 513)
STANDS = (ListingState.PUBLISHED, ListingState.UNPUBLISHED, ListingState.SUSPENDED)
# A case is finished by these, the closing of a round among them.
CLOSED = (
    EnforcementState.ROUND_CLOSED,
    EnforcementState.NOT_ENFORCED,
    EnforcementState.TERMINATED,
    EnforcementState.COMPLETED,
)
# The duties to remove that rest on what happens in a case, and end with it.
_OURS = frozenset(
    endings.basis_of(ground)
    for ground in (
        RemovalGround.NOTHING_FOUND_AFTER_ROUND,
        RemovalGround.SUSPENDED_BY_RULING,
        RemovalGround.NOT_TO_BE_ENFORCED,
        RemovalGround.ENFORCEMENT_TERMINATED,
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A listing that is to be removed, on which ground and since when; a person decides."""

    listing: Listing
    matter: Matter
    ground: RemovalGround
    since: date
    ruling: CaseRuling | None = None


def refresh(session: Session, case: EnforcementCase, *, on: date) -> None:
    """Bring the duties of a case in line with what is on record."""
    session.flush()
    if case.state in CLOSED:
        deadlines.close(session, case.public_id, DeadlineKind.FINISH_CASE, on=on)
    if case.state != EnforcementState.ROUND_CLOSED:
        # It goes on, or is over: there is nothing to decide any more.
        deadlines.close(session, case.public_id, DeadlineKind.DECIDE_RESUMPTION, on=on)
    _inquire(session, case, on=on)
    inquiry_duties.refresh(session, case, on=on)
    _tell(session, case, on=on)
    _resume(session, case, on=on)
    for matter in debtors.of_case(session, case):
        _remove(session, matter, on=on)
        if states.has_ended(case_states.standing(matter)):
            capacity_duties.forget(session, matter, on=on)


def proposals(session: Session, matter: Matter, *, on: date) -> list[Proposal]:
    """Return which listings of a debtor are to be removed for what happened in the case.

    A listing with a term is not (Listing Rules Art. 10 para 2): early removal is asked for there.
    """
    opened = _opened(session, matter, on=on)
    if opened is None:
        return []
    ground, since, ruling = opened
    return [
        Proposal(
            listing=listing,
            matter=matter,
            ground=ground,
            since=_since(session, listing, ground) or since,
            ruling=ruling,
        )
        for listing in standing_listings(session, matter)
        if listing.ends_on is None
    ]


def standing_listings(session: Session, matter: Matter) -> list[Listing]:
    """Return the listings of a debtor in the case that have not ended."""
    chosen = select(Listing).where(Listing.debtor_id == matter.debtor.id, Listing.state.in_(STANDS))
    return list(session.scalars(chosen.order_by(Listing.id)))


def _since(session: Session, listing: Listing, ground: RemovalGround) -> date | None:
    known = deadlines.find_open(session, listing.public_id, DeadlineKind.REMOVE_LISTING)
    same = known is not None and known.basis == endings.basis_of(ground)
    return known.opened_on if known and same else None


def _opened(
    session: Session, matter: Matter, *, on: date
) -> tuple[RemovalGround, date, CaseRuling | None] | None:
    by_ruling = case_states.removal_ground(session, matter)
    if by_ruling is not None:
        ground, ruling = by_ruling
        return ground, ruling.ruled_on or on, ruling
    after = after_rounds.of_debtor(session, matter)
    if after.closed_on and assess(after_round.removal_findings(after, on=on)).allowed:
        return RemovalGround.NOTHING_FOUND_AFTER_ROUND, on, None
    return None


def _inquire(session: Session, case: EnforcementCase, *, on: date) -> None:
    due_on = after_rounds.next_inquiry(session, case)
    known = deadlines.find_open(session, case.public_id, DeadlineKind.RUN_INQUIRY)
    if known is not None and known.due_on != due_on:
        known.done_on = on
        session.flush()
    if due_on is not None:
        # The ten days are counted from the ruling, each by itself.
        due = Due(due_on, provisional=False)
        deadlines.start(session, clocks_of_cases.INQUIRY, case.public_id, case, on=on, due=due)


def _tell(session: Session, case: EnforcementCase, *, on: date) -> None:
    for inquiry_id, is_to_be_told in after_rounds.are_to_be_told(session, case).items():
        if is_to_be_told:
            deadlines.start(
                session,
                clocks_of_cases.INQUIRY_RESULT,
                inquiry_id,
                case,
                on=on,
                basis=TELL_CREDITOR,
            )
        else:
            deadlines.close(session, inquiry_id, DeadlineKind.TELL_CREDITOR, on=on)


def _resume(session: Session, case: EnforcementCase, *, on: date) -> None:
    basis = resumption_basis(session, case, on=on)
    if basis is None:
        deadlines.close(session, case.public_id, DeadlineKind.RESUME_ENFORCEMENT, on=on)
        return
    deadlines.start(session, clocks_of_cases.RESUMPTION, case.public_id, case, on=on, basis=basis)


def resumption_basis(session: Session, case: EnforcementCase, *, on: date) -> Article | None:
    if after_rounds.is_to_be_resumed(session, case, on=on):
        return RESUME_AT_ONCE
    for matter in debtors.of_case(session, case):
        if case_states.standing(matter) is not EnforcementState.SUSPENDED:
            continue
        ruling = case_states.ruling_of(session, matter)
        referral = proceedings.referral_of(session, ruling.id) if ruling else None
        if referral is not None and referral.stage == BankruptcyStage.REFUSED:
            return RESUME_WHEN_REFUSED
    return None


def _remove(session: Session, matter: Matter, *, on: date) -> None:
    proposed = {each.listing.id: each for each in proposals(session, matter, on=on)}
    for listing in standing_listings(session, matter):
        proposal = proposed.get(listing.id)
        if proposal is None:
            _withdraw(session, listing, on=on)
            continue
        deadlines.start(
            session,
            clocks_of_lists.REMOVAL_ON_GROUND,
            listing.public_id,
            matter.case,
            on=proposal.since,
            basis=_article(proposal.ground),
        )


def _withdraw(session: Session, listing: Listing, *, on: date) -> None:
    known = deadlines.find_open(session, listing.public_id, DeadlineKind.REMOVE_LISTING)
    if known is not None and known.basis in _OURS:
        known.done_on = on


def _article(ground: RemovalGround) -> Article:
    return Article(Instrument.LISTING_RULES, 10, item=int(ground.rpartition("-")[2]))
