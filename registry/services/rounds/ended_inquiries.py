"""Inquiries of cases that have ended (随案终结的协助查询): nobody needs the answers any more, and
the agencies that have not given them are told so.

What was answered as a whole stays as it is.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.models.cases import EnforcementCase
from registry.models.inquiries import InquiryRequest
from registry.models.proceedings import PropertyInquiry
from registry.rules import states
from registry.services.acts import moves, records
from registry.services.acts.records import Matter
from registry.services.cases import case_states
from registry.services.rounds import inquiry_duties, inquiry_records, inquiry_requests
from schemas.act_codes import Act
from schemas.free_text import mask_numbers_in_text
from schemas.inquiry_codes import RequestState


def withdraw(
    session: Session,
    case: EnforcementCase,
    about: Matter | None,
    *,
    reason: str,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Take back what agencies were asked in a case that has ended, or about the one of its debtors
    for whom alone it has, and have not answered as a whole.

    A request is withdrawn when it has ended for everybody whom it is about.
    """
    for made in inquiry_records.requests_of(session, case):
        if made.state != RequestState.OPEN:
            continue
        over = [
            inquiry
            for inquiry in inquiry_records.inquiries_of(session, made)
            if about is None or inquiry.debtor_id == about.debtor.id
        ]
        waiting = [one for one in over if inquiry_duties.lacks_answers(session, one)]
        if not waiting:
            continue
        if _is_over(session, made):
            moves.do(made, Act.WITHDRAW_INQUIRY)
            made.withdrawn_by, made.withdrawn_at = actor.staff_id, now
            made.withdrawal = mask_numbers_in_text(reason)
        for inquiry in waiting:
            _tell(session, made, inquiry, reason, actor=actor, now=now)


def _is_over(session: Session, made: InquiryRequest) -> bool:
    return all(
        states.has_ended(case_states.standing(_matter(session, inquiry)))
        for inquiry in inquiry_records.inquiries_of(session, made)
    )


def _tell(
    session: Session,
    made: InquiryRequest,
    inquiry: PropertyInquiry,
    reason: str,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    matter, asked = _matter(session, inquiry), inquiry_records.asks_of(session, inquiry)
    inquiry_requests.journal(
        session,
        events.INQUIRY_WITHDRAWN,
        made,
        inquiry,
        matter,
        asked,
        actor,
        now=now,
        reason=mask_numbers_in_text(reason),
    )


def _matter(session: Session, inquiry: PropertyInquiry) -> Matter:
    return records.matter_of(session, inquiry_records.debtor_of(inquiry))
