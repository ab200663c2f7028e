"""Duties of full performance (履行完毕后的期限): once a case is performed, each of its listings is
to be removed within three working days (Listing Rules Art. 10 para 1), and each of its orders and
exit restrictions is to be lifted promptly (Consumption Rules Art. 9, Civil Procedure Law Art. 266).

For a listing with a term the duty prompts the decision of Art. 2 para 2: a person decides, on its
date.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.cases import Debtor, EnforcementCase
from registry.models.listings import Listing
from registry.rules import import_rules
from registry.rules.clocks_of_cases import EXIT_LIFT, ORDER_LIFT
from registry.rules.clocks_of_lists import REMOVAL_ON_GROUND
from registry.services.clocks import deadlines
from registry.services.listings.listings import IN_THE_LIST
from registry.services.restrictions import restrictions
from registry.services.sanctions import exit_records
from schemas.codes import DeadlineKind


def start(session: Session, case: EnforcementCase, *, on: date) -> None:
    """Open the duty to remove every listing of a case that has been performed, and to lift every
    order and every exit restriction in it.
    """
    for order in restrictions.binding_in(session, case):
        deadlines.start(session, ORDER_LIFT, order.public_id, case, on=on)
    for found in exit_records.in_force(session, case):
        deadlines.start(session, EXIT_LIFT, found.public_id, case, on=on)
    listed = session.scalars(
        select(Listing)
        .join(Debtor, Debtor.id == Listing.debtor_id)
        .where(Debtor.case_id == case.id, Listing.state.in_(IN_THE_LIST))
        .order_by(Listing.id)
    )
    for listing in listed:
        kind, has_term = DeadlineKind.REMOVE_LISTING, listing.ends_on is not None
        deadlines.start(
            session,
            REMOVAL_ON_GROUND,
            listing.public_id,
            case,
            on=on,
            basis=import_rules.duty_article(kind, has_term=has_term),
        )
