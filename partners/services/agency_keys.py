"""Keys with which agencies call the register (单位密钥): issued once in full, kept as a digest."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.agencies import Agency, AgencyKey
from partners.services import agency_checks
from partners.services.agencies import changed, entry_of, find
from registry import events
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.services.access import key_secrets


@dataclass(frozen=True, slots=True)
class IssuedAgencyKey:
    """A key as the agency gets it, this once."""

    text: str
    prefix: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ShownAgencyKey:
    """An agency, and the prefix of the key by which it was recognised."""

    agency: Agency
    prefix: str

    @property
    def actor(self) -> Actor:
        """Return the agency as the journal names it."""
        return Actor(name=f"agency:{self.agency.code}", via=f"key:{self.prefix}")


def issue(
    session: Session, code: str, *, days: int, actor: Actor, now: datetime
) -> IssuedAgencyKey:
    """Issue a key to an agency.

    :raises ServiceError: ``agency.not_found``, ``agency.retired``.
    """
    agency = find(session, code)
    agency_checks.alive(session, agency)
    fresh = key_secrets.draw()
    expires_at = now + timedelta(days=days)
    session.add(
        AgencyKey(
            agency_id=agency.id,
            prefix=fresh.prefix,
            secret_digest=fresh.digest,
            expires_at=expires_at,
            revoked_at=None,
        )
    )
    body = {"key": fresh.prefix, "agency": code, "expires_at": expires_at.isoformat()}
    entry = entry_of(events.KEY_ISSUED, agency, body, "签发密钥", actor=actor, now=now)
    changed(session, agency, entry)
    return IssuedAgencyKey(fresh.text, fresh.prefix, expires_at)


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
    entry = entry_of(events.KEY_REVOKED, agency, body, "撤销密钥", actor=actor, now=now)
    changed(session, agency, entry)
    return True


def shown(session: Session, text: str, *, now: datetime) -> ShownAgencyKey:
    """Return the agency that shows a key, and which one it is.

    :raises ServiceError: ``key.unknown``, ``key.revoked``, ``key.expired``.
    """
    row = session.execute(
        select(AgencyKey, Agency)
        .join(Agency, Agency.id == AgencyKey.agency_id)
        .where(AgencyKey.prefix == key_secrets.prefix_of(text))
    ).one_or_none()
    is_right = key_secrets.fits(text, None if row is None else row[0].secret_digest)
    if row is None or not is_right:
        raise ServiceError(ErrorKind.UNAUTHENTICATED, "key.unknown")
    key, agency = row
    require_valid(key.revoked_at, key.expires_at, now=now)
    return ShownAgencyKey(agency, key.prefix)


def by_prefix(session: Session, prefix: str, *, now: datetime) -> ShownAgencyKey | None:
    """Return the agency of a key that was shown before, while it is still good."""
    row = session.execute(
        select(AgencyKey, Agency)
        .join(Agency, Agency.id == AgencyKey.agency_id)
        .where(AgencyKey.prefix == prefix)
    ).one_or_none()
    if row is None or row[0].revoked_at is not None or row[0].expires_at <= now:
        return None
    return ShownAgencyKey(row[1], prefix)


def require_valid(revoked_at: datetime | None, expires_at: datetime, *, now: datetime) -> None:
    """Refuse a key that is over (``key.revoked``, ``key.expired``)."""
    if revoked_at is not None:
        raise ServiceError(ErrorKind.UNAUTHENTICATED, "key.revoked")
    if expires_at <= now:
        raise ServiceError(ErrorKind.UNAUTHENTICATED, "key.expired")
