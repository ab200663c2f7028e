"""Routes of recorded duties (录入的期限接口): those that begin outside of the register, enforcement
notices, and those of other bodies.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court, deadline_answers
from registry.clock import legal_day
from registry.db import db
from registry.models.deadlines import Deadline
from registry.models.other_duties import OtherDuty
from registry.rules import deadlines
from registry.runtime import current_runtime
from registry.services.cases import enforcement_notices, other_duties, recorded_duties
from registry.services.cases.enforcement_notices import Issued, IssueNotice
from registry.services.cases.other_duties import CloseOther, Recorded, RecordOther
from registry.services.cases.recorded_duties import AssignDuty, CloseDuty, RecordDuty
from registry.web import acts
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_deadlines import OPEN, DeadlineAnswer
from schemas.court_duties import (
    DutyToAssign,
    DutyToClose,
    DutyToRecord,
    NoticeAnswer,
    NoticeToIssue,
    OtherDutiesQuery,
    OtherDutyAnswer,
    OtherDutyPage,
    OtherDutyToClose,
    OtherDutyToRecord,
)

MADE = headers("ETag", "Location", "Idempotent-Replayed")
DONE = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("recorded-duties", "录入的期限与执行通知 Recorded duties and notices")


@blueprint.route("/deadlines", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(DutyToRecord)
@blueprint.response(201, DeadlineAnswer, headers=MADE)
def record(fields: dict[str, Any]) -> Response:
    """录入期限事项 Record a duty whose clock began outside of the register.

    收到执行申请、和解协议期满未履行、收到执行异议等，由知悉者录入；届满日由系统计算。 An
    application for enforcement, a settlement that was not kept, an objection to enforcement: who
    learns of it records it, and the register computes the last day.
    """
    order = RecordDuty(case_id=fields["case"], clock=fields["clock"], since=fields["since"])

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = recorded_duties.record(session, order, actor=actor, now=now)
        location = f"{court.PREFIX}/deadlines/{made.public_id}"
        return _duty(session, made, now, location)

    return acts.perform(work)


@blueprint.route("/deadlines/<uuid:deadline_id>/closing", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(DutyToClose)
@blueprint.response(200, DeadlineAnswer, headers=DONE)
def close(fields: dict[str, Any], deadline_id: UUID) -> Response:
    """记录期限事项已办理 Record that a recorded duty was done.

    由系统内行为办理的期限事项，只能由该行为办理；申请恢复执行而不予恢复的，由法官或者院长说明理由。
    What an act of the register does is done by that act alone; a judge or the president says why
    enforcement is not resumed.
    """
    order = CloseDuty(deadline_id=deadline_id, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _duty(session, recorded_duties.close(session, order, actor=actor, now=now), now)

    return acts.perform(work)


@blueprint.route("/deadlines/<uuid:deadline_id>/assignment", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(DutyToAssign)
@blueprint.response(200, DeadlineAnswer, headers=DONE)
def assign(fields: dict[str, Any], deadline_id: UUID) -> Response:
    """指定责任人 Name the person of the court who is to do a duty."""
    order = AssignDuty(deadline_id=deadline_id, staff_id=fields["staff"])

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _duty(session, recorded_duties.assign(session, order, actor=actor, now=now), now)

    return acts.perform(work)


@blueprint.route("/cases/<uuid:case_id>/enforcement-notice", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(NoticeToIssue)
@blueprint.response(201, NoticeAnswer, headers=MADE)
def issue_notice(fields: dict[str, Any], case_id: UUID) -> Response:
    """记录发出执行通知 Record that the enforcement notice of a case was issued.

    收到执行申请之日起十日内发出，载明纳入名单的风险提示和履行期间。 It is issued within ten days of
    the application, warns of listing, and gives a time to perform.
    """
    order = IssueNotice(case_id=case_id, **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = enforcement_notices.issue(session, order, actor=actor, now=now)
        location = f"{court.PREFIX}/cases/{case_id}/enforcement-notice"
        return Answer(record=_notice(made), version=made[0].version, location=location)

    return acts.perform(work)


@blueprint.route("/cases/<uuid:case_id>/enforcement-notice", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, NoticeAnswer, headers=headers("ETag"))
def read_notice(case_id: UUID) -> Response:
    """查看执行通知 Read the enforcement notice of a case."""
    found = enforcement_notices.of_case(db.session(), court.sought(case_id))
    return acts.respond(Answer(record=_notice(found), version=found[0].version))


@blueprint.route("/deadlines/others", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(OtherDutyToRecord)
@blueprint.response(201, OtherDutyAnswer, headers=headers("ETag", "Idempotent-Replayed"))
def record_other(fields: dict[str, Any]) -> Response:
    """记录其他单位的期限 Record a duty of another body; nobody in the court owes it."""
    order = RecordOther(case_id=fields.pop("case"), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = other_duties.record(session, order, actor=actor, now=now)
        location = f"{court.PREFIX}/deadlines/others"
        shown = _other(made, on=legal_day(now))
        return Answer(record=shown, version=made[0].version, location=location)

    return acts.perform(work)


@blueprint.route("/deadlines/others", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(OtherDutiesQuery, location="query")
@blueprint.response(200, OtherDutyPage)
def find_others(arguments: dict[str, Any]) -> Response:
    """查询其他单位的期限 Find duties of other bodies in cases of one's court."""
    session, on, state = db.session(), legal_day(current_runtime().now()), arguments["state"]
    code, shown = court.of_court(arguments), {}

    def find(after: int, limit: int) -> Sequence[OtherDuty]:
        found = other_duties.of_court(
            session,
            code,
            is_open=None if state is None else state == OPEN,
            case_id=arguments["case"],
            after=after,
            limit=limit,
        )
        shown.update({each[0].id: _other(each, on=on) for each in found})
        return [duty for duty, _ in found]

    return court.page(arguments, find, lambda found: shown[found.id])


@blueprint.route("/deadlines/others/<uuid:duty_id>/closing", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(OtherDutyToClose)
@blueprint.response(200, OtherDutyAnswer, headers=DONE)
def close_other(fields: dict[str, Any], duty_id: UUID) -> Response:
    """记录其他单位已办理 Record that another body did what it had to do."""
    order = CloseOther(duty_id=duty_id, done_on=fields["done_on"])

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        done = other_duties.close(session, order, actor=actor, now=now)
        return Answer(record=_other(done, on=legal_day(now)), version=done[0].version)

    return acts.perform(work)


def _duty(session: Session, found: Deadline, now: datetime, location: str | None = None) -> Answer:
    session.flush()
    shown = deadline_answers.several(session, [found], on=legal_day(now))[found.id]
    return Answer(record=shown, version=1, location=location)


def _notice(found: Issued) -> answers.Answer:
    notice, case = found
    return {
        "id": notice.public_id,
        "version": notice.version,
        "case": answers.case_named(case),
        "issued_on": notice.issued_on,
        "warned": notice.warned,
        "perform_until": notice.perform_until,
    }


def _other(found: Recorded, *, on: date) -> answers.Answer:
    duty, case = found
    clock = deadlines.BY_NAME[duty.clock]
    return {
        "id": duty.public_id,
        "version": duty.version,
        "clock": duty.clock,
        "number": clock.number,
        "case": answers.case_named(case),
        "body": duty.body,
        "basis": str(clock.article),
        "opened_on": duty.opened_on,
        "due_on": duty.due_on,
        "provisional": duty.provisional,
        "done_on": duty.done_on,
        "punctuality": deadlines.punctuality(duty.due_on, duty.done_on, on=on),
    }
