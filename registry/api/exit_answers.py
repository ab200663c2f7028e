"""Answers about exit restrictions (限制出境答复), as :mod:`schemas.court_exits` describes them."""

from sqlalchemy.orm import Session

from registry.api import answers
from registry.api.answers import Answer
from registry.models.exit_restrictions import ExitRestriction
from registry.models.subjects import Subject
from registry.rules import exit_restriction as law
from registry.services.acts import records
from registry.services.clocks import deadlines
from registry.services.parties import subjects
from registry.services.sanctions import exit_endings
from registry.services.sanctions.exit_endings import Ended
from registry.services.sanctions.exit_records import Held
from registry.vault import Vault
from schemas.codes import DeadlineKind
from schemas.exit_codes import ExitLiftGround


def exit_restriction(session: Session, held: Held, *, vault: Vault) -> Answer:
    """Return an exit restriction, numbers masked."""
    found, matter = held
    subject = session.get_one(Subject, found.subject_id)
    known = subjects.identity_of(session, subject, found.identity_version, vault=vault)
    people = records.staff_ids(session, found.drafted_by, found.signed_by)
    duty = deadlines.find_open(session, found.public_id, DeadlineKind.LIFT_EXIT_RESTRICTION)
    return {
        "id": found.public_id,
        "version": found.version,
        "case": matter.case.public_id,
        "debtor": matter.debtor.public_id,
        "state": found.state,
        "capacity": found.capacity,
        "subject": subject.public_id,
        "name": known.identity.name,
        "documents": answers.documents(known.identity),
        "initiative": found.initiative,
        "applied_on": found.applied_on,
        "necessity": found.necessity,
        "reason": found.reason,
        "drafted": answers.made_by(people, found.drafted_by, found.drafted_at),
        "signed": answers.made_by(people, found.signed_by, found.signed_at),
        "service": _service(found),
        "imposed_on": found.imposed_on,
        "lift_due_on": None if duty is None else duty.due_on,
        "ended_on": found.ended_on,
        "end_ground": found.end_ground,
    }


def ending(session: Session, ended: Ended, *, vault: Vault) -> Answer:
    """Return a decision that ends an exit restriction, with that as it stands."""
    made, found, matter = ended
    people = records.staff_ids(session, made.drafted_by, made.signed_by)
    return {
        "id": made.public_id,
        "version": made.version,
        "kind": made.kind,
        "state": made.state,
        "ground": made.ground,
        "mandatory": made.ground is not None and law.must_lift(ExitLiftGround(made.ground)),
        "reason": made.reason,
        "content": exit_endings.content_of(made),
        "drafted": answers.made_by(people, made.drafted_by, made.drafted_at),
        "signed": answers.made_by(people, made.signed_by, made.signed_at),
        "opens_claim": exit_endings.opens_claim(made, found),
        "exit_restriction": exit_restriction(session, (found, matter), vault=vault),
    }


def _service(found: ExitRestriction) -> Answer | None:
    if found.served_on is None:
        return None
    return {"method": found.service_method, "on": found.served_on}
