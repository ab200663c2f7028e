"""Decisions on objections (审查结论): drafted by one person, signed by another, and served where
they dismiss.

A founded objection is corrected through the act that the law provides for it, whose signature
closes it; a dismissed one is open to review.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.remedies import Objection, Review
from registry.rules.remedy_courses import course
from registry.services.acts import eligibility, moves, records
from registry.services.clocks import deadlines
from registry.services.corrections import corrections_done, remedy_records
from registry.services.remedies import objection_law, objections
from registry.services.remedies.objections import Found
from schemas.act_codes import Act
from schemas.codes import ServiceMethod
from schemas.free_text import mask_numbers_in_text
from schemas.remedy_codes import Disputed, ObjectionOutcome, ReviewState


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDecision:
    """The decision on an objection to be drafted, in the version that was seen."""

    objection_id: UUID
    version: int
    outcome: ObjectionOutcome
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeObjection:
    """An objection whose drafted decision is to be signed, in the version that was seen."""

    objection_id: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeDismissal:
    """How and when a dismissal was served."""

    objection_id: UUID
    version: int
    method: ServiceMethod
    served_on: date


def draft_decision(
    session: Session, order: DraftDecision, *, actor: CourtActor, now: datetime
) -> Found:
    """Draft the decision on an objection, or draft it anew; nothing is decided by it.

    :raises ServiceError: ``objection.not_found``, ``record.stale``, ``objection.wrong_state``,
        ``objection.ineligible``.
    """
    act = Act.DRAFT_OBJECTION_DECISION
    found, about = objections.to_change(
        session, order.objection_id, order.version, act, actor=actor
    )
    reason = mask_numbers_in_text(order.reason)
    law = objection_law.decided(session, found, about, order.outcome, reason, on=legal_day(now))
    authority = eligibility.authority(act, actor, court_code=about.case.court_code)
    eligibility.require("objection.ineligible", (*authority, *law))
    moves.do(found, act)
    found.outcome, found.reason = order.outcome, reason
    found.drafted_by, found.drafted_at = actor.staff_id, now
    objections.journal(session, events.OBJECTION_DECISION_DRAFTED, found, about, reason, actor, now)
    return found, about


def sign(session: Session, order: ChangeObjection, *, actor: CourtActor, now: datetime) -> Found:
    """Sign the drafted decision: a founded objection is to be corrected, within its days.

    :raises ServiceError: ``objection.not_found``, ``record.stale``, ``objection.not_drafted``,
        ``objection.wrong_state``, ``objection.ineligible``.
    """
    act = Act.UPHOLD_OBJECTION
    found, about = objections.to_change(
        session, order.objection_id, order.version, act, actor=actor
    )
    if found.outcome is None or found.reason is None:
        raise ServiceError(ErrorKind.CONFLICT, "objection.not_drafted")
    outcome, reason = ObjectionOutcome(found.outcome), found.reason
    if outcome is ObjectionOutcome.DISMISSED:
        act = Act.DISMISS_OBJECTION
    court, on = about.case.court_code, legal_day(now)
    drafter = records.staff_id(session, found.drafted_by)
    law = objection_law.decided(session, found, about, outcome, reason, on=on)
    authority = eligibility.authority(act, actor, court_code=court, drafter=drafter)
    eligibility.require("objection.ineligible", (*authority, *law))
    moves.do(found, act)
    found.signed_by, found.signed_at = actor.staff_id, now
    clocks = course(Disputed(found.disputed))
    remedy_records.stop(session, clocks.examination, found.public_id, now=now)
    if act is Act.DISMISS_OBJECTION:
        objections.journal(session, events.OBJECTION_DISMISSED, found, about, reason, actor, now)
        return found, about
    objections.journal(session, events.OBJECTION_UPHELD, found, about, reason, actor, now)
    if about.has_ended:
        ended_by = objection_law.ended_by(about)
        who = actor.journal
        corrections_done.correct(session, found, about, ended_by, None, actor=who, now=now)
    else:
        deadlines.start(session, clocks.correction, found.public_id, about.case, on=on)
    return found, about


def serve(session: Session, order: ServeDismissal, *, actor: CourtActor, now: datetime) -> Found:
    """Record how and when a dismissal was served; the days to apply for review begin.

    :raises ServiceError: ``objection.not_found``, ``record.stale``, ``objection.wrong_state``,
        ``objection.ineligible``.
    """
    act = Act.SERVE_DISMISSAL
    found, about = objections.to_change(
        session, order.objection_id, order.version, act, actor=actor
    )
    authority = eligibility.authority(act, actor, court_code=about.case.court_code)
    law = objection_law.served(found, order.served_on, on=legal_day(now))
    eligibility.require("objection.ineligible", (*authority, *law))
    moves.do(found, act)
    found.service_method, found.served_on = order.method, order.served_on
    reason = found.reason or ""
    objections.journal(session, events.OBJECTION_DISMISSAL_SERVED, found, about, reason, actor, now)
    if not _is_reviewed(session, found):
        clock = course(Disputed(found.disputed)).application
        deadlines.start(session, clock, found.public_id, about.case, on=order.served_on)
    return found, about


def _is_reviewed(session: Session, found: Objection) -> bool:
    chosen = select(Review.id).where(
        Review.objection_id == found.id, Review.state != ReviewState.WITHDRAWN
    )
    return session.scalars(chosen).first() is not None
