"""Corrections that are done (纠正完毕): whatever ends or mends a listing or an order closes the
objections that were found founded and the corrections that were ordered about it, in the same
commit.

An end of what is disputed leaves nothing to correct, whatever was wrong with it; an amendment
corrects what was inaccurate.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.journal.entry import Actor
from registry.models.bound_persons import BoundSubject, OrderChange
from registry.models.cases import EnforcementCase
from registry.models.lifts import LiftDecision
from registry.models.listings import Listing, ListingChange, RemovalDecision, RestrictionOrder
from registry.models.proceedings import CaseRuling
from registry.models.remedies import Correction, Objection, Review
from registry.rules import clocks_of_lists, objections
from registry.rules.articles import Article, Instrument
from registry.rules.remedy_courses import course
from registry.services.acts import moves
from registry.services.acts.reasons import Why
from registry.services.acts.records import FRESH
from registry.services.corrections import remedy_records
from registry.services.corrections.remedy_records import Dispute
from schemas.act_codes import Act
from schemas.remedy_codes import (
    CorrectionState,
    CorrectiveAct,
    Disputed,
    ObjectionGround,
    ObjectionState,
    ReviewState,
)

ON_OBJECTION = objections.CORRECTION_DUE.article
ON_ORDER = Article(Instrument.OPINION_2019, 18)
_BY_OBJECTION = "纠正申请理由成立，已经纠正"
_BY_ORDER = "上级法院责令纠正，已经纠正"


def listing_ended(
    session: Session, listing: Listing, act: Act, *, actor: Actor, now: datetime
) -> None:
    """Close what was to be corrected about a listing that has come to its end by an act."""
    _close(session, _about_listing(listing), act, actor=actor, now=now)


def listings_revoked(session: Session, keys: Sequence[int], *, actor: Actor, now: datetime) -> None:
    """Close what was to be corrected about any of many listings that were revoked at once."""
    upheld = select(Objection.listing_id).where(
        Objection.listing_id.in_(keys), Objection.state == ObjectionState.UPHELD
    )
    ordered = select(Correction.listing_id).where(
        Correction.listing_id.in_(keys), Correction.state == CorrectionState.ORDERED
    )
    about = select(Listing).where(or_(Listing.id.in_(upheld), Listing.id.in_(ordered)))
    for listing in session.scalars(about.order_by(Listing.id), execution_options=FRESH):
        listing_ended(session, listing, Act.SIGN_REVOCATION, actor=actor, now=now)


def listing_amended(session: Session, listing: Listing, *, actor: Actor, now: datetime) -> None:
    """Close what an amendment of a listing corrects."""
    _close(session, _about_listing(listing), Act.SIGN_AMENDMENT, actor=actor, now=now)


def order_ended(
    session: Session, order: RestrictionOrder, act: Act, *, actor: Actor, now: datetime
) -> None:
    """Close what was to be corrected about an order that has come to its end by an act."""
    _close(session, _about_order(order), act, actor=actor, now=now)


def order_amended(
    session: Session, order: RestrictionOrder, *, actor: Actor, now: datetime
) -> None:
    """Close what an amendment of an order corrects."""
    _close(session, _about_order(order), Act.SIGN_AMENDMENT, actor=actor, now=now)


def person_released(
    session: Session, person: BoundSubject, act: Act, *, actor: Actor, now: datetime
) -> None:
    """Close what was to be corrected for one person whom an order binds no more; for the others it
    binds on.
    """
    is_his = Objection.person_id == person.id
    reviews = select(Review.id).join(Objection, Objection.id == Review.objection_id).where(is_his)
    _close(session, (is_his, Correction.review_id.in_(reviews)), act, actor=actor, now=now)


def closing_ended(
    session: Session, case: EnforcementCase, act: Act, *, actor: Actor, now: datetime
) -> None:
    """Close what was to be corrected about the closing of a round that stands no more."""
    of_case = Objection.case_id == case.id, Objection.disputed == Disputed.ROUND_CLOSING
    on_nothing_else = Correction.listing_id.is_(None), Correction.order_id.is_(None)
    mine = and_(*of_case), and_(Correction.case_id == case.id, *on_nothing_else)
    _close(session, mine, act, actor=actor, now=now)


def correct(
    session: Session,
    found: Objection,
    about: Dispute,
    act: Act,
    decision_id: UUID | None,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Note that what a founded objection asked for is done, and through which act and decision."""
    moves.do(found, Act.CARRY_OUT_CORRECTION)
    found.corrected_on, found.corrected_by, found.decision_id = legal_day(now), act, decision_id
    clock = course(Disputed(found.disputed)).correction
    remedy_records.stop(session, clock, found.public_id, now=now)
    why = Why(reason=_BY_OBJECTION, basis=str(ON_OBJECTION))
    kind = events.OBJECTION_CORRECTED
    facts: dict[str, Any] = {"objection": str(found.public_id), "act": act}
    remedy_records.journal(session, kind, about, why, actor=actor, now=now, **facts)


_Mine = tuple[ColumnElement[bool], ColumnElement[bool]]


def _about_listing(listing: Listing) -> _Mine:
    return Objection.listing_id == listing.id, Correction.listing_id == listing.id


def _about_order(order: RestrictionOrder) -> _Mine:
    return Objection.order_id == order.id, Correction.order_id == order.id


def _close(session: Session, mine: _Mine, act: Act, *, actor: Actor, now: datetime) -> None:
    objection_is_mine, correction_is_mine = mine
    for correction in _ordered(session, correction_is_mine, act):
        _carry_out(session, correction, act, actor=actor, now=now)
    for found in _upheld(session, objection_is_mine, act):
        about = remedy_records.dispute_of(session, found)
        decision_id = _decision(session, about, now)
        correct(session, found, about, act, decision_id, actor=actor, now=now)


def _upheld(session: Session, is_mine: ColumnElement[bool], act: Act) -> Sequence[Objection]:
    chosen = select(Objection).where(is_mine, Objection.state == ObjectionState.UPHELD)
    if act is Act.SIGN_AMENDMENT:
        chosen = chosen.where(Objection.ground == ObjectionGround.INACCURATE)
    return session.scalars(chosen.order_by(Objection.id)).all()


def _ordered(session: Session, is_mine: ColumnElement[bool], act: Act) -> Sequence[Correction]:
    chosen = select(Correction).where(is_mine, Correction.state == CorrectionState.ORDERED)
    if act is Act.SIGN_AMENDMENT:
        chosen = chosen.where(Correction.act == CorrectiveAct.AMEND)
    return session.scalars(chosen.order_by(Correction.id)).all()


def _carry_out(
    session: Session, found: Correction, act: Act, *, actor: Actor, now: datetime
) -> None:
    about = remedy_records.dispute_of(session, found)
    decision_id = _decision(session, about, now)
    moves.do(found, Act.CARRY_OUT_CORRECTION)
    found.corrected_on, found.corrected_by, found.decision_id = legal_day(now), act, decision_id
    clock = clocks_of_lists.ORDERED_CORRECTION
    remedy_records.stop(session, clock, found.public_id, now=now)
    why = Why(reason=_BY_ORDER, basis=str(ON_ORDER))
    kind = events.CORRECTION_CARRIED_OUT
    facts: dict[str, Any] = {"correction": str(found.public_id), "act": act}
    remedy_records.journal(session, kind, about, why, actor=actor, now=now, **facts)
    if found.review_id is None:
        return
    review = session.get_one(Review, found.review_id)
    if review.state == ReviewState.CORRECTION_ORDERED:
        moves.do(review, Act.CARRY_OUT_CORRECTION)
        review.corrected_on = legal_day(now)
        objection = session.get_one(Objection, review.objection_id)
        if objection.state == ObjectionState.UPHELD:
            correct(session, objection, about, act, decision_id, actor=actor, now=now)


def _decision(session: Session, about: Dispute, now: datetime) -> UUID | None:
    """Return the decision that was signed in this very act, if one was."""
    if about.order is not None:
        return _signed_about_order(session, about.order, now)
    if about.listing is None:
        ruled = select(CaseRuling.public_id).where(
            CaseRuling.case_id == about.case.id, CaseRuling.signed_at == now
        )
        return session.scalars(ruled.order_by(CaseRuling.id.desc())).first()
    for model in (ListingChange, RemovalDecision):
        signed = select(model.public_id).where(
            model.listing_id == about.listing.id, model.signed_at == now
        )
        found = session.scalars(signed.order_by(model.id.desc())).first()
        if found is not None:
            return found
    return None


def _signed_about_order(session: Session, order: RestrictionOrder, now: datetime) -> UUID | None:
    for model in (LiftDecision, OrderChange):
        signed = select(model.public_id).where(model.order_id == order.id, model.signed_at == now)
        found = session.scalars(signed.order_by(model.id.desc())).first()
        if found is not None:
            return found
    return None
