"""Property reports that are missing (逾期未报告财产): once the day has passed by which a debtor was
to report, the court owes a look at it.

What it finds is for a person: a refusal is a sign of evasion and ground Art. 1(4) for a listing.
The passing of the day imposes nothing.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.models.cases import Debtor, EnforcementCase
from registry.models.deadlines import Deadline
from registry.models.evidence import PropertyReport
from registry.rules import states
from registry.rules.clocks_of_cases import MISSING_REPORT
from registry.services.acts import records
from registry.services.acts.records import Sought
from registry.services.clocks import deadlines
from schemas.case_codes import EnforcementState, ReportState
from schemas.codes import DeadlineKind

_LIVING = tuple(state for state in EnforcementState if not states.has_ended(state))
KIND = DeadlineKind.EXAMINE_MISSING_REPORT


def owe(session: Session, *, now: datetime, limit: int) -> int:
    """Open the duty to look into every report that is missing; return how many there were.

    :param limit: how many at most.
    """
    on = legal_day(now)
    had = select(Deadline.id).where(
        Deadline.record_id == PropertyReport.public_id, Deadline.kind == KIND
    )
    missing = session.execute(
        select(PropertyReport.id, PropertyReport.debtor_id)
        .join(Debtor, Debtor.id == PropertyReport.debtor_id)
        .join(EnforcementCase, EnforcementCase.id == Debtor.case_id)
        .where(
            PropertyReport.state == ReportState.DEMANDED,
            Debtor.state.in_(_LIVING),
            EnforcementCase.state.in_(_LIVING),
            PropertyReport.due_on < on,
            ~had.exists(),
        )
        # Cases are locked in one order by everybody who locks several.
        .order_by(PropertyReport.debtor_id, PropertyReport.id)
        .limit(limit)
    ).all()
    return sum(_owe(session, key, debtor_id, on=on) for key, debtor_id in missing)


def close(session: Session, report: PropertyReport, *, on: date) -> None:
    """Note that a person has looked at a report that was missing, or that it came in."""
    deadlines.close(session, report.public_id, KIND, on=on)


def _owe(session: Session, key: int, debtor_id: int, *, on: date) -> bool:
    about = records.matter_of(session, debtor_id)
    court = about.case.court_code
    sought = Sought(id=about.debtor.public_id, court_code=court, to_change=True)
    matter = records.matter(session, sought)
    chosen = select(PropertyReport).where(PropertyReport.id == key)
    report = session.execute(chosen, execution_options=records.FRESH).scalar_one()
    # It may have come in while we waited for the case.
    if report.state != ReportState.DEMANDED:
        return False
    deadlines.start(session, MISSING_REPORT, report.public_id, matter.case, on=report.due_on)
    session.flush()
    return True
