"""Naming a person whom an entity's order is to bind (载明受限制的责任人员): with the draft of the
order, or in a later decision about it. Nobody is bound by being named.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.errors import ErrorKind, ServiceError
from registry.journal import append
from registry.journal.entry import Entry
from registry.models.bound_persons import BoundSubject, OrderChange
from registry.models.listings import RestrictionOrder
from registry.rules import restriction
from registry.rules.findings import Finding
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Matter, Sought
from registry.services.cases import debtors
from registry.services.cases.debtors import PersonStated
from registry.services.parties import restrained
from registry.services.restrictions import bound_persons
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.codes import OrderState, SubjectKind
from schemas.restriction_codes import BoundPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNamed(PersonStated):
    """A person as a court states him, and as what he is bound."""

    capacity: BoundPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePerson:
    """A person to be named with the draft of an order, in the version that was seen."""

    order_id: UUID
    version: int
    person: PersonNamed


def with_draft(
    session: Session, wanted: NamePerson, *, actor: CourtActor, now: datetime, vault: Vault
) -> tuple[BoundSubject, RestrictionOrder, Matter]:
    """Name a person with the draft of an order, whose president signs both.

    :raises ServiceError: ``restriction.not_found``, ``record.stale``, ``restriction.wrong_state``,
        ``request.invalid``, ``bound_person.exists``, ``restriction.ineligible``.
    """
    sought = Sought(id=wanted.order_id, court_code=actor.court_code, to_change=True)
    order, matter = records.order(session, sought)
    moves.expect(order, wanted.version)
    moves.require(order, Act.SIGN_RESTRICTION)
    authority = eligibility.authority(
        Act.DRAFT_RESTRICTION, actor, court_code=matter.case.court_code
    )
    law = findings(matter, wanted.person)
    eligibility.require("restriction.ineligible", (*authority, *law))
    one = name(session, order, matter, wanted.person, actor=actor, now=now, vault=vault)
    order.version += 1
    return one, order, matter


def findings(matter: Matter, person: PersonNamed) -> tuple[Finding, ...]:
    """Return whether the law lets an order bind somebody in this capacity."""
    return restriction.binding_findings(SubjectKind(matter.subject.kind), person.capacity)


def name(
    session: Session,
    order: RestrictionOrder,
    matter: Matter,
    person: PersonNamed,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
    change: OrderChange | None = None,
) -> BoundSubject:
    """Enter a person whom an order is to bind; that the law allows it has been established.

    :raises ServiceError: ``request.invalid``, ``bound_person.exists`` where somebody is bound in
        this capacity already.
    """
    enrolled = debtors.enrol_person(session, matter.case, person, now=now, vault=vault)
    for known in bound_persons.living(session, order):
        if (known.subject_id, known.capacity) == (enrolled.subject.id, person.capacity):
            facts = {"person": known.public_id, "state": known.state}
            raise ServiceError(ErrorKind.CONFLICT, "bound_person.exists", facts)
    one = BoundSubject(
        public_id=uuid4(),
        order_id=order.id,
        subject_id=enrolled.subject.id,
        identity_version=enrolled.version,
        capacity=person.capacity,
        state=OrderState.DRAFT,
        change_id=None if change is None else change.id,
        named_by=actor.staff_id,
        named_at=now,
        version=1,
    )
    session.add(one)
    session.flush()
    _journal(session, one, order, matter, actor=actor, now=now)
    return one


def _journal(
    session: Session,
    one: BoundSubject,
    order: RestrictionOrder,
    matter: Matter,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    who = restrained.person(session, one, order, matter)
    append.record(
        session,
        Entry(
            kind=events.RESTRICTION_PERSON_NAMED,
            body=who.body(who.reference(session).as_body()),
            actor=actor.journal,
            reason=order.reason,
            basis=str(restriction.WHOM_IT_BINDS.article),
            occurred_at=now,
            subject_id=who.subject_id,
            record_id=one.public_id,
        ),
    )
