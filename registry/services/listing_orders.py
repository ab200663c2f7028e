"""The order that goes with a listing (随纳入决定的限制消费令): what becomes of it when the decision
to list comes to nothing.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.journal import append
from registry.journal.entry import Entry
from registry.models.listings import Listing, RestrictionOrder
from registry.services import moves, restrictions, subjects
from registry.services.listings import Why
from registry.services.records import Matter
from schemas.codes import OrderState

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
    moves.move(order, OrderState.DROPPED)
    _record(session, order, matter, why, actor=actor, now=now)


def _record(
    session: Session,
    order: RestrictionOrder,
    matter: Matter,
    why: Why,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    append.record(
        session,
        Entry(
            kind=events.RESTRICTION_DROPPED,
            body=subjects.reference(session, matter).as_body(),
            actor=actor.journal,
            reason=why.reason,
            basis=why.basis,
            occurred_at=now,
            subject_id=matter.subject.public_id,
            record_id=order.public_id,
        ),
    )
