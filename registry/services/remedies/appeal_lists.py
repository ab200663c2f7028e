"""Lists of appeals (复议查询：制裁与限制出境), in the order of their receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.models.appeals import Appeal
from registry.models.breaches import Sanction
from registry.models.cases import EnforcementCase
from registry.models.exit_restrictions import ExitRestriction
from schemas.appeal_codes import AppealState


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedAppeals:
    """Which appeals are looked for: those that a court received, and those of its own decisions."""

    court_code: str
    sanction_id: UUID | None = None
    exit_id: UUID | None = None
    state: AppealState | None = None


def appeals(session: Session, wanted: WantedAppeals, *, after: int, limit: int) -> Sequence[Appeal]:
    """Return appeals.

    :param after: the key of the appeal to go on after.
    """
    code = wanted.court_code
    chosen = (
        select(Appeal)
        .join(EnforcementCase, EnforcementCase.id == Appeal.case_id)
        .where(or_(EnforcementCase.court_code == code, Appeal.court_code == code))
        .where(Appeal.id > after)
    )
    if wanted.sanction_id is not None:
        of_sanction = Sanction.id == Appeal.sanction_id
        chosen = chosen.join(Sanction, of_sanction)
        chosen = chosen.where(Sanction.public_id == wanted.sanction_id)
    if wanted.exit_id is not None:
        of_exit = ExitRestriction.id == Appeal.exit_restriction_id
        chosen = chosen.join(ExitRestriction, of_exit)
        chosen = chosen.where(ExitRestriction.public_id == wanted.exit_id)
    if wanted.state is not None:
        chosen = chosen.where(Appeal.state == wanted.state)
    return session.scalars(chosen.order_by(Appeal.id).limit(limit)).all()
