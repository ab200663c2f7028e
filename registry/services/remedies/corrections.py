"""Corrections by courts above (责令纠正、直接纠正): in a review or of their own motion, drafted by
one person and signed by another.

An ordered correction is a duty of the enforcing court, with a day; the act that carries it out
closes it. A direct one is made with the signature, by the court above itself.
"""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.remedies import Correction, Review
from registry.rules import clocks_of_lists
from registry.rules.articles import Article, Instrument
from registry.rules.policy import Policy
from registry.services.acts import eligibility, moves, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Sought
from registry.services.clocks import deadlines
from registry.services.corrections import remedy_records
from registry.services.corrections.remedy_records import Dispute
from registry.services.remedies import correction_law, direct_corrections, reviews
from registry.services.remedies.correction_orders import ChangeCorrection, DraftCorrection
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.deadline_codes import RecordKind
from schemas.free_text import mask_numbers_in_text
from schemas.remedy_codes import CorrectionMode, CorrectionState, CorrectiveAct, Disputed

Found = tuple[Correction, Dispute]
BASIS = Article(Instrument.OPINION_2019, 18)
_SIGNING = {
    CorrectionMode.ORDERED: Act.ORDER_CORRECTION,
    CorrectionMode.DIRECT: Act.CORRECT_DIRECTLY,
}


def draft(
    session: Session, order: DraftCorrection, *, actor: CourtActor, now: datetime, vault: Vault
) -> Found:
    """Draft a correction; nothing is corrected by it.

    :raises ServiceError: ``listing.not_found``, ``restriction.not_found``, ``review.not_found``,
        ``listing.wrong_state``, ``restriction.wrong_state``, ``review.wrong_state``,
        ``correction.pending``, ``correction.ineligible``.
    """
    review, about = _wrong(session, order, actor=actor)
    if about.order is not None and order.mode is CorrectionMode.DIRECT:
        _refuse_beside_lift(order)
    found = Correction(
        public_id=uuid4(),
        case_id=about.case.id,
        listing_id=about.listing.id if about.listing else None,
        order_id=about.order.id if about.order else None,
        review_id=review.id if review else None,
        court_code=actor.court_code,
        mode=order.mode,
        act=order.act,
        number=mask_numbers_in_text(order.number),
        reason=mask_numbers_in_text(order.reason),
        content=direct_corrections.write(order.content),
        state=CorrectionState.DRAFT,
        drafted_by=actor.staff_id,
        drafted_at=now,
        version=1,
    )
    if review is not None:
        moves.require(review, _SIGNING[order.mode])
    correction_law.require_standing(about, order.act)
    _refuse_if_pending(session, found)
    authority = correction_law.authority(session, Act.DRAFT_CORRECTION, about, review, actor=actor)
    law = correction_law.draft(session, found, about, actor=actor, now=now, vault=vault)
    eligibility.require("correction.ineligible", (*authority, *law))
    session.add(found)
    _journal(session, events.CORRECTION_DRAFTED, found, about, actor, now)
    return found, about


def sign(
    session: Session,
    order: ChangeCorrection,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
    policy: Policy,
) -> Found:
    """Sign a correction: one is ordered, with its days, or made at once.

    :raises ServiceError: ``correction.not_found``, ``record.stale``, ``correction.wrong_state``,
        ``listing.wrong_state``, ``restriction.wrong_state``, ``review.wrong_state``,
        ``correction.pending``, ``correction.ineligible``, and what refuses the decision in which a
        direct correction consists.
    """
    found, about = _to_change(session, order, actor=actor)
    mode = CorrectionMode(found.mode)
    act = _SIGNING[mode]
    moves.require(found, act)
    review = session.get_one(Review, found.review_id) if found.review_id else None
    if review is not None:
        moves.require(review, act)
    correction_law.require_standing(about, CorrectiveAct(found.act))
    _refuse_if_pending(session, found)
    drafter = records.staff_id(session, found.drafted_by)
    authority = correction_law.authority(session, act, about, review, actor=actor, drafter=drafter)
    law = correction_law.mistake(found)
    eligibility.require("correction.ineligible", (*authority, *law))
    found.signed_by, found.signed_at = actor.staff_id, now
    moves.do(found, act)
    if mode is CorrectionMode.ORDERED:
        days = policy.ordered_correction_working_days
        _order(session, found, about, days, actor=actor, now=now)
    else:
        _make(session, found, about, actor=actor, now=now, vault=vault)
    if review is not None:
        _decide(session, review, found, act, actor=actor, now=now)
    return found, about


def withdraw(
    session: Session, order: ChangeCorrection, *, actor: CourtActor, now: datetime
) -> Found:
    """Withdraw the draft of a correction.

    :raises ServiceError: ``correction.not_found``, ``record.stale``, ``correction.wrong_state``,
        ``correction.ineligible``.
    """
    found, about = _to_change(session, order, actor=actor)
    moves.require(found, Act.WITHDRAW_DRAFT)
    authority = correction_law.authority(session, Act.DRAFT_CORRECTION, about, None, actor=actor)
    eligibility.require("correction.ineligible", authority)
    moves.do(found, Act.WITHDRAW_DRAFT)
    _journal(session, events.CORRECTION_WITHDRAWN, found, about, actor, now)
    return found, about


def _order(
    session: Session,
    found: Correction,
    about: Dispute,
    days: int,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    clock, record, on = clocks_of_lists.ORDERED_CORRECTION, RecordKind.CORRECTION, legal_day(now)
    deadlines.start(session, clock, found.public_id, about.case, on=on, length=days, record=record)
    _journal(session, events.CORRECTION_ORDERED, found, about, actor, now)


def _make(
    session: Session,
    found: Correction,
    about: Dispute,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> None:
    _journal(session, events.CORRECTION_MADE, found, about, actor, now)
    found.decision_id = direct_corrections.carry_out(
        session, found, about, actor=actor, now=now, vault=vault
    )
    found.corrected_on, found.corrected_by = (
        legal_day(now),
        correction_law.BY_SIGNING[CorrectiveAct(found.act)],
    )


def _decide(
    session: Session,
    review: Review,
    found: Correction,
    act: Act,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Let a correction decide the review in which it is ordered or made, and the objection."""
    sought = Sought(id=review.public_id, court_code=actor.court_code, from_above=True)
    reviewed = remedy_records.review(session, sought)
    _, objection, _ = reviewed
    moves.do(review, act)
    moves.do(objection, act)
    review.reason, review.drafted_by, review.drafted_at = (
        found.reason,
        found.drafted_by,
        found.drafted_at,
    )
    review.signed_by, review.signed_at = actor.staff_id, now
    reviews.stop(session, reviewed, now=now)
    if act is Act.CORRECT_DIRECTLY:
        review.corrected_on = objection.corrected_on = found.corrected_on
        objection.corrected_by, objection.decision_id = found.corrected_by, found.decision_id


def _wrong(
    session: Session, order: DraftCorrection, *, actor: CourtActor
) -> tuple[Review | None, Dispute]:
    sought = Sought(
        id=order.record_id, court_code=actor.court_code, to_change=True, from_above=True
    )
    if order.of_review:
        review, objection, about = remedy_records.review(session, sought)
        if objection.disputed == Disputed.ROUND_CLOSING:
            _refuse_beside_revocation(order)
        return review, about
    if order.of_order:
        restriction, matter = records.order(session, sought)
        return None, Dispute(matter.case, matter, order=restriction)
    listing, matter = records.listing(session, sought)
    return None, Dispute(matter.case, matter, listing=listing)


def _refuse_beside_revocation(order: DraftCorrection) -> None:
    """Refuse all but the order to undo the closing of a round: to take enforcement up again is the
    enforcing court's.
    """
    if order.mode is CorrectionMode.DIRECT:
        raise eligibility.invalid("/mode", "not_in_list", CorrectionMode.ORDERED)
    if order.act is not CorrectiveAct.REVOKE:
        raise eligibility.invalid("/act", "not_in_list", CorrectiveAct.REVOKE)


def _refuse_beside_lift(order: DraftCorrection) -> None:
    """Refuse to make directly what ends no order."""
    if order.act is not CorrectiveAct.LIFT:
        raise eligibility.invalid("/act", "not_in_list", CorrectiveAct.LIFT)


def _to_change(session: Session, order: ChangeCorrection, *, actor: CourtActor) -> Found:
    sought = Sought(
        id=order.correction_id, court_code=actor.court_code, to_change=True, from_above=True
    )
    found, about = remedy_records.correction(session, sought)
    moves.expect(found, order.version)
    if actor.court_code not in (found.court_code, about.case.court_code):
        raise ServiceError(ErrorKind.CONFLICT, "correction.of_another_court")
    return found, about


def _refuse_if_pending(session: Session, found: Correction) -> None:
    chosen = select(Correction.public_id).where(
        Correction.case_id == found.case_id,
        Correction.listing_id == found.listing_id,
        Correction.order_id == found.order_id,
        Correction.act == found.act,
        Correction.state == CorrectionState.ORDERED,
    )
    if found.mode == CorrectionMode.DIRECT:
        # It may be made in the place of one that was ordered and not carried out.
        return
    known = session.scalars(chosen).first()
    if known is not None:
        raise ServiceError(ErrorKind.CONFLICT, "correction.pending", {"correction": known})


def _journal(
    session: Session,
    kind: events.Kind,
    found: Correction,
    about: Dispute,
    actor: CourtActor,
    now: datetime,
) -> None:
    facts = {"correction": str(found.public_id), "court": found.court_code, "act": found.act}
    why, who = Why(reason=found.reason, basis=str(BASIS)), actor.journal
    # A draft stands in the history of the correction alone, which the court below does not see.
    record_id = found.public_id if found.state in remedy_records.UNSEEN else None
    remedy_records.journal(
        session, kind, about, why, actor=who, now=now, record_id=record_id, **facts
    )
