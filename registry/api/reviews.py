"""Routes of reviews (复议接口)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.api import answers, court, remedy_answers
from registry.db import db
from registry.models.remedies import Objection, Review
from registry.services.corrections import remedy_lists, remedy_records
from registry.services.corrections.remedy_lists import WantedReviews
from registry.services.remedies import reviews
from registry.services.remedies.reviews import (
    ChangeReview,
    DraftDismissal,
    ReceiveReview,
    Reviewed,
    WithdrawReview,
)
from registry.web import acts, auth, bodies, etags
from registry.web.acts import Answer
from registry.web.openapi import headers
from schemas.court_remedies import (
    DismissalToDraft,
    RemedyToWithdraw,
    ReviewsQuery,
    ReviewToReceive,
)
from schemas.court_remedy_answers import ReviewAnswer, ReviewPage

MADE = headers("ETag", "Location", "Idempotent-Replayed")
CHANGED = headers("ETag", "Idempotent-Replayed")
blueprint = court.blueprint("reviews", "复议 Reviews")


@blueprint.route("/reviews", methods=["POST"])
@blueprint.acting(changes=False)
@blueprint.arguments(ReviewToReceive)
@blueprint.response(201, ReviewAnswer, headers=MADE)
def receive(fields: dict[str, Any]) -> Response:
    """接收复议申请 Receive an application for review, at the next higher court.

    自收到之日起十五日内作出决定；复议期间原决定不停止执行。 It is decided within fifteen days of
    its receipt; what is under review stands meanwhile.
    """
    wanted = ReceiveReview(objection_id=fields.pop("objection"), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        made = reviews.receive(session, wanted, actor=actor, now=now)
        return _answer(session, made, f"{court.PREFIX}/reviews/{made[0].public_id}")

    return acts.perform(work)


@blueprint.route("/reviews", methods=["GET"])
@blueprint.reading()
@blueprint.problems(400, 422)
@blueprint.arguments(ReviewsQuery, location="query")
@blueprint.response(200, ReviewPage)
def find_reviews(arguments: dict[str, Any]) -> Response:
    """查询复议 Find reviews that one's court, or a court below, received or is reviewed in."""
    session = db.session()
    wanted = WantedReviews(
        court_code=court.of_court(arguments),
        objection_id=arguments["objection"],
        state=arguments["state"],
    )

    def show(found: Review) -> answers.Answer:
        about = session.get_one(Objection, found.objection_id)
        dispute = remedy_records.dispute_of(session, about)
        return remedy_answers.review(
            session, found, about, dispute, viewer=auth.caller().court_code
        )

    return court.page(
        arguments,
        lambda after, limit: remedy_lists.reviews(session, wanted, after=after, limit=limit),
        show,
    )


@blueprint.route("/reviews/<uuid:review_id>", methods=["GET"])
@blueprint.reading()
@blueprint.problems(404)
@blueprint.response(200, ReviewAnswer, headers=headers("ETag"))
def read_review(review_id: UUID) -> Response:
    """查看复议 Read a review: at the court that received it, at those above, and at the court whose
    decision it is about.
    """
    session = db.session()
    return acts.respond(_answer(session, remedy_records.review(session, court.sought(review_id))))


@blueprint.route("/reviews/<uuid:review_id>/dismissal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(DismissalToDraft)
@blueprint.response(200, ReviewAnswer, headers=CHANGED)
def draft_dismissal(fields: dict[str, Any], review_id: UUID) -> Response:
    """起草驳回复议决定 Draft the dismissal of a review, or draft it anew.

    责令纠正、直接纠正的，以纠正意见办理。 To order or to make the correction, draft a correction in
    the review.
    """
    wanted = DraftDismissal(review_id=review_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, reviews.draft_dismissal(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/reviews/<uuid:review_id>/signature", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.response(200, ReviewAnswer, headers=CHANGED)
def sign_dismissal(review_id: UUID) -> Response:
    """签发驳回复议决定 Sign the drafted dismissal of a review."""
    bodies.refuse_body()
    wanted = ChangeReview(review_id=review_id, version=etags.expected())

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, reviews.sign_dismissal(session, wanted, actor=actor, now=now))

    return acts.perform(work)


@blueprint.route("/reviews/<uuid:review_id>/withdrawal", methods=["POST"])
@blueprint.acting(changes=True)
@blueprint.arguments(RemedyToWithdraw)
@blueprint.response(200, ReviewAnswer, headers=CHANGED)
def withdraw(fields: dict[str, Any], review_id: UUID) -> Response:
    """撤回复议申请 Record that the applicant withdrew the application for review."""
    wanted = WithdrawReview(review_id=review_id, version=etags.expected(), **fields)

    def work(session: Session, actor: CourtActor, now: datetime) -> Answer:
        return _answer(session, reviews.withdraw(session, wanted, actor=actor, now=now))

    return acts.perform(work)


def _answer(session: Session, found: Reviewed, location: str | None = None) -> Answer:
    session.flush()
    record = remedy_answers.review(session, *found, viewer=auth.caller().court_code)
    return Answer(record=record, version=found[0].version, location=location)
