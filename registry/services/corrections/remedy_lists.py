"""Lists of remedies (救济查询): objections, reviews and corrections in the order of their entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from registry.models.cases import EnforcementCase
from registry.models.listings import Listing, RestrictionOrder
from registry.models.remedies import Correction, Objection, Review
from registry.services.corrections import remedy_records
from schemas.remedy_codes import CorrectionMode, CorrectionState, ObjectionState, ReviewState


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedObjections:
    """Which objections are looked for: those of a court's cases, narrowed where something is
    given.
    """

    court_code: str
    case_id: UUID | None = None
    listing_id: UUID | None = None
    order_id: UUID | None = None
    state: ObjectionState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedReviews:
    """Which reviews are looked for: those that a court received, and those of its own decisions."""

    court_code: str
    objection_id: UUID | None = None
    state: ReviewState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedCorrections:
    """Which corrections are looked for: those that a court made, and those about its cases."""

    court_code: str
    listing_id: UUID | None = None
    order_id: UUID | None = None
    review_id: UUID | None = None
    mode: CorrectionMode | None = None
    state: CorrectionState | None = None


def objections(
    session: Session, wanted: WantedObjections, *, after: int, limit: int
) -> Sequence[Objection]:
    """Return objections.

    :param after: the key of the objection to go on after.
    """
    chosen = (
        select(Objection)
        .join(EnforcementCase, EnforcementCase.id == Objection.case_id)
        .where(EnforcementCase.court_code == wanted.court_code, Objection.id > after)
    )
    if wanted.case_id is not None:
        chosen = chosen.where(EnforcementCase.public_id == wanted.case_id)
    if wanted.listing_id is not None:
        of_listing = Listing.id == Objection.listing_id
        chosen = chosen.join(Listing, of_listing).where(Listing.public_id == wanted.listing_id)
    if wanted.order_id is not None:
        of_order = RestrictionOrder.id == Objection.order_id
        chosen = chosen.join(RestrictionOrder, of_order)
        chosen = chosen.where(RestrictionOrder.public_id == wanted.order_id)
    if wanted.state is not None:
        chosen = chosen.where(Objection.state == wanted.state)
    return session.scalars(chosen.order_by(Objection.id).limit(limit)).all()


def reviews(session: Session, wanted: WantedReviews, *, after: int, limit: int) -> Sequence[Review]:
    """Return reviews.

    :param after: the key of the review to go on after.
    """
    code = wanted.court_code
    chosen = (
        select(Review)
        .join(Objection, Objection.id == Review.objection_id)
        .join(EnforcementCase, EnforcementCase.id == Objection.case_id)
        .where(or_(EnforcementCase.court_code == code, Review.court_code == code))
        .where(Review.id > after)
    )
    if wanted.objection_id is not None:
        chosen = chosen.where(Objection.public_id == wanted.objection_id)
    if wanted.state is not None:
        chosen = chosen.where(Review.state == wanted.state)
    return session.scalars(chosen.order_by(Review.id).limit(limit)).all()


def corrections(
    session: Session, wanted: WantedCorrections, *, after: int, limit: int
) -> Sequence[Correction]:
    """Return corrections.

    :param after: the key of the correction to go on after.
    """
    code = wanted.court_code
    seen = Correction.state.not_in(remedy_records.UNSEEN)
    is_ours = and_(EnforcementCase.court_code == code, seen)
    chosen = (
        select(Correction)
        .join(EnforcementCase, EnforcementCase.id == Correction.case_id)
        .where(or_(is_ours, Correction.court_code == code))
        .where(Correction.id > after)
    )
    if wanted.listing_id is not None:
        of_listing = Listing.id == Correction.listing_id
        chosen = chosen.join(Listing, of_listing).where(Listing.public_id == wanted.listing_id)
    if wanted.order_id is not None:
        of_order = RestrictionOrder.id == Correction.order_id
        chosen = chosen.join(RestrictionOrder, of_order)
        chosen = chosen.where(RestrictionOrder.public_id == wanted.order_id)
    if wanted.review_id is not None:
        in_review = Review.id == Correction.review_id
        chosen = chosen.join(Review, in_review).where(Review.public_id == wanted.review_id)
    if wanted.mode is not None:
        chosen = chosen.where(Correction.mode == wanted.mode)
    if wanted.state is not None:
        chosen = chosen.where(Correction.state == wanted.state)
    return session.scalars(chosen.order_by(Correction.id).limit(limit)).all()
