"""Facts of breaches (违反情况): what a listing on Listing Rules Art. 1(5) can rest on."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.breaches import Breach
from registry.models.listings import RestrictionOrder
from registry.services.acts.records import Matter
from schemas.breach_codes import BreachState


def shown_on(session: Session, matter: Matter) -> Sequence[date]:
    """Return the days of the breaches of a debtor's orders in a case that were shown."""
    return session.scalars(
        select(Breach.happened_on)
        .join(RestrictionOrder, RestrictionOrder.id == Breach.order_id)
        .where(RestrictionOrder.debtor_id == matter.debtor.id, Breach.state == BreachState.SHOWN)
        .order_by(Breach.happened_on)
    ).all()
