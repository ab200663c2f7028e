"""Property reports (财产报告), Property Rules Art. 3 to 10: ordered, received, verified or found in
breach.

A verified report is evidence; a late, false or refused one is a sign of evasion and ground Art.
1(4) for a listing. Whoever received a report does not verify it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.evidence import EvidenceItem, PropertyReport
from registry.rules import procedure, property_report
from registry.rules.articles import Article, Instrument
from registry.rules.authority import Act
from registry.rules.property_report import ReportFacts
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Matter, Sought
from registry.services.capacity import (
    capacity_journal,
    capacity_records,
    evidence,
    missing_reports,
    report_signs,
)
from schemas.case_codes import (
    Bearing,
    EvidenceKind,
    EvidenceState,
    PropertyCategory,
    ReportConduct,
    ReportState,
)
from schemas.free_text import mask_numbers_in_text

NAME = "property_report"
BASIS = Article(Instrument.PROPERTY_RULES, 3)
SOURCE = "被执行人财产报告，经法院核实"
_UNANSWERED = (ReportState.DEMANDED, ReportState.RECEIVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandReport:
    """An order to report property: since when the debtor has the enforcement notice, and by when
    the report is made.
    """

    debtor_id: UUID
    notice_received_on: date
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveReport:
    """A report as it came in.

    :ivar excuse: the good reason of a late one; empty where there is none.
    """

    report_id: UUID
    version: int
    received_on: date
    categories: tuple[PropertyCategory, ...]
    content: str
    excuse: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """A report to be found true, what it speaks for, and what the verification came to."""

    report_id: UUID
    version: int
    bearing: Bearing
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EstablishBreach:
    """A report to be found false, or refused, and why."""

    report_id: UUID
    version: int
    conduct: ReportConduct
    reason: str


def demand(
    session: Session, order: DemandReport, *, actor: CourtActor, now: datetime
) -> tuple[PropertyReport, Matter]:
    """Order a debtor to report property, unless an earlier order is not answered yet.

    :raises ServiceError: ``debtor.not_found``, ``property_report.exists``,
        ``property_report.ineligible``.
    """
    sought = Sought(id=order.debtor_id, court_code=actor.court_code, to_change=True)
    matter = records.matter(session, sought)
    _refuse_twice(session, matter)
    on, noticed_on = legal_day(now), order.notice_received_on
    eligibility.require(
        "property_report.ineligible",
        (
            *capacity_records.authority(Act.DEMAND_PROPERTY_REPORT, matter, actor),
            procedure.not_in_future({"notice_received_on": noticed_on}, on=on),
            *property_report.demand_findings(
                notice_received_on=noticed_on, due_on=order.due_on, on=on
            ),
        ),
    )
    report = PropertyReport(
        public_id=uuid4(),
        debtor_id=matter.debtor.id,
        state=ReportState.DEMANDED,
        notice_received_on=noticed_on,
        due_on=order.due_on,
        demanded_by=actor.staff_id,
        demanded_at=now,
        categories="",
        content="",
        excuse="",
        finding="",
        version=1,
    )
    session.add(report)
    _journal(session, events.REPORT_DEMANDED, report, matter, actor=actor, now=now)
    return report, matter


def receive(
    session: Session, order: ReceiveReport, *, actor: CourtActor, now: datetime
) -> tuple[PropertyReport, Matter]:
    """Receive a report; a late one without a good reason is a sign of evasion.

    :raises ServiceError: ``property_report.not_found``, ``record.stale``,
        ``property_report.wrong_state``, ``property_report.ineligible``.
    """
    act = Act.RECEIVE_PROPERTY_REPORT
    report, matter = _to_change(session, order.report_id, order.version, act, actor=actor)
    eligibility.require(
        "property_report.ineligible",
        (
            *capacity_records.authority(act, matter, actor),
            procedure.not_in_future({"received_on": order.received_on}, on=legal_day(now)),
            *property_report.receipt_findings(order.received_on, report.notice_received_on),
        ),
    )
    moves.do(report, act)
    report.received_on, report.categories = order.received_on, written(order.categories)
    report.content = mask_numbers_in_text(order.content)
    report.excuse = mask_numbers_in_text(order.excuse)
    report.received_by, report.received_at = actor.staff_id, now
    report.decided_by, report.decided_at, report.finding = None, None, ""
    report.conduct = property_report.conduct_at_receipt(
        order.received_on, report.due_on, excused=bool(order.excuse.strip())
    )
    missing_reports.close(session, report, on=legal_day(now))
    _journal(session, events.REPORT_RECEIVED, report, matter, actor=actor, now=now)
    if report.conduct == ReportConduct.LATE:
        report_signs.enter(
            session, report, matter, ReportConduct.LATE, order.received_on, actor=actor, now=now
        )
    return report, matter


def verify(
    session: Session, order: VerifyReport, *, actor: CourtActor, now: datetime
) -> tuple[PropertyReport, Matter]:
    """Find a report true, which makes it evidence of what it speaks for.

    :raises ServiceError: as for :func:`receive`.
    """
    act = Act.VERIFY_PROPERTY_REPORT
    report, matter = _to_change(session, order.report_id, order.version, act, actor=actor)
    covered = capacity_records.report_facts(report).categories
    receiver = records.staff_id(session, report.received_by)
    eligibility.require(
        "property_report.ineligible",
        (
            *capacity_records.authority(act, matter, actor, drafter=receiver),
            *property_report.report_findings(ReportFacts(ReportConduct.VERIFIED, covered)),
        ),
    )
    moves.do(report, act)
    report.conduct = ReportConduct.VERIFIED
    _decide(report, order.reason, actor=actor, now=now)
    _journal(session, events.REPORT_VERIFIED, report, matter, actor=actor, now=now)
    item = EvidenceItem(
        public_id=uuid4(),
        debtor_id=matter.debtor.id,
        kind=EvidenceKind.PROPERTY_REPORT,
        source=SOURCE,
        dated_on=report.received_on,
        bearing=order.bearing,
        description=report.finding,
        report_id=report.id,
        state=EvidenceState.RECORDED,
        recorded_by=actor.staff_id,
        recorded_at=now,
        withdrawal="",
        version=1,
    )
    evidence.enter(session, item, matter, actor=actor, now=now)
    return report, matter


def establish_breach(
    session: Session, order: EstablishBreach, *, actor: CourtActor, now: datetime
) -> tuple[PropertyReport, Matter]:
    """Find that a debtor refused to report, or reported falsely: a sign of evasion. What rested on
    a false report is withdrawn.

    :raises ServiceError: as for :func:`receive`.
    """
    act = Act.ESTABLISH_REPORT_BREACH
    report, matter = _to_change(session, order.report_id, order.version, act, actor=actor)
    received = report.received_by is not None
    receiver = records.staff_id(session, report.received_by)
    eligibility.require(
        "property_report.ineligible",
        (
            *capacity_records.authority(act, matter, actor, drafter=receiver),
            *property_report.breach_findings(order.conduct, received=received),
        ),
    )
    moves.do(report, act)
    report.conduct = order.conduct
    _decide(report, order.reason, actor=actor, now=now)
    missing_reports.close(session, report, on=legal_day(now))
    _journal(session, events.REPORT_BREACHED, report, matter, actor=actor, now=now)
    day = report.received_on or legal_day(now)
    report_signs.enter(session, report, matter, order.conduct, day, actor=actor, now=now)
    report_signs.withdraw_evidence(session, report, matter, actor=actor, now=now)
    return report, matter


def written(categories: tuple[PropertyCategory, ...]) -> str:
    """Return categories as they are kept, in the order of the article."""
    return ",".join(code for code in PropertyCategory if code in categories)


def _to_change(
    session: Session, report_id: UUID, version: int, act: Act, *, actor: CourtActor
) -> tuple[PropertyReport, Matter]:
    sought = Sought(id=report_id, court_code=actor.court_code, to_change=True)
    report, matter = capacity_records.found(session, PropertyReport, sought, NAME)
    moves.expect(report, version)
    moves.require(report, act)
    return report, matter


def _refuse_twice(session: Session, matter: Matter) -> None:
    known = session.scalars(
        select(PropertyReport.public_id).where(
            PropertyReport.debtor_id == matter.debtor.id, PropertyReport.state.in_(_UNANSWERED)
        )
    ).first()
    if known is not None:
        raise ServiceError(ErrorKind.CONFLICT, "property_report.exists", {"report": known})


def _decide(report: PropertyReport, reason: str, *, actor: CourtActor, now: datetime) -> None:
    report.finding = mask_numbers_in_text(reason)
    report.decided_by, report.decided_at = actor.staff_id, now


def _journal(
    session: Session,
    kind: events.Kind,
    report: PropertyReport,
    matter: Matter,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    said = {"due_on": report.due_on.isoformat(), "conduct": report.conduct}
    capacity_journal.record(
        session,
        kind,
        report.public_id,
        matter,
        said,
        actor=actor,
        now=now,
        reason="财产报告",
        basis=BASIS,
    )
