"""Lists of inquiries (查控列表): those of a court's cases, the latest first, and how they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import ColumnElement, and_, not_, or_, select
from sqlalchemy.orm import Session

from registry.models.cases import EnforcementCase
from registry.models.deadlines import Deadline
from registry.models.inquiries import InquiryRequest
from registry.models.proceedings import PropertyInquiry
from registry.services.acts.records import FRESH
from registry.services.rounds.inquiry_duties import KIND
from schemas.case_codes import InquiryResult
from schemas.inquiry_codes import InquiryStanding, RequestState


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One inquiry of a list.

    :ivar request: how agencies were asked; None where a clerk recorded the inquiry.
    :ivar awaited: whether an agency still has to answer.
    :ivar overdue: whether the day for that is over.
    """

    inquiry: PropertyInquiry
    case: EnforcementCase
    request: InquiryRequest | None
    awaited: bool
    overdue: bool

    @property
    def withdrawn(self) -> bool:
        """Tell whether what was asked was withdrawn."""
        return self.request is not None and self.request.state == RequestState.WITHDRAWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which inquiries a list is to hold.

    :ivar case: the key of the only case; None for all of the court.
    :ivar standing: how they stand; None for all.
    :ivar before: the key to go on from, downwards; 0 for the latest.
    """

    court_code: str
    case: int | None = None
    standing: InquiryStanding | None = None
    before: int = 0
    most: int


def of_court(session: Session, wanted: Wanted, *, on: date) -> Sequence[Listed]:
    """Return inquiries in a court's cases as they stand on a day, the latest first."""
    is_asked = and_(
        Deadline.record_id == PropertyInquiry.public_id,
        Deadline.kind == KIND,
        Deadline.done_on.is_(None),
    )
    chosen = (
        select(PropertyInquiry, EnforcementCase, InquiryRequest, Deadline.due_on)
        .join(EnforcementCase, EnforcementCase.id == PropertyInquiry.case_id)
        .outerjoin(InquiryRequest, InquiryRequest.id == PropertyInquiry.request_id)
        .outerjoin(Deadline, is_asked)
        .where(PropertyInquiry.court_code == wanted.court_code)
    )
    if wanted.case is not None:
        chosen = chosen.where(PropertyInquiry.case_id == wanted.case)
    if wanted.before:
        chosen = chosen.where(PropertyInquiry.id < wanted.before)
    if wanted.standing is not None:
        chosen = chosen.where(_stands(wanted.standing, wanted.court_code, on=on))
    rows = session.execute(
        chosen.order_by(PropertyInquiry.id.desc()).limit(wanted.most), execution_options=FRESH
    )
    return [
        Listed(
            inquiry=inquiry,
            case=case,
            request=made,
            awaited=due_on is not None,
            overdue=due_on is not None and due_on < on,
        )
        for inquiry, case, made, due_on in rows
    ]


_RESULTS: Mapping[InquiryStanding, InquiryResult] = MappingProxyType(
    {
        InquiryStanding.PROPERTY_FOUND: InquiryResult.PROPERTY_FOUND,
        InquiryStanding.NOTHING_FOUND: InquiryResult.NOTHING_FOUND,
        InquiryStanding.FAILED: InquiryResult.FAILED,
        InquiryStanding.NO_REPLY: InquiryResult.NO_REPLY,
    }
)


def _stands(standing: InquiryStanding, court_code: str, *, on: date) -> ColumnElement[bool]:
    withdrawn = InquiryRequest.state == RequestState.WITHDRAWN
    if standing is InquiryStanding.WITHDRAWN:
        # By the few requests that were withdrawn, instead of every inquiry with its request.
        return PropertyInquiry.request_id.in_(select(InquiryRequest.id).where(withdrawn))
    if standing is InquiryStanding.OVERDUE:
        # By the few duties that are missed; whoever has a case has its open duties.
        missed = select(Deadline.record_id).where(
            Deadline.court_code == court_code,
            Deadline.kind == KIND,
            Deadline.done_on.is_(None),
            Deadline.due_on < on,
        )
        return PropertyInquiry.public_id.in_(missed)
    of_result = PropertyInquiry.result == _RESULTS[standing]
    return and_(of_result, or_(InquiryRequest.id.is_(None), not_(withdrawn)))
