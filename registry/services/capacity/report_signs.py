"""What comes of a property report in breach (违反财产报告制度): a sign of evasion, and the
withdrawal of what rested on it.
"""

from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.models.evidence import EvidenceItem, PropertyReport, SignOfEvasion
from registry.services.acts import moves
from registry.services.acts.records import Matter
from registry.services.capacity import capacity_flags, capacity_journal, evidence
from schemas.act_codes import Act
from schemas.case_codes import Bearing, EvasionSign, EvidenceState, ReportConduct

SOURCE = "财产报告"
_SIGNS = {
    ReportConduct.LATE: EvasionSign.REPORT_LATE,
    ReportConduct.FALSE: EvasionSign.REPORT_FALSE,
    ReportConduct.REFUSED: EvasionSign.REPORT_REFUSED,
}
_FALSE = "所依据的财产报告经认定虚假"


def enter(
    session: Session,
    report: PropertyReport,
    matter: Matter,
    conduct: ReportConduct,
    dated_on: date,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Enter the sign of evasion that this way of reporting is."""
    made = SignOfEvasion(
        public_id=uuid4(),
        debtor_id=matter.debtor.id,
        sign=_SIGNS[conduct],
        source=SOURCE,
        dated_on=dated_on,
        description=report.finding or report.content,
        report_id=report.id,
        state=EvidenceState.RECORDED,
        recorded_by=actor.staff_id,
        recorded_at=now,
        withdrawal="",
        version=1,
    )
    evidence.enter_sign(session, made, matter, actor=actor, now=now)


def withdraw_evidence(
    session: Session, report: PropertyReport, matter: Matter, *, actor: CourtActor, now: datetime
) -> None:
    """Withdraw the evidence that a report was, now that it has proved false."""
    standing = session.scalars(
        select(EvidenceItem).where(
            EvidenceItem.report_id == report.id, EvidenceItem.state == EvidenceState.RECORDED
        )
    ).all()
    for item in standing:
        moves.do(item, Act.WITHDRAW_EVIDENCE)
        item.withdrawn_by, item.withdrawn_at, item.withdrawal = actor.staff_id, now, _FALSE
        said = {"kind": item.kind}
        capacity_journal.record(
            session, events.EVIDENCE_WITHDRAWN, item.public_id, matter, said, actor=actor, now=now
        )
        bearing = Bearing(item.bearing)
        capacity_flags.after_evidence(
            session, matter, bearing, withdrawn=True, actor=actor, now=now
        )
