"""What an agency is asked and has not answered as a whole (待答复的协助查询)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, not_, select
from sqlalchemy.orm import Session

from registry.models.cases import Debtor, EnforcementCase
from registry.models.courts import Court
from registry.models.inquiries import InquiryAnswer, InquiryAsk, InquiryRequest
from registry.models.proceedings import PropertyInquiry
from registry.models.subjects import SubjectIdentity
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
    court_name: str
    requested_on: date
    due_on: date
    urgent: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """How many inquiries an agency has not answered as a whole, how many of them past their day,
    and the earliest of their days.
    """

    open: int = 0
    overdue: int = 0
    due_on: date | None = None


def owed(session: Session, *, on: date, agency: str | None = None) -> Mapping[str, Owed]:
    """Return what agencies owe on a day, by their codes; whoever owes nothing is left out.

    :param agency: the only one that is asked about.
    """
    overdue = func.sum(case((InquiryRequest.due_on < on, 1), else_=0))
    chosen = _asked(InquiryAsk.agency, func.count(), overdue, func.min(InquiryRequest.due_on))
    if agency is not None:
        chosen = chosen.where(InquiryAsk.agency == agency)
    rows = session.execute(chosen.group_by(InquiryAsk.agency))
    return {code: Owed(count, int(late), due_on) for code, count, late, due_on in rows}


def of_agency(session: Session, agency: str, *, after: int, most: int) -> Sequence[OpenInquiry]:
    """Return what an agency still has to answer, as it was asked.

    What was withdrawn, what belongs to a case that is over, and what is about somebody whose
    identity was erased, is not asked any more.

    :param after: the key to go on after.
    """
    chosen = _asked(InquiryAsk, PropertyInquiry, InquiryRequest, EnforcementCase, Court.name)
    rows = session.execute(
        chosen.join(Court, Court.code == EnforcementCase.court_code)
        .where(InquiryAsk.agency == agency, InquiryAsk.id > after)
        .order_by(InquiryAsk.id)
        .limit(most)
    ).all()
    return [_open(session, *row) for row in rows]


def _asked(*shown: Any) -> Select[Any]:
    return (
        select(*shown)
        .select_from(InquiryAsk)
        .join(PropertyInquiry, PropertyInquiry.id == InquiryAsk.inquiry_id)
        .join(InquiryRequest, InquiryRequest.id == PropertyInquiry.request_id)
        .join(EnforcementCase, EnforcementCase.id == PropertyInquiry.case_id)
        .join(Debtor, Debtor.id == PropertyInquiry.debtor_id)
        .where(_is_open())
    )


def _is_open() -> ColumnElement[bool]:
    whole = (
        select(func.count(func.distinct(InquiryAnswer.kind)))
        .where(InquiryAnswer.ask_id == InquiryAsk.id, InquiryAnswer.last)
        .correlate(InquiryAsk)
        .scalar_subquery()
    )
    # About somebody whose identity was erased nobody can answer any more.
    named = exists().where(
        SubjectIdentity.subject_id == Debtor.subject_id,
        SubjectIdentity.version == Debtor.identity_version,
    )
    # Kinds are kept by commas: one more than there are commas.
    kinds = func.length(InquiryAsk.kinds) - func.length(func.replace(InquiryAsk.kinds, ",", ""))
    return and_(
        InquiryRequest.state == RequestState.OPEN,
        not_(EnforcementCase.state.in_(_OVER)),
        not_(Debtor.state.in_(_OVER)),
        whole < kinds + 1,
        named,
    )


def _open(
    session: Session,
    asked: InquiryAsk,
    inquiry: PropertyInquiry,
    made: InquiryRequest,
    enforced: EnforcementCase,
    court_name: str,
) -> OpenInquiry:
    rule = inquiry_records.as_rule(asked, inquiry_records.words(session, asked))
    kinds = tuple(kind for kind in InquiryKind if kind in rule.kinds)
    return OpenInquiry(
        key=asked.id,
        id=inquiry.public_id,
        kinds=kinds,
        unanswered=tuple(kind for kind in kinds if kind not in rule.said),
        case_number=enforced.number,
        court=enforced.court_code,
        court_name=court_name,
        requested_on=made.requested_on,
        due_on=made.due_on,
        urgent=made.urgent,
    )
