"""Answers about what becomes of an order (限制消费令变动答复), as
:mod:`schemas.court_order_answers` describes them.
"""

from sqlalchemy.orm import Session

from registry.api import answers
from registry.api.answers import Answer
from registry.models.lifts import LiftDecision
from registry.models.listings import RestrictionOrder
from registry.models.permissions import Permission
from registry.rules import lifting
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.restrictions import (
    restriction_exemption_notices,
    restriction_pauses,
    restriction_permissions,
)
from schemas.restriction_codes import LiftGround


def lift(session: Session, found: LiftDecision, about: RestrictionOrder, matter: Matter) -> Answer:
    """Return a decision to lift, with its order as it stands."""
    people = records.staff_ids(session, found.drafted_by, found.signed_by)
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "ground": found.ground,
        "mandatory": lifting.must_lift(LiftGround(found.ground)),
        "reason": found.reason,
        "facts": {
            "enforcement_completed": found.enforcement_completed,
            "effective_security": found.effective_security,
            "creditor_agrees": found.creditor_agrees,
        },
        "drafted": answers.made_by(people, found.drafted_by, found.drafted_at),
        "signed": answers.made_by(people, found.signed_by, found.signed_at),
        "restriction": answers.order(session, about, matter),
    }


def permission(
    session: Session, found: Permission, about: RestrictionOrder, matter: Matter
) -> Answer:
    """Return an application for a permission, with its order as it stands."""
    people = records.staff_ids(session, found.received_by, found.decided_by)
    return {
        "id": found.public_id,
        "version": found.version,
        "kind": found.kind,
        "state": found.state,
        "applicant": found.applicant,
        "person": restriction_permissions.person_of(session, found),
        "purpose": found.purpose,
        "cause": found.cause,
        "travel": restriction_pauses.travel_of(found),
        "urgent": found.urgent,
        "acts": restriction_exemption_notices.acts_of(found),
        "own_money": found.own_money,
        "private_purpose": found.private_purpose,
        "evidence": found.evidence,
        "undertaking_given": found.undertaking_given,
        "verified": found.verified,
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
        "ended_on": found.ended_on,
        "false_evidence": found.false_evidence,
        "broken_undertaking": found.broken_undertaking,
        "decision": found.decision,
        "received": answers.made_by(people, found.received_by, found.received_at),
        "decided": answers.made_by(people, found.decided_by, found.decided_at),
        "restriction": answers.order(session, about, matter),
    }
