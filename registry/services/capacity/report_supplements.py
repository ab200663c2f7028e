"""Supplements to a property report (财产补充报告), Property Rules Art. 7: a change of property is
reported within ten days.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.evidence import PropertyReport, ReportSupplement
from registry.rules import procedure, property_report
from registry.rules.articles import Article, Instrument
from registry.rules.authority import Act
from registry.rules.clocks_of_cases import REPORT_SUPPLEMENT
from registry.services.acts import eligibility, moves, plans
from registry.services.acts.records import Matter, Sought
from registry.services.capacity import (
    capacity_journal,
    capacity_records,
    property_reports,
    report_signs,
)
from registry.services.clocks import calendars, deadlines
from schemas.case_codes import PropertyCategory, ReportConduct
from schemas.codes import DeadlineKind
from schemas.free_text import mask_numbers_in_text

BASIS = Article(Instrument.PROPERTY_RULES, 7)
Found = tuple[ReportSupplement, PropertyReport, Matter]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """A change of property that the court has learnt of, to be reported by the debtor."""

    report_id: UUID
    changed_on: date
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveSupplement:
    """What the debtor reports of a change.

    :ivar excuse: the good reason of a late one; empty where there is none.
    """

    supplement_id: UUID
    version: int
    received_on: date
    categories: tuple[PropertyCategory, ...]
    content: str
    excuse: str = ""


def record_change(
    session: Session, order: RecordChange, *, actor: CourtActor, now: datetime
) -> Found:
    """Record a change of property; from its day the debtor has ten days to report it.

    :raises ServiceError: ``property_report.not_found``, ``property_report.wrong_state``,
        ``property_report.ineligible``.
    """
    act, on = Act.RECEIVE_REPORT_SUPPLEMENT, legal_day(now)
    sought = Sought(id=order.report_id, court_code=actor.court_code, to_change=True)
    report, matter = capacity_records.found(session, PropertyReport, sought, property_reports.NAME)
    moves.require(report, act)
    eligibility.require(
        "property_report.ineligible",
        (
            *capacity_records.authority(act, matter, actor),
            procedure.not_in_future({"changed_on": order.changed_on}, on=on),
            *property_report.change_findings(order.changed_on, report.notice_received_on),
        ),
    )
    due = property_report.supplement_due(order.changed_on, calendars.current(session))
    made = ReportSupplement(
        public_id=uuid4(),
        report_id=report.id,
        changed_on=order.changed_on,
        due_on=due.on,
        change=mask_numbers_in_text(order.change),
        recorded_by=actor.staff_id,
        recorded_at=now,
        categories="",
        content="",
        version=1,
    )
    session.add(made)
    deadlines.start(session, REPORT_SUPPLEMENT, made.public_id, matter.case, on=order.changed_on)
    _journal(session, events.SUPPLEMENT_EXPECTED, made, matter, actor=actor, now=now)
    return made, report, matter


def receive(
    session: Session, order: ReceiveSupplement, *, actor: CourtActor, now: datetime
) -> Found:
    """Receive what the debtor reports of a change; a late one is a sign of evasion.

    :raises ServiceError: ``property_report.not_found``, ``record.stale``,
        ``property_report.supplemented``, ``property_report.wrong_state``,
        ``property_report.ineligible``.
    """
    act, on = Act.RECEIVE_REPORT_SUPPLEMENT, legal_day(now)
    sought = Sought(id=order.supplement_id, court_code=actor.court_code, to_change=True)
    made, report, matter = find(session, sought)
    if plans.is_stale(made.version, order.version):
        raise ServiceError(ErrorKind.STALE, "record.stale", {"version": made.version})
    if made.received_on is not None:
        raise ServiceError(ErrorKind.CONFLICT, "property_report.supplemented")
    moves.require(report, act)
    eligibility.require(
        "property_report.ineligible",
        (
            *capacity_records.authority(act, matter, actor),
            procedure.not_in_future({"received_on": order.received_on}, on=on),
            *property_report.receipt_findings(order.received_on, made.changed_on),
        ),
    )
    moves.do(report, act)
    made.received_on, made.categories = (
        order.received_on,
        property_reports.written(order.categories),
    )
    made.content = mask_numbers_in_text(order.content)
    made.received_by, made.received_at = actor.staff_id, now
    made.version += 1
    covered = capacity_records.report_facts(report).categories
    report.categories = property_reports.written((*covered, *order.categories))
    deadlines.close(session, made.public_id, DeadlineKind.SUPPLEMENT_REPORT, on=order.received_on)
    _journal(session, events.SUPPLEMENT_RECEIVED, made, matter, actor=actor, now=now)
    conduct = property_report.conduct_at_receipt(
        order.received_on, made.due_on, excused=bool(order.excuse.strip())
    )
    if conduct is ReportConduct.LATE:
        report_signs.enter(
            session, report, matter, conduct, order.received_on, actor=actor, now=now
        )
    return made, report, matter


def find(session: Session, sought: Sought) -> Found:
    """Return a supplement with its report and what that is about.

    :raises ServiceError: ``property_report.not_found``.
    """
    of_report = select(PropertyReport.public_id).join(ReportSupplement)
    known = session.scalars(of_report.where(ReportSupplement.public_id == sought.id)).one_or_none()
    report, matter = capacity_records.found(
        session, PropertyReport, replace(sought, id=known or sought.id), property_reports.NAME
    )
    chosen = select(ReportSupplement).where(ReportSupplement.public_id == sought.id)
    found = session.execute(
        chosen, execution_options={"populate_existing": True}
    ).scalar_one_or_none()
    if found is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "property_report.not_found")
    return found, report, matter


def of_report(session: Session, report: PropertyReport) -> Sequence[ReportSupplement]:
    """Return the supplements to a report, in the order of their entry."""
    chosen = select(ReportSupplement).where(ReportSupplement.report_id == report.id)
    return session.scalars(chosen.order_by(ReportSupplement.id)).all()


def _journal(
    session: Session,
    kind: events.Kind,
    made: ReportSupplement,
    matter: Matter,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    said = {"changed_on": made.changed_on.isoformat(), "due_on": made.due_on.isoformat()}
    capacity_journal.record(
        session,
        kind,
        made.public_id,
        matter,
        said,
        actor=actor,
        now=now,
        reason="补充报告财产",
        basis=BASIS,
    )
