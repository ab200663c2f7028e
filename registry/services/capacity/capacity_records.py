"""Records on a debtor's capacity (履行能力记录): finding those of one's own court, and locking
their case while an act changes one.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.errors import ErrorKind, ServiceError
from registry.models.capacity import CapacityAssessment
from registry.models.cases import Debtor, EnforcementCase
from registry.models.evidence import EvidenceItem, PropertyReport, SignOfEvasion
from registry.rules import states
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.rules.property_report import ReportFacts
from registry.services.acts import eligibility, records
from registry.services.acts.records import Matter, Sought
from schemas.case_codes import EnforcementState, EvidenceState, PropertyCategory, ReportConduct

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
    of_record = select(Debtor.public_id).join(model, model.debtor_id == Debtor.id)
    debtor = session.scalars(of_record.where(model.public_id == sought.id)).one_or_none()
    try:
        matter = records.matter(session, replace(sought, id=debtor or sought.id))
    except ServiceError as refused:
        raise ServiceError(ErrorKind.NOT_FOUND, f"{name}.not_found") from refused
    chosen = select(model).where(model.public_id == sought.id)
    return session.execute(chosen, execution_options=records.FRESH).scalar_one(), matter


def authority(
    act: Act, matter: Matter, actor: CourtActor, *, drafter: str | None = None
) -> tuple[Finding, ...]:
    """Return whether this person may do an act in a case that still lives, for this debtor too.

    :param drafter: the public id of who drafted what is being signed.
    """
    court = matter.case.court_code
    of_debtor = EnforcementState(matter.debtor.state)
    of_case = EnforcementState(matter.case.state)
    return (
        *eligibility.authority(act, actor, court_code=court, drafter=drafter),
        *states.state_findings(of_debtor if states.has_ended(of_debtor) else of_case, act),
    )


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


def reports_of(session: Session, debtor_id: int) -> Sequence[PropertyReport]:
    """Return the property reports of a debtor, in the order in which they were ordered."""
    chosen = select(PropertyReport).where(PropertyReport.debtor_id == debtor_id)
    return session.scalars(chosen.order_by(PropertyReport.id)).all()


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
