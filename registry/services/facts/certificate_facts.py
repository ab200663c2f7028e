"""What a certificate states and rests on (证明书记载的事实): from payments, the listing and what
the signatory states.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.identity import Identity
from registry.models.cases import Payment
from registry.models.listings import Listing
from registry.rules import certificates as law
from registry.rules import procedure
from registry.rules.certificates import CertificateFacts
from registry.rules.findings import Finding
from registry.services.acts.records import Matter
from registry.services.cases import recorded_facts
from registry.services.facts import listing_law
from schemas.amounts import format_amount
from schemas.codes import ListingState, PaymentState, SubjectKind
from schemas.masking import mask_number
from schemas.remedy_codes import CertificateKind, CreditorAnswer, PerformanceManner

# What the register itself writes on every certificate.
_WRITTEN = frozenset(
    {"number", "court", "case_number", "name", "signatory", "issued_on", "verification_code"}
)
_HAS_ENDED = (ListingState.REMOVED, ListingState.REVOKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a party asks to have certified, and what the signatory states of it.

    :ivar on: when it was asked for.
    :ivar creditor: what the creditor says; taken from the payments where nothing is stated.
    """

    kind: CertificateKind
    on: date
    listing_id: UUID | None = None
    manner: PerformanceManner | None = None
    performed_on: date | None = None
    creditor: CreditorAnswer | None = None
    confirmed_by_court: bool = False
    enforcement_completed: bool = False
    settlement_performed: bool = False


def content(
    session: Session, matter: Matter, listing: Listing | None, asked: Asked
) -> dict[str, str | None]:
    """Return what a certificate states beside who it is about, by whom and when it is issued."""
    if asked.kind is CertificateKind.CREDIT_REPAIR:
        return {
            "published_on": None if listing is None else _day(listing.published_on),
            "ended_on": None if listing is None else _day(listing.ended_on),
            "end_ground": None if listing is None else listing.end_ground,
        }
    paid = _confirmed(session, matter)
    last = max((payment.paid_on for payment in paid), default=None)
    enforced = any(payment.enforced for payment in paid)
    return {
        "obligation": matter.case.obligation,
        "amount": None if matter.case.amount is None else format_amount(matter.case.amount),
        "performed_on": _day(asked.performed_on or last),
        # What the court took was not given.
        "manner": PerformanceManner.FORCED if enforced else asked.manner,
    }


def facts(
    session: Session,
    matter: Matter,
    listing: Listing | None,
    asked: Asked,
    stated: Mapping[str, str | None],
    identity: Identity,
    *,
    on: date,
) -> CertificateFacts:
    """Return what the law asks of a certificate."""
    masked = masked_number(identity)
    manner = stated.get("manner")
    listed = {name for name, value in stated.items() if value}
    return CertificateFacts(
        kind=asked.kind,
        asked_for=asked.on <= on,
        states=frozenset({*_WRITTEN, *listed, *(["masked_number"] if masked else [])}),
        number_is_masked=identity.kind is SubjectKind.ORGANISATION or "*" in masked,
        manner=PerformanceManner(manner) if manner else None,
        creditor=asked.creditor or _said(session, matter),
        confirmed_by_court=asked.confirmed_by_court,
        performed=asked.enforcement_completed
        or asked.settlement_performed
        or recorded_facts.is_completed(matter)
        or listing_law.is_paid(session, matter),
        listing_ended=listing is not None and listing.state in _HAS_ENDED,
    )


def days(asked: Asked, stated: Mapping[str, str | None], *, on: date) -> tuple[Finding, ...]:
    """Return whether the days that a certificate states have come."""
    performed = stated.get("performed_on")
    named = {
        "asked_on": asked.on,
        "performed_on": date.fromisoformat(performed) if performed else None,
    }
    return (procedure.not_in_future(named, on=on),)


def masked_number(identity: Identity) -> str:
    """Return the number of somebody as a certificate shows it."""
    if identity.documents:
        return mask_number(identity.documents[0].number, identity.kind)
    return identity.masked_number or ""


def contents(kind: CertificateKind) -> tuple[str, ...]:
    """Return what a certificate of a kind states, in its order."""
    return law.contents(kind)


def _confirmed(session: Session, matter: Matter) -> list[Payment]:
    chosen = select(Payment).where(
        Payment.case_id == matter.case.id, Payment.state == PaymentState.CONFIRMED
    )
    return list(session.scalars(chosen))


def _said(session: Session, matter: Matter) -> CreditorAnswer:
    answers = {payment.creditor_answer for payment in _confirmed(session, matter)}
    confirms = answers == {CreditorAnswer.CONFIRMS}
    return CreditorAnswer.CONFIRMS if confirms else CreditorAnswer.SILENT


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
