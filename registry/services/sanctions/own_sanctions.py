"""Own sanctions (本人所受的罚款、拘留): what a debtor is told of them once they are served."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.models.appeals import Appeal
from registry.models.breaches import Breach, Sanction
from registry.services.acts.records import Matter
from registry.services.clocks import deadlines
from schemas.appeal_codes import AppealState
from schemas.breach_codes import Sanctioned, SanctionState
from schemas.codes import DeadlineKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionServed:
    """A fine or a detention of a debtor, as he is told it.

    :ivar appeal_until: the last day for an appeal against it, while none was made.
    :ivar of_report: whether it is for how he reported property, and not for breaking an order.
    """

    id: UUID
    kind: str
    of_report: bool
    fine: Decimal | None
    detention_days: int
    reason: str
    state: str
    decided_on: date | None
    served_on: date | None
    appeal_until: date | None
    opens_claim: bool


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
    return [_told(session, one, of_report=report is not None) for one, report in found]


def _told(session: Session, found: Sanction, *, of_report: bool) -> SanctionServed:
    until = deadlines.find_open(session, found.public_id, DeadlineKind.APPLY_FOR_REVIEW)
    lessened = select(Appeal.id).where(
        Appeal.sanction_id == found.id, Appeal.state == AppealState.CHANGED
    )
    wrong = found.state == SanctionState.REVOKED or session.scalars(lessened).first() is not None
    return SanctionServed(
        id=found.public_id,
        kind=found.kind,
        of_report=of_report,
        fine=found.fine,
        detention_days=found.detention_days,
        reason=found.reason,
        decided_on=legal_day(found.signed_at) if found.signed_at else None,
        served_on=found.served_on,
        state=found.state,
        appeal_until=None if until is None else until.due_on,
        opens_claim=wrong,
    )
