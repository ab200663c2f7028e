"""Reading what agencies found (查阅协助查询结果): for those who need it, and never without a record
of the view in the same transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.models.inquiries import InquiryAnswer, InquiryAsk
from registry.rules import inquiry_views
from registry.services.acts import eligibility, view_log
from registry.services.acts.records import Sought
from registry.services.acts.view_log import View
from registry.services.cases import proceedings
from schemas.inquiry_codes import ViewPurpose

INQUIRY = "inquiry"
Seen = tuple[InquiryAnswer, InquiryAsk]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewAnswers:
    """Which answers somebody wants to see, and what for.

    :ivar after: the key of the answer to go on after.
    """

    inquiry_id: UUID
    purpose: ViewPurpose
    after: int
    most: int


def view(
    session: Session, order: ViewAnswers, *, actor: CourtActor, now: datetime
) -> Sequence[Seen]:
    """Return answers to an inquiry in the order in which they came, and record that they were seen.

    :raises ServiceError: ``inquiry.not_found``, ``inquiry_view.ineligible``.
    """
    sought = Sought(id=order.inquiry_id, court_code=actor.court_code, from_above=True)
    inquiry, case = proceedings.inquiry(session, sought)
    own = case.court_code == actor.court_code
    eligibility.require(
        "inquiry_view.ineligible",
        inquiry_views.findings(order.purpose, actor.role, own_court=own),
    )
    seen = View(
        record_kind=INQUIRY,
        record_id=inquiry.public_id,
        case_id=case.public_id,
        purpose=order.purpose,
    )
    view_log.enter(session, seen, actor=actor, now=now)
    rows = session.execute(
        select(InquiryAnswer, InquiryAsk)
        .join(InquiryAsk, InquiryAsk.id == InquiryAnswer.ask_id)
        .where(InquiryAsk.inquiry_id == inquiry.id, InquiryAnswer.id > order.after)
        .order_by(InquiryAnswer.id)
        .limit(order.most)
    )
    return [(row.InquiryAnswer, row.InquiryAsk) for row in rows]
