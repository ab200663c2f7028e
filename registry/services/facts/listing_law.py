"""The law of one listing (纳入审查): what the rules say of it on a day, from what was stated and
from what the register knows itself.
"""

from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.errors import ErrorKind, ServiceError
from registry.identity import Identity
from registry.models.cases import Payment
from registry.models.listings import Listing, RestrictionOrder
from registry.rules import (
    bars,
    breach,
    enforcement_notice,
    grounds,
    identification,
    relisting,
    removal,
    restriction,
    term,
)
from registry.rules.findings import Finding
from registry.rules.grace import Grace
from registry.rules.listing_facts import ListingFacts
from registry.rules.procedure import not_in_future
from registry.rules.relisting import Earlier
from registry.rules.restriction import RestrictionFacts
from registry.services.acts import stated_facts
from registry.services.acts.records import Matter
from registry.services.acts.stated_facts import StatedFacts
from registry.services.cases import enforcement_notices
from registry.services.facts import breach_facts, capacity_findings
from schemas.codes import (
    Ground,
    Initiative,
    ListingState,
    PaymentState,
    RemovalGround,
    RestrictedAct,
    SubjectKind,
)
from schemas.remedy_codes import GraceOutcome

NOTHING_PAID = Decimal("0.00")


def findings(
    session: Session,
    listing: Listing,
    matter: Matter,
    identity: Identity,
    *,
    on: date,
    restated: StatedFacts | None = None,
    paid_by: date | None = None,
) -> tuple[Finding, ...]:
    """Return what the law says of having this listing on a day, whatever its state.

    :param restated: the facts as they are known since, in place of those stated at the draft.
    :param paid_by: only what was paid by this day counts.
    """
    stated = restated or stated_facts.read(listing.facts)
    facts = _facts(session, listing, matter, identity, stated, on=on, paid_by=paid_by)
    document = identity.documents[0] if identity.documents else None
    extension = (
        term.extension_findings(
            facts.grounds,
            extension_years=listing.extension_years,
            serious_violence_or_threats=stated.serious_violence_or_threats,
            several_dishonest_acts=stated.several_dishonest_acts,
        )
        if listing.extension_years
        else ()
    )
    identified = (
        identification.identification_findings(facts.kind, document.type, document.number)
        if document
        else (identification.NUMBER_IN_FULL.finding(False, number="masked_or_missing"),)
    )
    return (
        *grounds.ground_findings(facts),
        *bars.bar_findings(facts, on=on),
        *identified,
        *enforcement_notice.listing_findings(
            enforcement_notices.facts_of(session, matter.case), on=on
        ),
        *extension,
        *(
            breach.listing_findings(
                breach_facts.shown_on(session, matter), conduct=listing.conduct or ""
            )
            if Ground.BREACHES_RESTRICTION in facts.grounds
            else ()
        ),
        not_in_future({"applied_on": listing.applied_on}, on=on),
    )


def relisting_findings(session: Session, listing: Listing, matter: Matter) -> tuple[Finding, ...]:
    """Return whether what came before stands in the way of a listing."""
    others = session.scalars(
        select(Listing)
        .where(Listing.debtor_id == matter.debtor.id, Listing.public_id != listing.public_id)
        .order_by(Listing.id)
    )
    earlier = tuple(
        Earlier(
            state=ListingState(other.state),
            had_term=other.ends_on is not None,
            ended_by=RemovalGround(other.end_ground)
            if other.state == ListingState.REMOVED and other.end_ground
            else None,
        )
        for other in others
    )
    stated = stated_facts.read(listing.facts)
    return relisting.relisting_findings(earlier, conduct_since_removal=stated.conduct_since_removal)


def order_findings(
    session: Session, acts: tuple[RestrictedAct, ...], listing: Listing, matter: Matter
) -> tuple[Finding, ...]:
    """Return what the law says of an order of these acts that goes with a listing."""
    stated = stated_facts.read(listing.facts)
    return restriction.restriction_findings(
        RestrictionFacts(
            obligation_unperformed=not is_paid(session, matter),
            acts=acts,
            listing_grounds=grounds_of(listing),
            adequate_property_controlled=stated.adequate_property_controlled,
            creditor_asks_to_hold_off=stated.creditor_asks_to_hold_off,
            campus_loan_student=stated.campus_loan_student,
        )
    )


def order_by_itself(
    session: Session, order: RestrictionOrder, matter: Matter, stated: StatedFacts, *, on: date
) -> tuple[Finding, ...]:
    """Return what the law says of an order without the listing that made it mandatory."""
    return restriction.restriction_findings(
        RestrictionFacts(
            obligation_unperformed=not is_paid(session, matter),
            acts=acts_of(order),
            adequate_property_controlled=stated.adequate_property_controlled,
            creditor_asks_to_hold_off=stated.creditor_asks_to_hold_off,
            campus_loan_student=stated.campus_loan_student,
            performance_due_on=enforcement_notices.performance_due_on(session, matter),
            on=on,
        )
    )


def grace_of(listing: Listing) -> Grace | None:
    """Return the grace period of a decision to list, if it was granted one."""
    if listing.grace_ends_on is None:
        return None
    kept = listing.grace_outcome
    return Grace(listing.grace_ends_on, GraceOutcome(kept) if kept else None)


def unjudged_grace(listing: Listing) -> Grace:
    """Return a grace period on which nobody has recorded anything yet.

    :raises ServiceError: ``listing.not_in_grace``.
    """
    granted = grace_of(listing)
    if granted is None or granted.outcome or listing.state != ListingState.IN_GRACE:
        raise ServiceError(ErrorKind.CONFLICT, "listing.not_in_grace", {"state": listing.state})
    return granted


def grounds_of(listing: Listing) -> tuple[Ground, ...]:
    """Return the grounds of a listing."""
    return tuple(Ground(code) for code in listing.grounds.split(",") if code)


def acts_of(order: RestrictionOrder) -> tuple[RestrictedAct, ...]:
    """Return the acts that an order forbids."""
    return tuple(RestrictedAct(code) for code in order.acts.split(",") if code)


def confirmed(session: Session, case_id: int, *, by: date | None = None) -> Decimal:
    """Return the sum of the confirmed payments of a case, or of those made by a day."""
    chosen = select(func.sum(Payment.amount)).where(
        Payment.case_id == case_id, Payment.state == PaymentState.CONFIRMED
    )
    if by is not None:
        chosen = chosen.where(Payment.paid_on <= by)
    total = session.execute(chosen).scalar_one()
    return NOTHING_PAID if total is None else total


def is_paid(session: Session, matter: Matter, *, by: date | None = None) -> bool:
    """Tell whether the confirmed payments of a case cover its amount."""
    return removal.is_performed(matter.case.amount, confirmed(session, matter.case.id, by=by))


def _facts(
    session: Session,
    listing: Listing,
    matter: Matter,
    identity: Identity,
    stated: StatedFacts,
    *,
    on: date,
    paid_by: date | None,
) -> ListingFacts:
    return ListingFacts(
        kind=SubjectKind(matter.subject.kind),
        grounds=grounds_of(listing),
        obligation_unperformed=not is_paid(session, matter, by=paid_by),
        ability=stated.ability
        or capacity_findings.ability_shown_by(session, matter, stated.capacity_assessment, on=on),
        birth_date=identity.birth_on,
        adequate_security=stated.adequate_security,
        adequate_property_controlled=stated.adequate_property_controlled,
        later_in_order=stated.later_in_order,
        # Whatever the clerk stated: who stands found unable is not listed on Art. 1(1).
        found_unable=stated.found_unable or capacity_findings.is_unable(session, matter, on=on),
        unable_elsewhere=tuple(
            case.court_code
            for _, case in capacity_findings.unable_elsewhere(session, matter, on=on)
        ),
        creditor_asks_to_hold_off=stated.creditor_asks_to_hold_off,
        person_behind_entity=stated.person_behind_entity,
        campus_loan_student=stated.campus_loan_student,
        initiative=Initiative(listing.initiative),
        applied_on=listing.applied_on,
        creditor_barred_until=_creditor_barred_until(session, matter),
    )


def _creditor_barred_until(session: Session, matter: Matter) -> date | None:
    removed_on = session.execute(
        select(func.max(Listing.ended_on)).where(
            Listing.debtor_id == matter.debtor.id,
            Listing.state == ListingState.REMOVED,
            Listing.end_ground == RemovalGround.CREDITOR_CONSENTS,
        )
    ).scalar_one()
    if removed_on is None:
        return None
    return removal.creditor_bar_ends_on(RemovalGround.CREDITOR_CONSENTS, removed_on)
