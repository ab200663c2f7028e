"""Persons bound by an entity's order (受限制的责任人员), Consumption Rules Art. 3 para 2: each has
a record with the life of an order, and everybody is told of each by himself.

They are restricted and never listed for the entity (2019 Opinion 16(2)). What ends the order ends
it for all of them, in the same commit.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.events import Kind
from registry.journal import append, bodies
from registry.journal.bodies import Body
from registry.journal.entry import Actor, Entry
from registry.models.bound_persons import BoundSubject, OrderChange
from registry.models.listings import RestrictionOrder
from registry.rules.restriction import BOUND_PERSONS
from registry.services.acts import moves
from registry.services.acts.records import FRESH, Matter
from registry.services.corrections import corrections_done
from registry.services.facts import listing_law
from registry.services.parties import restrained
from registry.services.parties.restrained import Restrained
from registry.services.publication import public_entries
from registry.services.restrictions import restriction_pauses
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.codes import OrderState

BINDING = (OrderState.IN_FORCE, OrderState.SUSPENDED)
_ENDED = (OrderState.DROPPED, OrderState.LIFTED, OrderState.REVOKED)


def of_order(session: Session, order: RestrictionOrder) -> Sequence[BoundSubject]:
    """Return everybody whom an order binds, bound, or is to bind, in the order of naming."""
    return session.scalars(
        select(BoundSubject)
        .where(BoundSubject.order_id == order.id)
        .order_by(BoundSubject.id)
        .execution_options(**FRESH)
    ).all()


def find(session: Session, order: RestrictionOrder, public_id: UUID) -> BoundSubject:
    """Return one person under an order, bound or not.

    :raises ServiceError: ``bound_person.not_found``.
    """
    for one in of_order(session, order):
        if one.public_id == public_id:
            return one
    raise ServiceError(ErrorKind.NOT_FOUND, "bound_person.not_found")


def of_change(session: Session, change: OrderChange) -> Sequence[BoundSubject]:
    """Return whom a later decision is to bind."""
    return session.scalars(
        select(BoundSubject).where(BoundSubject.change_id == change.id).order_by(BoundSubject.id)
    ).all()


def living(session: Session, order: RestrictionOrder) -> list[BoundSubject]:
    """Return whom an order binds or is to bind."""
    return [one for one in of_order(session, order) if one.state not in _ENDED]


def standing(session: Session, order: RestrictionOrder) -> list[BoundSubject]:
    """Return whom an order binds now."""
    return [one for one in of_order(session, order) if one.state in BINDING]


def sign(session: Session, order: RestrictionOrder) -> None:
    """Put everybody who was named with a draft under the signature of the order."""
    for one in _named_with(session, order):
        moves.do(one, Act.SIGN_RESTRICTION)


def drop(session: Session, order: RestrictionOrder, *, on: datetime) -> None:
    """Drop everybody who was named with an order that is dropped itself."""
    for one in living(session, order):
        moves.do(one, Act.DROP_RESTRICTION)
        one.lifted_on = legal_day(on)


def impose(
    session: Session,
    order: RestrictionOrder,
    matter: Matter,
    people: Iterable[BoundSubject] | None = None,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
    vault: Vault,
) -> None:
    """Let an order bind people from today, and tell everybody of each.

    :param people: who; everybody named with the order where nothing is said.
    """
    on = legal_day(now)
    imposed = list(_named_with(session, order) if people is None else people)
    for one in imposed:
        one.imposed_on = on
        moves.do(one, Act.PUBLISH_RESTRICTION)
        who = restrained.person(session, one, order, matter)
        public_entries.show_person(session, who, on=on, vault=vault)
        told = bodies.restriction(
            who.reference(session),
            acts=listing_law.acts_of(order),
            imposed_on=on,
            listing_id=None,
        )
        _tell(session, events.RESTRICTION_IMPOSED, who, told, reason, actor=actor, now=now)
    restriction_pauses.tell_again_of_persons(session, order, matter, imposed, actor=actor, now=now)


def restate(
    session: Session,
    order: RestrictionOrder,
    matter: Matter,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Tell everybody of what an order that was amended says to those whom it binds."""
    for one in standing(session, order):
        one.version += 1
        public_entries.restate_order(session, one.public_id, order, matter)
        who = restrained.person(session, one, order, matter)
        told = bodies.restriction(
            who.reference(session),
            acts=listing_law.acts_of(order),
            imposed_on=one.imposed_on or legal_day(now),
            listing_id=None,
        )
        _tell(session, events.RESTRICTION_AMENDED, who, told, reason, actor=actor, now=now)


def end(
    session: Session,
    order: RestrictionOrder,
    matter: Matter,
    people: Iterable[BoundSubject] | None = None,
    *,
    act: Act,
    ground: str,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Let an order bind people no more: the public finds them no more, and whoever was told is
    told.

    :param people: who; everybody whom the order binds where nothing is said.
    :param act: what ends it: the act that ends the order, or a lift for one person.
    """
    on = legal_day(now)
    revoked = act is Act.SIGN_REVOCATION
    kind = events.RESTRICTION_REVOKED if revoked else events.RESTRICTION_LIFTED
    for one in standing(session, order) if people is None else people:
        moves.do(one, act)
        one.lifted_on, one.lift_ground = on, ground
        public_entries.hide(session, one.public_id)
        restriction_pauses.end_with_person(session, one, on=on)
        who = restrained.person(session, one, order, matter)
        told = bodies.ended(who.reference(session), ground=ground, on=on)
        _tell(session, kind, who, told, reason, actor=actor, now=now)
        corrections_done.person_released(session, one, act, actor=actor, now=now)
    if people is None:
        # Whoever was only named under it is bound by nothing any more.
        for one in living(session, order):
            moves.do(one, Act.DROP_RESTRICTION)


def _named_with(session: Session, order: RestrictionOrder) -> list[BoundSubject]:
    return [one for one in living(session, order) if one.change_id is None]


def _tell(
    session: Session,
    kind: Kind,
    who: Restrained,
    told: Body,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    append.record(
        session,
        Entry(
            kind=kind,
            body=who.body(told),
            actor=actor,
            reason=reason,
            basis=str(BOUND_PERSONS.article),
            occurred_at=now,
            subject_id=who.subject_id,
            record_id=who.record.public_id,
        ),
    )
