"""The order that goes with a listing (随纳入决定的限制消费令): what becomes of it when the decision
to list comes to nothing.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.journal import bodies
from registry.models.listings import Listing, RestrictionOrder
from registry.services.acts import moves
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter
from registry.services.clocks import deadlines
from registry.services.corrections import corrections_done
from registry.services.endings.endings import REVOKED
from registry.services.parties import debtor_journal, subjects
from registry.services.publication import public_entries
from registry.services.restrictions import bound_persons, restriction_pauses, restrictions
from schemas.act_codes import Act
from schemas.codes import DeadlineKind, OrderState

_BINDING = (OrderState.IN_FORCE, OrderState.SUSPENDED)
_NOT_IN_FORCE_YET = (OrderState.DRAFT, OrderState.SIGNED)


def drop(
    session: Session,
    listing: Listing,
    matter: Matter,
    why: Why,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Drop the order that was drafted with a listing, unless it stands by itself already."""
    order = restrictions.of_listing(session, listing)
    if order is None or order.state not in _NOT_IN_FORCE_YET:
        return
    drop_order(session, order, matter, why, actor=actor, now=now)


def drop_order(
    session: Session,
    order: RestrictionOrder,
    matter: Matter,
    why: Why,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Drop an order that binds nobody yet, and everybody named with it."""
    moves.do(order, Act.DROP_RESTRICTION)
    order.lifted_on = legal_day(now)
    bound_persons.drop(session, order, on=now)
    who, act, kind = actor.journal, Act.DROP_RESTRICTION, events.RESTRICTION_DROPPED
    debtor_journal.note(session, kind, order.public_id, matter, {}, why, actor=who, now=now)
    corrections_done.order_ended(session, order, act, actor=who, now=now)


def standing(session: Session, listing: Listing) -> RestrictionOrder | None:
    """Return the order that a listing made mandatory, as long as it binds somebody."""
    order = restrictions.of_listing(session, listing)
    return order if order is not None and order.state in _BINDING else None


def revoke(
    session: Session,
    listing: Listing,
    matter: Matter,
    why: Why,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Revoke the order that a listing made mandatory, if it binds somebody."""
    order = standing(session, listing)
    if order is not None:
        revoke_order(session, order, matter, why, actor=actor, now=now)


def revoke_order(
    session: Session,
    order: RestrictionOrder,
    matter: Matter,
    why: Why,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Revoke an order, for everybody whom it binds: what should never have been is told to whoever
    was told of it.
    """
    on, was_told = legal_day(now), order.state in _BINDING
    moves.do(order, Act.SIGN_REVOCATION)
    order.lifted_on, order.lift_ground = on, REVOKED
    deadlines.close(session, order.public_id, DeadlineKind.LIFT_RESTRICTION, on=on)
    restriction_pauses.end_with_order(session, order, on=on)
    public_entries.hide(session, order.public_id)
    body = bodies.ended(subjects.reference(session, matter), ground=REVOKED, on=on)
    kind = events.RESTRICTION_REVOKED if was_told else events.RESTRICTION_DROPPED
    who, act = actor.journal, Act.SIGN_REVOCATION
    debtor_journal.enter(session, kind, order.public_id, matter, body, why, actor=who, now=now)
    bound_persons.end(
        session,
        order,
        matter,
        act=Act.SIGN_REVOCATION,
        ground=REVOKED,
        reason=why.reason,
        actor=who,
        now=now,
    )
    corrections_done.order_ended(session, order, act, actor=who, now=now)
