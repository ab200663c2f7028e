"""Performance of a listing (履行情况): what was paid is made known of every published listing of
the case, in the commit that confirms the payment.

Listing Rules Art. 6(3) has the state of performance published, and Art. 9 para 2 has it mended when
it is not true any more. Where the case is about money, the words about it are written anew from the
confirmed sum; words about other obligations are a person's to mend.
"""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.models.cases import Debtor
from registry.models.listings import Listing
from registry.rules import removal
from registry.rules.articles import Article, Instrument
from registry.services.acts import records
from registry.services.acts.records import FRESH, Matter
from registry.services.facts import listing_law
from registry.services.listings import listing_notices, listings
from registry.services.listings.listing_notices import Telling
from registry.vault import Vault
from schemas.amounts import format_amount
from schemas.codes import Performance

BASIS = Article(Instrument.LISTING_RULES, 9, paragraph=2)
REASON = "履行款已经确认，更正履行情况"


def tell_payment(
    session: Session, matter: Matter, *, actor: CourtActor, now: datetime, vault: Vault
) -> None:
    """Bring the performance of a case's published listings up to what is confirmed."""
    paid = listing_law.confirmed(session, matter.case.id)
    published = session.scalars(
        select(Listing)
        .join(Debtor, Debtor.id == Listing.debtor_id)
        .where(Debtor.case_id == matter.case.id, listings.IS_KEPT_UP)
        .order_by(Listing.id)
        .execution_options(**FRESH)
    ).all()
    telling = Telling(kind=events.LISTING_AMENDED, reason=REASON, basis=str(BASIS))
    for listing in published:
        state(listing, owed=matter.case.amount, paid=paid)
        about = records.matter_of(session, listing.debtor_id)
        listing_notices.change(session, listing, about, telling, actor=actor, now=now, vault=vault)


def state(listing: Listing, *, owed: Decimal | None, paid: Decimal) -> None:
    """Let a listing say how much of its case is performed.

    :param owed: the amount of the case, none where it is not about money.
    :param paid: the sum that is confirmed; more than nothing.
    """
    performed = removal.is_performed(owed, paid)
    listing.performance = Performance.FULL if performed else Performance.PARTIAL
    if owed is None:
        return
    left = max(owed - paid, listing_law.NOTHING_PAID)
    listing.amount_outstanding = left
    listing.performed = f"已履行{format_amount(paid)}元"
    listing.outstanding = f"未履行{format_amount(left)}元" if left else ""
