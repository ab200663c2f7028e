"""The duty to look at a finding again (重新审查), Register Rule 9: before its evidence is too old,
or soon after something came in against it.

The passing of time switches nothing: what is over bars nothing any more, and a person is reminded.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.capacity import CapacityAssessment
from registry.models.deadlines import Deadline
from registry.models.evidence import PropertyReport, ReportSupplement
from registry.models.listings import Listing
from registry.rules import deadlines as law
from registry.rules.calendar import Due
from registry.rules.clocks_of_cases import CAPACITY_REVIEW
from registry.services.acts.records import Matter
from registry.services.clocks import calendars, deadlines
from schemas.codes import DeadlineKind

KIND = DeadlineKind.REVIEW_CAPACITY
# What is owed as long as the case lives.
_OF_LIVING_CASES = (
    DeadlineKind.REVIEW_CAPACITY,
    DeadlineKind.RECONSIDER_LISTING,
    DeadlineKind.SUPPLEMENT_REPORT,
    DeadlineKind.EXAMINE_MISSING_REPORT,
)


def set_going(session: Session, finding: CapacityAssessment, matter: Matter, *, on: date) -> None:
    """Have a finding looked at by the last day of its validity, if it has one."""
    until = finding.valid_until
    if until is None:
        return
    due = Due(until, provisional=False)
    deadlines.start(session, CAPACITY_REVIEW, finding.public_id, matter.case, on=on, due=due)


def bring_forward(
    session: Session, finding: CapacityAssessment, matter: Matter, *, on: date
) -> None:
    """Have a finding that something came in against looked at soon."""
    running = deadlines.find_open(session, finding.public_id, KIND)
    if running is None:
        deadlines.start(session, CAPACITY_REVIEW, finding.public_id, matter.case, on=on)
        return
    due = law.due(CAPACITY_REVIEW, on, calendars.current(session))
    if running.due_on is not None and running.due_on <= due.on:
        return
    running.opened_on, running.remind_on = on, on
    running.due_on, running.provisional = due.on, due.provisional


def end(session: Session, finding: CapacityAssessment, *, on: date) -> None:
    """Note that a finding was looked at: the next one is signed."""
    deadlines.close(session, finding.public_id, KIND, on=on)


def forget(session: Session, matter: Matter, *, on: date) -> None:
    """Note that nothing is owed of a debtor's capacity any more: the case has ended."""
    key = matter.debtor.id
    supplements = select(ReportSupplement.public_id).join(PropertyReport)
    about: list[UUID] = []
    for chosen in (
        select(CapacityAssessment.public_id).where(CapacityAssessment.debtor_id == key),
        select(Listing.public_id).where(Listing.debtor_id == key),
        select(PropertyReport.public_id).where(PropertyReport.debtor_id == key),
        supplements.where(PropertyReport.debtor_id == key),
    ):
        about += session.scalars(chosen)
    running = session.scalars(
        select(Deadline).where(
            Deadline.record_id.in_(about),
            Deadline.kind.in_(_OF_LIVING_CASES),
            Deadline.done_on.is_(None),
        )
    )
    for duty in running:
        duty.done_on = on
