"""Answers about payments (履行款答复), as :mod:`schemas.court_payments` describes them."""

from sqlalchemy.orm import Session

from registry.api import answers
from registry.clock import SHANGHAI
from registry.models.cases import Payment
from registry.services.acts import records
from registry.services.acts.records import Matter
from schemas.amounts import format_amount


def payment(session: Session, found: Payment, matter: Matter) -> answers.Answer:
    """Return a payment."""
    people = records.staff_ids(
        session, found.claimed_by, found.entered_by, found.rejected_by, found.confirmed_by
    )
    claim = creditor = None
    if found.claimed_at is not None:
        by = None if found.claimed_by is None else people[found.claimed_by]
        claim = {"by": by, "at": found.claimed_at.astimezone(SHANGHAI), "proof": found.proof}
    if found.creditor_answer is not None:
        creditor = {
            "answer": found.creditor_answer,
            "on": found.creditor_answered_on,
            "said": found.creditor_said,
        }
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "case": answers.case_named(matter.case),
        "debtor": matter.debtor.public_id,
        "amount": format_amount(found.amount),
        "paid_on": found.paid_on,
        "enforced": found.enforced,
        "note": found.note,
        "claim": claim,
        "entered": answers.made_by(people, found.entered_by, found.entered_at),
        "creditor": creditor,
        "rejected": answers.made_by(people, found.rejected_by, found.rejected_at),
        "decision": found.decision,
        "confirmed": answers.made_by(people, found.confirmed_by, found.confirmed_at),
    }
