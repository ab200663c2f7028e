"""The law of one sanction (制裁审查): what the rules say of it, from the breach, from what was
decided before, and from when a body was told.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.models.bound_persons import BoundSubject
from registry.models.breaches import Breach, Sanction
from registry.models.evidence import PropertyReport
from registry.rules import appeal_decisions, breach
from registry.rules.appeal_decisions import Weight
from registry.rules.breach import SanctionFacts
from registry.rules.findings import Finding
from registry.services.capacity import report_breaches
from registry.services.parties.restrained import Restrained
from registry.services.sanctions import breach_records
from registry.services.sanctions.breach_records import Broken
from schemas.breach_codes import BreachState, Sanctioned, SanctionState
from schemas.codes import SubjectKind
from schemas.restriction_codes import SanctionKind

# When an agency, by its code, accepted the notice of a record.
Told = Callable[[Session, UUID, str], datetime | None]
_STANDING = (SanctionState.SIGNED, SanctionState.CLOSED)


def told_on(session: Session, broken: Broken, told: Told) -> date | None:
    """Return the day on which the body that let a breach happen was told of the order."""
    if broken.breach.allowed_by is None or not isinstance(broken.who, Restrained):
        return None
    moment = told(session, broken.who.record.public_id, broken.breach.allowed_by)
    return None if moment is None else legal_day(moment)


def findings(session: Session, made: Sanction, broken: Broken, told: Told) -> tuple[Finding, ...]:
    """Return what the law says of a sanction or a referral.

    :param told: answers when an agency was told of a record.
    """
    found, body = broken.breach, made.sanctioned == Sanctioned.BODY
    before = _sanctioned_on(session, broken)
    facts = replace(
        _facts(made, broken),
        sanctioned_before=breach.sanctioned_before(before, breach_on=found.happened_on),
    )
    told_before = breach.told_before(told_on(session, broken, told), spent_on=found.happened_on)
    return (
        *breach.sanction_findings(facts),
        *breach.repetition_findings(sanctions=_repeated(session, made, found)),
        *(breach.agency_findings(told_before=told_before) if body else ()),
    )


def limits(made: Sanction, broken: Broken, left: Weight) -> tuple[Finding, ...]:
    """Return what the law says of how heavy a sanction would be after it was changed."""
    kind = appeal_decisions.lessened_kind(left)
    facts = replace(
        _facts(made, broken), kind=kind, fine=left.fine, detention_days=left.detention_days
    )
    return breach.sanction_findings(facts)


def _facts(made: Sanction, broken: Broken) -> SanctionFacts:
    body, of = made.sanctioned == Sanctioned.BODY, broken.of
    return SanctionFacts(
        kind=SanctionKind(made.kind),
        subject=SubjectKind.ORGANISATION if body else SubjectKind(broken.who.subject.kind),
        breach_shown=broken.breach.state == BreachState.SHOWN,
        fine=made.fine or Decimal(0),
        detention_days=made.detention_days,
        report=report_breaches.conduct_of(of) if isinstance(of, PropertyReport) else None,
    )


def _sanctioned_on(session: Session, broken: Broken) -> list[date]:
    """Return when whoever broke an order was fined or detained for breaches in this case."""
    signed = session.scalars(
        select(Sanction.signed_at)
        .join(Breach, Breach.id == Sanction.breach_id)
        .outerjoin(BoundSubject, BoundSubject.id == Breach.person_id)
        .where(
            Breach.debtor_id == broken.matter.debtor.id,
            Breach.person_id.is_(None)
            if broken.who.is_debtor
            else BoundSubject.subject_id == broken.who.subject.id,
            Sanction.kind != SanctionKind.REFERRAL,
            Sanction.sanctioned == Sanctioned.OFFENDER,
            Sanction.state.in_(_STANDING),
        )
    )
    return [legal_day(moment) for moment in signed if moment is not None]


def _repeated(session: Session, made: Sanction, found: Breach) -> int:
    """Return how often the same one was sanctioned, or referred, for this breach already."""
    refers = made.kind == SanctionKind.REFERRAL
    return sum(
        other.public_id != made.public_id
        and other.sanctioned == made.sanctioned
        and (other.kind == SanctionKind.REFERRAL) == refers
        and other.state in _STANDING
        for other in breach_records.sanctions_of(session, found)
    )
