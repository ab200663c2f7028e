"""Reviews (复议): the next higher court receives an application against a dismissal, and dismisses
it; to order or to make the correction is in :mod:`registry.services.remedies.corrections`.

What is under review stands meanwhile. A dismissal is reviewed once.
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
from registry.models.remedies import Objection, Review
from registry.rules import reviews, supervision
from registry.rules.authority import ActingPerson
from registry.rules.findings import Finding
from registry.rules.procedure import not_in_future
from registry.rules.remedy_courses import Course, course
from registry.rules.reviews import ReviewFacts
from registry.services.acts import courts_above, eligibility, moves, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Sought
from registry.services.clocks import calendars, deadlines
from registry.services.corrections import remedy_records
from registry.services.corrections.remedy_records import Dispute
from registry.services.remedies import objection_law
from schemas.act_codes import Act
from schemas.free_text import mask_numbers_in_text
from schemas.remedy_codes import Disputed, ObjectionOutcome, ObjectionState, ReviewState

Reviewed = tuple[Review, Objection, Dispute]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveReview:
    """An application for review as it came in; ``obstacle`` says what made it late."""

    objection_id: UUID
    statement: str
    applied_on: date
    received_on: date
    obstacle: str | None = None
    obstacle_ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDismissal:
    """The dismissal of a review to be drafted, in the version that was seen."""

    review_id: UUID
    version: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeReview:
    """A review whose drafted dismissal is to be signed, in the version that was seen."""

    review_id: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawReview:
    """A review whose application is withdrawn, and what the applicant says of it."""

    review_id: UUID
    version: int
    reason: str


def receive(
    session: Session, order: ReceiveReview, *, actor: CourtActor, now: datetime
) -> Reviewed:
    """Receive an application for review; the days to decide it begin with its receipt.

    :raises ServiceError: ``objection.not_found``, ``review.exists``, ``review.ineligible``.
    """
    sought = Sought(
        id=order.objection_id, court_code=actor.court_code, to_change=True, from_above=True
    )
    objection, about = remedy_records.objection(session, sought)
    _refuse_if_reviewed(session, objection)
    superiors = courts_above.superiors(session, about.case.court_code)
    person = ActingPerson(str(actor.staff_public_id), actor.role, actor.court_code)
    authority = supervision.act_findings(Act.RECEIVE_REVIEW, person, superiors=superiors)
    is_next = superiors[:1] == (actor.court_code,)
    law = _law(session, order, objection, is_next=is_next, on=legal_day(now))
    eligibility.require("review.ineligible", (*authority, *law))
    moves.do(objection, Act.RECEIVE_REVIEW)
    found = Review(
        public_id=uuid4(),
        objection_id=objection.id,
        court_code=actor.court_code,
        statement=mask_numbers_in_text(order.statement),
        applied_on=order.applied_on,
        received_on=order.received_on,
        obstacle=mask_numbers_in_text(order.obstacle) if order.obstacle else None,
        obstacle_ended_on=order.obstacle_ended_on,
        received_by=actor.staff_id,
        received_at=now,
        state=ReviewState.RECEIVED,
        version=1,
    )
    session.add(found)
    reviewed, clocks = (found, objection, about), _clocks(objection)
    _journal(session, events.REVIEW_RECEIVED, reviewed, found.statement, actor, now)
    if clocks.application.kind is not None:
        kind, applied_on = clocks.application.kind, order.applied_on
        deadlines.close(session, objection.public_id, kind, on=applied_on)
    deadlines.start(
        session,
        clocks.review,
        found.public_id,
        about.case,
        on=order.received_on,
        court_code=actor.court_code,
        basis=clocks.application.article,
    )
    return reviewed


def draft_dismissal(
    session: Session, order: DraftDismissal, *, actor: CourtActor, now: datetime
) -> Reviewed:
    """Draft the dismissal of a review, or draft it anew; nothing is decided by it.

    :raises ServiceError: ``review.not_found``, ``record.stale``, ``review.wrong_state``,
        ``review.ineligible``.
    """
    act = Act.DRAFT_REVIEW_DECISION
    reviewed = to_change(session, order.review_id, order.version, act, actor=actor)
    found, reason = reviewed[0], mask_numbers_in_text(order.reason)
    law = _law_of_dismissal(session, reviewed, reason, on=legal_day(now))
    eligibility.require("review.ineligible", (*authority(act, found, actor), *law))
    moves.do(found, act)
    found.reason, found.drafted_by, found.drafted_at = reason, actor.staff_id, now
    _journal(session, events.REVIEW_DECISION_DRAFTED, reviewed, reason, actor, now)
    return reviewed


def sign_dismissal(
    session: Session, order: ChangeReview, *, actor: CourtActor, now: datetime
) -> Reviewed:
    """Sign the drafted dismissal of a review, which ends it.

    :raises ServiceError: ``review.not_found``, ``record.stale``, ``review.not_drafted``,
        ``review.wrong_state``, ``review.ineligible``.
    """
    act = Act.DISMISS_REVIEW
    reviewed = to_change(session, order.review_id, order.version, act, actor=actor)
    found = reviewed[0]
    if found.reason is None:
        raise ServiceError(ErrorKind.CONFLICT, "review.not_drafted")
    drafter = records.staff_id(session, found.drafted_by)
    law = _law_of_dismissal(session, reviewed, found.reason, on=legal_day(now))
    eligibility.require("review.ineligible", (*authority(act, found, actor, drafter), *law))
    moves.do(found, act)
    found.signed_by, found.signed_at = actor.staff_id, now
    stop(session, reviewed, now=now)
    _journal(session, events.REVIEW_DISMISSED, reviewed, found.reason, actor, now)
    return reviewed


def withdraw(
    session: Session, order: WithdrawReview, *, actor: CourtActor, now: datetime
) -> Reviewed:
    """Record that an application for review was withdrawn before it was decided.

    :raises ServiceError: ``review.not_found``, ``record.stale``, ``review.wrong_state``,
        ``review.ineligible``.
    """
    act = Act.WITHDRAW_REVIEW
    reviewed = to_change(session, order.review_id, order.version, act, actor=actor)
    found = reviewed[0]
    eligibility.require("review.ineligible", authority(act, found, actor))
    moves.do(found, act)
    found.withdrawn_on, found.withdrawal = legal_day(now), mask_numbers_in_text(order.reason)
    stop(session, reviewed, now=now)
    _journal(session, events.REVIEW_WITHDRAWN, reviewed, found.withdrawal, actor, now)
    return reviewed


def to_change(
    session: Session, review_id: UUID, version: int, act: Act, *, actor: CourtActor
) -> Reviewed:
    """Return a review that an act is about to change, its case locked.

    :raises ServiceError: ``review.not_found``, ``record.stale``, ``review.wrong_state``.
    """
    sought = Sought(id=review_id, court_code=actor.court_code, to_change=True, from_above=True)
    reviewed = remedy_records.review(session, sought)
    moves.expect(reviewed[0], version)
    moves.require(reviewed[0], act)
    return reviewed


def authority(
    act: Act, found: Review, actor: CourtActor, drafter: str | None = None
) -> tuple[Finding, ...]:
    """Return all that authority says of an act on a review: it stays with the court that received
    it, wherever the case goes meanwhile.
    """
    person = ActingPerson(str(actor.staff_public_id), actor.role, actor.court_code)
    return supervision.act_findings(act, person, superiors=(found.court_code,), drafter=drafter)


def stop(session: Session, reviewed: Reviewed, *, now: datetime) -> None:
    """Note that a review is decided, or needs no decision any more."""
    found, objection, _ = reviewed
    remedy_records.stop(session, _clocks(objection).review, found.public_id, now=now)


def _law(
    session: Session, order: ReceiveReview, objection: Objection, *, is_next: bool, on: date
) -> tuple[Finding, ...]:
    facts = ReviewFacts(
        objection=ObjectionState(objection.state),
        served_on=objection.served_on,
        applied_on=order.applied_on,
        to_next_higher_court=is_next,
        obstacle_ended_on=order.obstacle_ended_on,
    )
    days = {
        "applied_on": order.applied_on,
        "received_on": order.received_on,
        "obstacle_ended_on": order.obstacle_ended_on,
    }
    return (
        *reviews.review_findings(facts, calendars.current(session)),
        *reviews.received_findings(
            dismissed_on=legal_day(objection.signed_at) if objection.signed_at else None,
            applied_on=order.applied_on,
            received_on=order.received_on,
        ),
        not_in_future(days, on=on),
    )


def _law_of_dismissal(
    session: Session, reviewed: Reviewed, reason: str, *, on: date
) -> tuple[Finding, ...]:
    _, objection, about = reviewed
    law = reviews.decision_findings(reason)
    if about.has_ended:
        # Nothing is left to correct, whatever was wrong with it.
        return law
    outcome = ObjectionOutcome.DISMISSED
    return (*law, *objection_law.decided(session, objection, about, outcome, reason, on=on))


def _refuse_if_reviewed(session: Session, objection: Objection) -> None:
    chosen = select(Review.public_id).where(
        Review.objection_id == objection.id, Review.state != ReviewState.WITHDRAWN
    )
    known = session.scalars(chosen).first()
    if known is not None:
        raise ServiceError(ErrorKind.CONFLICT, "review.exists", {"review": known})


def _clocks(objection: Objection) -> Course:
    return course(Disputed(objection.disputed))


def _journal(
    session: Session,
    kind: events.Kind,
    reviewed: Reviewed,
    reason: str,
    actor: CourtActor,
    now: datetime,
) -> None:
    found, objection, about = reviewed
    facts = {"objection": str(objection.public_id), "review": str(found.public_id)}
    why = Why(reason=reason, basis=str(_clocks(objection).application.article))
    # A draft stands in the history of the review alone, which the court below does not see.
    is_draft = kind is events.REVIEW_DECISION_DRAFTED
    record_id, who = found.public_id if is_draft else None, actor.journal
    remedy_records.journal(
        session, kind, about, why, actor=who, now=now, record_id=record_id, **facts
    )
