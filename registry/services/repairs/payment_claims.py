"""Claimed payments (申报的履行): what a debtor says to have paid, put to the creditor, and rejected
where it does not prove true.

A claim counts for nothing. A clerk who has looked at its proof enters it, which puts it to the
creditor; the creditor's word, or silence, is recorded; a judge confirms or rejects it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.journal.entry import Actor
from registry.models.cases import Payment
from registry.rules import payments as law
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.rules.payments import PaymentFacts
from registry.rules.policy import Policy
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Matter, Sought
from registry.services.repairs import payment_records
from schemas.codes import PaymentState
from schemas.free_text import mask_numbers_in_text
from schemas.remedy_codes import CreditorAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPayment:
    """What a debtor says to have paid; ``proof`` is what he shows for it."""

    debtor_id: UUID
    amount: Decimal
    paid_on: date
    proof: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePayment:
    """A payment to be changed, in the version that was seen."""

    payment_id: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAnswer(ChangePayment):
    """What the creditor says of a payment, and since which day."""

    answer: CreditorAnswer
    on: date
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectPayment(ChangePayment):
    """A payment to be rejected."""

    reason: str


def claim(
    session: Session, order: ClaimPayment, *, actor: CourtActor, now: datetime
) -> tuple[Payment, Matter]:
    """Record what a debtor claims in writing; it counts for nothing.

    :raises ServiceError: ``debtor.not_found``, ``payment.ineligible``,
        ``payment.exceeds_outstanding``.
    """
    sought = Sought(id=order.debtor_id, court_code=actor.court_code, to_change=True)
    matter = records.matter(session, sought)
    authority = eligibility.authority(Act.RECORD_CLAIM, actor, court_code=matter.case.court_code)
    payment = claimed(session, order, matter, authority=authority, claimant=actor.journal, now=now)
    payment.claimed_by = actor.staff_id
    return payment, matter


def claimed(
    session: Session,
    order: ClaimPayment,
    matter: Matter,
    *,
    authority: tuple[Finding, ...] = (),
    claimant: Actor,
    now: datetime,
) -> Payment:
    """Make a claim known, whoever brings it; the case is locked.

    :param authority: what authority says of who brings it.
    :raises ServiceError: ``payment.ineligible``, ``payment.exceeds_outstanding``.
    """
    payment = Payment(
        public_id=uuid4(),
        case_id=matter.case.id,
        debtor_id=matter.debtor.id,
        amount=order.amount,
        paid_on=order.paid_on,
        enforced=False,
        note=mask_numbers_in_text(order.note),
        proof=mask_numbers_in_text(order.proof),
        state=PaymentState.CLAIMED,
        claimed_at=now,
        version=1,
    )
    entry = law.entry_findings(facts_of(payment, matter), on=legal_day(now))
    eligibility.require("payment.ineligible", (*authority, *entry))
    payment_records.refuse_excess(session, matter, order.amount)
    session.add(payment)
    payment_records.journal(
        session, events.PAYMENT_CLAIMED, payment, matter, actor=claimant, now=now
    )
    return payment


def take_up(
    session: Session, order: ChangePayment, *, actor: CourtActor, now: datetime
) -> tuple[Payment, Matter]:
    """Enter a claim whose proof was looked at, and put it to the creditor.

    :raises ServiceError: ``payment.not_found``, ``record.stale``, ``payment.wrong_state``,
        ``payment.ineligible``.
    """
    payment, matter = _to_change(session, order, Act.ENTER_PAYMENT, actor=actor)
    court = matter.case.court_code
    eligibility.require(
        "payment.ineligible",
        (
            *eligibility.authority(Act.ENTER_PAYMENT, actor, court_code=court),
            *law.entry_findings(facts_of(payment, matter), on=legal_day(now)),
        ),
    )
    moves.do(payment, Act.ENTER_PAYMENT)
    payment.entered_by, payment.entered_at = actor.staff_id, now
    payment_records.journal(
        session, events.PAYMENT_ENTERED, payment, matter, actor=actor.journal, now=now
    )
    return payment, matter


def record_answer(
    session: Session, order: RecordAnswer, *, actor: CourtActor, now: datetime, policy: Policy
) -> tuple[Payment, Matter]:
    """Record what the creditor says of a payment that was put to him; a later word replaces it.

    :raises ServiceError: as for :func:`take_up`.
    """
    act = Act.RECORD_CREDITOR_ANSWER
    payment, matter = _to_change(session, order, act, actor=actor)
    if payment.entered_at is None:
        raise ValueError("a payment that nobody entered was put to nobody")
    on = legal_day(now)
    answer = law.answer_findings(
        order.answer,
        asked_on=legal_day(payment.entered_at),
        answered_on=order.on,
        on=on,
        policy=policy,
    )
    court = matter.case.court_code
    authority = eligibility.authority(act, actor, court_code=court)
    eligibility.require("payment.ineligible", (*authority, *answer))
    moves.do(payment, act)
    payment.creditor_answer, payment.creditor_answered_on = order.answer, order.on
    payment.creditor_said = mask_numbers_in_text(order.said)
    payment_records.journal(
        session,
        events.PAYMENT_ANSWERED,
        payment,
        matter,
        actor=actor.journal,
        now=now,
        reason=payment.creditor_said,
        creditor=order.answer,
    )
    return payment, matter


def reject(
    session: Session, order: RejectPayment, *, actor: CourtActor, now: datetime
) -> tuple[Payment, Matter]:
    """Reject a payment that does not prove true; it never counts.

    :raises ServiceError: as for :func:`take_up`.
    """
    payment, matter = _to_change(session, order, Act.REJECT_PAYMENT, actor=actor)
    drafter = records.staff_id(session, payment.entered_by or payment.claimed_by)
    court = matter.case.court_code
    authority = eligibility.authority(Act.REJECT_PAYMENT, actor, court_code=court, drafter=drafter)
    eligibility.require("payment.ineligible", authority)
    moves.do(payment, Act.REJECT_PAYMENT)
    payment.rejected_by, payment.rejected_at = actor.staff_id, now
    payment.decision = mask_numbers_in_text(order.reason)
    payment_records.journal(
        session,
        events.PAYMENT_REJECTED,
        payment,
        matter,
        actor=actor.journal,
        now=now,
        reason=payment.decision,
    )
    return payment, matter


def facts_of(payment: Payment, matter: Matter) -> PaymentFacts:
    """Return what the law asks of a payment."""
    answer = payment.creditor_answer
    return PaymentFacts(
        amount=payment.amount,
        paid_on=payment.paid_on,
        filed_on=matter.case.filed_on,
        claimed=payment.claimed_at is not None,
        proof=bool(payment.proof),
        creditor=None if answer is None else CreditorAnswer(answer),
    )


def _to_change(
    session: Session, order: ChangePayment, act: Act, *, actor: CourtActor
) -> tuple[Payment, Matter]:
    sought = Sought(id=order.payment_id, court_code=actor.court_code, to_change=True)
    payment, matter = records.payment(session, sought)
    moves.expect(payment, order.version)
    moves.require(payment, act)
    return payment, matter
