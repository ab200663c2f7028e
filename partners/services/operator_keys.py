"""Keys of operators (运维密钥): what lets a person act on agencies over the network, with a
scope of its own; issued and revoked on the machine alone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.operators import OperatorKey
from partners.services.agency_keys import require_valid
from registry import events
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.services.access import key_secrets, operators
from schemas.partner_codes import PartnerScope


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOperatorKey:
    """A key to be issued to an operator.

    :ivar operator: the login by which the journal names who acted.
    """

    operator: str
    scopes: frozenset[PartnerScope]
    days: int


@dataclass(frozen=True, slots=True)
class IssuedOperatorKey:
    """A key as its owner gets it, this once."""

    text: str
    prefix: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ShownOperatorKey:
    """Who shows a key, which one it is and what it opens."""

    operator: str
    prefix: str
    scopes: frozenset[PartnerScope]

    @property
    def actor(self) -> Actor:
        """Return who acts, as the journal names it."""
        return Actor(name=f"operator:{self.operator}", via=f"key:{self.prefix}")


def issue(
    session: Session, order: IssueOperatorKey, *, actor: Actor, now: datetime
) -> IssuedOperatorKey:
    """Issue a key to an operator.

    :raises ServiceError: ``operator.malformed``.
    """
    if not order.operator.isascii() or not order.operator.isidentifier():
        raise ServiceError(ErrorKind.INVALID, "operator.malformed")
    fresh = key_secrets.draw()
    expires_at = now + timedelta(days=order.days)
    scopes = sorted(order.scopes)
    session.add(
        OperatorKey(
            prefix=fresh.prefix,
            secret_digest=fresh.digest,
            operator=order.operator,
            scopes=",".join(scopes),
            expires_at=expires_at,
            revoked_at=None,
        )
    )
    body = {
        "key": fresh.prefix,
        "operator": order.operator,
        "scopes": scopes,
        "expires_at": expires_at.isoformat(),
    }
    operators.record(session, events.KEY_ISSUED, body, "签发运维密钥", actor=actor, now=now)
    return IssuedOperatorKey(fresh.text, fresh.prefix, expires_at)


def revoke(session: Session, prefix: str, *, actor: Actor, now: datetime) -> bool:
    """Revoke an operator's key; return whether it was in use until now.

    :raises ServiceError: ``key.not_found``.
    """
    key = session.scalars(
        select(OperatorKey).where(OperatorKey.prefix == prefix).with_for_update()
    ).one_or_none()
    if key is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "key.not_found", {"prefix": prefix[:64]})
    if key.revoked_at is not None:
        return False
    key.revoked_at = now
    body = {"key": prefix, "operator": key.operator}
    operators.record(session, events.KEY_REVOKED, body, "撤销运维密钥", actor=actor, now=now)
    return True


def shown(session: Session, text: str, *, now: datetime) -> ShownOperatorKey:
    """Return the operator who shows a key.

    :raises ServiceError: ``key.unknown``, ``key.revoked``, ``key.expired``.
    """
    key = _find(session, key_secrets.prefix_of(text))
    is_right = key_secrets.fits(text, None if key is None else key.secret_digest)
    if key is None or not is_right:
        raise ServiceError(ErrorKind.UNAUTHENTICATED, "key.unknown")
    require_valid(key.revoked_at, key.expires_at, now=now)
    return _shown(key)


def by_prefix(session: Session, prefix: str, *, now: datetime) -> ShownOperatorKey | None:
    """Return the operator of a key that was shown before, while it is still good."""
    key = _find(session, prefix)
    if key is None or key.revoked_at is not None or key.expires_at <= now:
        return None
    return _shown(key)


def _find(session: Session, prefix: str) -> OperatorKey | None:
    return session.scalars(select(OperatorKey).where(OperatorKey.prefix == prefix)).one_or_none()


def _shown(key: OperatorKey) -> ShownOperatorKey:
    scopes = frozenset(PartnerScope(code) for code in key.scopes.split(",") if code)
    return ShownOperatorKey(key.operator, key.prefix, scopes)
