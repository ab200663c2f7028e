"""Answers about what a finding of inability proposes (失能提示答复), as
:mod:`schemas.court_proposal_answers` describes them.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.clock import SHANGHAI
from registry.models.capacity import CapacityAssessment, CapacityProposal
from registry.models.listings import Listing
from registry.rules import unable_listed
from registry.services.acts import records
from registry.services.capacity import capacity_proposals
from schemas.case_codes import ProposedEnding

Answer = Mapping[str, Any]


def open_for(session: Session, listing: Listing) -> Answer | None:
    """Return what is proposed for a listing and not acted on yet."""
    found = capacity_proposals.open_for(session, listing)
    return None if found is None else proposal(session, found, listing)


def proposal(session: Session, found: CapacityProposal, listing: Listing) -> Answer:
    """Return a proposal."""
    of_finding = select(CapacityAssessment.public_id).where(
        CapacityAssessment.id == found.assessment_id
    )
    people = records.staff_ids(session, found.answered_by)
    answered = None
    if found.answered_by is not None and found.answered_at is not None:
        at = found.answered_at.astimezone(SHANGHAI)
        answered = {"by": people[found.answered_by], "at": at}
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "listing": listing.public_id,
        "assessment": session.execute(of_finding).scalar_one(),
        "proposed": found.proposed,
        "basis": str(unable_listed.clock(ProposedEnding(found.proposed)).article),
        "opened_on": found.opened_on,
        "due_on": capacity_proposals.due_on(session, found, listing),
        "answer": found.answer,
        "answered": answered,
    }
