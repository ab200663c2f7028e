"""Answers about whom an order binds, and about later decisions (限制消费令人员与后续决定答复)."""

from sqlalchemy.orm import Session

from registry.api import answers
from registry.api.answers import Answer
from registry.models.bound_persons import BoundSubject
from registry.models.listings import RestrictionOrder
from registry.models.subjects import Subject
from registry.services.acts import records
from registry.services.endings import restriction_revocations
from registry.services.parties import subjects
from registry.services.restrictions import bound_persons, restriction_changes
from registry.services.restrictions.restriction_changes import Changed
from registry.vault import Vault


def person(
    session: Session, found: BoundSubject, order: RestrictionOrder, *, vault: Vault
) -> Answer:
    """Return a person whom an order binds, numbers masked."""
    subject = session.get_one(Subject, found.subject_id)
    known = subjects.identity_of(session, subject, found.identity_version, vault=vault)
    people = records.staff_ids(session, found.named_by)
    return {
        "id": found.public_id,
        "version": found.version,
        "restriction": order.public_id,
        "state": found.state,
        "capacity": found.capacity,
        "subject": subject.public_id,
        "name": known.identity.name,
        "documents": answers.documents(known.identity),
        "named": answers.made_by(people, found.named_by, found.named_at),
        "imposed_on": found.imposed_on,
        "lifted_on": found.lifted_on,
        "lift_ground": found.lift_ground,
    }


def persons(session: Session, order: RestrictionOrder, *, vault: Vault) -> Answer:
    """Return everybody whom an order binds, bound or is to bind."""
    found = bound_persons.of_order(session, order)
    return {"items": [person(session, one, order, vault=vault) for one in found]}


def change(session: Session, changed: Changed, *, vault: Vault) -> Answer:
    """Return a later decision about an order, with the order as it stands."""
    found, order, matter = changed
    people = records.staff_ids(session, found.drafted_by, found.signed_by)
    return {
        "id": found.public_id,
        "version": found.version,
        "kind": found.kind,
        "state": found.state,
        "reason": found.reason,
        "decision": found.decision,
        "content": restriction_changes.content_of(found),
        "persons": [
            person(session, one, order, vault=vault)
            for one in bound_persons.of_change(session, found)
        ],
        "drafted": answers.made_by(people, found.drafted_by, found.drafted_at),
        "decided": answers.made_by(people, found.signed_by, found.signed_at),
        "opens_claim": restriction_revocations.opens_claim(changed),
        "restriction": answers.order(session, order, matter),
    }
