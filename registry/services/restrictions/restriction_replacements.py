"""Change of the legal representative or principal (变更法定代表人、主要负责人), point 17(2) of the
2019 Opinion: the former one applies with evidence, a judge decides, and in one act the former one
is released and the new one bound.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.errors import ErrorKind, ServiceError
from registry.models.bound_persons import BoundSubject
from registry.rules import applications, replacement
from registry.rules.applications import Application
from registry.rules.findings import Finding
from registry.rules.replacement import ReplacementFacts
from registry.services.acts import moves, records
from registry.services.acts.records import Sought
from registry.services.restrictions import (
    bound_persons,
    person_naming,
    restriction_changes,
    restriction_permissions,
)
from registry.services.restrictions.person_naming import PersonNamed
from registry.services.restrictions.restriction_changes import Changed, DecideChange
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.free_text import mask_numbers_in_text
from schemas.restriction_codes import BoundPerson, OrderChangeKind, ReleaseGround

KIND = OrderChangeKind.REPLACEMENT
# In which a person stays bound, whoever is the legal representative or principal now.
_STAYS = (BoundPerson.ACTUAL_CONTROLLER, BoundPerson.DIRECTLY_RESPONSIBLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStated:
    """What is stated of a change: that business needed it, that it has happened, and who the
    former one is not.
    """

    business_needs: bool = False
    registered: bool = False
    not_controller: bool = False
    not_directly_responsible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveReplacement:
    """An application to be received: who was replaced by whom, and with which papers.

    :ivar applicant: who applies; the former one, as the law wants it.
    :ivar successor: who follows, in the same capacity.
    """

    order_id: UUID
    former: UUID
    applicant: UUID
    successor: PersonNamed | None
    reason: str
    evidence: str
    undertaking_given: bool
    facts: ChangeStated


def receive(
    session: Session, wanted: ReceiveReplacement, *, actor: CourtActor, now: datetime, vault: Vault
) -> Changed:
    """Receive an application; nobody is released or bound by it.

    :raises ServiceError: ``restriction.not_found``, ``restriction.wrong_state``,
        ``bound_person.not_found``, ``bound_person.wrong_state``, ``request.invalid``,
        ``bound_person.exists``, ``restriction_change.ineligible``.
    """
    sought = Sought(id=wanted.order_id, court_code=actor.court_code, to_change=True)
    order, matter = records.order(session, sought)
    moves.require(order, Act.REPLACE_REPRESENTATIVE)
    former = bound_persons.find(session, order, wanted.former)
    moves.require(former, Act.SIGN_LIFT)
    content = {
        "former": str(wanted.former),
        "applicant": str(wanted.applicant),
        "evidence": mask_numbers_in_text(wanted.evidence),
        "undertaking_given": wanted.undertaking_given,
        **asdict(wanted.facts),
    }
    change = restriction_changes.made(
        order, KIND, reason=wanted.reason, content=content, actor=actor, now=now
    )
    changed = (change, order, matter)
    session.add(change)
    session.flush()
    if wanted.successor is not None:
        person_naming.name(
            session,
            order,
            matter,
            wanted.successor,
            actor=actor,
            now=now,
            vault=vault,
            change=change,
        )
    law = _law(session, changed, former)
    at_once = [found for found in law if found.rule != applications.VERIFIED.name]
    restriction_changes.require(
        session, changed, Act.RECEIVE_PERMISSION, at_once, actor=actor, signing=False
    )
    received = events.RESTRICTION_REPLACEMENT_RECEIVED
    restriction_changes.journal(session, received, changed, actor=actor, now=now)
    return changed


def grant(
    session: Session, wanted: DecideChange, *, actor: CourtActor, now: datetime, vault: Vault
) -> Changed:
    """Release the former one and bind the new one, in one act.

    :raises ServiceError: ``restriction_change.not_found``, ``record.stale``,
        ``restriction_change.wrong_state``, ``restriction.wrong_state``,
        ``bound_person.wrong_state``, ``restriction_change.ineligible``.
    """
    act = Act.REPLACE_REPRESENTATIVE
    changed = restriction_changes.to_decide(session, wanted, act, actor=actor)
    change, order, matter = changed
    moves.require(order, act)
    former = bound_persons.find(session, order, _id(changed, "former"))
    moves.require(former, Act.SIGN_LIFT)
    law = _law(session, changed, former, verified=wanted.verified)
    restriction_changes.require(session, changed, act, law, actor=actor)
    restriction_changes.decide(session, changed, act, wanted, actor=actor, now=now)
    reason = change.decision or change.reason
    bound_persons.end(
        session,
        order,
        matter,
        [former],
        act=Act.SIGN_LIFT,
        ground=ReleaseGround.REPLACED,
        reason=reason,
        actor=actor.journal,
        now=now,
    )
    new = bound_persons.of_change(session, change)
    for one in new:
        moves.do(one, Act.SIGN_RESTRICTION)
    bound_persons.impose(
        session, order, matter, new, reason=reason, actor=actor.journal, now=now, vault=vault
    )
    order.version += 1
    return changed


def refuse(session: Session, wanted: DecideChange, *, actor: CourtActor, now: datetime) -> Changed:
    """Refuse an application: the former one stays bound and nobody else is.

    :raises ServiceError: ``restriction_change.not_found``, ``record.stale``,
        ``restriction_change.wrong_state``, ``restriction_change.ineligible``.
    """
    changed = restriction_changes.to_decide(session, wanted, Act.REFUSE_PERMISSION, actor=actor)
    if changed[0].kind != KIND:
        facts = {"kind": changed[0].kind, "instead": Act.WITHDRAW_DRAFT}
        raise ServiceError(ErrorKind.CONFLICT, "restriction_change.wrong_state", facts)
    restriction_changes.require(session, changed, Act.REFUSE_PERMISSION, (), actor=actor)
    restriction_changes.decide(
        session, changed, Act.REFUSE_PERMISSION, wanted, actor=actor, now=now
    )
    restriction_changes.forget_named(session, changed[0])
    refused = events.RESTRICTION_REPLACEMENT_REFUSED
    restriction_changes.journal(session, refused, changed, actor=actor, now=now)
    return changed


def _law(
    session: Session, changed: Changed, former: BoundSubject, *, verified: bool = False
) -> tuple[Finding, ...]:
    change, order, matter = changed
    content = restriction_changes.content_of(change)
    capacity = BoundPerson(former.capacity)
    new = bound_persons.of_change(session, change)
    # Whoever the order binds in another capacity is no mere name on paper, whatever is stated.
    stays = {
        one.capacity
        for one in bound_persons.standing(session, order)
        if one.subject_id == former.subject_id
    }
    applicant = bound_persons.find(session, order, _id(changed, "applicant"))
    facts = ReplacementFacts(
        capacity=capacity,
        former=str(former.subject_id),
        applicant=str(applicant.subject_id),
        successor=next((str(one.subject_id) for one in new if one.capacity == capacity), None),
        business_needs=content["business_needs"],
        registered=content["registered"],
        not_controller=content["not_controller"] and _STAYS[0] not in stays,
        not_directly_responsible=content["not_directly_responsible"] and _STAYS[1] not in stays,
        application=Application(
            undertaking_given=content["undertaking_given"],
            evidence_submitted=bool(content["evidence"].strip()),
            verified=verified,
            abused_before=restriction_permissions.abused_by(session, former.subject_id, matter),
        ),
    )
    return replacement.replacement_findings(facts)


def _id(changed: Changed, name: str) -> UUID:
    return UUID(restriction_changes.content_of(changed[0])[name])
