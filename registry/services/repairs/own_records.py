"""Own records (本人信息): what the register holds about a debtor in one case, as he himself is told
it: how each decision stands, which days run, what he can do, and what he has paid.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.identity import Identity
from registry.models.cases import Payment
from registry.models.deadlines import Deadline
from registry.models.exit_restrictions import ExitRestriction
from registry.models.listings import Listing, RestrictionOrder
from registry.models.remedies import Objection, Review
from registry.models.repairs import Repair
from registry.rules import own_records as law
from registry.rules.own_records import Choice, OwnFacts
from registry.rules.policy import Policy
from registry.services.acts.records import Matter
from registry.services.clocks import grace_days
from registry.services.facts import listing_law
from registry.services.parties import subjects
from registry.services.sanctions import own_sanctions
from registry.services.sanctions.own_sanctions import SanctionServed
from registry.vault import Vault
from schemas.codes import DeadlineKind, ListingState, ListName, OrderState
from schemas.remedy_codes import ObjectionState

# What courts do among themselves, or look into, is not his to watch.
TOLD = (
    DeadlineKind.REMOVE_LISTING,
    DeadlineKind.REVOKE_LISTING,
    DeadlineKind.CORRECT_LISTING,
    DeadlineKind.EXAMINE_OBJECTION,
    DeadlineKind.CARRY_OUT_CORRECTION,
    DeadlineKind.APPLY_FOR_REVIEW,
    DeadlineKind.DECIDE_REVIEW,
    DeadlineKind.DECIDE_REPAIR,
    DeadlineKind.RESUME_LISTING,
    DeadlineKind.RESUME_RESTRICTION,
    DeadlineKind.CONFIRM_LIFTING,
    DeadlineKind.LIFT_RESTRICTION,
    DeadlineKind.LIFT_EXIT_RESTRICTION,
)
_PUBLIC = (ListingState.PUBLISHED, ListingState.SUSPENDED, ListingState.UNPUBLISHED)
_STANDING = (ListingState.SIGNED, ListingState.IN_GRACE, *_PUBLIC)
_BINDING = (OrderState.IN_FORCE, OrderState.SUSPENDED)
_ORDERED = (OrderState.SIGNED, OrderState.IN_GRACE, *_BINDING)
_UNDECIDED = (ObjectionState.RECEIVED, ObjectionState.UPHELD)


@dataclass(frozen=True, slots=True)
class Due:
    """A day that runs: what is to be done by it, and by whom."""

    kind: str
    bearer: str
    due_on: date | None
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision about a debtor: a listing or an order, made and served.

    :ivar grace_provisional: whether the last day of grace may move, since the arrangement of its
        year has not come.
    """

    id: UUID
    list_name: ListName
    state: str
    codes: tuple[str, ...]
    reason: str
    decided_on: date | None
    served_on: date | None
    grace_ends_on: date | None
    grace_provisional: bool
    begun_on: date | None
    ends_on: date | None
    ended_on: date | None
    end_ground: str | None
    dates: tuple[Due, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitHeld:
    """An exit restriction for a debtor's debt, as he is told it: of whom, as what, and since when.

    :ivar himself: whether it is the debtor who is kept from leaving.
    """

    id: UUID
    capacity: str
    himself: bool
    state: str
    reason: str
    decided_on: date | None
    served_on: date | None
    begun_on: date | None
    ended_on: date | None
    end_ground: str | None
    dates: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class OwnRecords:
    """Everything that a debtor is told of himself in one case."""

    matter: Matter
    identity: Identity
    decisions: tuple[Decision, ...]
    payments: Sequence[Payment]
    exits: tuple[ExitHeld, ...] = ()
    sanctions: Sequence[SanctionServed] = ()


def of(
    session: Session, matter: Matter, *, now: datetime, vault: Vault, policy: Policy
) -> OwnRecords:
    """Return what a debtor, who was recognised, is told of himself."""
    version = matter.debtor.identity_version
    known = subjects.identity_of(session, matter.subject, version, vault=vault)
    listings = session.scalars(
        select(Listing)
        .where(
            Listing.debtor_id == matter.debtor.id,
            # A decision that was not handed to him yet is no news to be had here.
            or_(Listing.served_on.is_not(None), Listing.published_on.is_not(None)),
        )
        .order_by(Listing.id.desc())
    ).all()
    orders = session.scalars(
        select(RestrictionOrder)
        .where(
            RestrictionOrder.debtor_id == matter.debtor.id,
            or_(
                RestrictionOrder.imposed_on.is_not(None),
                RestrictionOrder.grace_ends_on.is_not(None),
            ),
        )
        .order_by(RestrictionOrder.id.desc())
    ).all()
    is_paid, on = listing_law.is_paid(session, matter), legal_day(now)
    return OwnRecords(
        matter,
        known.identity,
        (
            *(_listing(session, found, is_paid, policy, on=on) for found in listings),
            *(_order(session, found, is_paid, policy, on=on) for found in orders),
        ),
        session.scalars(
            select(Payment).where(Payment.debtor_id == matter.debtor.id).order_by(Payment.id)
        ).all(),
        tuple(_exit(session, found, matter) for found in _exits(session, matter)),
        own_sanctions.of(session, matter),
    )


def _exits(session: Session, matter: Matter) -> Sequence[ExitRestriction]:
    return session.scalars(
        select(ExitRestriction)
        .where(
            ExitRestriction.debtor_id == matter.debtor.id,
            # One that was not served yet is no news to be had here.
            ExitRestriction.served_on.is_not(None),
        )
        .order_by(ExitRestriction.id.desc())
    ).all()


def _exit(session: Session, found: ExitRestriction, matter: Matter) -> ExitHeld:
    return ExitHeld(
        id=found.public_id,
        capacity=found.capacity,
        himself=found.subject_id == matter.subject.id,
        state=found.state,
        reason=found.reason,
        decided_on=legal_day(found.signed_at) if found.signed_at else None,
        served_on=found.served_on,
        begun_on=found.imposed_on,
        ended_on=found.ended_on,
        end_ground=found.end_ground,
        dates=_dates(session, found.public_id, (), ()),
    )


def _listing(
    session: Session, found: Listing, is_paid: bool, policy: Policy, *, on: date
) -> Decision:
    objections = session.scalars(select(Objection).where(Objection.listing_id == found.id)).all()
    repairs = session.scalars(select(Repair.public_id).where(Repair.listing_id == found.id))
    dates = _dates(session, found.public_id, objections, repairs)
    state = ListingState(found.state)
    facts = OwnFacts(
        is_listing=True,
        stands=state in _STANDING,
        in_effect=state in _PUBLIC,
        was_in_effect=found.published_on is not None,
        revoked=state is ListingState.REVOKED,
        has_term=found.ends_on is not None,
        is_paid=is_paid,
        grace_ends_on=None if found.grace_outcome else found.grace_ends_on,
        objected=_is_objected(objections),
        review_until=_review_until(dates, on=on),
    )
    return Decision(
        id=found.public_id,
        list_name=ListName.DISHONEST,
        state=state,
        codes=listing_law.grounds_of(found),
        reason=found.reason,
        decided_on=legal_day(found.signed_at) if found.signed_at else None,
        served_on=found.served_on,
        grace_ends_on=found.grace_ends_on,
        grace_provisional=grace_days.is_provisional(session, found),
        begun_on=found.published_on,
        ends_on=found.ends_on,
        ended_on=found.ended_on,
        end_ground=found.end_ground,
        dates=dates,
        choices=law.choices(facts, policy=policy),
    )


def _order(
    session: Session, found: RestrictionOrder, is_paid: bool, policy: Policy, *, on: date
) -> Decision:
    objections = session.scalars(select(Objection).where(Objection.order_id == found.id)).all()
    dates = _dates(session, found.public_id, objections, ())
    state = OrderState(found.state)
    facts = OwnFacts(
        is_listing=False,
        stands=state in _ORDERED,
        in_effect=state in _BINDING,
        was_in_effect=found.imposed_on is not None,
        revoked=state is OrderState.REVOKED,
        is_paid=is_paid,
        grace_ends_on=None if found.grace_outcome else found.grace_ends_on,
        objected=_is_objected(objections),
        review_until=_review_until(dates, on=on),
    )
    return Decision(
        id=found.public_id,
        list_name=ListName.RESTRICTED,
        state=state,
        codes=listing_law.acts_of(found),
        reason=found.reason,
        decided_on=legal_day(found.signed_at) if found.signed_at else None,
        served_on=None,
        grace_ends_on=found.grace_ends_on,
        grace_provisional=grace_days.is_provisional(session, found),
        begun_on=found.imposed_on,
        ends_on=found.ends_on,
        ended_on=found.lifted_on,
        end_ground=found.lift_ground,
        dates=dates,
        choices=law.choices(facts, policy=policy),
    )


def _is_objected(objections: Iterable[Objection]) -> bool:
    return any(objection.state in _UNDECIDED for objection in objections)


def _review_until(dates: Iterable[Due], *, on: date) -> date | None:
    days = [due.due_on for due in dates if due.kind == DeadlineKind.APPLY_FOR_REVIEW]
    return max((day for day in days if day is not None and day >= on), default=None)


def _dates(
    session: Session, record_id: UUID, objections: Sequence[Objection], others: Iterable[UUID]
) -> tuple[Due, ...]:
    """Return the days that run for a record and for what was asked about it."""
    keys = [objection.id for objection in objections]
    reviews = session.scalars(select(Review.public_id).where(Review.objection_id.in_(keys)))
    about = {record_id, *(objection.public_id for objection in objections), *others, *reviews}
    found = session.scalars(
        select(Deadline)
        .where(Deadline.record_id.in_(about), Deadline.done_on.is_(None), Deadline.kind.in_(TOLD))
        .order_by(Deadline.due_on, Deadline.id)
    )
    return tuple(Due(due.kind, due.bearer, due.due_on, due.provisional) for due in found)
