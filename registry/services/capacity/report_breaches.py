"""Reports in breach (违反财产报告制度): what a sanction for how property was reported rests on, and
what was decided about it.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.models.breaches import Breach, Sanction
from registry.models.evidence import PropertyReport
from registry.rules import property_report
from registry.services.capacity import capacity_records
from schemas.breach_codes import BreachSource, BreachState, SanctionState
from schemas.case_codes import ReportConduct
from schemas.restriction_codes import SanctionKind

_STANDING = (SanctionState.SIGNED, SanctionState.CLOSED)


def conduct_of(report: PropertyReport) -> ReportConduct:
    """Return how property was reported; what came in late stays late when it proves true."""
    found = capacity_records.report_facts(report).conduct
    if report.received_on is None or property_report.breach_ground(found) is not None:
        return found
    excused = bool(report.excuse.strip())
    late = property_report.conduct_at_receipt(report.received_on, report.due_on, excused=excused)
    return late if late is ReportConduct.LATE else found


def breach_of(
    session: Session, report: PropertyReport, *, actor: CourtActor, now: datetime
) -> Breach:
    """Return the breach that a report is, which is made, and not entered yet, at the first use."""
    known = session.scalars(select(Breach).where(Breach.report_id == report.id)).one_or_none()
    if known is not None:
        return known
    day = property_report.breached_on(due_on=report.due_on, received_on=report.received_on)
    return Breach(
        public_id=uuid4(),
        debtor_id=report.debtor_id,
        report_id=report.id,
        source=BreachSource.COURT,
        received_on=day,
        happened_on=day,
        content=report.finding or report.content,
        evidence="",
        state=BreachState.SHOWN,
        entered_by=actor.staff_id,
        entered_at=now,
        outcome="",
        version=1,
    )


def sanctions_for(session: Session, report: PropertyReport) -> Sequence[Sanction]:
    """Return what was decided about how property was reported, drafts among it."""
    chosen = select(Sanction).join(Breach).where(Breach.report_id == report.id)
    return session.scalars(chosen.order_by(Sanction.id)).all()


def is_sanctioned(session: Session, report: PropertyReport) -> bool:
    """Tell whether a fine or a detention for how property was reported was approved."""
    return any(
        one.state in _STANDING and one.kind != SanctionKind.REFERRAL
        for one in sanctions_for(session, report)
    )
