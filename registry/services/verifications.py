"""Verification (核验) of certificates by anybody: number and code fit, or they do not.

A wrong code, a wrong number and a certificate that never was are one answer. Wrong ones are counted
for each certificate and each client, in the store, so that all workers know of them.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from registry.errors import ErrorKind, ServiceError
from registry.models.certificates import Certificate, WrongCode
from registry.services import certificates
from registry.vault import Vault
from schemas import verification_codes

WINDOW = timedelta(minutes=15)
MOST_BY_CLIENT = 10
MOST_ON_ONE = 30
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
    _refuse_too_many(session, order, now=now, vault=vault)
    return matching(session, order.number, order.code)


def matching(session: Session, number: str, code: str) -> Certificate | None:
    """Return the certificate that number and code fit."""
    typed = verification_codes.read(code)
    folded = verification_codes.fold_number(number)
    found = session.scalars(select(Certificate).where(Certificate.number == folded)).one_or_none()
    kept = _NOTHING if found is None else found.code_digest
    is_right = hmac.compare_digest(kept, certificates.digest_of(typed or ""))
    return found if is_right and typed is not None else None


def note_wrong(session: Session, order: Verify, *, now: datetime, vault: Vault) -> None:
    """Count a wrong code, and forget those that are long past."""
    session.execute(delete(WrongCode).where(WrongCode.since <= now - WINDOW))
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    # In one order for everybody, so that nobody waits in a circle.
    for tried, _ in sorted(_tried(order, vault)):
        statement = insert(WrongCode).values(tried=tried, since=now, times=1)
        over = WrongCode.since <= now - WINDOW
        session.execute(
            statement.on_conflict_do_update(
                index_elements=[WrongCode.tried],
                set_={
                    "times": case((over, 1), else_=WrongCode.times + 1),
                    "since": case((over, now), else_=WrongCode.since),
                },
            )
        )


def _refuse_too_many(session: Session, order: Verify, *, now: datetime, vault: Vault) -> None:
    for tried, most in _tried(order, vault):
        kept = session.get(WrongCode, tried)
        if kept is None or kept.times < most:
            continue
        left = kept.since + WINDOW - now
        if left > timedelta():
            facts = {"retry_after": int(left.total_seconds()) + 1}
            raise ServiceError(ErrorKind.TOO_MANY, "verification.too_many", facts)


def _tried(order: Verify, vault: Vault) -> tuple[tuple[bytes, int], ...]:
    number = verification_codes.fold_number(order.number)
    return (
        (vault.blind_index("verified certificate", number), MOST_ON_ONE),
        (vault.blind_index("verifying client", order.client), MOST_BY_CLIENT),
    )
