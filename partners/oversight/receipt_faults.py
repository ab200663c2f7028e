"""Faults of receipts (反馈问题): what was wrong lately with the receipts in an agency's answers to
deliveries, of which it learns in no other way.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.streams import Delivery, DeliveryAttempt
from partners.receipts import answer_faults
from partners.receipts.answer_faults import AnswerFault

SHOWN = timedelta(days=7)
# So many deliveries are looked at, the latest.
MOST_LOOKED_AT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFaults:
    """What was wrong.

    :ivar count: how many receipts, or whole answers.
    :ivar at: when the last of these answers came, and ``fault`` what was wrong with it.
    :ivar sentence: what was wrong with it, where that was kept as a sentence and not as a code.
    """

    count: int
    at: datetime
    fault: AnswerFault | None
    sentence: str


def lately(session: Session, agency_id: int, *, now: datetime) -> ReceiptFaults | None:
    """Return what was wrong with the receipts in an agency's latest answers, if anything was."""
    latest = (
        select(Delivery.id)
        .where(Delivery.agency_id == agency_id)
        .order_by(Delivery.through.desc())
        .limit(MOST_LOOKED_AT)
    )
    rows = session.execute(
        select(DeliveryAttempt.attempted_at, DeliveryAttempt.faults, DeliveryAttempt.detail)
        .where(
            DeliveryAttempt.delivery_id.in_(latest),
            DeliveryAttempt.faults > 0,
            DeliveryAttempt.attempted_at > now - SHOWN,
        )
        .order_by(DeliveryAttempt.attempted_at, DeliveryAttempt.id)
    ).all()
    if not rows:
        return None
    at, _, detail = rows[-1]
    fault = answer_faults.read(detail)
    return ReceiptFaults(
        count=sum(faults for _, faults, _ in rows),
        at=at,
        fault=fault,
        sentence="" if fault else detail,
    )
