"""Payments (履行款): entered by one person and confirmed by another, who has seen the money.

What is confirmed is made known of the case's published listings. A sum that covers the case opens
the duty to remove its listings within three working days (Listing Rules Art. 10 para 1); for a
listing with a term it prompts the decision of Art. 2 para 2.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.cases import EnforcementCase, Payment
from registry.rules import payments as law
from registry.rules.assessment import Override
from registry.rules.authority import Act
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Matter, Sought
from registry.services.endings import performance_duties
from registry.services.facts import listing_law
from registry.services.listings import listing_performance
from registry.services.publication import closed_rounds
from registry.services.repairs import payment_claims, payment_records
from registry.vault import Vault
from schemas.codes import PaymentState
from schemas.free_text import mask_numbers_in_text


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterPayment:
    """Money paid by or taken from a debtor; ``enforced`` says that the court took it."""

    debtor_id: UUID
    amount: Decimal
    paid_on: date
    enforced: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPayment:
    """A payment to be confirmed, in the version that was seen.

    :ivar reason: what shows it where the creditor denies it or keeps silent.
    """

    payment_id: UUID
    version: int
    reason: str = ""


def enter(
    session: Session, order: EnterPayment, *, actor: CourtActor, now: datetime
) -> tuple[Payment, Matter]:
    """Enter a payment, which counts for nothing until another person confirms it.

    :raises ServiceError: ``debtor.not_found``, ``payment.ineligible``,
        ``payment.exceeds_outstanding``.
    """
    sought = Sought(id=order.debtor_id, court_code=actor.court_code, to_change=True)
    matter = records.matter(session, sought)
    court = matter.case.court_code
    authority = eligibility.authority(Act.ENTER_PAYMENT, actor, court_code=court)
    payment = Payment(
        public_id=uuid4(),
        case_id=matter.case.id,
        debtor_id=matter.debtor.id,
        amount=order.amount,
        paid_on=order.paid_on,
        enforced=order.enforced,
        note=mask_numbers_in_text(order.note),
        state=PaymentState.ENTERED,
        entered_by=actor.staff_id,
        entered_at=now,
        version=1,
    )
    entry = law.entry_findings(payment_claims.facts_of(payment, matter), on=legal_day(now))
    payment_records.refuse_excess(session, matter, order.amount)
    eligibility.require("payment.ineligible", (*authority, *entry))
    session.add(payment)
    payment_records.journal(
        session, events.PAYMENT_ENTERED, payment, matter, actor=actor.journal, now=now
    )
    return payment, matter


def confirm(
    session: Session, order: ConfirmPayment, *, actor: CourtActor, now: datetime, vault: Vault
) -> tuple[Payment, Matter]:
    """Confirm a payment that somebody else entered; published listings of the case say so at once.

    :raises ServiceError: ``payment.not_found``, ``record.stale``, ``payment.wrong_state``,
        ``payment.ineligible``, ``payment.exceeds_outstanding``.
    """
    sought = Sought(id=order.payment_id, court_code=actor.court_code, to_change=True)
    payment, matter = records.payment(session, sought)
    moves.expect(payment, order.version)
    moves.require(payment, Act.CONFIRM_PAYMENT)
    entered_by = records.staff_id(session, payment.entered_by)
    court = matter.case.court_code
    authority = eligibility.authority(
        Act.CONFIRM_PAYMENT, actor, court_code=court, drafter=entered_by
    )
    payment_records.refuse_excess(session, matter, payment.amount)
    eligibility.require(
        "payment.ineligible",
        (*authority, *law.confirmation_findings(payment_claims.facts_of(payment, matter))),
        overrides=(Override(law.CONFIRMED_WITH_CREDITOR.name, actor.role, order.reason),),
    )
    moves.do(payment, Act.CONFIRM_PAYMENT)
    payment.confirmed_by, payment.confirmed_at = actor.staff_id, now
    payment.decision = mask_numbers_in_text(order.reason) or None
    session.flush()
    payment_records.journal(
        session,
        events.PAYMENT_CONFIRMED,
        payment,
        matter,
        actor=actor.journal,
        now=now,
        reason=payment.decision,
    )
    listing_performance.tell_payment(session, matter, actor=actor, now=now, vault=vault)
    closed_rounds.refresh(session, matter.case, on=legal_day(now), vault=vault)
    if listing_law.is_paid(session, matter):
        performance_duties.start(session, matter.case, on=legal_day(now))
    return payment, matter


def of_court(
    session: Session,
    court_code: str,
    *,
    case_id: UUID | None,
    state: PaymentState | None = None,
    after: int,
    limit: int,
) -> Sequence[Payment]:
    """Return payments of a court, or of one of its cases, in the order of their entry.

    :param after: the key of the payment to go on after.
    """
    chosen = (
        select(Payment)
        .join(EnforcementCase, EnforcementCase.id == Payment.case_id)
        .where(EnforcementCase.court_code == court_code, Payment.id > after)
    )
    if case_id is not None:
        chosen = chosen.where(EnforcementCase.public_id == case_id)
    if state is not None:
        chosen = chosen.where(Payment.state == state)
    return session.scalars(chosen.order_by(Payment.id).limit(limit)).all()
