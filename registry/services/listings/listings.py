"""Listings (纳入): drafting one, and finding those of a court.

With the draft goes the restriction order that a listing makes mandatory, unless one is in force.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.models.cases import Debtor, EnforcementCase
from registry.models.listings import Listing
from registry.rules import notification, procedure, restriction, term
from registry.rules.articles import Article, Instrument
from registry.rules.authority import Act
from registry.rules.findings import Finding
from registry.services.acts import eligibility, plans, records, stated_facts
from registry.services.acts.reasons import Why as Why
from registry.services.acts.records import Matter, Sought
from registry.services.acts.stated_facts import NOTHING_STATED, StatedFacts
from registry.services.cases import case_states
from registry.services.facts import decision_facts, listing_law
from registry.services.listings import listing_applications
from registry.services.parties import debtor_journal, subjects
from registry.services.restrictions import restrictions
from registry.services.restrictions.restrictions import OrderDraft
from registry.vault import Vault
from schemas.codes import (
    Ground,
    Initiative,
    ListingState,
    Performance,
    RecordSource,
    RestrictedAct,
    SubjectKind,
)
from schemas.free_text import mask_numbers_in_text
from schemas.remedy_codes import Standing, WithheldFor

IN_THE_LIST = (ListingState.PUBLISHED, ListingState.SUSPENDED, ListingState.UNPUBLISHED)
# An imported entry that was never published is in the same state, and nobody keeps it up to date.
IS_KEPT_UP = or_(
    Listing.state.in_((ListingState.PUBLISHED, ListingState.SUSPENDED)),
    and_(Listing.state == ListingState.UNPUBLISHED, Listing.withheld_for.is_not(None)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftListing:
    """A listing to be drafted, with what the restriction order is to say.

    :ivar standing: what the debtor is besides, on which it depends who else is told.
    :ivar withheld_for: why it is not suitable for publication, where it is not.
    :ivar application_id: the creditor's application that it is drafted on; its day is the day of
        the application.
    """

    debtor_id: UUID
    grounds: tuple[Ground, ...]
    conduct: str
    reason: str
    initiative: Initiative
    applied_on: date | None = None
    application_id: UUID | None = None
    extension_years: int = 0
    performance: Performance = Performance.NONE
    performed: str = ""
    outstanding: str = ""
    facts: StatedFacts = NOTHING_STATED
    acts: tuple[RestrictedAct, ...] = restriction.ALL_ACTS
    order_reason: str = ""
    standing: Standing = Standing.NONE
    withheld_for: WithheldFor | None = None
    withheld_reason: str = ""


def draft(
    session: Session, order: DraftListing, *, actor: CourtActor, now: datetime, vault: Vault
) -> tuple[Listing, Matter]:
    """Draft a listing, and the restriction order with it unless one is in force.

    :raises ServiceError: ``debtor.not_found``, ``listing.already_listed``,
        ``listing_application.not_found``, ``listing_application.wrong_state``,
        ``listing.ineligible`` with every rule that stands in the way.
    """
    sought = Sought(id=order.debtor_id, court_code=actor.court_code, to_change=True)
    matter = records.matter(session, sought)
    refuse_if_listed(session, matter)
    application = None
    if order.application_id is not None:
        application = listing_applications.to_draft_on(session, order.application_id, matter)
        order = replace(order, applied_on=application.received_on)
    listing = _listing(order, matter, actor=actor, now=now)
    known = subjects.identity_of(
        session, matter.subject, matter.debtor.identity_version, vault=vault
    )
    on, court = legal_day(now), matter.case.court_code
    findings = (
        *listing_law.findings(session, listing, matter, known.identity, on=on),
        *listing_law.relisting_findings(session, listing, matter),
        *procedure.application_findings(
            order.initiative, applied_on=order.applied_on, filed_on=matter.case.filed_on
        ),
        *decision_facts.findings(listing, matter, known.identity),
    )
    needs_order = restrictions.in_force(session, matter) is None
    if needs_order:
        findings = (
            *findings,
            *eligibility.authority(Act.DRAFT_RESTRICTION, actor, court_code=court),
            *listing_law.order_findings(session, order.acts, listing, matter),
        )
    plans.foresee(
        ends_on=term.listing_ends_on(on, listing_law.grounds_of(listing), order.extension_years)
    )
    eligibility.require(
        "listing.ineligible",
        (
            *eligibility.authority(Act.DRAFT_LISTING, actor, court_code=court),
            *case_states.listing_findings(matter),
            *_publicity_findings(order, matter),
            *findings,
        ),
        overrides=order.facts.overrides,
    )
    session.add(listing)
    session.flush()
    if application is not None:
        application.listing_id = listing.id
        application.version += 1
    if needs_order:
        reason = order.order_reason or order.reason
        wanted = OrderDraft(acts=order.acts, reason=reason, listing=listing)
        restrictions.draft(session, wanted, matter, actor=actor, now=now)
    record(session, events.LISTING_DRAFTED, listing, matter, actor=actor, now=now)
    return listing, matter


def refuse_if_listed(session: Session, matter: Matter) -> None:
    """Make sure that a debtor is not in the list already on this case.

    :raises ServiceError: ``listing.already_listed``.
    """
    known = session.scalars(
        select(Listing.public_id).where(
            Listing.debtor_id == matter.debtor.id, Listing.state.in_(IN_THE_LIST)
        )
    ).first()
    if known is not None:
        raise ServiceError(ErrorKind.CONFLICT, "listing.already_listed", {"listing": known})


def record(
    session: Session,
    kind: events.Kind,
    listing: Listing,
    matter: Matter,
    *,
    actor: CourtActor,
    now: datetime,
    why: Why | None = None,
    **facts: object,
) -> None:
    """Journal an act about a listing that nobody outside the court is told of.

    :param why: reason and basis of the act, where they are not those of the decision to list.
    """
    given = why or Why(reason=listing.reason, basis=basis_of(listing))
    said = {"grounds": listing.grounds.split(","), **facts}
    debtor_journal.note(
        session, kind, listing.public_id, matter, said, given, actor=actor.journal, now=now
    )


def basis_of(listing: Listing) -> str:
    """Return the articles that a listing rests on."""
    return ", ".join(_article(ground) for ground in listing_law.grounds_of(listing))


def of_court(
    session: Session,
    court_code: str,
    *,
    case_id: UUID | None,
    state: ListingState | None,
    after: int,
    limit: int,
) -> Sequence[Listing]:
    """Return listings of a court in the order in which they were entered.

    :param after: the key of the listing to go on after.
    """
    chosen = (
        select(Listing)
        .join(Debtor, Debtor.id == Listing.debtor_id)
        .join(EnforcementCase, EnforcementCase.id == Debtor.case_id)
        .where(EnforcementCase.court_code == court_code, Listing.id > after)
    )
    if case_id is not None:
        chosen = chosen.where(EnforcementCase.public_id == case_id)
    if state is not None:
        chosen = chosen.where(Listing.state == state)
    return session.scalars(chosen.order_by(Listing.id).limit(limit)).all()


def _publicity_findings(order: DraftListing, matter: Matter) -> tuple[Finding, ...]:
    standing = notification.standing_findings(order.standing, SubjectKind(matter.subject.kind))
    if order.withheld_for is None:
        return standing
    reason = order.withheld_reason
    return (*standing, *notification.withholding_findings(order.withheld_for, reason))


def _listing(order: DraftListing, matter: Matter, *, actor: CourtActor, now: datetime) -> Listing:
    return Listing(
        public_id=uuid4(),
        debtor_id=matter.debtor.id,
        state=ListingState.DRAFT,
        source=RecordSource.COURT,
        grounds=",".join(sorted(order.grounds)),
        conduct=mask_numbers_in_text(order.conduct),
        initiative=order.initiative,
        applied_on=order.applied_on,
        reason=mask_numbers_in_text(order.reason),
        standing=order.standing,
        withheld_for=order.withheld_for,
        withheld_reason=mask_numbers_in_text(order.withheld_reason),
        facts=stated_facts.write(order.facts),
        extension_years=order.extension_years,
        drafted_by=actor.staff_id,
        drafted_at=now,
        performance=order.performance,
        performed=mask_numbers_in_text(order.performed),
        outstanding=mask_numbers_in_text(order.outstanding),
        amount_outstanding=matter.case.amount,
        version=1,
    )


def _article(ground: Ground) -> str:
    return str(Article(Instrument.LISTING_RULES, 1, item=int(ground.value.rpartition("-")[2])))
