"""What an agency is asked and has not answered as a whole (待答复的协助查询)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, not_, select
from sqlalchemy.orm import Session

from registry.models.cases import Debtor, EnforcementCase
from registry.models.inquiries import InquiryAnswer, InquiryAsk, InquiryRequest
from registry.models.proceedings import PropertyInquiry
from registry.rules import states
from registry.services.rounds import inquiry_records
from schemas.case_codes import EnforcementState
from schemas.inquiry_codes import InquiryKind, RequestState

_OVER = tuple(state for state in EnforcementState if states.has_ended(state))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInquiry:
    """What one agency is asked; ``key`` is where a page goes on from."""

    key: int
    id: UUID
    kinds: tuple[InquiryKind, ...]
    unanswered: tuple[InquiryKind, ...]
    case_number: str
    court: str
    requested_on: date
    due_on: date
    urgent: bool


def of_agency(session: Session, agency: str, *, after: int, most: int) -> Sequence[OpenInquiry]:
    """Return what an agency still has to answer, as it was asked.

    What was withdrawn, and what belongs to a case that is over, is not asked any more.

    :param after: the key to go on after.
    """
    rows = session.execute(
        select(InquiryAsk, PropertyInquiry, InquiryRequest, EnforcementCase)
        .join(PropertyInquiry, PropertyInquiry.id == InquiryAsk.inquiry_id)
        .join(InquiryRequest, InquiryRequest.id == PropertyInquiry.request_id)
        .join(EnforcementCase, EnforcementCase.id == PropertyInquiry.case_id)
        .join(Debtor, Debtor.id == PropertyInquiry.debtor_id)
        .where(InquiryAsk.agency == agency, InquiryAsk.id > after, _is_open())
        .order_by(InquiryAsk.id)
        .limit(most)
    ).all()
    return [_open(session, asked, inquiry, made, case) for asked, inquiry, made, case in rows]


def _is_open() -> ColumnElement[bool]:
    whole = (
        select(func.count(func.distinct(InquiryAnswer.kind)))
        .where(InquiryAnswer.ask_id == InquiryAsk.id, InquiryAnswer.last)
        .correlate(InquiryAsk)
        .scalar_subquery()
    )
    # Kinds are kept by commas: one more than there are commas.
    kinds = func.length(InquiryAsk.kinds) - func.length(func.replace(InquiryAsk.kinds, ",", ""))
    return and_(
        InquiryRequest.state == RequestState.OPEN,
        not_(EnforcementCase.state.in_(_OVER)),
        not_(Debtor.state.in_(_OVER)),
        whole < kinds + 1,
    )


def _open(
    session: Session,
    asked: InquiryAsk,
    inquiry: PropertyInquiry,
    made: InquiryRequest,
    case: EnforcementCase,
) -> OpenInquiry:
    rule = inquiry_records.as_rule(asked, inquiry_records.words(session, asked))
    kinds = tuple(kind for kind in InquiryKind if kind in rule.kinds)
    return OpenInquiry(
        key=asked.id,
        id=inquiry.public_id,
        kinds=kinds,
        unanswered=tuple(kind for kind in kinds if kind not in rule.said),
        case_number=case.number,
        court=case.court_code,
        requested_on=made.requested_on,
        due_on=made.due_on,
        urgent=made.urgent,
    )
