"""Routes of property reports (财产报告接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court, report_answers
from registry.db import db
from registry.models.evidence import PropertyReport
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.capacity import capacity_records, property_reports, report_supplements
from registry.services.capacity.property_reports import (
    NAME,
    DemandReport,
    EstablishBreach,
    ReceiveReport,
    VerifyReport,
)
from registry.services.capacity.report_supplements import Found, ReceiveSupplement, RecordChange
from registry.web import acts, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_capacity import OfDebtorQuery
from schemas.court_reports import (
    BreachToEstablish,
    ChangeToRecord,
    ReportAnswer,
    ReportPage,
    ReportToDemand,
    ReportToReceive,
    ReportToVerify,
    SupplementAnswer,
    SupplementToReceive,
)

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("property-reports", "财产报告 Property reports")


@blueprint.route("/property-reports", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(ReportToDemand)
@blueprint.response(201, ReportAnswer, headers=MADE)
def demand(fields: dict[str, Any]) -> Response:
    """责令报告财产 Order a debtor to report property by a day."""
    wanted = DemandReport(debtor_id=fields.pop("debtor"), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = property_reports.demand(session, wanted, actor=actor, now=now)
        location = f"{court.PREFIX}/property-reports/{made[0].public_id}"
        return _report(session, *made, location=location)

    return acts.perform(work)


@blueprint.route("/property-reports", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(OfDebtorQuery, location="query")
@blueprint.response(200, ReportPage)
def find_reports(arguments: dict[str, Any]) -> Response:
    """查询财产报告 Find property reports of one's court."""
    session = db.session()

    def find(after: int, limit: int) -> list[PropertyReport]:
        code, debtor_id = court.of_court(arguments), arguments["debtor"]
        found = capacity_records.of_court(
            session, PropertyReport, code, debtor_id=debtor_id, after=after, limit=limit
        )
        return list(found)

    def show(found: PropertyReport) -> answers.Answer:
        matter = records.matter_of(session, found.debtor_id)
        return report_answers.report(session, found, matter)

    return court.page(arguments, find, show)


@blueprint.route("/property-reports/<uuid:report_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, ReportAnswer, headers=headers("ETag"))
def read_report(report_id: UUID) -> Response:
    """查看财产报告 Read a property report with its supplements."""
    session = db.session()
    found = capacity_records.found(session, PropertyReport, court.sought(report_id), NAME)
    return acts.respond(_report(session, *found))


@blueprint.route("/property-reports/<uuid:report_id>/receipt", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ReportToReceive)
@blueprint.response(200, ReportAnswer, headers=CHANGED)
def receive(fields: dict[str, Any], report_id: UUID) -> Response:
    """接收财产报告 Receive a report; late without a good reason, it is a sign of evasion."""
    categories = tuple(fields.pop("categories"))
    wanted = ReceiveReport(
        report_id=report_id, version=etags.expected(), categories=categories, **fields
    )

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _report(session, *property_reports.receive(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/property-reports/<uuid:report_id>/verification", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(ReportToVerify)
@blueprint.response(200, ReportAnswer, headers=CHANGED)
def verify(fields: dict[str, Any], report_id: UUID) -> Response:
    """核实财产报告 Find a report true, which makes it evidence.

    由法官核实，接收人不得核实；报告应当涵盖各类财产。 A judge verifies, and never who received it;
    a report covers every category of property.
    """
    wanted = VerifyReport(report_id=report_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _report(session, *property_reports.verify(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/property-reports/<uuid:report_id>/breach", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(BreachToEstablish)
@blueprint.response(200, ReportAnswer, headers=CHANGED)
def establish_breach(fields: dict[str, Any], report_id: UUID) -> Response:
    """认定拒绝报告、虚假报告 Find that a debtor refused to report, or reported falsely.

    记为规避执行迹象，属于第一条第四项情形；以虚假报告为据的证据一并撤回。 It is a sign of evasion
    and ground Art. 1(4) for a listing; what rested on a false report is withdrawn.
    """
    wanted = EstablishBreach(report_id=report_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        done = property_reports.establish_breach(session, wanted, actor=actor, now=now)
        return _report(session, *done)

    return acts.perform(work)


@blueprint.route("/property-reports/<uuid:report_id>/supplements", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(ChangeToRecord)
@blueprint.response(201, SupplementAnswer, headers=MADE)
def record_change(fields: dict[str, Any], report_id: UUID) -> Response:
    """记录财产变动 Record a change of property, which the debtor reports within ten days."""
    wanted = RecordChange(report_id=report_id, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = report_supplements.record_change(session, wanted, actor=actor, now=now)
        location = f"{court.PREFIX}/report-supplements/{made[0].public_id}"
        return _supplement(session, made, location=location)

    return acts.perform(work)


@blueprint.route("/report-supplements/<uuid:supplement_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, SupplementAnswer, headers=headers("ETag"))
def read_supplement(supplement_id: UUID) -> Response:
    """查看补充报告 Read a change of property and what the debtor reported of it."""
    session = db.session()
    found = report_supplements.find(session, court.sought(supplement_id))
    return acts.respond(_supplement(session, found))


@blueprint.route("/report-supplements/<uuid:supplement_id>/receipt", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(SupplementToReceive)
@blueprint.response(200, SupplementAnswer, headers=CHANGED)
def receive_supplement(fields: dict[str, Any], supplement_id: UUID) -> Response:
    """接收补充报告 Receive what the debtor reports of a change; late, it is a sign of evasion."""
    categories = tuple(fields.pop("categories"))
    wanted = ReceiveSupplement(
        supplement_id=supplement_id, version=etags.expected(), categories=categories, **fields
    )

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _supplement(
            session, report_supplements.receive(session, wanted, actor=actor, now=now)
        )

    return acts.perform(work)


def _report(
    session: Session, found: PropertyReport, matter: Matter, location: str | None = None
) -> Answer:
    session.flush()
    record = report_answers.report(session, found, matter)
    return Answer(record=record, version=found.version, location=location)


def _supplement(session: Session, found: Found, location: str | None = None) -> Answer:
    session.flush()
    record = report_answers.supplement(session, found[0], found[1])
    return Answer(record=record, version=found[0].version, location=location)
