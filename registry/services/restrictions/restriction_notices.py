"""What is told of an order that goes on but says something else (限制消费令变更通知)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.journal import bodies
from registry.journal.entry import Actor
from registry.models.listings import Listing, RestrictionOrder
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter
from registry.services.facts import listing_law
from registry.services.parties import debtor_journal, subjects
from registry.services.publication import public_entries
from registry.services.restrictions import bound_persons


def restate(
    session: Session,
    order: RestrictionOrder,
    matter: Matter,
    why: Why,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Let an order that binds somebody say what it says now, to the public and to the agencies, as
    its next version.
    """
    order.version += 1
    public_entries.restate_order(session, order.public_id, order, matter)
    made_by = select(Listing.public_id).where(Listing.id == order.listing_id)
    listing_id = session.execute(made_by).scalar_one_or_none()
    debtor_journal.enter(
        session,
        events.RESTRICTION_AMENDED,
        order.public_id,
        matter,
        bodies.restriction(
            subjects.reference(session, matter),
            acts=listing_law.acts_of(order),
            imposed_on=order.imposed_on or legal_day(now),
            listing_id=None if listing_id is None else str(listing_id),
        ),
        why,
        actor=actor,
        now=now,
    )
    bound_persons.restate(session, order, matter, reason=why.reason, actor=actor, now=now)
