"""Verification (核验) of certificates by anybody: number and code fit, or they do not.

A wrong code, a wrong number and a certificate that never was are one answer. Wrong ones are counted
for each certificate and each client (:mod:`registry.services.access.wrong_codes`).
"""

import hmac
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.certificates import Certificate
from registry.services.access import wrong_codes
from registry.services.access.wrong_codes import MOST_BY_CLIENT, MOST_ON_ONE, Tried
from registry.vault import Vault
from schemas import verification_codes

# Compared with where there is no such certificate, so that its absence takes as long to tell.
_NOTHING = bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verify:
    """A number and a code as somebody typed them, and the address that they came from."""

    number: str
    code: str
    client: str


def verify(session: Session, order: Verify, *, now: datetime, vault: Vault) -> Certificate | None:
    """Return the certificate that number and code fit, voided or not; nothing else is told.

    :raises ServiceError: ``verification.too_many`` after too many wrong ones.
    """
    wrong_codes.refuse_too_many(session, _tried(order, vault), now=now)
    return matching(session, order.number, order.code)


def matching(session: Session, number: str, code: str) -> Certificate | None:
    """Return the certificate that number and code fit."""
    typed = verification_codes.read(code)
    folded = verification_codes.fold_number(number)
    found = session.scalars(select(Certificate).where(Certificate.number == folded)).one_or_none()
    kept = _NOTHING if found is None else found.code_digest
    is_right = hmac.compare_digest(kept, wrong_codes.digest_of(typed or ""))
    return found if is_right and typed is not None else None


def note_wrong(session: Session, order: Verify, *, now: datetime, vault: Vault) -> None:
    """Count a wrong code, and forget those that are long past."""
    wrong_codes.note(session, _tried(order, vault), now=now)


def _tried(order: Verify, vault: Vault) -> tuple[Tried, ...]:
    number = verification_codes.fold_number(order.number)
    return (
        Tried(vault.blind_index("verified certificate", number), MOST_ON_ONE),
        Tried(vault.blind_index("verifying client", order.client), MOST_BY_CLIENT),
    )
