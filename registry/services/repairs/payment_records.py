"""What acts about payments have in common (履行款办理): their journal entries, and that nobody pays
more than is outstanding.
"""

from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from registry import events
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.models.cases import Payment
from registry.rules.articles import Article, Instrument
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter
from registry.services.facts import listing_law
from registry.services.parties import debtor_journal
from schemas.amounts import format_amount

PERFORMANCE = Article(Instrument.LISTING_RULES, 10, item=1)
REASON = "履行款"


def refuse_excess(session: Session, matter: Matter, amount: Decimal) -> None:
    """Make sure that a payment is not more than what is outstanding in its case.

    :raises ServiceError: ``payment.exceeds_outstanding``.
    """
    owed = matter.case.amount
    if owed is None:
        return
    outstanding = owed - listing_law.confirmed(session, matter.case.id)
    if amount > outstanding:
        facts = {"amount": format_amount(amount), "outstanding": format_amount(outstanding)}
        raise ServiceError(ErrorKind.INVALID, "payment.exceeds_outstanding", facts)


def journal(
    session: Session,
    kind: events.Kind,
    payment: Payment,
    matter: Matter,
    *,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
    **facts: object,
) -> None:
    """Journal an act about a payment.

    :param reason: why, where it is not what the payment itself says.
    """
    body = {
        "case": {"number": matter.case.number, "court_code": matter.case.court_code},
        "payment": str(payment.public_id),
        "amount": format_amount(payment.amount),
        "paid_on": payment.paid_on.isoformat(),
        "enforced": payment.enforced,
        **facts,
    }
    debtor_journal.enter(
        session,
        kind,
        matter.case.public_id,
        matter,
        body,
        Why(reason=reason or payment.note or REASON, basis=str(PERFORMANCE)),
        actor=actor,
        now=now,
    )
