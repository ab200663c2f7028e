"""Proposals for entries that came in after a finding (认定之后录入的失信信息): an imported listing
on Art. 1(1) of somebody who stands found unable is proposed for removal as one made here would be.

A person decides on it by its day; nothing ends by the passing of time.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.journal.entry import Actor
from registry.models.capacity import CapacityAssessment, CapacityProposal
from registry.models.listings import Listing
from registry.rules import states
from registry.services.acts import records
from registry.services.acts.records import Sought
from registry.services.capacity import capacity_proposals
from registry.services.cases import case_states
from registry.services.facts import capacity_findings
from schemas.case_codes import CapacityOutcome, CapacityState
from schemas.codes import Ground

JOB = Actor(name="job:propose-for-the-unable", via="scheduler")


def open_missing(session: Session, *, now: datetime, after: int, limit: int) -> int | None:
    """Open what is missing among the listings of debtors who stand found unable.

    :param after: the key of the listing to go on after.
    :param limit: how many listings to look at.
    :return: the key of the last one that was looked at, or None where there were no more.
    """
    on = legal_day(now)
    known = select(CapacityProposal.id).where(
        CapacityProposal.listing_id == Listing.id,
        CapacityProposal.assessment_id == CapacityAssessment.id,
    )
    found = session.execute(
        select(Listing.id, Listing.debtor_id)
        .join(CapacityAssessment, CapacityAssessment.debtor_id == Listing.debtor_id)
        .where(
            Listing.id > after,
            Listing.state.in_(capacity_proposals.STANDING),
            Listing.grounds.contains(Ground.REFUSES_THOUGH_ABLE.value),
            CapacityAssessment.state == CapacityState.SIGNED,
            CapacityAssessment.outcome == CapacityOutcome.UNABLE,
            ~known.exists(),
        )
        .order_by(Listing.id)
        .limit(limit)
    ).all()
    for key, debtor_id in found:
        _open(session, key, debtor_id, on=on, now=now)
    return found[-1].id if found else None


def _open(session: Session, key: int, debtor_id: int, *, on: date, now: datetime) -> None:
    about = records.matter_of(session, debtor_id)
    court = about.case.court_code
    sought = Sought(id=about.debtor.public_id, court_code=court, to_change=True)
    matter = records.matter(session, sought)
    finding = capacity_findings.current(session, debtor_id)
    if finding is None or not capacity_findings.is_valid(finding, on=on):
        return
    if states.has_ended(case_states.standing(matter)):
        return
    for listing, ending in capacity_proposals.wanted(session, finding, matter):
        # Another process may have been here while we waited for the case.
        if listing.id == key and not _is_proposed(session, finding, listing):
            capacity_proposals.propose(
                session, finding, listing, ending, matter, actor=JOB, now=now
            )
            session.flush()


def _is_proposed(session: Session, finding: CapacityAssessment, listing: Listing) -> bool:
    known = session.scalars(
        select(CapacityProposal.id).where(
            CapacityProposal.listing_id == listing.id,
            CapacityProposal.assessment_id == finding.id,
        )
    ).first()
    return known is not None
