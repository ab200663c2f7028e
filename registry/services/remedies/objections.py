"""Objections (纠正申请、执行异议): received in writing, and withdrawn. What is objected to stands
meanwhile.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.bound_persons import BoundSubject
from registry.models.remedies import Objection
from registry.rules.policy import Policy
from registry.rules.procedure import not_in_future
from registry.rules.remedy_courses import course
from registry.services.acts import eligibility, moves, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Sought
from registry.services.clocks import deadlines
from registry.services.corrections import remedy_records
from registry.services.corrections.remedy_records import Dispute
from registry.services.remedies import objection_law
from registry.services.restrictions import bound_persons
from schemas.act_codes import Act
from schemas.free_text import mask_numbers_in_text
from schemas.remedy_codes import (
    Disputed,
    ObjectionGround,
    ObjectionState,
    Objector,
)

Found = tuple[Objection, Dispute]
_BASES = {disputed: str(course(disputed).examination.article) for disputed in Disputed}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveObjection:
    """An objection as it came in, to exactly one thing; ``ground`` is for listings and orders.

    :ivar person: which of the persons whom an order binds objects to it, where one does.
    """

    disputed: Disputed
    record_id: UUID
    objector: Objector
    statement: str
    received_on: date
    ground: ObjectionGround | None = None
    person: UUID | None = None
    in_writing: bool = True
    in_person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawObjection:
    """An objection that is withdrawn, and what the objector says of it."""

    objection_id: UUID
    version: int
    reason: str


def receive(
    session: Session,
    order: ReceiveObjection,
    *,
    actor: CourtActor,
    now: datetime,
    policy: Policy,
) -> Found:
    """Receive an objection; the days to examine it begin with its receipt.

    :raises ServiceError: ``listing.not_found``, ``restriction.not_found``, ``case.not_found``,
        ``bound_person.not_found``, ``listing.wrong_state``, ``restriction.wrong_state``,
        ``objection.pending``, ``objection.ineligible``.
    """
    about = _disputed(session, order, actor=actor)
    person = None
    if about.order is not None and order.person is not None:
        person = bound_persons.find(session, about.order, order.person)
    moves.require(about.listing or about.order or about.case, Act.RECEIVE_OBJECTION)
    court, on = about.case.court_code, legal_day(now)
    _refuse_if_pending(session, order, about, person)
    eligibility.require(
        "objection.ineligible",
        (
            *eligibility.authority(Act.RECEIVE_OBJECTION, actor, court_code=court),
            *objection_law.received(
                session,
                order,
                about,
                person,
                to_enforcing_court=actor.court_code == court,
                policy=policy,
            ),
            not_in_future({"received_on": order.received_on}, on=on),
        ),
    )
    found = Objection(
        public_id=uuid4(),
        case_id=about.case.id,
        disputed=order.disputed,
        listing_id=about.listing.id if about.listing else None,
        order_id=about.order.id if about.order else None,
        person_id=person.id if person else None,
        ground=order.ground,
        objector=order.objector,
        statement=mask_numbers_in_text(order.statement),
        in_writing=order.in_writing,
        in_person=order.in_person,
        received_on=order.received_on,
        received_by=actor.staff_id,
        received_at=now,
        state=ObjectionState.RECEIVED,
        version=1,
    )
    session.add(found)
    journal(session, events.OBJECTION_RECEIVED, found, about, found.statement, actor, now)
    clock = course(order.disputed).examination
    deadlines.start(session, clock, found.public_id, about.case, on=order.received_on)
    return found, about


def withdraw(
    session: Session, order: WithdrawObjection, *, actor: CourtActor, now: datetime
) -> Found:
    """Record that an objection was withdrawn before it was decided.

    :raises ServiceError: ``objection.not_found``, ``record.stale``, ``objection.wrong_state``,
        ``objection.ineligible``.
    """
    act = Act.WITHDRAW_OBJECTION
    found, about = to_change(session, order.objection_id, order.version, act, actor=actor)
    authority = eligibility.authority(act, actor, court_code=about.case.court_code)
    eligibility.require("objection.ineligible", authority)
    moves.do(found, act)
    found.withdrawn_on, found.withdrawal = legal_day(now), mask_numbers_in_text(order.reason)
    clock = course(Disputed(found.disputed)).examination
    remedy_records.stop(session, clock, found.public_id, now=now)
    journal(session, events.OBJECTION_WITHDRAWN, found, about, found.withdrawal, actor, now)
    return found, about


def _disputed(session: Session, order: ReceiveObjection, *, actor: CourtActor) -> Dispute:
    sought = Sought(
        id=order.record_id, court_code=actor.court_code, to_change=True, from_above=True
    )
    if order.disputed is Disputed.LISTING:
        listing, matter = records.listing(session, sought)
        return Dispute(matter.case, matter, listing=listing)
    if order.disputed is Disputed.RESTRICTION:
        restriction, matter = records.order(session, sought)
        return Dispute(matter.case, matter, order=restriction)
    return Dispute(records.case(session, sought))


def to_change(
    session: Session, objection_id: UUID, version: int, act: Act, *, actor: CourtActor
) -> Found:
    """Return an objection that an act is about to change, its case locked.

    :raises ServiceError: ``objection.not_found``, ``record.stale``, ``objection.wrong_state``.
    """
    sought = Sought(id=objection_id, court_code=actor.court_code, to_change=True)
    found, about = remedy_records.objection(session, sought)
    moves.expect(found, version)
    moves.require(found, act)
    return found, about


def _refuse_if_pending(
    session: Session, order: ReceiveObjection, about: Dispute, person: BoundSubject | None
) -> None:
    chosen = select(Objection.public_id).where(
        Objection.case_id == about.case.id,
        Objection.disputed == order.disputed,
        Objection.listing_id == (about.listing.id if about.listing else None),
        Objection.order_id == (about.order.id if about.order else None),
        Objection.objector == order.objector,
        Objection.person_id == (person.id if person else None),
        Objection.ground == order.ground,
        Objection.state == ObjectionState.RECEIVED,
    )
    known = session.scalars(chosen).first()
    if known is not None:
        raise ServiceError(ErrorKind.CONFLICT, "objection.pending", {"objection": known})


def journal(
    session: Session,
    kind: events.Kind,
    found: Objection,
    about: Dispute,
    reason: str,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Journal an act about an objection."""
    facts: dict[str, Any] = {"objection": str(found.public_id), "ground": found.ground}
    why = Why(reason=reason, basis=_BASES[Disputed(found.disputed)])
    remedy_records.journal(session, kind, about, why, actor=actor.journal, now=now, **facts)
