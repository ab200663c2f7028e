"""What is told of a transfer (移转执行通知): everybody who was told of a listing or an order learns
which court has it now.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.cases import Debtor, EnforcementCase
from registry.models.listings import Listing, RestrictionOrder
from registry.services.acts import records
from registry.services.acts.reasons import Why
from registry.services.listings import listing_notices, listings
from registry.services.listings.listing_notices import Telling
from registry.services.publication import unit_notices
from registry.services.restrictions import restriction_notices
from registry.services.restrictions.restrictions import BINDING
from registry.services.sanctions import exit_records, exit_restrictions
from registry.vault import Vault


def tell(
    session: Session,
    case: EnforcementCase,
    why: Why,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> None:
    """Let the standing listings and orders of a case name its court."""
    telling = Telling(kind=events.LISTING_AMENDED, reason=why.reason, basis=why.basis)
    listed = (
        select(Listing)
        .join(Debtor, Debtor.id == Listing.debtor_id)
        .where(Debtor.case_id == case.id, listings.IS_KEPT_UP)
        .order_by(Listing.id)
    )
    for listing in session.scalars(listed.execution_options(**records.FRESH)).all():
        about = records.matter_of(session, listing.debtor_id)
        listing_notices.change(session, listing, about, telling, actor=actor, now=now, vault=vault)
        unit_notices.owe_of_change(session, listing, about, on=legal_day(now))
    standing = (
        select(RestrictionOrder)
        .join(Debtor, Debtor.id == RestrictionOrder.debtor_id)
        .where(Debtor.case_id == case.id, RestrictionOrder.state.in_(BINDING))
        .order_by(RestrictionOrder.id)
    )
    for order in session.scalars(standing.execution_options(**records.FRESH)).all():
        about = records.matter_of(session, order.debtor_id)
        restriction_notices.restate(session, order, about, why, actor=actor.journal, now=now)
    for found in exit_records.in_force(session, case):
        held = (found, records.matter_of(session, found.debtor_id))
        kind = events.EXIT_RESTRICTION_AMENDED
        exit_restrictions.tell(session, kind, held, why.reason, actor=actor, now=now)
