"""Findings on a debtor's capacity (履行能力认定): which one holds on a day.

A finding holds from the day of its signature until the next one is signed or its validity is over,
whichever comes first. What is over bars nothing and shows nothing; a person is reminded of it.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.models.capacity import CapacityAssessment
from registry.models.cases import Debtor, EnforcementCase
from registry.rules import states
from registry.services.acts.records import Matter
from schemas.case_codes import CapacityOutcome, CapacityState, EnforcementState

_EVER_SIGNED = (CapacityState.SIGNED, CapacityState.SUPERSEDED)


def current(session: Session, debtor_id: int) -> CapacityAssessment | None:
    """Return the finding that nobody has superseded, whether or not its validity is over."""
    return session.scalars(
        select(CapacityAssessment).where(
            CapacityAssessment.debtor_id == debtor_id,
            CapacityAssessment.state == CapacityState.SIGNED,
        )
    ).one_or_none()


def holding(session: Session, debtor_id: int, *, on: date) -> CapacityAssessment | None:
    """Return the finding that held on a day, the last one signed where there were several."""
    latest = session.scalars(
        select(CapacityAssessment)
        .where(
            CapacityAssessment.debtor_id == debtor_id,
            CapacityAssessment.state.in_(_EVER_SIGNED),
            CapacityAssessment.found_on <= on,
            or_(
                CapacityAssessment.superseded_on.is_(None),
                CapacityAssessment.superseded_on >= on,
            ),
        )
        .order_by(CapacityAssessment.found_on.desc(), CapacityAssessment.signed_at.desc())
    ).first()
    return latest if latest is not None and is_valid(latest, on=on) else None


def is_valid(assessment: CapacityAssessment, *, on: date) -> bool:
    """Tell whether all that an assessment rests on is still used on a day."""
    return assessment.valid_until is None or on <= assessment.valid_until


def is_unable(session: Session, matter: Matter, *, on: date) -> bool:
    """Tell whether a debtor stood found unable on a day, which bars ground Art. 1(1)."""
    finding = holding(session, matter.debtor.id, on=on)
    return finding is not None and finding.outcome == CapacityOutcome.UNABLE


def unable_elsewhere(
    session: Session, matter: Matter, *, on: date
) -> list[tuple[CapacityAssessment, EnforcementCase]]:
    """Return what found the same subject unable in other cases that live, and held on a day.

    Where the case at hand has a finding of its own, able or unable, that decides: there are none.
    """
    own = holding(session, matter.debtor.id, on=on)
    if own is not None and own.outcome != CapacityOutcome.UNDETERMINED:
        return []
    rows = session.execute(
        select(CapacityAssessment, EnforcementCase)
        .join(Debtor, Debtor.id == CapacityAssessment.debtor_id)
        .join(EnforcementCase, EnforcementCase.id == Debtor.case_id)
        .where(
            Debtor.subject_id == matter.subject.id,
            Debtor.id != matter.debtor.id,
            CapacityAssessment.outcome == CapacityOutcome.UNABLE,
            CapacityAssessment.state.in_(_EVER_SIGNED),
            CapacityAssessment.found_on <= on,
            or_(
                CapacityAssessment.superseded_on.is_(None),
                CapacityAssessment.superseded_on > on,
            ),
        )
        .order_by(CapacityAssessment.id)
    )
    return [
        (found, case)
        for found, case in rows
        if is_valid(found, on=on) and not states.has_ended(EnforcementState(case.state))
    ]


def ability_shown_by(
    session: Session, matter: Matter, assessment_id: UUID | None, *, on: date
) -> str:
    """Return why a debtor is able in the words of the finding that a listing refers to, or nothing
    where that finding does not say so or does not hold on the day.
    """
    if assessment_id is None:
        return ""
    finding = holding(session, matter.debtor.id, on=on)
    if finding is None or finding.public_id != assessment_id:
        return ""
    return finding.reason if finding.outcome == CapacityOutcome.ABLE else ""
