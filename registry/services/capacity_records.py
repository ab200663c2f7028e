"""Records on a debtor's capacity (履行能力记录): finding those of one's own court, and locking
their case while an act changes one.
"""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import ErrorKind, ServiceError
from registry.models.capacity import CapacityAssessment
from registry.models.cases import Debtor, EnforcementCase
from registry.models.evidence import EvidenceItem, PropertyReport, SignOfEvasion
from registry.rules.property_report import ReportFacts
from registry.services import records
from registry.services.records import Matter, Sought
from schemas.case_codes import EvidenceState, PropertyCategory, ReportConduct

Recorded = TypeVar("Recorded", bound=EvidenceItem | SignOfEvasion)
OfDebtor = TypeVar(
    "OfDebtor", bound=EvidenceItem | SignOfEvasion | PropertyReport | CapacityAssessment
)


def found(
    session: Session, model: type[OfDebtor], sought: Sought, name: str
) -> tuple[OfDebtor, Matter]:
    """Return what was recorded on a debtor of one's court, its case locked where it is to change.

    :param name: what the record is called in codes of errors.
    :raises ServiceError: ``<name>.not_found``.
    """
    row = session.execute(
        select(Debtor.public_id, EnforcementCase.court_code)
        .join(model, model.debtor_id == Debtor.id)
        .join(EnforcementCase, EnforcementCase.id == Debtor.case_id)
        .where(model.public_id == sought.id)
    ).one_or_none()
    if row is None or row.court_code != sought.court_code:
        raise ServiceError(ErrorKind.NOT_FOUND, f"{name}.not_found")
    of_debtor = Sought(id=row.public_id, court_code=sought.court_code, to_change=sought.to_change)
    matter = records.matter(session, of_debtor)
    chosen = select(model).where(model.public_id == sought.id)
    return session.execute(chosen, execution_options=records.FRESH).scalar_one(), matter


def of_debtor(
    session: Session, model: type[Recorded], debtor_id: int, *, standing: bool = False
) -> Sequence[Recorded]:
    """Return what was recorded on a debtor, in the order of its day.

    :param standing: only what was not withdrawn.
    """
    chosen = select(model).where(model.debtor_id == debtor_id)
    if standing:
        chosen = chosen.where(model.state == EvidenceState.RECORDED)
    return session.scalars(chosen.order_by(model.dated_on, model.id)).all()


def of_court(
    session: Session,
    model: type[OfDebtor],
    court_code: str,
    *,
    debtor_id: UUID | None,
    after: int,
    limit: int,
) -> Sequence[OfDebtor]:
    """Return what was recorded by a court, or on one debtor, in the order of its entry.

    :param after: the key of the record to go on after.
    """
    chosen = (
        select(model)
        .join(Debtor, Debtor.id == model.debtor_id)
        .join(EnforcementCase, EnforcementCase.id == Debtor.case_id)
        .where(EnforcementCase.court_code == court_code, model.id > after)
    )
    if debtor_id is not None:
        chosen = chosen.where(Debtor.public_id == debtor_id)
    return session.scalars(chosen.order_by(model.id).limit(limit)).all()


def report_facts(report: PropertyReport) -> ReportFacts:
    """Return a property report as the rules take it."""
    conduct = ReportConduct(report.conduct) if report.conduct else ReportConduct.UNVERIFIED
    codes = report.categories.split(",") if report.categories else []
    return ReportFacts(conduct, frozenset(PropertyCategory(code) for code in codes))
