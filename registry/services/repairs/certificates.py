"""Certificates (证明书): issued on request by a judge or the president, numbered without gaps, and
voided with a reason when they are wrong.

The code that anybody verifies a certificate by is told to the court once and kept as a digest.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.models.cases import Debtor, EnforcementCase
from registry.models.certificates import Certificate, CertificateSeries
from registry.models.listings import Listing
from registry.rules import certificates as law
from registry.rules.articles import Article, Instrument
from registry.rules.authority import Act
from registry.services.access import wrong_codes
from registry.services.acts import eligibility, moves, records, series
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.facts import certificate_facts
from registry.services.facts.certificate_facts import Asked
from registry.services.parties import debtor_journal, subjects
from registry.vault import Vault
from schemas import verification_codes
from schemas.free_text import mask_numbers_in_text
from schemas.remedy_codes import CertificateState

BASIS = Article(Instrument.REGISTER_RULES, 15)
Found = tuple[Certificate, Matter]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCertificate:
    """A certificate that a party asked for."""

    debtor_id: UUID
    asked: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidCertificate:
    """A certificate that is wrong, in the version that was seen."""

    certificate_id: UUID
    version: int
    reason: str


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate with the code that goes with it, told this once."""

    certificate: Certificate
    matter: Matter
    code: str


def issue(
    session: Session, order: IssueCertificate, *, actor: CourtActor, now: datetime, vault: Vault
) -> Issued:
    """Issue a certificate.

    :raises ServiceError: ``debtor.not_found``, ``listing.not_found``, ``certificate.ineligible``.
    """
    sought = Sought(id=order.debtor_id, court_code=actor.court_code, to_change=True)
    matter = records.matter(session, sought)
    return issue_about(session, matter, order.asked, actor=actor, now=now, vault=vault)


def issue_about(
    session: Session,
    matter: Matter,
    asked: Asked,
    *,
    actor: CourtActor,
    now: datetime,
    vault: Vault,
    repair_id: int | None = None,
) -> Issued:
    """Issue a certificate about a debtor whose case is locked.

    :param repair_id: the key of the repair that it is issued with.
    :raises ServiceError: ``listing.not_found``, ``certificate.ineligible``.
    """
    listing = _listing(session, matter, asked.listing_id)
    content = certificate_facts.content(session, matter, listing, asked)
    version = matter.debtor.identity_version
    known = subjects.identity_of(session, matter.subject, version, vault=vault)
    facts = certificate_facts.facts(
        session, matter, listing, asked, content, known.identity, on=legal_day(now)
    )
    court = matter.case.court_code
    eligibility.require(
        "certificate.ineligible",
        (
            *eligibility.authority(Act.ISSUE_CERTIFICATE, actor, court_code=court),
            *law.certificate_findings(facts),
            *certificate_facts.days(asked, content, on=legal_day(now)),
        ),
    )
    on, code = legal_day(now), verification_codes.made_of(secrets.choice)
    serial = series.next_serial(session, CertificateSeries, court, on.year)
    made = Certificate(
        public_id=uuid4(),
        number=f"({on.year}){court}证明{serial}号",
        court_code=court,
        year=on.year,
        serial=serial,
        kind=asked.kind,
        state=CertificateState.ISSUED,
        debtor_id=matter.debtor.id,
        listing_id=None if listing is None else listing.id,
        repair_id=repair_id,
        identity_version=version,
        content=orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode(),
        asked_on=asked.on,
        issued_on=on,
        issued_by=actor.staff_id,
        issued_at=now,
        code_digest=wrong_codes.digest_of(code),
        version=1,
    )
    session.add(made)
    _journal(session, events.CERTIFICATE_ISSUED, (made, matter), "依申请出具", actor=actor, now=now)
    return Issued(made, matter, code)


def void(session: Session, order: VoidCertificate, *, actor: CourtActor, now: datetime) -> Found:
    """Void a certificate that is wrong; whoever verifies it learns so.

    :raises ServiceError: ``certificate.not_found``, ``record.stale``, ``certificate.wrong_state``,
        ``certificate.ineligible``.
    """
    act = Act.VOID_CERTIFICATE
    sought = Sought(id=order.certificate_id, court_code=actor.court_code, to_change=True)
    found = records.certificate(session, sought)
    certificate, matter = found
    moves.expect(certificate, order.version)
    moves.require(certificate, act)
    authority = eligibility.authority(act, actor, court_code=matter.case.court_code)
    eligibility.require("certificate.ineligible", authority)
    moves.do(certificate, act)
    certificate.voided_by, certificate.voided_at = actor.staff_id, now
    certificate.void_reason = mask_numbers_in_text(order.reason)
    reason = certificate.void_reason
    _journal(session, events.CERTIFICATE_VOIDED, found, reason, actor=actor, now=now)
    return found


def of_court(
    session: Session, court_code: str, *, case_id: UUID | None, after: int, limit: int
) -> Sequence[Certificate]:
    """Return certificates about cases of a court in the order in which they were issued.

    :param after: the key of the certificate to go on after.
    """
    chosen = (
        select(Certificate)
        .join(Debtor, Debtor.id == Certificate.debtor_id)
        .join(EnforcementCase, EnforcementCase.id == Debtor.case_id)
        .where(EnforcementCase.court_code == court_code, Certificate.id > after)
    )
    if case_id is not None:
        chosen = chosen.where(EnforcementCase.public_id == case_id)
    return session.scalars(chosen.order_by(Certificate.id).limit(limit)).all()


def of_repair(session: Session, repair_id: int) -> Certificate | None:
    """Return the certificate that was issued with a repair."""
    return session.scalars(select(Certificate).where(Certificate.repair_id == repair_id)).first()


def content_of(certificate: Certificate) -> Mapping[str, Any]:
    """Return what a certificate states beside who it is about."""
    content: dict[str, Any] = orjson.loads(certificate.content)
    return content


def _listing(session: Session, matter: Matter, listing_id: UUID | None) -> Listing | None:
    if listing_id is None:
        return None
    sought = Sought(id=listing_id, court_code=matter.case.court_code)
    listing, about = records.listing(session, sought)
    if about.debtor.id != matter.debtor.id:
        raise eligibility.invalid("/listing", "other_debtor")
    return listing


def _journal(
    session: Session,
    kind: events.Kind,
    found: Found,
    reason: str,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    certificate, matter = found
    debtor_journal.note(
        session,
        kind,
        certificate.public_id,
        matter,
        {
            "certificate": str(certificate.public_id),
            "number": certificate.number,
            "kind": certificate.kind,
        },
        Why(reason=reason, basis=str(BASIS)),
        actor=actor.journal,
        now=now,
    )
