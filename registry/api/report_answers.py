"""Answers about property reports (财产报告答复), as :mod:`schemas.court_reports` describes them."""

from sqlalchemy.orm import Session

from registry.api import answers
from registry.api.answers import Answer
from registry.models.evidence import PropertyReport, ReportSupplement
from registry.rules import property_report
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.capacity import report_supplements
from schemas.case_codes import ReportConduct


def report(session: Session, found: PropertyReport, matter: Matter) -> Answer:
    """Return a property report with its supplements."""
    people = records.staff_ids(session, found.demanded_by, found.received_by, found.decided_by)
    conduct = ReportConduct(found.conduct) if found.conduct else None
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "debtor": matter.debtor.public_id,
        "case": answers.case_named(matter.case),
        "notice_received_on": found.notice_received_on,
        "looks_back_to": property_report.looks_back_to(found.notice_received_on),
        "due_on": found.due_on,
        "demanded": answers.made_by(people, found.demanded_by, found.demanded_at),
        "received_on": found.received_on,
        "categories": found.categories.split(",") if found.categories else [],
        "content": found.content,
        "excuse": found.excuse,
        "received": answers.made_by(people, found.received_by, found.received_at),
        "conduct": conduct,
        "finding": found.finding,
        "decided": answers.made_by(people, found.decided_by, found.decided_at),
        "breach_ground": None if conduct is None else property_report.breach_ground(conduct),
        "supplements": [
            supplement(session, one, found) for one in report_supplements.of_report(session, found)
        ],
    }


def supplement(session: Session, found: ReportSupplement, about: PropertyReport) -> Answer:
    """Return a supplement to a property report."""
    people = records.staff_ids(session, found.recorded_by, found.received_by)
    return {
        "id": found.public_id,
        "version": found.version,
        "report": about.public_id,
        "changed_on": found.changed_on,
        "due_on": found.due_on,
        "change": found.change,
        "recorded": answers.made_by(people, found.recorded_by, found.recorded_at),
        "received_on": found.received_on,
        "categories": found.categories.split(",") if found.categories else [],
        "content": found.content,
        "received": answers.made_by(people, found.received_by, found.received_at),
    }
