"""Answers about remedies (救济答复), as :mod:`schemas.court_remedy_answers` describes them."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.api import answers
from registry.api.answers import Answer
from registry.models.bound_persons import BoundSubject
from registry.models.remedies import Correction, Objection, Review
from registry.services.acts import records
from registry.services.corrections.remedy_records import Dispute
from registry.services.remedies import direct_corrections


def objection(session: Session, found: Objection, about: Dispute) -> Answer:
    """Return an objection."""
    people = records.staff_ids(session, found.received_by, found.drafted_by, found.signed_by)
    service = None
    if found.served_on is not None:
        service = {"method": found.service_method, "on": found.served_on}
    return {
        **_remedy(found, about),
        "disputed": found.disputed,
        "ground": found.ground,
        "objector": found.objector,
        "person": _person(session, found),
        "statement": found.statement,
        "in_writing": found.in_writing,
        "in_person": found.in_person,
        "received_on": found.received_on,
        "received": answers.made_by(people, found.received_by, found.received_at),
        "outcome": found.outcome,
        "reason": found.reason,
        "drafted": answers.made_by(people, found.drafted_by, found.drafted_at),
        "signed": answers.made_by(people, found.signed_by, found.signed_at),
        "service": service,
        "corrected": _corrected(found),
        "withdrawn": _withdrawn(found.withdrawn_on, found.withdrawal),
    }


def _person(session: Session, found: Objection) -> UUID | None:
    of_person = select(BoundSubject.public_id).where(BoundSubject.id == found.person_id)
    return session.execute(of_person).scalar_one_or_none()


def review(
    session: Session, found: Review, of: Objection, about: Dispute, *, viewer: str
) -> Answer:
    """Return a review; a draft is seen at the court that reviews, and at those above."""
    people = records.staff_ids(session, found.received_by, found.drafted_by, found.signed_by)
    decided = found.signed_at is not None or viewer != about.case.court_code
    return {
        **_remedy(found, about),
        "objection": of.public_id,
        "court_code": found.court_code,
        "statement": found.statement,
        "applied_on": found.applied_on,
        "received_on": found.received_on,
        "obstacle": found.obstacle,
        "obstacle_ended_on": found.obstacle_ended_on,
        "received": answers.made_by(people, found.received_by, found.received_at),
        "reason": found.reason if decided else None,
        "drafted": (
            answers.made_by(people, found.drafted_by, found.drafted_at) if decided else None
        ),
        "signed": answers.made_by(people, found.signed_by, found.signed_at),
        "corrected_on": found.corrected_on,
        "withdrawn": _withdrawn(found.withdrawn_on, found.withdrawal),
    }


def correction(session: Session, found: Correction, about: Dispute) -> Answer:
    """Return a correction by a court above."""
    people = records.staff_ids(session, found.drafted_by, found.signed_by)
    review_id = None
    if found.review_id is not None:
        review_id = session.get_one(Review, found.review_id).public_id
    return {
        **_remedy(found, about),
        "review": review_id,
        "court_code": found.court_code,
        "mode": found.mode,
        "act": found.act,
        "number": found.number,
        "reason": found.reason,
        "content": direct_corrections.read(found),
        "drafted": answers.made_by(people, found.drafted_by, found.drafted_at),
        "signed": answers.made_by(people, found.signed_by, found.signed_at),
        "corrected": _corrected(found),
    }


def _remedy(found: Objection | Review | Correction, about: Dispute) -> Answer:
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "case": answers.case_named(about.case),
        "listing": about.listing.public_id if about.listing else None,
        "restriction": about.order.public_id if about.order else None,
    }


def _corrected(found: Objection | Correction) -> Answer | None:
    if found.corrected_on is None:
        return None
    return {"on": found.corrected_on, "by": found.corrected_by, "decision": found.decision_id}


def _withdrawn(on: date | None, reason: str | None) -> Answer | None:
    return None if on is None else {"on": on, "reason": reason}
