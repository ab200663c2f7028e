"""Keys with which agencies call the register (单位密钥): issued once in full, kept as a digest."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.agencies import Agency, AgencyKey
from partners.services.agencies import entry_of, find
from registry import events
from registry.errors import ErrorKind, ServiceError
from registry.journal import append
from registry.journal.entry import Actor
from registry.services.keys import MARK, PREFIX_BYTES, SECRET_BYTES

# Compared with where there is no such key, so that its absence takes as long to tell.
_NOBODY = bytes(32)


@dataclass(frozen=True, slots=True)
class IssuedAgencyKey:
    """A key as the agency gets it, this once."""

    text: str
    prefix: str
    expires_at: datetime


def issue(
    session: Session, code: str, *, days: int, actor: Actor, now: datetime
) -> IssuedAgencyKey:
    """Issue a key to an agency.

    :raises ServiceError: ``agency.not_found``.
    """
    agency = find(session, code)
    prefix, secret = secrets.token_hex(PREFIX_BYTES), secrets.token_urlsafe(SECRET_BYTES)
    expires_at = now + timedelta(days=days)
    session.add(
        AgencyKey(
            agency_id=agency.id,
            prefix=prefix,
            secret_digest=_digest(secret),
            expires_at=expires_at,
            revoked_at=None,
        )
    )
    body = {"key": prefix, "agency": code, "expires_at": expires_at.isoformat()}
    append.record(
        session, entry_of(events.KEY_ISSUED, agency, body, "签发密钥", actor=actor, now=now)
    )
    return IssuedAgencyKey(f"{MARK}_{prefix}_{secret}", prefix, expires_at)


def revoke(session: Session, prefix: str, *, actor: Actor, now: datetime) -> bool:
    """Revoke an agency's key; return whether it was in use until now.

    :raises ServiceError: ``key.not_found``.
    """
    row = session.execute(
        select(AgencyKey, Agency)
        .join(Agency, Agency.id == AgencyKey.agency_id)
        .where(AgencyKey.prefix == prefix)
        .with_for_update(of=AgencyKey)
    ).one_or_none()
    if row is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "key.not_found", {"prefix": prefix[:64]})
    key, agency = row
    if key.revoked_at is not None:
        return False
    key.revoked_at = now
    body = {"key": prefix, "agency": agency.code}
    append.record(
        session, entry_of(events.KEY_REVOKED, agency, body, "撤销密钥", actor=actor, now=now)
    )
    return True


def holder_of(session: Session, text: str, *, now: datetime) -> Agency:
    """Return the agency that shows a key.

    :raises ServiceError: ``key.unknown``, ``key.revoked``, ``key.expired``.
    """
    prefix, _, secret = text.partition("_")[2].partition("_")
    row = session.execute(
        select(AgencyKey, Agency)
        .join(Agency, Agency.id == AgencyKey.agency_id)
        .where(AgencyKey.prefix == prefix)
    ).one_or_none()
    kept = _NOBODY if row is None else row[0].secret_digest
    is_right = hmac.compare_digest(kept, _digest(secret))
    if row is None or not is_right:
        raise ServiceError(ErrorKind.UNAUTHENTICATED, "key.unknown")
    key, agency = row
    if key.revoked_at is not None:
        raise ServiceError(ErrorKind.UNAUTHENTICATED, "key.revoked")
    if key.expires_at <= now:
        raise ServiceError(ErrorKind.UNAUTHENTICATED, "key.expired")
    return agency


def _digest(secret: str) -> bytes:
    return sha256(secret.encode()).digest()
