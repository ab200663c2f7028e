"""After a round was closed (终本之后): what the inquiries and clues on record say of one debtor."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from registry.models.cases import EnforcementCase
from registry.models.proceedings import PropertyClue, PropertyInquiry
from registry.rules import after_round
from registry.rules.after_round import AfterRound, Clue, Inquiry
from registry.services.acts.records import Matter
from registry.services.cases import case_states, debtors, proceedings
from schemas.case_codes import EnforcementState, InquiryResult, InvestigationMeasure


def of_debtor(session: Session, matter: Matter) -> AfterRound:
    """Return what is known of one debtor since the round of the case was last closed.

    Inquiries before that day say nothing of what came after it; a debtor against whom enforcement
    stands otherwise has no closed round.
    """
    closing = case_states.last_closing(session, matter.case)
    closed_on = closing.ruled_on if closing else None
    if case_states.standing(matter) is not EnforcementState.ROUND_CLOSED:
        closed_on = None
    inquiries = proceedings.of_case(session, PropertyInquiry, matter.case)
    clues = proceedings.of_case(session, PropertyClue, matter.case)
    return AfterRound(
        closed_on,
        tuple(_inquiries(inquiries, matter.debtor.id)),
        tuple(_clues(clues, matter.debtor.id, closed_on)),
    )


def next_inquiry(session: Session, case: EnforcementCase) -> date | None:
    """Return the day of the next inquiry in a case: the first that is missing for any debtor."""
    state = EnforcementState(case.state)
    views = [of_debtor(session, matter) for matter in debtors.of_case(session, case)]
    days = [after_round.next_inquiry(view, state) for view in views if view.closed_on]
    return min((day for day in days if day is not None), default=None)


def are_to_be_told(session: Session, case: EnforcementCase) -> Mapping[UUID, bool]:
    """Return of every inquiry in a case whether the creditor is still to be told its result."""
    closing = case_states.last_closing(session, case)
    closed_on = closing.ruled_on if closing else None
    return {
        made.public_id: after_round.is_to_be_told(_inquiry(made), closed_on)
        for made in proceedings.of_case(session, PropertyInquiry, case)
    }


def is_to_be_resumed(session: Session, case: EnforcementCase, *, on: date) -> bool:
    """Tell whether property has appeared against any debtor since the round was closed."""
    views = [of_debtor(session, matter) for matter in debtors.of_case(session, case)]
    return any(
        finding.satisfied
        for view in views
        if view.closed_on
        for finding in after_round.resumption_findings(view, on=on)
    )


def _inquiries(found: Iterable[PropertyInquiry], debtor_id: int) -> Iterable[Inquiry]:
    # The network alone is asked every six months, and counts for Listing Rules Art. 10(4).
    for each in found:
        about = each.debtor_id in (None, debtor_id)
        # What is found is found; that nothing was, means little where not everything was asked for.
        counts = each.complete or each.result == InquiryResult.PROPERTY_FOUND
        if about and counts and each.means == InvestigationMeasure.NETWORK_INQUIRY:
            yield _inquiry(each)


def _clues(found: Iterable[PropertyClue], debtor_id: int, closed_on: date | None) -> Iterable[Clue]:
    for each in found:
        if each.debtor_id not in (None, debtor_id):
            continue
        last = max(each.received_on, each.verified_on or each.received_on)
        # What proved effective or not before the closing was part of that round; what is still to
        # be verified belongs to no round.
        if each.effective is None or closed_on is None or last >= closed_on:
            yield Clue(each.received_on, each.effective)


def _inquiry(made: PropertyInquiry) -> Inquiry:
    told = made.creditor_told_on is not None
    return Inquiry(made.made_on, InquiryResult(made.result), told, made.answered_on)
