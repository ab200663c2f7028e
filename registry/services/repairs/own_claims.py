"""Own claims (本人申报履行款): what a debtor says himself to have paid, with nobody of the court
behind it. It counts for nothing until a judge confirms it, and a bounded number may wait.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.journal.entry import Actor
from registry.models.cases import Payment
from registry.rules import own_records as law
from registry.services.acts import eligibility, records
from registry.services.acts.records import Matter, Sought
from registry.services.repairs import payment_claims
from registry.services.repairs.payment_claims import ClaimPayment
from schemas.codes import PaymentState
from schemas.free_text import mask_numbers_in_text

VIA = "own-code"


def claim(session: Session, order: ClaimPayment, recognised: Matter, *, now: datetime) -> Payment:
    """Record what a debtor who was recognised claims; the same once more is the one before.

    :raises ServiceError: ``own_claim.ineligible``, ``payment.ineligible``,
        ``payment.exceeds_outstanding``.
    """
    court = recognised.case.court_code
    sought = Sought(id=recognised.debtor.public_id, court_code=court, to_change=True)
    matter = records.matter(session, sought)
    waiting = session.scalars(
        select(Payment).where(
            Payment.debtor_id == matter.debtor.id,
            Payment.state == PaymentState.CLAIMED,
            Payment.claimed_by.is_(None),
        )
    ).all()
    proof = mask_numbers_in_text(order.proof)
    for known in waiting:
        if (known.amount, known.paid_on, known.proof) == (order.amount, order.paid_on, proof):
            return known
    eligibility.require("own_claim.ineligible", law.claim_findings(waiting=len(waiting)))
    claimant = Actor(name=f"debtor:{matter.debtor.public_id}", via=VIA)
    return payment_claims.claimed(session, order, matter, claimant=claimant, now=now)
