"""Receiving an application for a permission under an order (准许申请的接收): what every kind says,
who may bring it, and its entry.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.models.listings import RestrictionOrder
from registry.models.permissions import Permission
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.services.acts import eligibility
from registry.services.acts.records import Matter
from registry.services.restrictions import bound_persons, restriction_permissions
from schemas.free_text import mask_numbers_in_text
from schemas.restriction_codes import BoundPerson, PermissionKind, PermissionState


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyForPermission:
    """What every application under an order says.

    :ivar evidence: what was submitted; empty where there was nothing.
    """

    order_id: UUID
    applicant: BoundPerson
    person_id: UUID | None
    purpose: str
    evidence: str
    undertaking_given: bool
    ends_on: date


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies: in which capacity, and by which record where an entity's order binds him."""

    capacity: BoundPerson
    person_id: int | None


def applicant(
    session: Session, order: RestrictionOrder, capacity: BoundPerson, person: UUID | None
) -> Applicant:
    """Return who applies under an order, the debtor or a person whom it binds beside him.

    :raises ServiceError: ``bound_person.not_found``.
    """
    if person is None:
        return Applicant(capacity, None)
    found = bound_persons.find(session, order, person)
    return Applicant(BoundPerson(found.capacity), found.id)


def applied(
    session: Session,
    order: RestrictionOrder,
    wanted: ApplyForPermission,
    kind: PermissionKind,
    *,
    actor: CourtActor,
    now: datetime,
) -> Permission:
    """Return an application as a clerk receives it, not entered yet; it asks for nothing so far.

    :raises ServiceError: ``bound_person.not_found``.
    """
    by = applicant(session, order, wanted.applicant, wanted.person_id)
    return Permission(
        public_id=uuid4(),
        order_id=order.id,
        person_id=by.person_id,
        kind=kind,
        state=PermissionState.APPLIED,
        applicant=by.capacity,
        purpose=mask_numbers_in_text(wanted.purpose),
        cause=None,
        travel="",
        urgent=False,
        acts="",
        own_money=False,
        private_purpose=False,
        evidence=mask_numbers_in_text(wanted.evidence),
        undertaking_given=wanted.undertaking_given,
        ends_on=wanted.ends_on,
        verified=False,
        false_evidence=False,
        broken_undertaking=False,
        decision="",
        received_by=actor.staff_id,
        received_at=now,
        version=1,
    )


def receive(
    session: Session,
    asked: Permission,
    order: RestrictionOrder,
    matter: Matter,
    law: Iterable[Finding],
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Enter an application that the law lets be made.

    :raises ServiceError: ``permission.ineligible``.
    """
    court = matter.case.court_code
    authority = eligibility.authority(Act.RECEIVE_PERMISSION, actor, court_code=court)
    eligibility.require("permission.ineligible", (*authority, *law))
    session.add(asked)
    restriction_permissions.journal(
        session, events.PERMISSION_RECEIVED, asked, order, matter, actor=actor, now=now
    )
