"""Applications to list (纳入申请), Listing Rules Art. 5: received from the creditor, and decided on
within 15 days, by the signature of a listing or by a refusal with its reasons.

A creditor at whose request the debtor was removed is barred for six months (Art. 10 para 4): such
an application leads to no listing. The court's own motion is not barred by it.
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
from registry.errors import ErrorKind, ServiceError
from registry.models.applications import ListingApplication
from registry.models.cases import Debtor, EnforcementCase
from registry.models.listings import Listing
from registry.rules import clocks_of_lists, procedure
from registry.rules.articles import Article, Instrument
from registry.services.acts import eligibility, moves, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.cases import case_states
from registry.services.clocks import deadlines
from registry.services.parties import debtor_journal
from schemas.act_codes import Act
from schemas.codes import DeadlineKind
from schemas.free_text import mask_numbers_in_text
from schemas.listing_application_codes import ApplicationState

BASIS = Article(Instrument.LISTING_RULES, 5)
Applied = tuple[ListingApplication, Matter]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveApplication:
    """What a creditor applies for, and the day on which the court received it."""

    debtor_id: UUID
    received_on: date
    applicant: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseApplication:
    """An application to be refused, in the version that was seen, and why."""

    application_id: UUID
    version: int
    reason: str


def receive(
    session: Session, order: ReceiveApplication, *, actor: CourtActor, now: datetime
) -> Applied:
    """Receive an application; from its day on the court has 15 days to decide.

    :raises ServiceError: ``debtor.not_found``, ``case.wrong_state``,
        ``listing_application.pending``, ``listing_application.ineligible``.
    """
    sought = Sought(id=order.debtor_id, court_code=actor.court_code, to_change=True)
    matter = records.matter(session, sought)
    act, on = Act.RECEIVE_LISTING_APPLICATION, legal_day(now)
    case_states.require(case_states.standing(matter), act)
    _refuse_second(session, matter)
    days = {"received_on": order.received_on}
    eligibility.require(
        "listing_application.ineligible",
        (
            *eligibility.authority(act, actor, court_code=matter.case.court_code),
            procedure.not_in_future(days, on=on),
            procedure.received_after_filing(matter.case.filed_on, order.received_on),
        ),
    )
    made = ListingApplication(
        public_id=uuid4(),
        debtor_id=matter.debtor.id,
        listing_id=None,
        state=ApplicationState.RECEIVED,
        received_on=order.received_on,
        applicant=mask_numbers_in_text(order.applicant),
        reason=mask_numbers_in_text(order.reason),
        received_by=actor.staff_id,
        received_at=now,
        decision="",
        version=1,
    )
    session.add(made)
    clock = clocks_of_lists.LISTING_APPLICATION
    deadlines.start(session, clock, made.public_id, matter.case, on=order.received_on)
    kind = events.LISTING_APPLICATION_RECEIVED
    _journal(session, kind, (made, matter), made.reason, actor=actor, now=now)
    return made, matter


def refuse(
    session: Session, order: RefuseApplication, *, actor: CourtActor, now: datetime
) -> Applied:
    """Refuse an application with reasons; one on which a listing is drafted waits for that.

    :raises ServiceError: ``listing_application.not_found``, ``record.stale``,
        ``listing_application.wrong_state``, ``listing_application.ineligible``.
    """
    sought = Sought(id=order.application_id, court_code=actor.court_code, to_change=True)
    found, matter = find(session, sought)
    act = Act.REFUSE_LISTING_APPLICATION
    moves.expect(found, order.version)
    moves.require(found, act)
    receiver, court = records.staff_id(session, found.received_by), matter.case.court_code
    eligibility.require(
        "listing_application.ineligible",
        eligibility.authority(act, actor, court_code=court, drafter=receiver),
    )
    found.decision = mask_numbers_in_text(order.reason)
    _decide(session, found, act, actor=actor, now=now)
    kind = events.LISTING_APPLICATION_REFUSED
    _journal(session, kind, (found, matter), found.decision, actor=actor, now=now)
    return found, matter


def to_draft_on(session: Session, application_id: UUID, matter: Matter) -> ListingApplication:
    """Return the application on which a listing of this debtor is being drafted.

    :raises ServiceError: ``listing_application.not_found``, ``listing_application.wrong_state``.
    """
    found = session.scalars(
        select(ListingApplication)
        .where(
            ListingApplication.public_id == application_id,
            ListingApplication.debtor_id == matter.debtor.id,
        )
        .execution_options(**records.FRESH)
    ).one_or_none()
    if found is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "listing_application.not_found")
    moves.require(found, Act.DRAFT_LISTING)
    return found


def grant(session: Session, listing: Listing, *, actor: CourtActor, now: datetime) -> None:
    """Grant the application on which a listing was drafted, which is being signed."""
    found = session.scalars(
        select(ListingApplication).where(
            ListingApplication.listing_id == listing.id,
            ListingApplication.state == ApplicationState.RECEIVED,
        )
    ).first()
    if found is not None:
        _decide(session, found, Act.SIGN_LISTING, actor=actor, now=now)


def find(session: Session, sought: Sought) -> Applied:
    """Return an application with what it is about.

    :raises ServiceError: ``listing_application.not_found``.
    """
    debtor_id = session.execute(
        select(Debtor.public_id)
        .join(ListingApplication, ListingApplication.debtor_id == Debtor.id)
        .where(ListingApplication.public_id == sought.id)
    ).scalar_one_or_none()
    missing = ServiceError(ErrorKind.NOT_FOUND, "listing_application.not_found")
    if debtor_id is None:
        raise missing
    of_debtor = Sought(
        id=debtor_id,
        court_code=sought.court_code,
        to_change=sought.to_change,
        from_above=sought.from_above,
    )
    try:
        matter = records.matter(session, of_debtor)
    except ServiceError as refused:
        raise missing from refused
    chosen = select(ListingApplication).where(ListingApplication.public_id == sought.id)
    return session.execute(chosen, execution_options=records.FRESH).scalar_one(), matter


def of_court(
    session: Session,
    court_code: str,
    *,
    debtor_id: UUID | None,
    state: ApplicationState | None,
    after: int,
    limit: int,
) -> Sequence[ListingApplication]:
    """Return applications of a court in the order in which they were entered.

    :param after: the key of the application to go on after.
    """
    chosen = (
        select(ListingApplication)
        .join(Debtor, Debtor.id == ListingApplication.debtor_id)
        .join(EnforcementCase, EnforcementCase.id == Debtor.case_id)
        .where(EnforcementCase.court_code == court_code, ListingApplication.id > after)
    )
    if debtor_id is not None:
        chosen = chosen.where(Debtor.public_id == debtor_id)
    if state is not None:
        chosen = chosen.where(ListingApplication.state == state)
    return session.scalars(chosen.order_by(ListingApplication.id).limit(limit)).all()


def _decide(
    session: Session, found: ListingApplication, act: Act, *, actor: CourtActor, now: datetime
) -> None:
    moves.do(found, act)
    found.decided_by, found.decided_at = actor.staff_id, now
    duty = DeadlineKind.DECIDE_LISTING_APPLICATION
    deadlines.close(session, found.public_id, duty, on=legal_day(now))


def _refuse_second(session: Session, matter: Matter) -> None:
    pending = session.scalars(
        select(ListingApplication.public_id).where(
            ListingApplication.debtor_id == matter.debtor.id,
            ListingApplication.state == ApplicationState.RECEIVED,
        )
    ).first()
    if pending is not None:
        facts = {"listing_application": pending}
        raise ServiceError(ErrorKind.CONFLICT, "listing_application.pending", facts)


def _journal(
    session: Session,
    kind: events.Kind,
    applied: Applied,
    reason: str,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    found, matter = applied
    debtor_journal.note(
        session,
        kind,
        found.public_id,
        matter,
        {"received_on": found.received_on.isoformat()},
        Why(reason=reason, basis=str(BASIS)),
        actor=actor.journal,
        now=now,
    )
