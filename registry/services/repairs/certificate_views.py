"""What a certificate shows (证明书内容) to whoever holds it: on paper and on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.models.certificates import Certificate
from registry.models.courts import Court, Staff
from registry.services.acts import records
from registry.services.facts import certificate_facts
from registry.services.parties import subjects
from registry.services.repairs import certificates
from registry.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A certificate as it is printed, its number masked."""

    number: str
    kind: str
    court_code: str
    court_name: str
    case_number: str
    name: str
    number_masked: str
    content: Mapping[str, Any]
    signatory: str
    issued_on: date
    voided_on: date | None


def shown(session: Session, certificate: Certificate, *, vault: Vault) -> Shown:
    """Return what a certificate shows."""
    matter = records.matter_of(session, certificate.debtor_id)
    version = certificate.identity_version
    identity = subjects.identity_of(session, matter.subject, version, vault=vault).identity
    court: Court = records.court(session, certificate.court_code)
    signatory = session.get_one(Staff, certificate.issued_by)
    voided_at = certificate.voided_at
    return Shown(
        number=certificate.number,
        kind=certificate.kind,
        court_code=court.code,
        court_name=court.name,
        case_number=matter.case.number,
        name=identity.name,
        number_masked=certificate_facts.masked_number(identity),
        content=certificates.content_of(certificate),
        signatory=signatory.name,
        issued_on=certificate.issued_on,
        voided_on=None if voided_at is None else legal_day(voided_at),
    )
