"""What remedies are about (异议标的): finding objections, reviews and corrections with the listing,
the order or the case behind them, and writing about them in the journal.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.models.cases import EnforcementCase
from registry.models.listings import Listing, RestrictionOrder
from registry.models.remedies import Correction, Objection, Review
from registry.rules.clock import Clock
from registry.services.acts import courts_above, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.clocks import deadlines
from registry.services.parties import subjects
from schemas.case_codes import EnforcementState
from schemas.codes import ListingState, OrderState
from schemas.remedy_codes import CorrectionState

_ENDED_LISTINGS = (ListingState.DROPPED, ListingState.REMOVED, ListingState.REVOKED)
# What a court above has not signed, the court below does not see.
UNSEEN = (CorrectionState.DRAFT, CorrectionState.WITHDRAWN)
_ENDED_ORDERS = (OrderState.DROPPED, OrderState.LIFTED, OrderState.REVOKED)


@dataclass(frozen=True, slots=True)
class Dispute:
    """What is disputed: a listing, an order or, with neither, the closing of the case's round."""

    case: EnforcementCase
    matter: Matter | None = None
    listing: Listing | None = None
    order: RestrictionOrder | None = None

    @property
    def record_id(self) -> UUID:
        """Return the public id of what is disputed."""
        disputed = self.listing or self.order or self.case
        return disputed.public_id

    @property
    def has_ended(self) -> bool:
        """Tell whether what is disputed stands no more, so that nothing is left to correct."""
        if self.listing is not None:
            return self.listing.state in _ENDED_LISTINGS
        if self.order is not None:
            return self.order.state in _ENDED_ORDERS
        return self.case.state != EnforcementState.ROUND_CLOSED


def objection(session: Session, sought: Sought) -> tuple[Objection, Dispute]:
    """Return an objection with what it is about.

    :raises ServiceError: ``objection.not_found``.
    """
    path = select(EnforcementCase.id).join(Objection).where(Objection.public_id == sought.id)
    records.case_key(session, path, sought, "objection")
    chosen = select(Objection).where(Objection.public_id == sought.id)
    found = session.execute(chosen, execution_options=records.FRESH).scalar_one()
    return found, dispute_of(session, found)


def review(session: Session, sought: Sought) -> tuple[Review, Objection, Dispute]:
    """Return a review with the objection that it is about.

    :raises ServiceError: ``review.not_found``.
    """
    path = _reviewed_cases().where(Review.public_id == sought.id)
    records.case_key(session, path, _as_reviewing_court(session, path, sought), "review")
    chosen = select(Review).where(Review.public_id == sought.id)
    found = session.execute(chosen, execution_options=records.FRESH).scalar_one()
    about = session.get_one(Objection, found.objection_id, populate_existing=True)
    return found, about, dispute_of(session, about)


def correction(session: Session, sought: Sought) -> tuple[Correction, Dispute]:
    """Return a correction with what it is about.

    :raises ServiceError: ``correction.not_found``.
    """
    path = select(EnforcementCase.id).join(Correction).where(Correction.public_id == sought.id)
    records.case_key(session, path, sought, "correction")
    chosen = select(Correction).where(Correction.public_id == sought.id)
    found = session.execute(chosen, execution_options=records.FRESH).scalar_one()
    if found.state in UNSEEN and not _is_of(session, found, sought.court_code):
        raise ServiceError(ErrorKind.NOT_FOUND, "correction.not_found")
    return found, dispute_of(session, found)


def _is_of(session: Session, found: Correction, court_code: str) -> bool:
    own = found.court_code
    return own == court_code or courts_above.is_above(session, court_code, below=own)


def dispute_of(session: Session, found: Objection | Correction) -> Dispute:
    """Return what an objection or a correction is about."""
    case = session.get_one(EnforcementCase, found.case_id)
    if found.listing_id is not None:
        listing = session.get_one(Listing, found.listing_id, populate_existing=True)
        return Dispute(case, records.matter_of(session, listing.debtor_id), listing=listing)
    if found.order_id is not None:
        order = session.get_one(RestrictionOrder, found.order_id, populate_existing=True)
        return Dispute(case, records.matter_of(session, order.debtor_id), order=order)
    return Dispute(case)


def journal(
    session: Session,
    kind: events.Kind,
    about: Dispute,
    why: Why,
    *,
    actor: Actor,
    now: datetime,
    record_id: UUID | None = None,
    **facts: object,
) -> None:
    """Journal an act about a remedy.

    :param record_id: the record that it is about, where that is not what is disputed.
    """
    matter = about.matter
    body: dict[str, object] = (
        {"case": {"number": about.case.number, "court_code": about.case.court_code}}
        if matter is None
        else dict(subjects.reference(session, matter).as_body())
    )
    append.record(
        session,
        Entry(
            kind=kind,
            body={**body, **facts},
            actor=actor,
            reason=why.reason,
            basis=why.basis,
            occurred_at=now,
            subject_id=None if matter is None else matter.subject.public_id,
            record_id=record_id or about.record_id,
        ),
    )


def stop(session: Session, clock: Clock, record_id: UUID, *, now: datetime) -> None:
    """Note that what a clock counts for is done, if it was running."""
    if clock.kind is not None:
        deadlines.close(session, record_id, clock.kind, on=legal_day(now))


def _as_reviewing_court(session: Session, path: Select[int], sought: Sought) -> Sought:
    """Let the court that received a review find it wherever the case has gone meanwhile."""
    courts = path.with_only_columns(EnforcementCase.court_code, Review.court_code)
    found = session.execute(courts).one_or_none()
    if found is None or not sought.from_above or found[1] != sought.court_code:
        return sought
    return replace(sought, court_code=found[0])


def _reviewed_cases() -> Select[int]:
    of_objection = select(EnforcementCase.id).join(Objection)
    return of_objection.join(Review, Review.objection_id == Objection.id)
