"""Consumption restriction orders (限制消费令): drafted, signed, imposed and lifted.

An order that a listing makes mandatory is drafted, signed and imposed with it (Consumption Rules
Art. 1 para 2). One that a listing from elsewhere still lacks goes the same way on its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.journal import bodies
from registry.journal.entry import Actor
from registry.models.cases import Debtor, EnforcementCase
from registry.models.listings import Listing, RestrictionOrder
from registry.rules.articles import Article, Instrument
from registry.rules.restriction import LISTING_IMPLIES_RESTRICTION, OBLIGATION_UNPERFORMED
from registry.services.acts import moves, stated_facts
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter
from registry.services.acts.stated_facts import NOTHING_STATED, StatedFacts
from registry.services.clocks import deadlines
from registry.services.corrections import corrections_done
from registry.services.facts import listing_law
from registry.services.parties import debtor_journal, subjects
from registry.services.publication import public_entries
from registry.services.restrictions import bound_persons, restriction_pauses
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.codes import DeadlineKind, Initiative, OrderState, RemovalGround, RestrictedAct
from schemas.free_text import mask_numbers_in_text
from schemas.restriction_codes import LiftGround

LIFTED_UNDER = Article(Instrument.CONSUMPTION_RULES, 9)
# A suspended order binds in everything but the travel that is allowed, and is resumed.
BINDING = (OrderState.IN_FORCE, OrderState.SUSPENDED)
SIGNED_BY_PRESIDENT = Article(Instrument.CONSUMPTION_RULES, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDraft:
    """What an order is to say; the listing that makes it mandatory is named where there is one."""

    acts: tuple[RestrictedAct, ...]
    reason: str
    listing: Listing | None = None
    initiative: Initiative = Initiative.COURT
    applied_on: date | None = None
    weighed: str = ""
    ends_on: date | None = None
    facts: StatedFacts = NOTHING_STATED


def in_force(session: Session, matter: Matter) -> RestrictionOrder | None:
    """Return the order in force against a debtor in this case."""
    return session.scalars(
        select(RestrictionOrder).where(
            RestrictionOrder.debtor_id == matter.debtor.id,
            RestrictionOrder.state.in_(BINDING),
        )
    ).first()


def binding_in(session: Session, case: EnforcementCase) -> Sequence[RestrictionOrder]:
    """Return the orders of a case that bind somebody, those that are suspended among them."""
    chosen = select(RestrictionOrder).join(Debtor, Debtor.id == RestrictionOrder.debtor_id)
    return session.scalars(
        chosen.where(Debtor.case_id == case.id, RestrictionOrder.state.in_(BINDING)).order_by(
            RestrictionOrder.id
        )
    ).all()


def of_listing(session: Session, listing: Listing) -> RestrictionOrder | None:
    """Return the order that was drafted with a listing."""
    return session.scalars(
        select(RestrictionOrder).where(RestrictionOrder.listing_id == listing.id)
    ).first()


def draft(
    session: Session, wanted: OrderDraft, matter: Matter, *, actor: CourtActor, now: datetime
) -> RestrictionOrder:
    """Enter the draft of an order; that the law allows it has been established."""
    chosen = set(wanted.acts)
    order = RestrictionOrder(
        public_id=uuid4(),
        debtor_id=matter.debtor.id,
        listing_id=wanted.listing.id if wanted.listing else None,
        state=OrderState.DRAFT,
        acts=",".join(act for act in RestrictedAct if act in chosen),
        reason=mask_numbers_in_text(wanted.reason),
        initiative=wanted.initiative,
        applied_on=wanted.applied_on,
        weighed=mask_numbers_in_text(wanted.weighed),
        facts=stated_facts.write(wanted.facts),
        ends_on=wanted.ends_on,
        drafted_by=actor.staff_id,
        drafted_at=now,
        version=1,
    )
    session.add(order)
    record(session, events.RESTRICTION_DRAFTED, order, matter, actor=actor, now=now)
    return order


def sign(
    session: Session,
    order: RestrictionOrder,
    matter: Matter,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Put the president's signature under an order; that the law allows it is established."""
    moves.do(order, Act.SIGN_RESTRICTION)
    order.signed_by, order.signed_at = actor.staff_id, now
    bound_persons.sign(session, order)
    record(session, events.RESTRICTION_SIGNED, order, matter, actor=actor, now=now)


def impose(
    session: Session,
    order: RestrictionOrder,
    matter: Matter,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
) -> None:
    """Put an order into force, let the public find it, and do the duty to issue it."""
    on = legal_day(now)
    moves.do(order, Act.PUBLISH_RESTRICTION)
    order.imposed_on = on
    listings = _listings(session, matter)
    version = matter.debtor.identity_version
    known = subjects.identity_of(session, matter.subject, version, vault=vault)
    public_entries.show_order(session, order, matter, known.identity, on=on)
    for listing_id in listings.values():
        deadlines.close(session, listing_id, DeadlineKind.ISSUE_RESTRICTION, on=on)
    made_by = None if order.listing_id is None else str(listings[order.listing_id])
    body = bodies.restriction(
        subjects.reference(session, matter),
        acts=listing_law.acts_of(order),
        imposed_on=on,
        listing_id=made_by,
    )
    basis = LISTING_IMPLIES_RESTRICTION if made_by else OBLIGATION_UNPERFORMED
    debtor_journal.enter(
        session,
        events.RESTRICTION_IMPOSED,
        order.public_id,
        matter,
        body,
        Why(reason=order.reason, basis=str(basis.article)),
        actor=actor.journal,
        now=now,
    )
    bound_persons.impose(
        session, order, matter, reason=order.reason, actor=actor.journal, now=now, vault=vault
    )


def binding(session: Session, matter: Matter) -> Sequence[RestrictionOrder]:
    """Return the orders that bind a debtor in this case, suspended or not."""
    return session.scalars(
        select(RestrictionOrder)
        .where(RestrictionOrder.debtor_id == matter.debtor.id, RestrictionOrder.state.in_(BINDING))
        .order_by(RestrictionOrder.id)
        .execution_options(populate_existing=True)
    ).all()


def lift_all(
    session: Session,
    matter: Matter,
    *,
    ground: RemovalGround | LiftGround,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Sequence[RestrictionOrder]:
    """Lift every order in force against a debtor in this case, each with an entry of its own."""
    lifted = binding(session, matter)
    for order in lifted:
        lift(session, order, matter, ground=ground, reason=reason, actor=actor, now=now)
    return lifted


def lift(
    session: Session,
    order: RestrictionOrder,
    matter: Matter,
    *,
    ground: RemovalGround | LiftGround,
    reason: str,
    actor: Actor,
    now: datetime,
    act: Act = Act.SIGN_LIFT,
) -> None:
    """Lift an order, for everybody whom it binds: the public finds it no more, and whoever was
    told of it is told.

    That the law allows it has been established.
    """
    on = legal_day(now)
    moves.do(order, act)
    order.lifted_on, order.lift_ground = on, ground
    deadlines.close(session, order.public_id, DeadlineKind.LIFT_RESTRICTION, on=on)
    public_entries.hide(session, order.public_id)
    restriction_pauses.end_with_order(session, order, on=on)
    reference = subjects.reference(session, matter)
    debtor_journal.enter(
        session,
        events.RESTRICTION_LIFTED,
        order.public_id,
        matter,
        bodies.ended(reference, ground=ground, on=on),
        Why(reason=reason, basis=str(LIFTED_UNDER)),
        actor=actor,
        now=now,
    )
    bound_persons.end(
        session, order, matter, act=act, ground=ground, reason=reason, actor=actor, now=now
    )
    corrections_done.order_ended(session, order, act, actor=actor, now=now)


def _listings(session: Session, matter: Matter) -> dict[int, UUID]:
    chosen = select(Listing.id, Listing.public_id).where(Listing.debtor_id == matter.debtor.id)
    return {row.id: row.public_id for row in session.execute(chosen)}


def record(
    session: Session,
    kind: events.Kind,
    order: RestrictionOrder,
    matter: Matter,
    *,
    actor: CourtActor,
    now: datetime,
    why: Why | None = None,
    **facts: object,
) -> None:
    """Journal an act about an order that nobody outside the court is told of.

    :param why: reason and basis of the act, where they are not those of the order.
    """
    given = why or Why(reason=order.reason, basis=str(SIGNED_BY_PRESIDENT))
    said = {"acts": order.acts.split(","), **facts}
    debtor_journal.note(
        session, kind, order.public_id, matter, said, given, actor=actor.journal, now=now
    )
