"""Pauses of an order (暂时解除): how one begins and how it is over, and who is told.

The public entry stays as it is: nobody outside learns of the pause or of its cause but the agencies
that have to let the travel happen.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.events import Kind
from registry.journal import append, bodies
from registry.journal.bodies import Body
from registry.journal.entry import Actor, Entry
from registry.models.bound_persons import BoundSubject
from registry.models.listings import Listing, RestrictionOrder
from registry.models.permissions import Permission
from registry.rules import suspension
from registry.rules.articles import Article, Instrument
from registry.rules.calendar import Due
from registry.rules.clocks_of_lists import SUSPENSION
from registry.rules.restricted_acts import act_of_travel
from registry.services.acts import eligibility, moves, records
from registry.services.acts.records import Matter, Sought
from registry.services.clocks import deadlines
from registry.services.facts import listing_law
from registry.services.parties import restrained
from registry.services.parties.restrained import Restrained
from schemas.act_codes import Act
from schemas.codes import DeadlineKind, ListingState, OrderState, RestrictedAct
from schemas.restriction_codes import PermissionKind, PermissionState, Travel

BASIS = Article(Instrument.OPINION_2019, 17, item=3)
JOB = Actor(name="job:resume-restrictions", via="scheduler")
OVER = "暂时解除期限届满"
# In which states a listing is, or may be again, in force for agencies.
_STANDING = (ListingState.PUBLISHED, ListingState.SUSPENDED, ListingState.UNPUBLISHED)


def travel_of(granted: Permission) -> tuple[Travel, ...]:
    """Return the ways of travelling that an application names."""
    return tuple(Travel(code) for code in granted.travel.split(",") if code)


def suspend(
    session: Session,
    granted: Permission,
    order: RestrictionOrder,
    matter: Matter,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Suspend an order from today to the last day of a permission, and fix the day on which it is
    resumed.
    """
    on = legal_day(now)
    # Set before anything is read, which a granted permission may not be without.
    granted.starts_on = on
    who = restrained.under(session, granted, order, matter)
    moves.do(who.record, Act.GRANT_SUSPENSION)
    # A holiday does not move it.
    resumed = Due(suspension.resumes_on(granted.ends_on), provisional=False)
    deadlines.start(session, SUSPENSION, who.record.public_id, matter.case, on=on, due=resumed)
    _tell_suspended(session, granted, who, actor=actor, now=now)


def tell_again(session: Session, debtors: Collection[int], *, actor: Actor, now: datetime) -> None:
    """Tell of suspensions once more, where orders against some debtors are suspended: listings of
    theirs were published meanwhile, and what these trigger does not forbid the travel either.

    :param debtors: their keys; their cases are locked.
    """
    if not debtors:
        return
    suspended = session.execute(
        select(Permission, RestrictionOrder)
        .join(RestrictionOrder, RestrictionOrder.id == Permission.order_id)
        .where(
            RestrictionOrder.debtor_id.in_(debtors),
            Permission.person_id.is_(None),
            Permission.kind == PermissionKind.SUSPENSION,
            Permission.state == PermissionState.GRANTED,
        )
        .order_by(RestrictionOrder.id)
    ).all()
    for granted, order in suspended:
        who = restrained.debtor(order, records.matter_of(session, order.debtor_id))
        _tell_suspended(session, granted, who, actor=actor, now=now)


def tell_again_of_persons(
    session: Session,
    order: RestrictionOrder,
    matter: Matter,
    people: Iterable[BoundSubject],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Tell of suspensions once more, where an entity's order has come to bind somebody in another
    capacity to whom it allows travel: he travels as one.
    """
    subjects = {one.subject_id for one in people}
    if not subjects:
        return
    suspended = session.execute(
        select(Permission, BoundSubject)
        .join(BoundSubject, BoundSubject.id == Permission.person_id)
        .where(
            Permission.order_id == order.id,
            Permission.kind == PermissionKind.SUSPENSION,
            Permission.state == PermissionState.GRANTED,
            BoundSubject.subject_id.in_(subjects),
        )
        .order_by(Permission.id)
    ).all()
    for granted, person in suspended:
        who = restrained.person(session, person, order, matter)
        _tell_suspended(session, granted, who, actor=actor, now=now)


def resume(
    session: Session,
    granted: Permission,
    order: RestrictionOrder,
    matter: Matter,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Resume a suspended order: it restricts travelling again, and the duty to do so is done."""
    on = legal_day(now)
    who = restrained.under(session, granted, order, matter)
    moves.do(who.record, Act.RESUME_RESTRICTION)
    deadlines.close(session, who.record.public_id, DeadlineKind.RESUME_RESTRICTION, on=on)
    body = bodies.resumed(
        who.reference(session),
        travel=travel_of(granted),
        paused_acts=_acts(granted),
        on=on,
        acts=listing_law.acts_of(order),
        imposed_on=who.record.imposed_on or on,
        listings=_with_it(session, who),
    )
    _tell(session, events.RESTRICTION_RESUMED, body, reason, who, actor, now)


def resume_those_over(session: Session, *, now: datetime, limit: int) -> int:
    """Resume the orders whose suspension is over; return how many there were, ``limit`` at most."""
    on = legal_day(now)
    over = session.execute(
        select(Permission.public_id, RestrictionOrder.debtor_id)
        .join(RestrictionOrder, RestrictionOrder.id == Permission.order_id)
        .where(
            Permission.state == PermissionState.GRANTED,
            Permission.kind == PermissionKind.SUSPENSION,
            Permission.ends_on < on,
        )
        # Cases are locked in one order by everybody who locks several.
        .order_by(RestrictionOrder.debtor_id, Permission.id)
        .limit(limit)
    ).all()
    return sum(
        _resume_if_over(session, public_id, debtor_id, on=on, now=now)
        for public_id, debtor_id in over
    )


def end_with_order(session: Session, order: RestrictionOrder, *, on: date) -> None:
    """End what was permitted under an order that is over itself."""
    deadlines.close(session, order.public_id, DeadlineKind.RESUME_RESTRICTION, on=on)
    granted = session.scalars(
        select(Permission).where(
            Permission.order_id == order.id, Permission.state == PermissionState.GRANTED
        )
    )
    for permission in granted:
        moves.do(permission, Act.END_PERMISSION)
        permission.ended_on = on


def end_with_person(session: Session, person: BoundSubject, *, on: date) -> None:
    """End what was permitted to a person whom the order binds no more."""
    deadlines.close(session, person.public_id, DeadlineKind.RESUME_RESTRICTION, on=on)
    granted = session.scalars(
        select(Permission).where(
            Permission.person_id == person.id, Permission.state == PermissionState.GRANTED
        )
    )
    for permission in granted:
        moves.do(permission, Act.END_PERMISSION)
        permission.ended_on = on


def _resume_if_over(
    session: Session, public_id: UUID, debtor_id: int, *, on: date, now: datetime
) -> bool:
    court_code = records.matter_of(session, debtor_id).case.court_code
    sought = Sought(id=public_id, court_code=court_code, to_change=True)
    granted, order, matter = records.permission(session, sought)
    # Somebody may have ended it while we waited for the case.
    if granted.state != PermissionState.GRANTED or granted.ends_on >= on:
        return False
    for act in (Act.END_PERMISSION, Act.RESUME_RESTRICTION):
        eligibility.alone(act)
    moves.do(granted, Act.END_PERMISSION)
    granted.ended_on = granted.ends_on
    resume(session, granted, order, matter, reason=OVER, actor=JOB, now=now)
    return True


def acts_allowed(granted: Permission) -> tuple[RestrictedAct, ...]:
    """Return the restricted acts that a permission allows, by itself or by the travel it is for."""
    stated = tuple(RestrictedAct(code) for code in granted.acts.split(",") if code)
    return (*stated, *_acts(granted))


def _acts(granted: Permission) -> tuple[RestrictedAct, ...]:
    return tuple(act_of_travel(travel) for travel in travel_of(granted))


def _with_it(session: Session, who: Restrained) -> Sequence[UUID]:
    """Return the records that pause with an order.

    Of a debtor his listings in this case. One that is suspended itself triggers travel measures as
    soon as it is resumed, and one that an import says to be performed in full until it is removed;
    of one that is not suitable for publication nobody is told. Of a person bound for an entity,
    whom nobody lists for it, the records that he has in other capacities.
    """
    if not who.is_debtor:
        return session.scalars(
            select(BoundSubject.public_id)
            .where(
                BoundSubject.order_id == who.order.id,
                BoundSubject.subject_id == who.subject.id,
                BoundSubject.public_id != who.record.public_id,
                BoundSubject.state.in_((OrderState.IN_FORCE, OrderState.SUSPENDED)),
            )
            .order_by(BoundSubject.id)
        ).all()
    return session.scalars(
        select(Listing.public_id)
        .where(
            Listing.debtor_id == who.matter.debtor.id,
            Listing.state.in_(_STANDING),
            Listing.withheld_for.is_(None),
        )
        .order_by(Listing.id)
    ).all()


def _tell_suspended(
    session: Session,
    granted: Permission,
    who: Restrained,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    body = bodies.suspended(
        who.reference(session),
        travel=travel_of(granted),
        acts=_acts(granted),
        starts_on=granted.starts_on or legal_day(now),
        ends_on=granted.ends_on,
        listings=_with_it(session, who),
    )
    _tell(session, events.RESTRICTION_SUSPENDED, body, granted.decision, who, actor, now)


def _tell(
    session: Session,
    kind: Kind,
    body: Body,
    reason: str,
    who: Restrained,
    actor: Actor,
    now: datetime,
) -> None:
    append.record(
        session,
        Entry(
            kind=kind,
            body=who.body(body),
            actor=actor,
            reason=reason,
            basis=str(BASIS),
            occurred_at=now,
            subject_id=who.subject_id,
            record_id=who.record.public_id,
        ),
    )
