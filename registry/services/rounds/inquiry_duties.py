"""Duties to answer inquiries (答复协助查询的期限): an inquiry that agencies are asked has a duty
of theirs, which the court watches over until all of them have answered.

It is opened with the request and done by the last answer, by the withdrawal, or when the case is
over. Its day is the one that the agencies were told, and is not computed anew. Which of them it is
that owes an answer stands in the request.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from registry.models.cases import EnforcementCase
from registry.models.inquiries import InquiryRequest
from registry.models.proceedings import PropertyInquiry
from registry.rules import inquiry_answers, states
from registry.rules.calendar import Due
from registry.rules.clocks_of_cases import AGENCY_ANSWER
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.cases import case_states, proceedings
from registry.services.clocks import deadlines
from registry.services.rounds import inquiry_records
from schemas.codes import DeadlineKind
from schemas.inquiry_codes import RequestState

KIND = DeadlineKind.ANSWER_INQUIRY


@dataclass(frozen=True, slots=True)
class Awaiting:
    """Whether answers to an inquiry are still awaited, by when, and whether that day is over.

    :ivar due_on: None for an inquiry that a court recorded by hand.
    """

    due_on: date | None
    awaited: bool
    overdue: bool


def awaiting(session: Session, inquiry: PropertyInquiry, *, on: date) -> Awaiting:
    """Return whether answers to an inquiry are awaited on a day."""
    made = inquiry_records.request_of(session, inquiry)
    if made is None:
        return Awaiting(None, awaited=False, overdue=False)
    awaited = is_awaited(session, made, inquiry)
    overdue = awaited and inquiry_answers.is_late(on, made.due_on)
    return Awaiting(made.due_on, awaited=awaited, overdue=overdue)


def of_debtor(
    session: Session, matter: Matter, *, on: date
) -> Sequence[tuple[PropertyInquiry, Awaiting]]:
    """Return the inquiries about a debtor that are awaited on a day, as they were made."""
    found = [
        (inquiry, awaiting(session, inquiry, on=on))
        for inquiry in proceedings.of_case(session, PropertyInquiry, matter.case)
        if inquiry.debtor_id == matter.debtor.id
    ]
    return [(inquiry, known) for inquiry, known in found if known.awaited]


def is_awaited(session: Session, made: InquiryRequest, inquiry: PropertyInquiry) -> bool:
    """Tell whether an agency still has to answer an inquiry of a request.

    Nobody has to once it was withdrawn, or the case is over for the debtor.
    """
    if made.state != RequestState.OPEN:
        return False
    matter = records.matter_of(session, inquiry_records.debtor_of(inquiry))
    return not states.has_ended(case_states.standing(matter)) and lacks_answers(session, inquiry)


def lacks_answers(session: Session, inquiry: PropertyInquiry) -> bool:
    """Tell whether an agency has not answered an inquiry as a whole."""
    asks = inquiry_records.asks_of(session, inquiry)
    return inquiry_answers.is_awaited(
        [inquiry_records.as_rule(each, inquiry_records.words(session, each)) for each in asks]
    )


def refresh(session: Session, case: EnforcementCase, *, on: date) -> None:
    """Bring the duties of agencies in a case in line with what they have answered."""
    for made in inquiry_records.requests_of(session, case):
        for inquiry in inquiry_records.inquiries_of(session, made):
            if not is_awaited(session, made, inquiry):
                deadlines.close(session, inquiry.public_id, KIND, on=on)
                continue
            due = Due(made.due_on, provisional=False)
            duty = deadlines.start(
                session, AGENCY_ANSWER, inquiry.public_id, case, on=made.requested_on, due=due
            )
            # A day that agencies were told does not move with holidays.
            duty.clock = None
