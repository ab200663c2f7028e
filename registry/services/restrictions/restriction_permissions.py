"""Applications for a permission under an order (准许申请): received, refused, withdrawn.

Whoever gave false evidence or broke an undertaking is permitted nothing under the orders of the
case any more (last paragraph of point 17 of the 2019 Opinion).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.events import Kind
from registry.models.bound_persons import BoundSubject
from registry.models.listings import RestrictionOrder
from registry.models.permissions import Permission
from registry.rules import applications, restriction
from registry.rules.applications import Application
from registry.rules.articles import Article, Instrument
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.services.acts import eligibility, moves, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.parties import debtor_journal
from registry.services.restrictions import (
    bound_persons,
    restriction_exemption_notices,
    restriction_pauses,
)
from schemas.free_text import mask_numbers_in_text
from schemas.restriction_codes import BoundPerson, PermissionKind, PermissionState

BASIS = Article(Instrument.OPINION_2019, 17)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePermission:
    """An application to be decided on, in the version that was seen, and why.

    :ivar false_evidence: whether the evidence has proved false.
    :ivar broken_undertaking: whether the undertaking has been broken.
    """

    permission_id: UUID
    version: int
    reason: str
    false_evidence: bool = False
    broken_undertaking: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantPermission:
    """A permission to be granted, in the version that was seen, and why.

    :ivar verified: whether the evidence was examined and found true.
    """

    permission_id: UUID
    version: int
    verified: bool
    reason: str


def applicant_law(session: Session, asked: Permission) -> tuple[Finding, ...]:
    """Return whether the applicant is somebody whom the order binds now."""
    person = None if asked.person_id is None else session.get_one(BoundSubject, asked.person_id)
    bound = person is not None and person.state in bound_persons.BINDING
    return restriction.applicant_findings(BoundPerson(asked.applicant), bound=bound)


def refuse_if_over(asked: Permission, *, on: date) -> None:
    """Make sure that the time that somebody asks for is not over.

    :raises ServiceError: ``permission.over``.
    """
    if asked.ends_on < on:
        over = {"ends_on": asked.ends_on.isoformat()}
        raise ServiceError(ErrorKind.CONFLICT, "permission.over", over)


def kind_of(session: Session, permission_id: UUID, *, actor: CourtActor) -> PermissionKind:
    """Return what was asked for, locking its case.

    :raises ServiceError: ``permission.not_found``.
    """
    sought = Sought(id=permission_id, court_code=actor.court_code, to_change=True)
    asked, _, _ = records.permission(session, sought)
    return PermissionKind(asked.kind)


def application_of(session: Session, asked: Permission, matter: Matter) -> Application:
    """Return what an applicant brought, and whether he has abused a permission in this case."""
    return Application(
        undertaking_given=asked.undertaking_given,
        evidence_submitted=bool(asked.evidence.strip()),
        verified=asked.verified,
        abused_before=_has_abused(session, asked, matter),
    )


def refuse(
    session: Session, change: ChangePermission, *, actor: CourtActor, now: datetime
) -> tuple[Permission, RestrictionOrder, Matter]:
    """Refuse what was asked for; false evidence is noted, and bars every further application.

    :raises ServiceError: ``permission.not_found``, ``record.stale``, ``permission.wrong_state``,
        ``permission.ineligible``.
    """
    asked, order, matter = _to_change(session, change, Act.REFUSE_PERMISSION, actor=actor)
    receiver = records.staff_id(session, asked.received_by)
    court = matter.case.court_code
    authority = eligibility.authority(
        Act.REFUSE_PERMISSION, actor, court_code=court, drafter=receiver
    )
    eligibility.require("permission.ineligible", authority)
    moves.do(asked, Act.REFUSE_PERMISSION)
    asked.decided_by, asked.decided_at = actor.staff_id, now
    asked.decision = mask_numbers_in_text(change.reason)
    asked.false_evidence = change.false_evidence
    journal(session, events.PERMISSION_REFUSED, asked, order, matter, actor=actor, now=now)
    return asked, order, matter


def withdraw(
    session: Session, change: ChangePermission, *, actor: CourtActor, now: datetime
) -> tuple[Permission, RestrictionOrder, Matter]:
    """Withdraw a permission that was abused; a suspended order is resumed at once, and whoever was
    told of an exemption is told that it is over.

    One that is over is withdrawn too, so that no further application is accepted.

    :raises ServiceError: as for :func:`refuse`.
    """
    asked, order, matter = _to_change(session, change, Act.WITHDRAW_PERMISSION, actor=actor)
    court = matter.case.court_code
    eligibility.require(
        "permission.ineligible",
        (
            *eligibility.authority(Act.WITHDRAW_PERMISSION, actor, court_code=court),
            *applications.withdrawal_findings(
                false_evidence=change.false_evidence,
                broken_undertaking=change.broken_undertaking,
            ),
        ),
    )
    holds = asked.state == PermissionState.GRANTED
    moves.do(asked, Act.WITHDRAW_PERMISSION)
    asked.decision = mask_numbers_in_text(change.reason)
    asked.false_evidence |= change.false_evidence
    asked.broken_undertaking |= change.broken_undertaking
    journal(session, events.PERMISSION_WITHDRAWN, asked, order, matter, actor=actor, now=now)
    if holds:
        asked.ended_on = legal_day(now)
        take_back = (
            restriction_pauses.resume
            if asked.kind == PermissionKind.SUSPENSION
            else restriction_exemption_notices.tell
        )
        take_back(
            session, asked, order, matter, reason=asked.decision, actor=actor.journal, now=now
        )
    return asked, order, matter


def journal(
    session: Session,
    kind: Kind,
    asked: Permission,
    order: RestrictionOrder,
    matter: Matter,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Write what happened to an application; cause and evidence stay out of the journal."""
    person = person_of(session, asked)
    said = {
        "permission": {
            "id": str(asked.public_id),
            "kind": asked.kind,
            "applicant": asked.applicant,
            "person": None if person is None else str(person),
        },
    }
    debtor_journal.note(
        session,
        kind,
        order.public_id,
        matter,
        said,
        Why(reason=asked.decision, basis=str(BASIS)),
        actor=actor.journal,
        now=now,
    )


def person_of(session: Session, asked: Permission) -> UUID | None:
    """Return the public id of the person bound for an entity whom an application concerns."""
    if asked.person_id is None:
        return None
    return session.get_one(BoundSubject, asked.person_id).public_id


def _to_change(
    session: Session, change: ChangePermission, act: Act, *, actor: CourtActor
) -> tuple[Permission, RestrictionOrder, Matter]:
    sought = Sought(id=change.permission_id, court_code=actor.court_code, to_change=True)
    asked, order, matter = records.permission(session, sought)
    moves.expect(asked, change.version)
    moves.require(asked, act)
    return asked, order, matter


def abused_by(session: Session, subject_id: int, matter: Matter) -> bool:
    """Tell whether a person bound for an entity has abused a permission in this case."""
    his = select(BoundSubject.id).where(BoundSubject.subject_id == subject_id)
    return _is_known(session, matter, Permission.person_id.in_(his))


def _of_one_person(session: Session, asked: Permission) -> ColumnElement[bool]:
    """Return the condition that an application is by the same applicant, in any capacity."""
    if asked.person_id is None:
        return Permission.person_id.is_(None)
    subject_id = session.get_one(BoundSubject, asked.person_id).subject_id
    his = select(BoundSubject.id).where(BoundSubject.subject_id == subject_id)
    return Permission.person_id.in_(his)


def _has_abused(session: Session, asked: Permission, matter: Matter) -> bool:
    return _is_known(session, matter, _of_one_person(session, asked))


def _is_known(session: Session, matter: Matter, by: ColumnElement[bool]) -> bool:
    known = session.scalars(
        select(Permission.id)
        .join(RestrictionOrder, RestrictionOrder.id == Permission.order_id)
        .where(
            RestrictionOrder.debtor_id == matter.debtor.id,
            by,
            or_(Permission.false_evidence, Permission.broken_undertaking),
        )
    ).first()
    return known is not None
