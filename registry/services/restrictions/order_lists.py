"""Finding restriction orders (查询限制消费令), whether or not a listing came with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.cases import Debtor, EnforcementCase
from registry.models.listings import RestrictionOrder
from schemas.codes import OrderState


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdersSought:
    """Which orders somebody looks for; what is None is left open."""

    court_code: str
    case_id: UUID | None
    debtor_id: UUID | None
    state: OrderState | None


def find(
    session: Session, sought: OrdersSought, *, after: int, limit: int
) -> Sequence[RestrictionOrder]:
    """Return orders in the order in which they were entered.

    :param after: the key of the order to go on after.
    """
    chosen = (
        select(RestrictionOrder)
        .join(Debtor, Debtor.id == RestrictionOrder.debtor_id)
        .join(EnforcementCase, EnforcementCase.id == Debtor.case_id)
        .where(EnforcementCase.court_code == sought.court_code, RestrictionOrder.id > after)
    )
    if sought.case_id is not None:
        chosen = chosen.where(EnforcementCase.public_id == sought.case_id)
    if sought.debtor_id is not None:
        chosen = chosen.where(Debtor.public_id == sought.debtor_id)
    if sought.state is not None:
        chosen = chosen.where(RestrictionOrder.state == sought.state)
    return session.scalars(chosen.order_by(RestrictionOrder.id).limit(limit)).all()
