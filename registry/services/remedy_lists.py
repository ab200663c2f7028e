"""Lists of remedies (救济查询): objections, reviews and corrections in the order of their entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.cases import EnforcementCase
from registry.models.listings import Listing, RestrictionOrder
from registry.models.remedies import Objection
from schemas.remedy_codes import ObjectionState


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedObjections:
    """Which objections are looked for: those of a court's cases, narrowed where something is
    given.
    """

    court_code: str
    case_id: UUID | None = None
    listing_id: UUID | None = None
    order_id: UUID | None = None
    state: ObjectionState | None = None


def objections(
    session: Session, wanted: WantedObjections, *, after: int, limit: int
) -> Sequence[Objection]:
    """Return objections.

    :param after: the key of the objection to go on after.
    """
    chosen = (
        select(Objection)
        .join(EnforcementCase, EnforcementCase.id == Objection.case_id)
        .where(EnforcementCase.court_code == wanted.court_code, Objection.id > after)
    )
    if wanted.case_id is not None:
        chosen = chosen.where(EnforcementCase.public_id == wanted.case_id)
    if wanted.listing_id is not None:
        of_listing = Listing.id == Objection.listing_id
        chosen = chosen.join(Listing, of_listing).where(Listing.public_id == wanted.listing_id)
    if wanted.order_id is not None:
        of_order = RestrictionOrder.id == Objection.order_id
        chosen = chosen.join(RestrictionOrder, of_order)
        chosen = chosen.where(RestrictionOrder.public_id == wanted.order_id)
    if wanted.state is not None:
        chosen = chosen.where(Objection.state == wanted.state)
    return session.scalars(chosen.order_by(Objection.id).limit(limit)).all()
