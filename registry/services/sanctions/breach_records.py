"""Records of breaches and sanctions (违反情况与制裁记录): finding them with whom they are about,
and journalling what is done to them.

What was broken is a restriction order, or an order to report property.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.events import Kind
from registry.journal import append
from registry.journal.bodies import RecordReference
from registry.journal.entry import Entry
from registry.models.bound_persons import BoundSubject
from registry.models.breaches import Breach, Sanction
from registry.models.cases import Debtor, EnforcementCase
from registry.models.evidence import PropertyReport
from registry.models.listings import RestrictionOrder
from registry.models.subjects import Subject
from registry.rules.articles import Article
from registry.services.acts import records
from registry.services.acts.records import FRESH, Matter, Sought
from registry.services.parties import restrained, subjects
from registry.services.parties.restrained import Restrained


@dataclass(frozen=True, slots=True)
class Reporting:
    """The debtor, who is to report property."""

    matter: Matter

    @property
    def subject(self) -> Subject:
        """Return who is to report."""
        return self.matter.subject

    @property
    def subject_id(self) -> UUID:
        """Return the public id of who is to report."""
        return self.matter.subject.public_id

    @property
    def is_debtor(self) -> bool:
        """Tell that it is the debtor: nobody else reports."""
        return True

    def reference(self, session: Session) -> RecordReference:
        """Return what journal bodies about the report begin with."""
        return subjects.reference(session, self.matter)


@dataclass(frozen=True, slots=True)
class Broken:
    """A breach with what it broke, an order that restricts or one to report, and whose it was."""

    breach: Breach
    of: RestrictionOrder | PropertyReport
    matter: Matter
    who: Restrained | Reporting


def find(session: Session, sought: Sought) -> Broken:
    """Return a breach, its case locked where it is to change.

    :raises ServiceError: ``breach.not_found``.
    """
    path = _cases()
    records.case_key(session, path.where(Breach.public_id == sought.id), sought, "breach")
    chosen = select(Breach).where(Breach.public_id == sought.id)
    return with_what(session, session.execute(chosen, execution_options=FRESH).scalar_one())


def sanction(session: Session, sought: Sought) -> tuple[Sanction, Broken]:
    """Return a sanction with the breach that it is for.

    :raises ServiceError: ``sanction.not_found``.
    """
    path = _cases().join(Sanction, Sanction.breach_id == Breach.id)
    records.case_key(session, path.where(Sanction.public_id == sought.id), sought, "sanction")
    chosen = select(Sanction).where(Sanction.public_id == sought.id)
    found = session.execute(chosen, execution_options=FRESH).scalar_one()
    of_breach = select(Breach).where(Breach.id == found.breach_id)
    broken = session.execute(of_breach, execution_options=FRESH).scalar_one()
    return found, with_what(session, broken)


def with_what(session: Session, breach: Breach) -> Broken:
    """Return a breach with what it broke and whose it was."""
    matter = records.matter_of(session, breach.debtor_id)
    if breach.report_id is not None:
        of_report = select(PropertyReport).where(PropertyReport.id == breach.report_id)
        report = session.execute(of_report, execution_options=FRESH).scalar_one()
        return Broken(breach, report, matter, Reporting(matter))
    chosen = select(RestrictionOrder).where(RestrictionOrder.id == breach.order_id)
    order = session.execute(chosen, execution_options=FRESH).scalar_one()
    return Broken(breach, order, matter, offender(session, breach, order, matter))


def offender(
    session: Session, breach: Breach, order: RestrictionOrder, matter: Matter
) -> Restrained:
    """Return whose breach it was: the debtor's, or that of a person bound for an entity."""
    if breach.person_id is None:
        return restrained.debtor(order, matter)
    one = session.get_one(BoundSubject, breach.person_id)
    return restrained.person(session, one, order, matter)


def of_order(session: Session, order: RestrictionOrder) -> Sequence[Breach]:
    """Return the breaches of an order, as they were recorded."""
    chosen = select(Breach).where(Breach.order_id == order.id).order_by(Breach.id)
    return session.scalars(chosen, execution_options=FRESH).all()


def sanctions_of(session: Session, breach: Breach) -> Sequence[Sanction]:
    """Return what was decided about a breach, drafts among it."""
    chosen = select(Sanction).where(Sanction.breach_id == breach.id).order_by(Sanction.id)
    return session.scalars(chosen, execution_options=FRESH).all()


def journal(
    session: Session,
    kind: Kind,
    broken: Broken,
    record_id: UUID,
    said: Mapping[str, object],
    *,
    reason: str,
    basis: Article,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Journal an act about a breach; what happened, and its evidence, stay with the court."""
    append.record(
        session,
        Entry(
            kind=kind,
            body={**broken.who.reference(session).as_body(), **said},
            actor=actor.journal,
            reason=reason,
            basis=str(basis),
            occurred_at=now,
            subject_id=broken.who.subject_id,
            record_id=record_id,
        ),
    )


def _cases() -> Select[int]:
    return (
        select(EnforcementCase.id)
        .select_from(EnforcementCase)
        .join(Debtor)
        .join(Breach, Breach.debtor_id == Debtor.id)
    )
