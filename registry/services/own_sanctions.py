"""Own sanctions (本人所受的罚款、拘留): what a debtor is told of them once they are served."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.models.breaches import Breach, Sanction
from registry.services.records import Matter
from schemas.breach_codes import Sanctioned


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionServed:
    """A fine or a detention of a debtor, as he is told it.

    :ivar of_report: whether it is for how he reported property, and not for breaking an order.
    """

    id: UUID
    kind: str
    of_report: bool
    fine: Decimal | None
    detention_days: int
    reason: str
    decided_on: date | None
    served_on: date | None


def of(session: Session, matter: Matter) -> Sequence[SanctionServed]:
    """Return the sanctions that were served on a debtor, the last one first."""
    found = session.execute(
        select(Sanction, Breach.report_id)
        .join(Breach, Breach.id == Sanction.breach_id)
        .where(
            Breach.debtor_id == matter.debtor.id,
            # What was served on somebody else is not his to read.
            Breach.person_id.is_(None),
            Sanction.sanctioned == Sanctioned.OFFENDER,
            Sanction.served_on.is_not(None),
        )
        .order_by(Sanction.id.desc())
    )
    return [_told(one, of_report=report is not None) for one, report in found]


def _told(found: Sanction, *, of_report: bool) -> SanctionServed:
    return SanctionServed(
        id=found.public_id,
        kind=found.kind,
        of_report=of_report,
        fine=found.fine,
        detention_days=found.detention_days,
        reason=found.reason,
        decided_on=legal_day(found.signed_at) if found.signed_at else None,
        served_on=found.served_on,
    )
