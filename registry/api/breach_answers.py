"""Answers about breaches and sanctions (违反限制消费令与制裁答复), as
:mod:`schemas.court_breaches` describes them.
"""

from sqlalchemy.orm import Session

from registry import confirmations
from registry.api import answers
from registry.api.answers import Answer
from registry.models.breaches import Sanction
from registry.models.evidence import PropertyReport
from registry.models.listings import RestrictionOrder
from registry.rules import breach as law
from registry.rules import property_report
from registry.services.acts import records
from registry.services.capacity import report_breaches
from registry.services.parties.restrained import Restrained
from registry.services.sanctions import breach_records, sanction_law
from registry.services.sanctions.breach_records import Broken
from schemas.amounts import format_amount
from schemas.breach_codes import BreachState


def breach(session: Session, broken: Broken) -> Answer:
    """Return a breach, with what was decided about it."""
    found, of = broken.breach, broken.of
    bound = broken.who.record.public_id if isinstance(broken.who, Restrained) else None
    people = records.staff_ids(session, found.entered_by, found.verified_by)
    is_shown = found.state == BreachState.SHOWN
    return {
        "id": found.public_id,
        "version": found.version,
        "restriction": of.public_id if isinstance(of, RestrictionOrder) else None,
        "property_report": of.public_id if isinstance(of, PropertyReport) else None,
        "person": None if broken.who.is_debtor else bound,
        "source": found.source,
        "received_on": found.received_on,
        "happened_on": found.happened_on,
        "act": found.act,
        "content": found.content,
        "evidence": found.evidence,
        "allowed_by": found.allowed_by,
        "told_on": sanction_law.told_on(session, broken, confirmations.told_at),
        "state": found.state,
        "ground": (
            property_report.breach_ground(report_breaches.conduct_of(of))
            if isinstance(of, PropertyReport)
            else law.ground(breach_shown=is_shown)
        ),
        "entered": answers.made_by(people, found.entered_by, found.entered_at),
        "outcome": found.outcome,
        "verified_on": found.verified_on,
        "verified": answers.made_by(people, found.verified_by, found.verified_at),
        "sanctions": [
            sanction(session, one, broken) for one in breach_records.sanctions_of(session, found)
        ],
    }


def sanction(session: Session, found: Sanction, about: Broken) -> Answer:
    """Return a sanction or a referral."""
    people = records.staff_ids(session, found.drafted_by, found.signed_by)
    return {
        "id": found.public_id,
        "version": found.version,
        "breach": about.breach.public_id,
        "property_report": about.of.public_id if isinstance(about.of, PropertyReport) else None,
        "kind": found.kind,
        "sanctioned": found.sanctioned,
        "state": found.state,
        "fine": None if found.fine is None else format_amount(found.fine),
        "detention_days": found.detention_days,
        "referred_to": found.referred_to,
        "reason": found.reason,
        "drafted": answers.made_by(people, found.drafted_by, found.drafted_at),
        "signed": answers.made_by(people, found.signed_by, found.signed_at),
        "service_method": found.service_method,
        "served_on": found.served_on,
        "closed_on": found.closed_on,
        "closed_as": found.closed_as,
    }
