"""Inquiries that leave open whether there is property (尚未查明的查控), for the closing of a round.

Nobody answers any more about a debtor for whom the case is over; what was asked about him is left
out.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from registry.models.cases import EnforcementCase
from registry.models.proceedings import PropertyInquiry
from registry.rules import inquiry_answers, property_search, states
from registry.rules.inquiry_answers import Asked
from registry.rules.property_search import Recorded
from registry.services.cases import case_states, debtors, proceedings
from registry.services.rounds import inquiry_records
from schemas.case_codes import InquiryResult, InvestigationMeasure
from schemas.inquiry_codes import RequestState


def count(session: Session, case: EnforcementCase) -> int:
    """Return how many inquiries of a case leave something open; a withdrawn request leaves
    nothing.
    """
    withdrawn = {
        made.id
        for made in inquiry_records.requests_of(session, case)
        if made.state == RequestState.WITHDRAWN
    }
    standing = [
        made
        for made in proceedings.of_case(session, PropertyInquiry, case)
        if made.request_id not in withdrawn
    ]
    own = [made for made in standing if made.request_id is None]
    asked = [made for made in standing if made.request_id is not None]
    open_ones: set[int] = set()
    for debtor_id in _living(session, case):
        about = [made for made in own if made.debtor_id in (None, debtor_id)]
        open_ones |= {about[place].id for place in property_search.left_open(map(_recorded, about))}
        about = [made for made in asked if made.debtor_id == debtor_id]
        everybody = [_asked(session, made) for made in about]
        open_ones |= {about[place].id for place in inquiry_answers.left_open(everybody)}
    return len(open_ones)


def _living(session: Session, case: EnforcementCase) -> Sequence[int]:
    return [
        matter.debtor.id
        for matter in debtors.of_case(session, case)
        if not states.has_ended(case_states.standing(matter))
    ]


def _recorded(made: PropertyInquiry) -> Recorded:
    return Recorded(InvestigationMeasure(made.means), InquiryResult(made.result))


def _asked(session: Session, made: PropertyInquiry) -> Sequence[Asked]:
    return [
        inquiry_records.as_rule(each, inquiry_records.words(session, each))
        for each in inquiry_records.asks_of(session, made)
    ]
