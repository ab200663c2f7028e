"""Routes of capacity assessments (履行能力认定接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, capacity_answers, court, overrides
from registry.clock import legal_day
from registry.db import db
from registry.models.capacity import CapacityAssessment
from registry.runtime import current_runtime
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.capacity import capacity_assessments, capacity_records
from registry.services.capacity.capacity_assessments import NAME, ChangeAssessment, DraftAssessment
from registry.web import acts, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_capacity import AssessmentsQuery, AssessmentToDraft, Withdrawal
from schemas.court_capacity_answers import AssessmentAnswer, AssessmentPage, CapacityAnswer

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("capacity", "履行能力认定 Capacity assessments")


@blueprint.route("/debtors/<uuid:debtor_id>/capacity", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, CapacityAnswer)
def read_capacity(debtor_id: UUID) -> Response:
    """查看履行能力概览 Read all that is known of a debtor's ability to perform.

    正反两方面证据、规避执行迹象、系统提示、认定无履行能力尚缺的事项和现行认定一并列示。 Evidence
    for and against, signs of evasion, what it points to, what a finding of inability still needs,
    and the present finding.
    """
    session = db.session()
    matter = records.matter(session, court.sought(debtor_id))
    on = legal_day(current_runtime().now())
    return court.respond(capacity_answers.picture(session, matter, on=on))


@blueprint.route("/capacity-assessments", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(AssessmentToDraft)
@blueprint.response(201, AssessmentAnswer, headers=MADE)
def draft(fields: dict[str, Any]) -> Response:
    """起草履行能力认定 Draft a capacity assessment, beside what the register proposes.

    系统提示仅供参考，由人认定；存在规避执行迹象而认定无履行能力的，应当逐一说明判断。 A person
    decides, and not the proposal; who finds inability beside signs of evasion says what was made of
    them.
    """
    debtor_id, stated = fields.pop("debtor"), fields.pop("overrides")

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        set_aside = overrides.of(stated, actor.role)
        wanted = DraftAssessment(debtor_id=debtor_id, overrides=set_aside, **fields)
        made = capacity_assessments.draft(
            session, wanted, actor=actor, now=now, policy=current_runtime().policy
        )
        return _answer(
            session, *made, location=f"{court.PREFIX}/capacity-assessments/{made[0].public_id}"
        )

    return acts.perform(work)


@blueprint.route("/capacity-assessments", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(AssessmentsQuery, location="query")
@blueprint.response(200, AssessmentPage)
def find_assessments(arguments: dict[str, Any]) -> Response:
    """查询本院履行能力认定 Find capacity assessments of one's court."""
    session = db.session()

    def find(after: int, limit: int) -> list[CapacityAssessment]:
        found = capacity_assessments.of_court(
            session,
            court.of_court(arguments),
            debtor_id=arguments["debtor"],
            state=arguments["state"],
            after=after,
            limit=limit,
        )
        return list(found)

    def show(found: CapacityAssessment) -> answers.Answer:
        matter = records.matter_of(session, found.debtor_id)
        return capacity_answers.assessment(session, found, matter)

    return court.page(arguments, find, show)


@blueprint.route("/capacity-assessments/<uuid:assessment_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, AssessmentAnswer, headers=headers("ETag"))
def read_assessment(assessment_id: UUID) -> Response:
    """查看履行能力认定 Read a capacity assessment, with the evidence as it was on its day."""
    session = db.session()
    found = capacity_records.found(session, CapacityAssessment, court.sought(assessment_id), NAME)
    return acts.respond(_answer(session, *found))


@blueprint.route("/capacity-assessments/<uuid:assessment_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, AssessmentAnswer, headers=CHANGED)
def sign(assessment_id: UUID) -> Response:
    """签发履行能力认定 Sign a capacity assessment, which holds at once.

    由法官或者院长签发，起草人不得签发；认定无履行能力的，不得以第一条第一项为由纳入，限制消费令不因此
    变动。 A judge or the president signs, and never the drafter. Whoever is found unable is not
    listed on Art. 1(1); no order changes by it.
    """
    bodies.refuse_body()
    wanted = ChangeAssessment(assessment_id=assessment_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        policy = current_runtime().policy
        done = capacity_assessments.sign(session, wanted, actor=actor, now=now, policy=policy)
        return _answer(session, *done)

    return acts.perform(work)


@blueprint.route("/capacity-assessments/<uuid:assessment_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(Withdrawal)
@blueprint.response(200, AssessmentAnswer, headers=CHANGED)
def withdraw(fields: dict[str, Any], assessment_id: UUID) -> Response:
    """撤回草案 Withdraw the draft of a capacity assessment.

    已经签发的认定不得撤回，只能以新的认定取代。 What was signed is superseded by the next one and
    never withdrawn.
    """
    wanted = ChangeAssessment(assessment_id=assessment_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        done = capacity_assessments.withdraw(session, wanted, actor=actor, now=now)
        return _answer(session, *done)

    return acts.perform(work)


def _answer(
    session: Session, found: CapacityAssessment, matter: Matter, location: str | None = None
) -> Answer:
    session.flush()
    record = capacity_answers.assessment(session, found, matter)
    return Answer(record=record, version=found.version, location=location)
