"""Temporary suspension (暂时解除), point 17(3) of the 2019 Opinion: applied for with cause,
evidence and undertaking, and approved by the president.

It runs from the day of approval: tickets are bought before the journey, and no suspension begins by
the passing of time.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.listings import RestrictionOrder
from registry.models.permissions import Permission
from registry.rules import applications, suspension
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.rules.suspension import SuspensionFacts
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Matter, Sought
from registry.services.parties import restrained
from registry.services.restrictions import (
    permission_applications,
    restriction_pauses,
    restriction_permissions,
)
from registry.services.restrictions.permission_applications import ApplyForPermission
from registry.services.restrictions.restriction_permissions import GrantPermission
from schemas.codes import OrderState, SubjectKind
from schemas.free_text import mask_numbers_in_text
from schemas.restriction_codes import (
    BoundPerson,
    PermissionKind,
    SuspensionCause,
    Travel,
)

# What is known only when the president approves.
_AT_GRANT = {applications.VERIFIED.name, suspension.ONE_MONTH_AT_MOST.name}


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyForSuspension(ApplyForPermission):
    """An application to suspend an order."""

    cause: SuspensionCause | None
    travel: tuple[Travel, ...]
    urgent: bool


def apply(
    session: Session, wanted: ApplyForSuspension, *, actor: CourtActor, now: datetime
) -> tuple[Permission, RestrictionOrder, Matter]:
    """Receive an application; nothing is suspended by it.

    :raises ServiceError: ``restriction.not_found``, ``bound_person.not_found``,
        ``permission.over``, ``permission.ineligible``.
    """
    sought = Sought(id=wanted.order_id, court_code=actor.court_code, to_change=True)
    order, matter = records.order(session, sought)
    kind = PermissionKind.SUSPENSION
    asked = permission_applications.applied(session, order, wanted, kind, actor=actor, now=now)
    asked.cause, asked.urgent = wanted.cause, wanted.urgent
    asked.travel = ",".join(travel for travel in Travel if travel in wanted.travel)
    law = (
        finding
        for finding in _law(session, asked, order, matter, on=legal_day(now))
        if finding.rule not in _AT_GRANT
    )
    permission_applications.receive(session, asked, order, matter, law, actor=actor, now=now)
    return asked, order, matter


def grant(
    session: Session, wanted: GrantPermission, *, actor: CourtActor, now: datetime
) -> tuple[Permission, RestrictionOrder, Matter]:
    """Approve a suspension, which begins at once.

    :raises ServiceError: ``permission.not_found``, ``record.stale``, ``permission.wrong_state``,
        ``permission.over``, ``permission.ineligible``.
    """
    sought = Sought(id=wanted.permission_id, court_code=actor.court_code, to_change=True)
    asked, order, matter = records.permission(session, sought)
    moves.expect(asked, wanted.version)
    moves.require(asked, Act.GRANT_SUSPENSION)
    asked.verified = wanted.verified
    receiver = records.staff_id(session, asked.received_by)
    court = matter.case.court_code
    eligibility.require(
        "permission.ineligible",
        (
            *eligibility.authority(Act.GRANT_SUSPENSION, actor, court_code=court, drafter=receiver),
            *_law(session, asked, order, matter, on=legal_day(now)),
        ),
    )
    moves.do(asked, Act.GRANT_SUSPENSION)
    asked.decided_by, asked.decided_at = actor.staff_id, now
    asked.decision = mask_numbers_in_text(wanted.reason)
    restriction_pauses.suspend(session, asked, order, matter, actor=actor.journal, now=now)
    return asked, order, matter


def _law(
    session: Session, asked: Permission, order: RestrictionOrder, matter: Matter, *, on: date
) -> tuple[Finding, ...]:
    restriction_permissions.refuse_if_over(asked, on=on)
    natural = matter.subject.kind == SubjectKind.NATURAL
    who = restrained.under(session, asked, order, matter)
    facts = SuspensionFacts(
        state=OrderState(who.record.state),
        individual=natural or asked.applicant != BoundPerson.DEBTOR,
        travel=restriction_pauses.travel_of(asked),
        cause=None if asked.cause is None else SuspensionCause(asked.cause),
        urgent=asked.urgent,
        starts_on=on,
        ends_on=asked.ends_on,
        application=restriction_permissions.application_of(session, asked, matter),
    )
    return (
        *suspension.suspension_findings(facts),
        *restriction_permissions.applicant_law(session, asked),
    )
